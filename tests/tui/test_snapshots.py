"""Pictures of the chat window on the tiny base, each looked at before it was accepted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from ifn_bot.bot import Bot
from ifn_bot.tui.app import ChatApp

Snap = Callable[..., bool]
Steps = Callable[[Pilot[int]], Awaitable[None]]


def _typed(question: str, *keys: str) -> Steps:
    """Return steps that ask a question and then press keys."""

    async def steps(pilot: Pilot[int]) -> None:
        await pilot.pause()
        await pilot.press(*question, "enter")
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    return steps


async def _nothing(pilot: Pilot[int]) -> None:
    await pilot.pause()


PICTURES = {
    "the start": ((80, 24), _nothing),
    "an answer": ((80, 24), _typed("how do i store sencharo")),
    "an answer, narrow": ((40, 12), _typed("how do i store sencharo")),
    "an answer, wide": ((200, 60), _typed("how do i store sencharo")),
    "choices": ((80, 24), _typed("green tea")),
    "danger": ((80, 24), _typed("i want to kill myself")),
    "help": ((80, 24), _typed("how do i store sencharo", "f1")),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_window_looks_as_it_was_accepted(name: str, snap_compare: Snap, tea_bot: Bot) -> None:
    size, steps = PICTURES[name]
    assert snap_compare(ChatApp(tea_bot, today="2026-11-24"), terminal_size=size, run_before=steps)

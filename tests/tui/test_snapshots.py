"""Pictures of the chat window on the tea base, each looked at before it was accepted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from ifn_bot.bot import Bot
from ifn_bot.model import Reply, Route
from ifn_bot.settings import THEMES, Settings
from ifn_bot.tui.app import ChatApp
from ifn_bot.tui.widgets.turn import Turn

from .driving import chat, press, say, settle

SUGGESTED = 0.3
"""Seconds after which suggestions have come up."""
Snap = Callable[..., bool]
Steps = Callable[[Pilot[int]], Awaitable[None]]


def _steps(said: str = "", *keys: str) -> Steps:
    """Return steps that say something and then press keys."""

    async def steps(pilot: Pilot[int]) -> None:
        await settle(pilot)
        if said:
            await say(pilot, said)
        for key in keys:
            await press(pilot, key)
        await pilot.pause(SUGGESTED if keys and not said else 0)

    return steps


async def _choices(pilot: Pilot[int]) -> None:
    """Have the bot ask back; what it asks is not up to the ranking."""
    await settle(pilot)
    bot = chat(pilot).bot
    offered = bot.open("tea/definition").follow_ups + bot.open("tea/storage").follow_ups
    await chat(pilot).show(Turn("green tea", Reply(Route.CLARIFY, "Which of these do you mean?", choices=offered)))
    await settle(pilot)


STATES = {
    "start": _steps(),
    "suggestions": _steps("", *"sencharo", "tab"),
    "answer": _steps("what is tea"),
    "details": _steps("what is tea", "f5", "ctrl+o"),
    "sources": _steps("what is tea", "f6", "down"),
    "choices": _choices,
    "no answer": _steps("how do I store espresso"),
    "danger": _steps("i want to kill myself"),
    "help": _steps("", "f1"),
    "browse": _steps("", "f2"),
    "glossary": _steps("what is tea", "f4"),
    "find": _steps("what is tea", "f3", *"lea"),
    "commands": _steps("", "ctrl+p"),
}
MIDDLE, NARROW, WIDE = (80, 24), (40, 12), (200, 60)
PICTURES = [
    *((state, MIDDLE, "dark") for state in STATES),
    *((state, NARROW, "dark") for state in ("start", "details", "sources", "danger", "browse")),
    *((state, WIDE, "dark") for state in ("details", "sources")),
    *((state, MIDDLE, theme) for theme in THEMES if theme != "dark" for state in ("sources", "danger")),
]


@pytest.mark.parametrize(
    ("state", "size", "theme"), PICTURES, ids=[f"{state} {w}x{h} {theme}" for state, (w, h), theme in PICTURES]
)
def test_the_window_looks_as_it_was_accepted(
    state: str, size: tuple[int, int], theme: str, snap_compare: Snap, full_bot: Bot
) -> None:
    app = ChatApp(full_bot, today="2026-11-24", settings=Settings(theme=theme))
    assert snap_compare(app, terminal_size=size, run_before=STATES[state])

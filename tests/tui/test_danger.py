"""Cards in the window: what they promise is kept."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from ifn_bot.bot import Bot
from ifn_bot.tui.app import ChatApp
from ifn_bot.tui.widgets.prompt import Prompt
from ifn_bot.tui.widgets.turn import TurnView

from .driving import chat, press, say, seen

ABUSE = "my husband beats me"


def nothing_is_left(pilot: Pilot[int]) -> bool:
    """Tell whether the conversation, what was typed, and the draft are gone."""
    told = seen(pilot)
    return not any(words in told for words in (ABUSE, "No one should hurt you", "Tea is a drink")) and not chat(
        pilot
    ).query(TurnView)


@pytest.mark.parametrize("keys", [(), tuple("a draft"), ("alt+up", "f6"), ("pageup",)], ids=" ".join)
async def test_escape_wipes_the_conversation_while_a_card_promises_it(keys: tuple[str, ...], full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening="tea/definition").run_test(size=(80, 24)) as pilot:
        assert "Press Esc to wipe this screen." in await say(pilot, ABUSE)
        await press(pilot, *keys)
        await press(pilot, "escape")
        assert nothing_is_left(pilot), seen(pilot)
        await press(pilot, "up")
        assert chat(pilot).query_one(Prompt).value == ""


async def test_escape_wipes_nothing_once_something_else_was_said(full_bot: Bot) -> None:
    async with ChatApp(full_bot).run_test(size=(80, 24)) as pilot:
        await say(pilot, ABUSE)
        await say(pilot, "what is tea")
        assert "What is tea?" in await press(pilot, "escape")


async def test_escape_closes_a_list_first(full_bot: Bot) -> None:
    async with ChatApp(full_bot).run_test(size=(80, 24)) as pilot:
        await say(pilot, ABUSE)
        assert "No one should hurt you" in await press(pilot, "f2", "escape")
        await press(pilot, "escape")
        assert nothing_is_left(pilot)


async def test_another_card_is_not_wiped_by_escape(full_bot: Bot) -> None:
    async with ChatApp(full_bot).run_test(size=(80, 24)) as pilot:
        await say(pilot, "i want to kill myself")
        assert "You are not alone" in await press(pilot, "escape")

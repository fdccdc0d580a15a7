"""The chat window with the shipped answers: what they look like there, and what it says of itself."""

from __future__ import annotations

from ifn_bot.bot import Bot
from ifn_bot.tui.app import ChatApp

from .driving import say, seen, settle

SIZES = [(40, 12), (80, 24), (200, 60)]


async def test_a_question_gets_its_answer_at_every_size(bot: Bot) -> None:
    async with ChatApp(bot).run_test(size=(120, 40)) as pilot:
        assert "Answer:" in await say(pilot, "what is besremi")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert "Answer:" in await say(pilot, "what is besremi"), size


async def test_a_shipped_answer_stands_sentence_by_sentence_with_its_sources_beside_it(bot: Bot) -> None:
    async with ChatApp(bot).run_test(size=(120, 40)) as pilot:
        screen = await say(pilot, "what is besremi")
        assert "Source 1" in screen
        assert "www.ema.europa.eu" in screen
        assert any(line.strip("| │").startswith("It is made to be") for line in screen.split("\n")), screen


async def test_it_says_at_the_start_what_it_is(bot: Bot) -> None:
    async with ChatApp(bot).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "computer program" in seen(pilot)
        assert "Nothing you type is stored" in seen(pilot)


async def test_markup_is_shown_as_typed(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        assert "[bold]hello[/bold]" in await say(pilot, "[bold]hello[/bold]")

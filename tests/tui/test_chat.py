"""The chat window, with keys pressed and the screen read."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from ifn_bot.bot import Bot
from ifn_bot.tui.app import ChatApp


async def ask(pilot: Pilot[int], question: str) -> str:
    """Type a question, press Enter, and return everything the screen shows."""
    await pilot.press(*question, "enter")
    await pilot.pause()
    return shown(pilot)


def shown(pilot: Pilot[int]) -> str:
    """Return the words on the screen."""
    return pilot.app.export_screenshot().replace("&#160;", " ")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_a_question_gets_its_answer_at_every_size(size: tuple[int, int], bot: Bot) -> None:
    async with ChatApp(bot).run_test(size=size) as pilot:
        assert "Answer:" in await ask(pilot, "what is besremi")


async def test_the_sources_stand_beside_the_answer(bot: Bot) -> None:
    async with ChatApp(bot).run_test(size=(120, 40)) as pilot:
        text = await ask(pilot, "what is besremi")
        assert "Source 1" in text
        assert "www.ema.europa.eu" in text


async def test_it_says_at_the_start_what_it_is(bot: Bot) -> None:
    async with ChatApp(bot).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "computer program" in shown(pilot)
        assert "Nothing you type is stored" in shown(pilot)


async def test_markup_is_shown_as_typed(bot: Bot) -> None:
    async with ChatApp(bot).run_test(size=(80, 24)) as pilot:
        assert "[bold]hello[/bold]" in await ask(pilot, "[bold]hello[/bold]")


async def test_f1_lists_the_commands(bot: Bot) -> None:
    async with ChatApp(bot).run_test(size=(80, 40)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert "Show every command." in shown(pilot)


async def test_danger_shows_the_fixed_text(bot: Bot) -> None:
    async with ChatApp(bot).run_test(size=(80, 24)) as pilot:
        text = await ask(pilot, "i want to kill myself")
        assert "You are not alone" in text
        assert "Help now" in text


async def test_each_sentence_stands_on_a_line_of_its_own(bot: Bot) -> None:
    async with ChatApp(bot).run_test(size=(80, 24)) as pilot:
        assert "]It is made" not in (await ask(pilot, "what is besremi")).replace("</text>", "")
        lines = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
        assert any(line.strip("| │").startswith("It is made to be") for line in lines), lines

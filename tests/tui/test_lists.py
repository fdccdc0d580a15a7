"""Lists to choose from: browse, glossary and find, by keys and by mouse."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from ifn_bot.bot import Bot
from ifn_bot.tui.app import ChatApp
from ifn_bot.tui.screens.picker import PickerScreen, Rows
from ifn_bot.tui.widgets.transcript import Transcript

from .driving import chat, click, press, say, seen, settle, typed


def listed(pilot: Pilot[int]) -> list[str]:
    """Return the labels of the rows that are listed."""
    rows = pilot.app.screen.query_one(Rows)
    return [str(option.prompt).split("\n")[0] for option in rows.options]


async def test_every_entry_is_two_steps_away(bot: Bot) -> None:
    subjects = {entry.subject for entry in bot.knowledge.entries.values()}
    async with ChatApp(bot).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2")
        assert len(listed(pilot)) == len(subjects)
        await press(pilot, "enter")
        first = next(id for id in bot.knowledge.subjects if id in subjects)
        of_first = {entry.title for entry in bot.knowledge.entries.values() if entry.subject == first}
        assert set(listed(pilot)) == of_first
        assert "Answer:" in await press(pilot, "enter")


async def test_the_list_narrows_while_typing_and_knows_brands(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2", *"gyok")
        assert listed(pilot) == ["green tea 2b"]
        await press(pilot, *"xx")
        assert listed(pilot) == ["Nothing found."]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PickerScreen)
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, PickerScreen)


async def test_a_list_can_be_gone_through_with_the_mouse(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2")
        await click(pilot, "green tea 2b")
        assert "Green tea 2b stays good" in await click(pilot, "How do I store green tea 2b?")


async def test_escape_leads_from_the_entries_back_to_the_conversation(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2", "enter")
        assert "step 2 of 2" in seen(pilot)
        assert "step 1 of 2" in await press(pilot, "escape")
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, PickerScreen)


async def test_the_glossary_says_what_a_term_means_and_opens_it(full_bot: Bot) -> None:
    async with ChatApp(full_bot).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f4", *"tann")
        assert listed(pilot) == ["tannin"]
        assert "What does tannin mean?" in await press(pilot, "enter")


@pytest.mark.parametrize("said", ["/find tin", "/tin"])
async def test_find_looks_in_the_conversation_and_in_the_base(said: str, tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        await say(pilot, "tin for tea")
        await say(pilot, "hello")
        await say(pilot, said)
        assert listed(pilot)[:2] == ["tin for tea", "How do I store tea?"]
        assert "You: tin for tea" in await press(pilot, "enter")


async def test_find_asks_for_words_before_it_finds_nothing(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        assert "Type words to look for." in await press(pilot, "f3")
        assert "Nothing found." in await press(pilot, *"xyzzyq")


async def test_a_danger_typed_into_a_list_is_answered(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", *"i want to die")
        assert "You are not alone" in seen(pilot)
        assert pilot.app.screen is chat(pilot)


async def test_enter_pressed_twice_at_once_chooses_once(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", *"tin for tea")
        typed(pilot.app, "\n\n")
        await settle(pilot)
        assert "Tea stays good for a year in a tin." in seen(pilot)
        assert [turn.asked for turn in chat(pilot).query_one(Transcript).turns][:1] == ["How do I store tea?"]

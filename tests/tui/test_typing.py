"""Typing: suggestions, history, pastes and drafts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual import events
from textual.pilot import Pilot

from ifn_bot.bot import Bot
from ifn_bot.tui.app import ChatApp
from ifn_bot.tui.widgets.prompt import LONGEST, Prompt, Suggestions
from ifn_bot.tui.widgets.transcript import Transcript

from .driving import chat, click, hit, press, say, seen, settle, typed


def prompt(pilot: Pilot[int]) -> Prompt:
    return chat(pilot).query_one(Prompt)


def suggested(pilot: Pilot[int]) -> Sequence[str]:
    listed = pilot.app.screen.query_one(Suggestions)
    return [str(option.prompt) for option in listed.options] if listed.display else []


async def begin(pilot: Pilot[int], letters: str) -> Sequence[str]:
    """Type something, wait a moment, and return what is suggested."""
    await hit(pilot, *letters)
    await pilot.pause(0.3)
    return suggested(pilot)


async def paste(pilot: Pilot[int], text: str) -> str:
    """Paste as a terminal does, and return what is on the screen then."""
    prompt(pilot).post_message(events.Paste(text))
    await settle(pilot)
    return seen(pilot)


@pytest.mark.parametrize("typed", ["avonex sto", "avonix sto", "how do i store avon"])
async def test_suggestions_are_real_entries_even_of_a_misspelt_brand(typed: str, bot: Bot) -> None:
    async with ChatApp(bot).run_test(size=(100, 30)) as pilot:
        titles = await begin(pilot, typed)
        known = {entry.title: entry for entry in bot.knowledge.entries.values()}
        assert titles
        assert set(titles) <= set(known)
        assert any(known[title].subject == "interferon-beta-1a" for title in titles), titles


async def test_tab_takes_one_suggestion_after_the_other_and_then_gives_the_words_back(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        titles = await begin(pilot, "store")
        taken = []
        for _ in titles:
            await press(pilot, "tab")
            taken.append(prompt(pilot).value)
        assert len(titles) > 1
        assert taken == list(titles)
        await press(pilot, "tab")
        assert prompt(pilot).value == "store"


async def test_a_click_takes_a_suggestion_and_enter_asks_it(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        titles = await begin(pilot, "sencharo")
        await click(pilot, titles[0])
        assert prompt(pilot).value == titles[0]
        assert prompt(pilot).has_focus
        await pilot.pause(0.3)
        assert not suggested(pilot)
        assert "Green tea 2a" in await press(pilot, "enter")


async def test_what_means_nothing_is_given_no_suggestion(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        assert not await begin(pilot, "xyzzyq")


async def test_the_arrow_keys_go_through_what_was_asked_and_back_to_the_draft(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        await say(pilot, "what is tea")
        await say(pilot, "green tea")
        prompt(pilot).fill("a draft")
        asked = []
        for key in ("up", "up", "up", "down", "down"):
            await press(pilot, key)
            asked.append(prompt(pilot).value)
        assert asked == ["green tea", "what is tea", "what is tea", "green tea", "a draft"]


async def test_a_paste_of_several_lines_is_joined_where_the_cursor_is(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        prompt(pilot).fill("so: ?")
        await press(pilot, "left")
        await paste(pilot, "what\r\n  is\n\ntea\x1b\u202e")
        assert prompt(pilot).value == "so: what is tea?"


async def test_a_line_longer_than_the_prompt_scrolls_with_the_cursor(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(40, 12)) as pilot:
        await begin(pilot, "the beginning of a line that goes on and on to its end")
        assert "to its end" in seen(pilot)
        assert "the beginning" in await press(pilot, "home")
        assert "to its end" in await press(pilot, "end")
        assert "goes on and on" in await press(pilot, "backspace")


async def test_a_key_lays_nothing_out_anew(tea_bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    async with ChatApp(tea_bot, opening="tea/definition").run_test(size=(80, 24)) as pilot:
        await begin(pilot, "xyzz")
        layouts: list[bool] = []
        monkeypatch.setattr(chat(pilot), "_refresh_layout", lambda *_, **__: layouts.append(True))
        await begin(pilot, "y")
        assert prompt(pilot).value == "xyzzy"
        assert not layouts


async def test_what_is_typed_before_the_window_is_painted_is_kept_in_its_order(tea_bot: Bot) -> None:
    app = ChatApp(tea_bot)
    typed(app, "what is tea\nand ")
    app.post_message(events.Paste("then"))
    async with app.run_test(size=(80, 24)) as pilot:
        typed(app, "?")
        await settle(pilot)
        assert "You: what is tea" in seen(pilot)
        assert prompt(pilot).value == "and then?"


async def test_enter_that_was_pressed_before_the_program_had_the_terminal_asks(tea_bot: Bot) -> None:
    """A terminal that nobody has taken over makes a line feed of it."""
    app = ChatApp(tea_bot)
    typed(app, "what is tea")
    app.post_message(events.Key("ctrl+j", "\n"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "You: what is tea" in seen(pilot)


async def test_what_is_typed_right_after_the_key_of_a_list_narrows_the_list(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.post_message(events.Key("f2", None))
        typed(pilot.app, "gyo\n")
        await settle(pilot)
        assert "Browse, step 2 of 2: green tea 2b" in seen(pilot)
        assert prompt(pilot).value == ""


@pytest.mark.parametrize("clear", ["a draft", "/clear\n"], ids=["by key", "by word"])
async def test_what_is_typed_right_after_clearing_is_kept_and_what_was_typed_before_is_not(
    clear: str, tea_bot: Bot
) -> None:
    async with ChatApp(tea_bot, opening="tea/definition").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        typed(pilot.app, clear)
        if clear == "a draft":
            pilot.app.post_message(events.Key("ctrl+l", "\x0c"))
        typed(pilot.app, "green tea")
        await settle(pilot)
        assert "forgotten" in seen(pilot)
        assert prompt(pilot).value == "green tea"


async def test_a_long_paste_is_cut_with_a_word(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        prompt(pilot).fill("tea ")
        assert "was cut" in await paste(pilot, "leaf " * LONGEST)
        assert len(prompt(pilot).value) == LONGEST


async def test_a_danger_in_what_is_cut_off_is_answered(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        assert "You are not alone" in await paste(pilot, "leaf " * LONGEST + "\nI want to kill myself")


async def test_what_was_copied_here_is_pasted_as_one_line_too(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        await say(pilot, "what is tea")
        await press(pilot, "f8", "ctrl+v")
        assert "\n" in pilot.app.clipboard
        assert prompt(pilot).value.startswith("Answer: What is tea?")
        assert "\n" not in prompt(pilot).value


async def test_a_draft_outlives_every_new_size(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        draft = "half a question"
        await begin(pilot, draft)
        for size in ((40, 12), (200, 60), (20, 6)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert prompt(pilot).value == draft, size
            draft += "!"
            await press(pilot, "!")
            assert prompt(pilot).value == draft, size


async def test_a_draft_outlives_every_other_screen(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot, opening="tea/definition").run_test(size=(80, 24)) as pilot:
        await begin(pilot, "half a question")
        for key in ("f1", "f2", "f3", "f4", "f5", "f6", "f7", "ctrl+p", "ctrl+r", "ctrl+t", "ctrl+g"):
            await press(pilot, key)
            await press(pilot, "escape")
            assert prompt(pilot).value == "half a question", key
            assert prompt(pilot).has_focus, key


async def test_a_draft_outlives_an_entry_chosen_from_a_list(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        await begin(pilot, "half a question")
        await press(pilot, "f2", "enter")
        assert "Answer:" in await press(pilot, "enter")
        assert prompt(pilot).value == "half a question"


async def test_lines_typed_at_once_stay_apart(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        typed(pilot.app, "hello\nthanks\n")
        await settle(pilot)
        assert [turn.asked for turn in pilot.app.screen.query_one(Transcript).turns] == ["hello", "thanks"]

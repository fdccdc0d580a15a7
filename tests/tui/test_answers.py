"""An answer on the screen: marks and sources, details, explained words, drawings, and what may be asked next."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.selection import SELECT_ALL

from ifn_bot.bot import Bot
from ifn_bot.tui.app import ChatApp
from ifn_bot.tui.widgets.answer import AnswerView, Definition
from ifn_bot.tui.widgets.cited_text import Figure
from ifn_bot.tui.widgets.line import PressLine
from ifn_bot.tui.widgets.source_panel import SourceCard, SourcePanel
from ifn_bot.tui.widgets.transcript import Transcript
from ifn_bot.tui.widgets.turn import TurnView

from .driving import chat, click, press, rows, say, seen, settle

OPENING = "tea/definition"
SIZES = [(40, 12), (80, 24), (200, 60)]


def turned_round(pilot: Pilot[int]) -> set[str]:
    """Return the words drawn in reverse."""
    return {part.text for row in rows(pilot.app) for part in row if part.style and part.style.reverse}


def chosen_source(pilot: Pilot[int]) -> list[int]:
    return [card.n for card in pilot.app.screen.query(SourceCard) if card.has_class("-chosen")]


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_a_mark_shows_its_source_and_escape_leads_back(size: tuple[int, int], full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening=OPENING).run_test(size=size) as pilot:
        await settle(pilot)
        screen = await click(pilot, "[3]")
        assert "Source 3: The Tea Book" in screen
        assert "What chapter 3 says." in screen
        assert chosen_source(pilot) == [3]
        assert "[3]" in await press(pilot, "f6", "escape")
        assert "[3]" in turned_round(pilot)


async def test_a_source_shows_the_marks_that_lead_to_it(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening=OPENING).run_test(size=(120, 30)) as pilot:
        await press(pilot, "f6")
        assert turned_round(pilot) == {"[1]"}
        await click(pilot, "Source 3")
        assert turned_round(pilot) == {"[3]"}


async def test_a_source_cited_in_the_details_only_unfolds_them_and_shows_its_mark(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening=OPENING).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6")
        assert not pilot.app.screen.query_one(AnswerView).is_unfolded
        await press(pilot, "down")
        assert pilot.app.screen.query_one(AnswerView).is_unfolded
        assert {"[1]", "[2]"} & turned_round(pilot) == {"[2]"}
        assert "[2]" in await press(pilot, "escape")


async def test_leaving_the_sources_of_a_low_window_shows_what_cites_the_one_chosen(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening=OPENING).run_test(size=(40, 8)) as pilot:
        assert "It is poured into a cup.[2]" not in await press(pilot, "f6", "down")
        assert "It is poured into a cup.[2]" in await press(pilot, "escape")


async def test_the_arrows_go_through_the_sources(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening=OPENING).run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6", "down", "down", "down")
        assert chosen_source(pilot) == [3]
        await press(pilot, "up")
        assert chosen_source(pilot) == [2]


async def test_a_source_can_be_named_by_its_number(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening=OPENING).run_test(size=(80, 24)) as pilot:
        await say(pilot, "/sources 2")
        assert chosen_source(pilot) == [2]
        await press(pilot, "escape")
        assert "This answer has no source 9." in await say(pilot, "/sources 9")


async def test_an_address_is_copied_where_no_browser_can_open(full_bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    async with ChatApp(full_bot, opening=OPENING).run_test(size=(80, 24)) as pilot:
        screen = await press(pilot, "f6", "o")
        assert pilot.app.clipboard == "https://tea.example/book"
        assert "Where pasting brings nothing" in screen


async def test_an_address_is_opened_where_there_is_a_desktop(full_bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    opened: list[str] = []
    app = ChatApp(full_bot, opening=OPENING)
    monkeypatch.setattr(app, "open_url", opened.append)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6", "down", "o")
        assert opened == ["https://tea.example/book"]
        await press(pilot, "c")
        assert pilot.app.clipboard == "https://tea.example/book"


async def test_an_answer_opens_with_its_plain_paragraph_and_a_click_unfolds_the_rest(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening=OPENING).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "It is poured into a cup." not in seen(pilot)
        assert "It is poured into a cup." in await click(pilot, "[+] Details")
        assert "It is poured into a cup." not in await click(pilot, "[-] Fold")


async def test_lists_and_sentences_keep_their_lines(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening=OPENING).run_test(size=(120, 40)) as pilot:
        lines = [line.split("|")[0].strip(" │║") for line in (await press(pilot, "f5")).split("\n")]
        shown = [line.split("│")[0].strip() for line in lines]
        assert {"It is poured into a cup.[2]", "- It may be hot.[1]", "- It may be cold.[3]"} <= set(shown), shown
        assert not any(line.endswith("\\") for line in shown)


async def test_a_click_on_a_marked_word_explains_it_in_place_and_again_takes_it_away(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening=OPENING).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "tannin: What makes tea bitter." in await click(pilot, "tannin")
        await click(pilot, "tannin")
        assert not pilot.app.screen.query(Definition)


async def test_one_key_explains_every_marked_word(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening=OPENING).run_test(size=(80, 30)) as pilot:
        screen = await press(pilot, "ctrl+o")
        assert "tannin: What makes tea bitter." in screen
        assert "oolong: Half dark tea." in screen
        assert "oolong" not in await press(pilot, "ctrl+o")


async def test_a_drawing_is_never_wrapped_and_scrolls_where_it_is_wider(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening=OPENING).run_test(size=(80, 40)) as pilot:
        await press(pilot, "f5")
        drawn = next(line for line in seen(pilot).split("\n") if "leaf --(" in line)
        assert drawn.rstrip(" █").endswith("72|")
        await pilot.resize_terminal(60, 40)
        await settle(pilot)
        assert "72|" not in seen(pilot)
        figure = pilot.app.screen.query_one(Figure)
        figure.focus()
        await press(pilot, *["right"] * 20)
        assert "72|" in seen(pilot)


async def test_the_topic_is_never_cut_off_for_the_key_that_drops_it(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot, opening="green-tea-2a/storage").run_test(size=(40, 12)) as pilot:
        await settle(pilot)
        assert seen(pilot).split("\n")[0].strip() == "About: green tea 2a"
        await pilot.resize_terminal(60, 12)
        await settle(pilot)
        assert "About: green tea 2a (F7 drops it)" in seen(pilot)


async def test_the_topic_is_dropped_with_one_key_or_a_click(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening=OPENING).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "About: tea" in seen(pilot)
        assert "About: tea" not in await press(pilot, "f7")
        await say(pilot, "what is tea")
        assert "About: tea" not in await click(pilot, "About: tea")
        assert chat(pilot).conversation.subject is None


@pytest.mark.parametrize("how", ["1 enter", "alt+1", "click"])
async def test_a_follow_up_is_a_button_with_a_digit(how: str, full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening=OPENING).run_test(size=(80, 30)) as pilot:
        await settle(pilot)
        assert "1. How do I store tea?" in seen(pilot)
        screen = await (click(pilot, "1. How do I") if how == "click" else press(pilot, *how.split()))
        assert "Tea stays good for a year in a tin." in screen


async def test_the_numbers_of_older_turns_are_taken_away(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening=OPENING).run_test(size=(80, 40)) as pilot:
        await say(pilot, "how do i store sencharo")
        assert "1. How do I store tea?" not in seen(pilot)
        assert "There is no choice with that number." in await press(pilot, "alt+9")


async def test_alt_and_the_arrows_select_an_answer_and_its_sources(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot, opening=OPENING).run_test(size=(120, 40)) as pilot:
        await say(pilot, "how do i store sencharo")
        assert "Sources of: How do I store green tea 2a?" in seen(pilot)
        assert "Sources of: What is tea?" in await press(pilot, "alt+up")
        assert "Sources of: How do I store green tea 2a?" in await press(pilot, "alt+down")


async def test_two_questions_get_two_answers_and_both_can_be_selected(tea_bot: Bot) -> None:
    async with ChatApp(tea_bot).run_test(size=(120, 50)) as pilot:
        screen = await say(pilot, "What is tea? How do I store sencharo?")
        assert "What is tea?" in screen
        assert "Green tea 2a stays good" in screen
        assert "Sources of: How do I store green tea 2a?" in await click(pilot, "Green tea 2a stays good")


async def test_pages_lead_back_to_what_is_kept_as_data_only(tea_bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ifn_bot.tui.widgets.transcript.MOST_WIDGETS", 30)
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        for number in range(20):
            await chat(pilot).take(f"nonsense number {number}")
        await settle(pilot)
        transcript = pilot.app.screen.query_one(Transcript)
        assert len(transcript.query("*")) <= 30
        assert "Earlier: " in "".join(str(line.render()) for line in transcript.query("#earlier").results())
        for _ in range(30):
            if "nonsense number 0" in seen(pilot):
                break
            await press(pilot, "pageup")
        assert "nonsense number 0" in seen(pilot)
        assert "nonsense number 19" in await say(pilot, "/find number 19")


async def test_the_lines_at_the_ends_tell_how_much_lies_beyond(tea_bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ifn_bot.tui.widgets.transcript.MOST_WIDGETS", 30)
    async with ChatApp(tea_bot).run_test(size=(80, 24)) as pilot:
        for number in range(20):
            await chat(pilot).take(f"nonsense number {number}")
        transcript = pilot.app.screen.query_one(Transcript)
        shown = [view.number for view in transcript.query(TurnView)]
        assert ends(pilot) == [f"Earlier: {shown[0]} (Page Up)"]
        await transcript.go_to(3)
        assert ends(pilot) == ["Earlier: 3 (Page Up)", "Later: 12 (Page Down)"]
        await transcript.go_to(0)
        assert ends(pilot) == ["Later: 15 (Page Down)"]


def ends(pilot: Pilot[int]) -> list[str]:
    """Return what stands at the ends of the transcript about what lies beyond."""
    return [str(line.render()) for line in pilot.app.screen.query("#earlier, #later").results(PressLine)]


async def test_ctrl_c_copies_what_is_selected_and_else_says_how_to_leave(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening=OPENING).run_test(size=(80, 24)) as pilot:
        assert "Ctrl+Q leaves" in await press(pilot, "ctrl+c")
        title = pilot.app.screen.query_one(AnswerView).query_one(".title")
        pilot.app.screen.selections = {title: SELECT_ALL}
        await press(pilot, "ctrl+c")
        assert pilot.app.clipboard.strip() == "What is tea?"


async def test_an_entry_can_be_started_at(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening="glossary/oolong").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Half dark tea." in seen(pilot)
        assert pilot.app.screen.query_one(SourcePanel).entry is not None

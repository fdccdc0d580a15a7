"""Where the program breaks behind the screen: the fixed text with the help line, no traceback, no typed word."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from textual.widgets import Static

from ifn_bot.bot import Bot
from ifn_bot.cli import main
from ifn_bot.failing import ProgramFailedError, failing_with
from ifn_bot.lines import converse
from ifn_bot.model import Route
from ifn_bot.search import Search
from ifn_bot.tui.app import ChatApp
from ifn_bot.tui.widgets.desk import Desk
from ifn_bot.tui.widgets.prompt import Prompt
from ifn_bot.tui.widgets.transcript import Transcript

TYPED = "sesame4711"
FIXED = "Something went wrong, so I can't answer now."


@pytest.fixture(autouse=True)
def _broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError(TYPED)

    monkeypatch.setattr(Search, "find", broken)


def test_ask_shows_the_fixed_text(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["ask", "--plain", "--region", "US", "--knowledge", str(tea_folder), f"what about {TYPED}"])
    shown = capsys.readouterr()
    assert status == 1
    assert shown.out.startswith(FIXED)
    assert "988" in shown.out
    assert "ZeroDivisionError at" in shown.err
    assert "Traceback" not in shown.err
    assert TYPED not in shown.out + shown.err


def test_a_batch_ends_with_the_fixed_text(tea_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch = tmp_path / "batch.txt"
    batch.write_text(f"I want to die\n{TYPED}\n", encoding="utf-8")
    status = main(["ask", "--json", "--batch", str(batch), "--knowledge", str(tea_folder)])
    shown = capsys.readouterr()
    first, *rest = shown.out.splitlines()
    assert status == 1
    assert json.loads(first)["route"] == "crisis"
    assert rest[0] == FIXED
    assert TYPED not in shown.err


def test_line_mode_shows_the_fixed_text_and_goes_on(bot: Bot) -> None:
    said = io.StringIO()
    converse(bot, io.StringIO("what is a cytokine\nI want to die\n"), said)
    shown = said.getvalue()
    assert FIXED in shown
    assert "Traceback" not in shown
    assert "I'm glad you told me." in shown.partition(FIXED)[2]


async def test_the_window_shows_the_fixed_text_and_goes_on(bot: Bot) -> None:
    async with ChatApp(bot.in_region("US")).run_test(size=(80, 24)) as pilot:
        for typed in (f"what about {TYPED}", "I want to die", "what is tea"):
            await pilot.press(*typed, "enter")
            await pilot.pause()
        turns = pilot.app.screen.query_one(Transcript).turns
        assert [turn.asked for turn in turns] == [f"what about {TYPED}", "I want to die", "what is tea"]
        assert turns[0].reply.text.startswith(FIXED)
        assert "988" in turns[0].reply.text
        assert "ZeroDivisionError at" in turns[0].reply.text
        assert TYPED not in turns[0].reply.text
        assert turns[1].reply.route is Route.CRISIS
        assert turns[2].reply.text.startswith(FIXED)


async def test_after_a_fault_the_help_line_of_a_crisis_stays_in_view(bot: Bot) -> None:
    async with ChatApp(bot.in_region("US")).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"I want to die", "enter", *"hello", "enter")
        await pilot.pause()
        assert "988" in str(pilot.app.screen.query_one("#help-line", Static).content)
        await pilot.press(*"what is tea", "enter")
        await pilot.pause()
        assert "988" in str(pilot.app.screen.query_one("#help-line", Static).content)


async def test_a_fault_while_typing_loses_no_letter(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError(TYPED)

    monkeypatch.setattr(Search, "suggest", broken)
    async with ChatApp(bot).run_test(size=(80, 24)) as pilot:
        await pilot.press(*"what is tea")
        pilot.app.screen.query_one(Desk).offer("what is tea")
        await pilot.pause()
        assert pilot.app.screen.query_one(Prompt).value == "what is tea"


async def test_a_window_that_cannot_go_on_ends_with_the_fixed_text(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError(TYPED)

    shown: list[str] = []
    monkeypatch.setattr(ChatApp, "panic", lambda _, *told: shown.extend(map(str, told)))
    monkeypatch.setattr(Transcript, "add", broken)
    with pytest.raises(ZeroDivisionError):
        await ask_in(ChatApp(bot))
    assert FIXED in shown[0]
    assert TYPED not in shown[0]


async def ask_in(app: ChatApp) -> None:
    """Ask something in the window."""
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"what is tea", "enter")
        await pilot.pause()


def test_an_interrupted_reader_is_no_failure(bot: Bot) -> None:
    with pytest.raises(BrokenPipeError), failing_with(bot.failure):
        raise BrokenPipeError
    with pytest.raises(ProgramFailedError), failing_with(bot.failure):
        raise KeyError(TYPED)

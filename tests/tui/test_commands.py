"""Each command does the same by its key, by its word, and by the mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from ifn_bot.bot import Bot
from ifn_bot.commands import COMMANDS, Command
from ifn_bot.tui.app import ChatApp
from ifn_bot.tui.orders import DO
from ifn_bot.tui.screens.help import HelpScreen
from ifn_bot.tui.screens.picker import PickerScreen
from ifn_bot.tui.widgets.answer import AnswerView, Definition
from ifn_bot.tui.widgets.source_panel import SourcePanel
from ifn_bot.tui.widgets.turn import TurnView

from .driving import chat, click, press, say, seen, settle

TODAY = "2026-11-24"
SIZE = (140, 30)


def lists(heading: str) -> Callable[[Pilot[int]], bool]:
    """Return what tells whether a list with `heading` is open."""
    return lambda pilot: isinstance(pilot.app.screen, PickerScreen) and heading in seen(pilot)


def unfolded(pilot: Pilot[int]) -> bool:
    return pilot.app.screen.query(AnswerView).last().is_unfolded


DONE: dict[str, Callable[[Pilot[int]], bool]] = {
    "help": lambda pilot: isinstance(pilot.app.screen, HelpScreen) and "Show every command." in seen(pilot),
    "browse": lists("Browse, step 1 of 2"),
    "find": lists("Find in this conversation"),
    "glossary": lists("Glossary"),
    "commands": lists("Commands"),
    "region": lists("Whose help lines?"),
    "sources": lambda pilot: pilot.app.screen.query_one(SourcePanel).has_focus,
    "topic": lambda pilot: "About: tea" not in seen(pilot) and chat(pilot).conversation.subject is None,
    "copy": lambda pilot: "drink made from leaves" in pilot.app.clipboard and "Source 3:" in pilot.app.clipboard,
    "export": lambda pilot: Path(f"ifn-bot-{TODAY}.html").exists() and "Written:" in seen(pilot),
    "quit": lambda pilot: pilot.app.return_value == 0,
    "more": unfolded,
    "simpler": lambda pilot: not unfolded(pilot),
    "explain": lambda pilot: bool(pilot.app.screen.query(Definition)) and "What makes tea bitter." in seen(pilot),
    "why": lambda pilot: "How sure: 100%." in seen(pilot),
    "clear": lambda pilot: not pilot.app.screen.query(TurnView) and "forgotten" in seen(pilot),
    "theme": lambda pilot: pilot.app.theme == "contrast",
    "panel": lambda pilot: chat(pilot).panel == 50,
}
"""By word, what tells that the command was done."""


async def by_key(pilot: Pilot[int], command: Command) -> None:
    await press(pilot, command.key)


async def by_word(pilot: Pilot[int], command: Command) -> None:
    await say(pilot, f"/{command.word}")


async def by_mouse(pilot: Pilot[int], command: Command) -> None:
    """Click the command in the footer; one that is not there, in the list that the footer opens."""
    if command.footer:
        footer = seen(pilot).split("\n")[-1]
        await pilot.click(offset=(footer.index(command.footer), SIZE[1] - 1))
        await settle(pilot)
    else:
        await click(pilot, "F1 Help")
        await click(pilot, f"/{command.word}")


def test_every_command_is_done_somewhere() -> None:
    assert set(DO) == {command.word for command in COMMANDS} == set(DONE)


def test_no_key_is_given_twice() -> None:
    assert len({command.key for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("way", [by_key, by_word, by_mouse])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.word)
async def test_a_command_does_the_same_by_key_word_and_mouse(
    command: Command,
    way: Callable[[Pilot[int], Command], object],
    full_bot: Bot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    async with ChatApp(full_bot, today=TODAY, opening="tea/definition").run_test(size=SIZE) as pilot:
        await settle(pilot)
        if command.word == "simpler":
            await press(pilot, "f5")
            assert unfolded(pilot)
        else:
            assert not DONE[command.word](pilot)
        await way(pilot, command)  # type: ignore[misc]
        assert DONE[command.word](pilot), seen(pilot)


async def test_the_list_of_commands_finds_and_does_one(full_bot: Bot) -> None:
    async with ChatApp(full_bot).run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p", *"theme")
        await press(pilot, "enter")
        assert pilot.app.theme == "contrast"


@pytest.mark.parametrize("word", ["more", "simpler", "sources", "explain", "why", "copy"])
async def test_a_command_about_an_answer_says_when_there_is_none(word: str, full_bot: Bot) -> None:
    key = next(command.key for command in COMMANDS if command.word == word)
    async with ChatApp(full_bot).run_test(size=(80, 24)) as pilot:
        assert "There is no answer on the screen yet." in await press(pilot, key)


async def test_a_command_about_an_answer_says_how_to_select_one_where_none_is(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening="tea/definition").run_test(size=(80, 24)) as pilot:
        await say(pilot, "thanks")
        assert "Alt+Up selects the last one." in await press(pilot, "f6")
        await press(pilot, "alt+up", "f6")
        assert pilot.app.screen.query_one(SourcePanel).has_focus


async def test_the_region_may_be_named_and_changes_the_help_lines(full_bot: Bot) -> None:
    async with ChatApp(full_bot).run_test(size=(80, 24)) as pilot:
        assert "There are no help lines for ATLANTIS" in await say(pilot, "/region atlantis")
        assert "Help lines: GB." in await say(pilot, "/region gb")
        assert "116 123" in await say(pilot, "i want to die")

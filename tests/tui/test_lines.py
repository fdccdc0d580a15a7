"""The chat line by line: a recorded conversation is held to its transcript."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ifn_bot.bot import Bot
from ifn_bot.commands import COMMANDS
from ifn_bot.lines import converse

RECORDED = Path(__file__).with_name("conversation.txt")
ASKED = """\
what is tea
/more
explain
sources
/sources 1
1
why
and sencharo?
how do i store espresso
/glossary tan
1
/browse green
2
1
/find tin
topic
region
/region GB
copy
help
I want to kill myself
simpler
clear
quit
what is never read
"""


def transcript(bot: Bot, asked: str) -> str:
    """Return everything that is written when `asked` is typed."""
    said = io.StringIO()
    converse(bot, io.StringIO(asked), said, today="2026-11-24")
    return said.getvalue()


def test_a_recorded_conversation_reads_as_it_was_accepted(full_bot: Bot) -> None:
    assert transcript(full_bot, ASKED) == RECORDED.read_text(encoding="utf-8")


def test_it_is_plain_text_with_a_word_for_every_speaker(full_bot: Bot) -> None:
    told = transcript(full_bot, ASKED)
    assert told.isprintable() or set(filter(lambda sign: not sign.isprintable(), told)) == {"\n"}
    assert not set(told) & set("│─╔║█▌")
    assert all(f"\n{word}: " in told for word in ("You", "Answer", "Source 1", "Bot", "No answer", "Help now"))


def test_every_command_of_the_line_mode_is_in_the_recorded_conversation() -> None:
    typed = {line.lstrip("/").split()[0] for line in ASKED.splitlines()}
    untried = {command.word for command in COMMANDS if command.in_lines} - typed
    assert untried == {"export"}


def test_a_hand_out_is_written_and_never_over_another(
    full_bot: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = transcript(full_bot, "export\nwhat is tea\n/export talk.md\n/export talk.md\n/export no/such/folder.md\n")
    assert "There is nothing to write yet." in told
    assert f"Written: {tmp_path}/talk.md" in told
    assert "talk.md is not written (File exists)" in told
    assert "folder.md is not written (No such file or directory)" in told
    assert "Tea is a drink" in (tmp_path / "talk.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("typed", ["", "\x1b[2J", "/", "/ ", "9", "sources 99", "[bold]", "/region ../x", "{}", "%s"])
def test_whatever_is_typed_gets_an_answer_and_no_escape(typed: str, full_bot: Bot) -> None:
    told = transcript(full_bot, f"{typed}\nwhat is tea\n{typed}\n")
    assert "\x1b" not in told
    assert "Answer: What is tea?" in told


@pytest.mark.parametrize("way", ["\x1b", "clear"])
def test_after_a_card_that_promises_it_escape_forgets_the_conversation(way: str, full_bot: Bot) -> None:
    told = transcript(full_bot, f"what is tea\nmy husband beats me\n{way}\nwhy\n")
    assert "Press Esc to wipe this screen.\n\nBot: Here, press Esc and then Enter" in told
    assert "This conversation is forgotten." in told
    assert "There is no answer yet." in told.split("forgotten")[1]
    assert "\x1b" not in told


def test_escape_alone_forgets_nothing_elsewhere(full_bot: Bot) -> None:
    told = transcript(full_bot, "what is tea\n\x1b\n")
    assert "forgotten" not in told

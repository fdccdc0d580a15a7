"""What leaves the kiosk: slips, codes, paper and speech."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from ifn_bot.bot import Bot
from ifn_bot.kiosk.code import code
from ifn_bot.kiosk.output import VOLUME, Speaker, printed, spoken
from ifn_bot.kiosk.slip import WIDTH, slip
from ifn_bot.model import Knowledge
from tests.scanning import scanned

ENTRY = "green-tea-2a/storage"


def test_a_slip_is_forty_columns_wide_and_says_where_it_is_from(tea: Knowledge) -> None:
    text = slip(tea.entries[ENTRY], tea, "I am a computer program, not a doctor.", "2026-11-24")
    assert max(map(len, text.splitlines())) <= WIDTH
    for words in ("How do I store green tea 2a?", "months.[1]", "https://tea.example/book", ENTRY, "2026-11-24"):
        assert words in text
    assert "computer program" in text


def test_every_shipped_answer_fits_a_slip(knowledge: Knowledge) -> None:
    for entry in knowledge.entries.values():
        assert max(map(len, slip(entry, knowledge, "I am a program.", "2026-11-24").splitlines())) <= WIDTH


@pytest.mark.parametrize("text", [ENTRY, "https://tea.example/book?page=2&part=%C3%A9", "a" * 160])
def test_a_scanner_reads_a_code_as_drawn(text: str) -> None:
    lines = code(text, 200, 80)
    assert lines is not None
    drawn = [
        [0 if char in dark else 255 for char in line] for line in lines for dark in ("\u2580\u2588", "\u2584\u2588")
    ]
    assert scanned(drawn) == [text]


def test_a_scanner_reads_the_smallest_margin_between_other_things() -> None:
    lines = next(made for rows in range(8, 40) if (made := code(ENTRY, 200, rows)))
    drawn = [
        [0 if char in dark else 255 for char in line] for line in lines for dark in ("\u2580\u2588", "\u2584\u2588")
    ]
    beside = [[0, 0, 0, *row, *[0] * 20] for row in drawn]
    assert scanned([[0] * len(beside[0]), *beside, [0] * len(beside[0])]) == [ENTRY]


def test_a_code_is_shown_only_where_it_fits() -> None:
    address = "https://www.example.org/" + "a" * 80
    assert code(address, 200, 80) is not None
    assert code(address, 40, 17) is None
    assert code(address, 200, 17) is None


async def test_a_print_command_gets_the_text_and_no_shell(tmp_path: Path) -> None:
    there = tmp_path / "paper; touch hacked"
    write = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(sys.stdin.read())"
    assert await printed([sys.executable, "-c", write, str(there)], "an answer $(touch hacked)")
    assert there.read_text() == "an answer $(touch hacked)"
    assert list(tmp_path.iterdir()) == [there]


@pytest.mark.parametrize("command", [["/no/such/printer"], [sys.executable, "-c", "raise SystemExit(1)"]])
async def test_a_printer_that_fails_is_told_of(command: list[str]) -> None:
    assert not await printed(command, "x")


async def test_a_printer_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ifn_bot.kiosk.output.PRINTING", 0.2)
    assert not await printed([sys.executable, "-c", "import time; time.sleep(60)"], "x")


def test_what_is_read_aloud_has_no_marks(tea_bot: Bot) -> None:
    text = spoken(tea_bot.open(ENTRY))
    assert "Green tea 2a stays good for six months." in text
    assert "It was grown on a hill." in text
    assert "[" not in text


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """Return a program that notes what it is to say, and then takes its time."""
    program = tmp_path / "voice"
    said = tmp_path / "said"
    program.write_text(f'#!/bin/sh\necho "$@" > {said}.how\ncat > {said}\nexec sleep 60\n')
    program.chmod(0o755)
    return program


def _until(path: Path, words: str) -> None:
    deadline = time.monotonic() + 20
    while not (path.exists() and words in path.read_text()):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_reading_aloud_can_be_broken_off_and_starts_at_the_usual_volume(voice: Path, tmp_path: Path) -> None:
    speaker = Speaker("en", str(voice))
    assert speaker.is_there
    speaker.change(40)
    speaker.say("Tea is a drink.")
    assert speaker.is_speaking
    _until(tmp_path / "said", "Tea is a drink.")
    _until(tmp_path / "said.how", "-v en -a 140 --stdin")
    speaker.reset()
    assert not speaker.is_speaking
    assert speaker.volume == VOLUME


def test_without_the_program_nothing_is_heard_and_nothing_breaks() -> None:
    speaker = Speaker("en", "/no/such/voice")
    assert not speaker.is_there
    speaker.say("Tea.")
    assert not speaker.is_speaking

"""Counts without people: what is counted, what is shown, and that a kill damages nothing."""

from __future__ import annotations

import csv
import io
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ifn_bot.cli import main
from ifn_bot.kiosk.scrub import Scrubber
from ifn_bot.kiosk.tally import LEAST, Cell, Tally, TallyError, cells, unanswered
from ifn_bot.kiosk.tally_report import as_csv, bars, in_vain, table
from ifn_bot.model import Knowledge
from ifn_bot.search.alike import Group, groups

COUNTING = """
import sys
from pathlib import Path
from ifn_bot.kiosk.tally import Tally
tally = Tally(Path(sys.argv[1]), lambda: "2026-11-24", lambda error: sys.exit(9))
while True:
    tally.count("tea/storage", "answer")
    print(flush=True)
"""


@pytest.fixture
def troubles() -> list[Exception]:
    return []


@pytest.fixture
def tally(tmp_path: Path, troubles: list[Exception]) -> Tally:
    return Tally(tmp_path / "counts.sqlite", lambda: "2026-11-24", troubles.append)


def _counted(tally: Tally, **times: int) -> None:
    for name, number in times.items():
        for _ in range(number):
            tally.count(f"tea/{name}", "answer")


def test_only_day_entry_route_and_number_are_kept(tally: Tally, tmp_path: Path) -> None:
    _counted(tally, storage=LEAST)
    with sqlite3.connect(tmp_path / "counts.sqlite") as base:
        columns = [row[1] for row in base.execute("PRAGMA table_info(counts)")]
        assert columns == ["day", "entry", "route", "n"]
        assert [row[1] for row in base.execute("PRAGMA table_info(unanswered)")] == ["words", "n"]
    base.close()
    assert cells(tmp_path / "counts.sqlite") == [Cell("2026-11-24", "tea/storage", "answer", LEAST)]


def test_small_cells_are_shown_nowhere(tally: Tally, tmp_path: Path) -> None:
    _counted(tally, storage=LEAST, caffeine=LEAST - 1)
    found = cells(tmp_path / "counts.sqlite")
    for shown in ("\n".join(table(found)), "\n".join(bars(found)), as_csv(found)):
        assert "tea/storage" in shown
        assert "caffeine" not in shown


def test_the_csv_is_read_back_and_holds_no_formula(tally: Tally) -> None:
    rows = list(csv.reader(io.StringIO(as_csv([Cell("2026-11-24", "=1+1", "an,swer", 7)]))))
    assert rows == [["day", "entry", "route", "times"], ["2026-11-24", "'=1+1", "an,swer", "7"]]


def test_bars_are_as_long_as_the_numbers_say() -> None:
    drawn = list(bars([Cell("d", "a", "answer", 40), Cell("d", "b", "answer", 10), Cell("d", "", "decline", 20)]))
    assert [line.count("#") for line in drawn[:3]] == [40, 20, 10]


def test_a_kill_at_any_moment_loses_at_most_the_last_event(tmp_path: Path) -> None:
    path = tmp_path / "counts.sqlite"
    told = 0
    for _ in range(4):
        with subprocess.Popen([sys.executable, "-c", COUNTING, str(path)], stdout=subprocess.PIPE) as process:
            assert process.stdout
            for _ in range(7):
                process.stdout.readline()
            os.kill(process.pid, signal.SIGKILL)
            told += 7 + len(process.stdout.readlines())
    with sqlite3.connect(path) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (number,) = base.execute("SELECT n FROM counts").fetchone()
    base.close()
    assert told <= number <= told + 4


def test_a_file_that_cannot_be_written_stops_nobody(tmp_path: Path, troubles: list[Exception]) -> None:
    (tmp_path / "file").write_text("this is no base of counts, and it is long enough to be looked at" * 20)
    Tally(tmp_path / "file", lambda: "2026-11-24", troubles.append).count("a", "answer")
    Tally(tmp_path / "file" / "below", lambda: "2026-11-24", troubles.append).count("a", "answer")
    assert len(troubles) == 2
    with pytest.raises(TallyError, match="cannot be read as counts"):
        cells(tmp_path / "file")
    with pytest.raises(TallyError, match="there are no counts yet"):
        cells(tmp_path / "none")


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("How do I store sencharo, Mr Zebrafinch?", "how do i store sencharo"),
        ("my name is Quokka and I live at 12 Wombat Lane, is tea a drink", "is tea a drink"),
        ("call me at +44 7700 900123 about green tea 2a", "tea 2a"),
        ("zebra.finch@example.org wants tea", ""),
        ("Zebrafinch Quokka", ""),
        ("", ""),
    ],
)
def test_names_numbers_and_addresses_are_taken_out(question: str, left: str, tea: Knowledge) -> None:
    scrubbed = Scrubber(tea).scrub(question)
    for told in ("zebra", "quokka", "wombat", "7700", "12", "900123", "example"):
        assert told not in scrubbed
    assert scrubbed.endswith(left)


def test_only_what_three_share_is_shown() -> None:
    asked = {"green tea for cats": 2, "green tea for my cats": 1, "green tea": 1, "coffee in space": 2}
    assert groups(asked, 3) == [Group("green tea for cats", 4)]
    assert groups({"secret one": 2, "secret two": 1}, 3) == [Group("secret", 3)]
    assert next(in_vain(groups(asked, 3))).split() == ["4", "green", "tea", "for", "cats"]


def test_the_command_shows_a_table_bars_and_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tmp_path / "kiosk.toml"
    path = tmp_path / "counts.sqlite"
    settings.write_text(f'[counts]\non = true\nfile = "{path}"\n', encoding="utf-8")
    assert main(["counts", "--settings", str(settings)]) == 2
    assert "there are no counts yet" in capsys.readouterr().err
    troubles: list[Exception] = []
    tally = Tally(path, lambda: "2026-11-24", troubles.append)
    _counted(tally, storage=6)
    for words in ("tea in space", "tea in space please", "tea in space now"):
        tally.keep(words)
    told = []
    for option in ([], ["--plot"], ["--csv"], ["--unanswered"]):
        assert main(["counts", "--settings", str(settings), *option]) == 0
        told.append(capsys.readouterr().out)
    assert "2026-11-24  answer      6  tea/storage" in told[0]
    assert "#" * 40 + " 6" in told[1]
    assert told[2].splitlines()[1] == "2026-11-24,tea/storage,answer,6"
    assert "3  tea in space\n" in told[3]
    assert unanswered(path)

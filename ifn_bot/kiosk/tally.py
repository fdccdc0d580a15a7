"""Counts without people: how often each entry and route came up on a day; nothing finer, nobody's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

LEAST = 5
"""Cells below this are never shown."""
WAITING = 2.0
"""Seconds that one kiosk waits for another that is writing."""

_TABLES = """
CREATE TABLE IF NOT EXISTS counts (
  day TEXT NOT NULL, entry TEXT NOT NULL, route TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (day, entry, route)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unanswered (words TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
"""
_COUNT = """
INSERT INTO counts VALUES (?, ?, ?, 1) ON CONFLICT (day, entry, route) DO UPDATE SET n = n + 1
"""
_KEEP = "INSERT INTO unanswered VALUES (?, 1) ON CONFLICT (words) DO UPDATE SET n = n + 1"


class TallyError(Exception):
    """The counts cannot be read; the message names the file and the repair."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """How often an entry came up by a route on a day."""

    day: str
    entry: str
    """Id of the entry, empty where none was shown."""
    route: str
    n: int


class Tally:
    """Writes counts, each in a transaction of its own: a kill loses the last at most and damages nothing."""

    def __init__(self, path: Path, today: Callable[[], str], trouble: Callable[[Exception], None]) -> None:
        """Make the counts.

        Args:
            path: the file; it is made at the first event.
            today: returns the ISO date of the day.
            trouble: told when the file cannot be written; the kiosk goes on without counting.
        """
        self._path = path
        self._today = today
        self._trouble = trouble

    def count(self, entry: str, route: str) -> None:
        """Count one reply."""
        self._write(_COUNT, (self._today(), entry, route))

    def keep(self, words: str) -> None:
        """Keep a scrubbed question that got no answer; when it was asked is not kept."""
        self._write(_KEEP, (words,))

    def _write(self, statement: str, values: tuple[str, ...]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=WAITING)) as base:
                base.execute("PRAGMA synchronous = FULL")
                base.executescript(_TABLES)
                with base:
                    base.execute(statement, values)
        except (sqlite3.Error, OSError) as error:
            self._trouble(error)


def cells(path: Path) -> list[Cell]:
    """Return the cells in `path` that are large enough to be shown, by day, entry and route.

    Raises:
        TallyError: there is no such file, or it holds no counts.
    """
    with _read(path) as base:
        return [Cell(*row) for row in base.execute("SELECT * FROM counts WHERE n >= ? ORDER BY 1, 2, 3", (LEAST,))]


def unanswered(path: Path) -> dict[str, int]:
    """Return the questions in `path` that got no answer, scrubbed, with how often each was asked.

    Raises:
        TallyError: there is no such file, or it holds no counts.
    """
    with _read(path) as base:
        return dict(base.execute("SELECT words, n FROM unanswered ORDER BY words").fetchall())


@contextmanager
def _read(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise TallyError(f"{path}: there are no counts yet. Turn counts.on in the settings of the kiosk.")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAITING)) as base:
            yield base
    except sqlite3.Error as error:
        raise TallyError(f"{path}: cannot be read as counts ({error}). Move it away; a new one is begun.") from error

"""The counts for staff: as a table, as bars, as CSV; and what was asked in vain."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from ifn_bot.kiosk.tally import LEAST, Cell
from ifn_bot.search.alike import Group

BAR = 40
"""Signs of the longest bar."""
NOTHING = "(no entry)"
SMALL = f"Cells under {LEAST} are hidden, so that nobody can be told from them."
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet would take for a formula."""


def table(cells: Sequence[Cell]) -> Iterator[str]:
    """Yield the counts as lines of a table."""
    rows = [("day", "route", "times", "entry")]
    rows += [(cell.day, cell.route, str(cell.n), cell.entry or NOTHING) for cell in cells]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for day, route, times, entry in rows:
        yield f"{day:<{widths[0]}}  {route:<{widths[1]}}  {times:>{widths[2]}}  {entry}"
    yield SMALL


def bars(cells: Sequence[Cell]) -> Iterator[str]:
    """Yield a bar for each entry, the longest first: the sum of what may be shown of it."""
    sums: dict[str, int] = {}
    for cell in cells:
        name = cell.entry or f"{NOTHING} {cell.route}"
        sums[name] = sums.get(name, 0) + cell.n
    most = max(sums.values(), default=1)
    width = max(map(len, sums), default=0)
    for name, times in sorted(sums.items(), key=lambda one: (-one[1], one[0])):
        yield f"{name:<{width}}  {'#' * max(1, round(BAR * times / most))} {times}"
    yield SMALL


def as_csv(cells: Sequence[Cell]) -> str:
    """Return the counts as CSV with a line of headings."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("day", "entry", "route", "times"))
    writer.writerows((cell.day, _plain(cell.entry), _plain(cell.route), cell.n) for cell in cells)
    return file.getvalue()


def in_vain(groups: Sequence[Group]) -> Iterator[str]:
    """Yield what was asked in vain by three or more, the most frequent first."""
    for group in groups:
        yield f"{group.times:>5}  {group.words}"
    yield "Only words that at least three similar questions share are shown."


def _plain(text: str) -> str:
    """Return `text` so that a spreadsheet takes it for text."""
    return f"'{text}" if text.startswith(FORMULA) else text

"""The grid seen from above."""

from __future__ import annotations

from datetime import date

from ifn_bot import coverage
from ifn_bot.model import Knowledge


def test_a_cell_is_filled_thin_missing_or_empty(tea: Knowledge) -> None:
    states = {(cell.subject, cell.aspect): cell.state for cell in coverage.cells(tea)}
    assert states["tea", "storage"] == "thin", "one source only"
    assert states["tea", "caffeine"] == "empty"
    assert states["green-tea-2b", "caffeine"] == "missing", "medicines must have it"
    assert len(states) == len(tea.subjects) * len(tea.aspects)


def test_two_sources_and_eight_questions_fill_a_cell() -> None:
    full = coverage.Cell("tea", "storage", required=True, entries=1, questions=8, sources=2)
    assert full.state == "filled"
    assert coverage.Cell("tea", "storage", required=True, entries=1, questions=7, sources=2).state == "thin"


def test_the_table_names_every_subject_and_its_sums_agree_with_the_json(tea: Knowledge) -> None:
    lines = list(coverage.table(tea))
    assert max(map(len, lines)) <= 80
    assert "green-tea-2b  .+!" in lines
    told = coverage.as_json(tea)
    assert sum(told["totals"].values()) == len(told["cells"]) == 9
    for state, count in told["totals"].items():
        assert any(line.endswith(f"{state}: {count}") for line in lines)


def test_an_entry_is_due_once_its_months_are_over(tea: Knowledge) -> None:
    assert coverage.due(tea, date(2027, 11, 21)) == ()
    late = coverage.due(tea, date(2027, 11, 22))
    assert {row.entry for row in late} == {id for id in tea.entries if "/definition" not in id}
    assert {row.since for row in late} == {"2027-11-22"}
    assert len(coverage.due(tea, date(2028, 11, 22))) == len(tea.entries)

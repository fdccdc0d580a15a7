"""The grid seen from above: which cells are filled, thin or empty, and which answers are due for review."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ifn_bot.model import Entry, Knowledge

ENOUGH_QUESTIONS = 8
ENOUGH_SOURCES = 2

SIGNS = {"filled": "#", "thin": "+", "missing": "!", "empty": "."}
"""How each state is drawn."""
_COLUMNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@dataclass(frozen=True, slots=True)
class Cell:
    """What there is on one aspect of one subject."""

    subject: str
    aspect: str
    required: bool
    """Whether subjects of this kind must have it."""
    entries: int
    questions: int
    sources: int

    @property
    def state(self) -> str:
        """Return filled, thin (few questions, or one source), missing (required) or empty."""
        if not self.entries:
            return "missing" if self.required else "empty"
        enough = self.questions >= ENOUGH_QUESTIONS and self.sources >= ENOUGH_SOURCES
        return "filled" if enough else "thin"


@dataclass(frozen=True, slots=True)
class Due:
    """An entry that is past its review date."""

    entry: str
    checked: str
    since: str
    """ISO date from which it was due."""


def cells(knowledge: Knowledge) -> tuple[Cell, ...]:
    """Return every cell of the grid, subject by subject, in the order of the aspects."""
    held: dict[tuple[str, str], list[Entry]] = {}
    for entry in knowledge.entries.values():
        held.setdefault((entry.subject, entry.aspect), []).append(entry)
    return tuple(
        _cell(subject.id, aspect.id, subject.kind in aspect.required_of, held.get((subject.id, aspect.id), []))
        for subject in knowledge.subjects.values()
        for aspect in knowledge.aspects.values()
    )


def table(knowledge: Knowledge) -> Iterator[str]:
    """Yield the grid as lines of text, at most 80 columns wide, with its legend and its sums."""
    found = cells(knowledge)
    width = max(map(len, knowledge.subjects), default=0)
    letters = _COLUMNS[: len(knowledge.aspects)]
    yield f"{'':{width}}  {letters}"
    for subject in knowledge.subjects:
        signs = "".join(SIGNS[cell.state] for cell in found if cell.subject == subject)
        yield f"{subject:{width}}  {signs}"
    yield ""
    yield from (f"{letter}  {aspect}" for letter, aspect in zip(letters, knowledge.aspects, strict=False))
    yield ""
    for state, count in totals(found).items():
        yield f"{SIGNS[state]}  {state}: {count}"
    questions = sum(len(entry.questions) for entry in knowledge.entries.values())
    yield f"{len(knowledge.entries)} entries, {questions} questions"


def as_json(knowledge: Knowledge) -> dict[str, Any]:
    """Return the grid as a JSON object: totals, and every cell with its state and counts."""
    found = cells(knowledge)
    return {
        "schema": 1,
        "entries": len(knowledge.entries),
        "totals": totals(found),
        "cells": [
            {
                "subject": cell.subject,
                "aspect": cell.aspect,
                "state": cell.state,
                "required": cell.required,
                "entries": cell.entries,
                "questions": cell.questions,
                "sources": cell.sources,
            }
            for cell in found
        ],
    }


def totals(found: tuple[Cell, ...]) -> dict[str, int]:
    """Return how many cells are in each state."""
    return {state: sum(cell.state == state for cell in found) for state in SIGNS}


def due(knowledge: Knowledge, today: date) -> tuple[Due, ...]:
    """Return the entries whose review date is over on `today`, longest overdue first."""
    found = [
        Due(entry.id, entry.checked, since.isoformat())
        for entry in knowledge.entries.values()
        if (since := _months_later(entry.checked, knowledge.aspects[entry.aspect].review_months)) <= today
    ]
    return tuple(sorted(found, key=lambda late: (late.since, late.entry)))


def _cell(subject: str, aspect: str, required: bool, entries: list[Entry]) -> Cell:
    sources = {citation.source for entry in entries for citation in entry.citations}
    questions = sum(len(entry.questions) for entry in entries)
    return Cell(subject, aspect, required, len(entries), questions, len(sources))


def _months_later(day: str, months: int) -> date:
    """Return the day `months` after the ISO date `day`; in a shorter month its last day."""
    start = date.fromisoformat(day)
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))

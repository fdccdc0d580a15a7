"""Suggestions while typing: real entries whose questions go on as the typed text begins."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from ifn_bot.model import Entry, Knowledge
from ifn_bot.search.columns import Cells
from ifn_bot.search.index import Index
from ifn_bot.search.rank import Ranker
from ifn_bot.search.understand import Question, Reader
from ifn_bot.text import fold

MIN_LETTERS = 3
MAX_LETTERS = 200


class Suggester:
    """Suggests entries of one base."""

    def __init__(self, knowledge: Knowledge, index: Index, reader: Reader, ranker: Ranker) -> None:
        self._knowledge = knowledge
        self._index = index
        self._cells = Cells(index.entries)
        self._reader = reader
        self._ranker = ranker

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        """Every question, folded; read only once somebody types."""
        return tuple(self._index.phrasings.folded)

    def suggest(self, typed: str, limit: int) -> tuple[Entry, ...]:
        """Return at most `limit` entries: those with a question that goes on as typed, then those that answer best."""
        start = fold(typed)[:MAX_LETTERS]
        if len(start) < MIN_LETTERS:
            return ()
        found = dict.fromkeys(self._going_on(start.split(), range(len(self._folded))))
        if len(found) < limit:
            question = self._reader.read(start)
            found |= dict.fromkeys(self._about(question))
            found |= dict.fromkeys(hit.entry for hit in self._ranker.rank(question))
        return tuple(self._knowledge.entries[entry] for entry in [*found][:limit])

    def _about(self, question: Question) -> list[str]:
        """Return the entries about what `question` names that go on with its other words, spelt right."""
        read = dict(question.repaired)
        begun = [read.get(word.typed, word.typed) for word in question.words if not word.general]
        entries = {number for subject in question.subjects for number in self._cells.of_subject(subject)}
        if not (begun and entries):
            return []
        return self._going_on(begun, [n for n, entry in enumerate(self._index.phrasings.entry) if entry in entries])

    def _going_on(self, begun: list[str], numbers: Iterable[int]) -> list[str]:
        """Return the entries of the numbered questions that hold the words, the last perhaps unfinished, best first."""
        questions = self._folded
        for word in sorted(begun, key=len, reverse=True):
            numbers = [number for number in numbers if word in questions[number]]
        letters, found = sum(map(len, begun)), dict[str, float]()
        for number in numbers:
            if _goes_on(begun, questions[number].split()):
                entry = self._index.entries[self._index.phrasings.entry[number]]
                found[entry] = max(found.get(entry, 0.0), letters / len(questions[number]))
        return sorted(found, key=lambda entry: (-found[entry], entry))


def _goes_on(begun: list[str], asked: list[str]) -> bool:
    """Tell whether every typed word stands in the question; the last one may be unfinished."""
    *whole, last = begun
    return all(word in asked for word in whole) and any(word.startswith(last) for word in asked)

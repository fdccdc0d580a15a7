"""Suggestions while typing: real entries whose questions go on as the typed text begins."""

from __future__ import annotations

from functools import cached_property

from rapidfuzz import fuzz, process

from ifn_bot.model import Entry, Knowledge
from ifn_bot.search.index import Index
from ifn_bot.text import fold

MIN_LETTERS = 3
CUTOFF = 75.0


class Suggester:
    """Suggests entries of one base."""

    def __init__(self, knowledge: Knowledge, index: Index) -> None:
        self._knowledge = knowledge
        self._index = index

    @cached_property
    def _folded(self) -> tuple[str, ...]:
        """Every question, folded; read only once somebody types."""
        return tuple(self._index.phrasings.folded)

    def suggest(self, typed: str, limit: int) -> tuple[Entry, ...]:
        """Return at most `limit` entries one of whose questions is near to `typed`, the nearest first."""
        start = fold(typed)[:200]
        if len(start) < MIN_LETTERS:
            return ()
        begun = start.split()
        found: dict[int, float] = {}
        for number, folded in enumerate(self._folded):
            if _goes_on(begun, folded.split()):
                entry = self._index.phrasings[number].entry
                found[entry] = max(found.get(entry, 0.0), 100.0 + 100.0 * len(start) / len(folded))
        if len(found) < limit:
            close = process.extract(
                start, self._folded, scorer=fuzz.partial_token_ratio, score_cutoff=CUTOFF, limit=limit * 4
            )
            for _, likeness, number in close:
                found.setdefault(self._index.phrasings[number].entry, likeness)
        best = sorted(found, key=lambda entry: (-found[entry], self._index.entries[entry]))
        return tuple(self._knowledge.entries[self._index.entries[entry]] for entry in best[:limit])


def _goes_on(begun: list[str], asked: list[str]) -> bool:
    """Tell whether every typed word stands in the question; the last one may be unfinished."""
    *whole, last = begun
    return all(word in asked for word in whole) and any(word.startswith(last) for word in asked)

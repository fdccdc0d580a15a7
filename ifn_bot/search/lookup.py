"""A question looked up in the base: which entries hold its words, and how much of it each of them holds."""

from __future__ import annotations

import math
from itertools import pairwise

from ifn_bot.record import NamedTuple
from ifn_bot.search.columns import Phrasing, Run
from ifn_bot.search.index import FILLER, Index
from ifn_bot.search.understand import Question, Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Match(NamedTuple):
    """How the best phrasing of an entry meets the question."""

    phrasing: Phrasing | None
    """None where no phrasing shares a telling word with the question."""
    cosine: float = 0.0
    covered: float = 0.0
    """The share of the question that the phrasing holds, 0 to 1."""
    covering: float = 0.0
    """The share of the phrasing that the question holds, 0 to 1."""


class _Sought(NamedTuple):
    """A word of the question, with where the base holds it."""

    mass: float
    telling: bool
    """Whether it tells enough to find an entry by."""
    stems: tuple[tuple[str, float], ...]
    """What it may stand for, with how much that counts."""
    runs: tuple[tuple[float, Run], ...]
    """The phrasings that hold a stem of it, and what the word is worth there; the highest first."""


class Lookup:
    """One question in one base."""

    def __init__(self, index: Index, question: Question) -> None:
        self._index = index
        self._mass = question.mass
        self._stems = frozenset(stem for word in question.words for stem, _ in word.stems)
        self._norm = math.sqrt(sum(word.mass**2 for word in question.words)) or 1.0
        self._pairs = frozenset(pairwise(word.stems[0][0] if word.stems else word.typed for word in question.words))
        least = index.unknown * FILLER
        words = sorted(question.words, key=lambda word: -word.mass)
        sought = [_Sought(word.mass, word.mass >= least, word.stems, self._runs(word)) for word in words]
        found = any(word.telling and word.runs for word in sought)
        self._sought = sought if found else [word._replace(telling=True) for word in sought]

    def _runs(self, word: Word) -> tuple[tuple[float, Run], ...]:
        worths = sorted(((weight * self._index.idf.get(stem, 0.0), stem) for stem, weight in word.stems), reverse=True)
        return tuple((worth, self._index.postings.of(stem)) for worth, stem in worths if worth)

    def gains(self) -> dict[int, float]:
        """Return, for each entry that holds a telling word, the share of the question that it holds, 0 to 1."""
        gained: dict[int, float] = {}
        for word in self._sought:
            if word.telling:
                held: dict[int, float] = {}
                for worth, run in word.runs:
                    for entry in run.entries:
                        held.setdefault(entry, worth)
                for entry, worth in held.items():
                    gained[entry] = gained.get(entry, 0.0) + min(worth, word.mass) / self._mass
        return gained

    def match(self, entry: int) -> Match:
        """Return how the best phrasing of an entry meets the question."""
        dots: dict[int, float] = {}
        gains: dict[int, float] = {}
        for word in self._sought:
            for number, worth in self._worths(word, entry):
                if word.telling or number in dots:
                    dots[number] = dots.get(number, 0.0) + worth * worth
                    gains[number] = gains.get(number, 0.0) + min(worth, word.mass)
        if not dots:
            return Match(None)
        phrasings = self._index.phrasings
        near, least = max((dot / (phrasings.norm[number] or 1.0), -number) for number, dot in dots.items())
        number = -least
        return Match(
            phrasings[number],
            min(1.0, near / self._norm),
            min(1.0, gains[number] / (self._mass or 1.0)),
            min(1.0, gains[number] / (phrasings.mass[number] or 1.0)),
        )

    @staticmethod
    def _worths(word: _Sought, entry: int) -> Iterator[tuple[int, float]]:
        """Return what a word is worth in each phrasing of an entry that holds it."""
        if len(word.runs) == 1:
            ((worth, run),) = word.runs
            return ((number, worth) for number in run.of(entry))
        best: dict[int, float] = {}
        for worth, run in word.runs:
            for number in run.of(entry):
                best.setdefault(number, worth)
        return iter(best.items())

    def told(self, entry: int) -> float:
        """Return the share of the question that the text of an entry holds, 0 to 1."""
        text = self._index.text[entry]
        held = 0.0
        for word in self._sought:
            held += word.mass * max([weight * text.get(stem, 0.0) for stem, weight in word.stems], default=0.0)
        return held / (self._mass or 1.0)

    def missed(self, entry: int) -> float:
        """Return how much the most telling word tells that stands nowhere in an entry, against an unseen one."""
        text = self._index.text[entry]
        for word in self._sought:
            if not any(stem in text for stem, _ in word.stems) and not any(run.of(entry) for _, run in word.runs):
                return word.mass / self._index.unknown
        return 0.0

    def unasked(self, entry: int) -> float:
        """Return how much the most telling word tells that an entry is about and the question lacks, 0 to 1."""
        return max([worth for stem, worth in self._index.core[entry].items() if stem not in self._stems], default=0.0)

    def pairs(self, phrasing: Phrasing) -> float:
        """Return the share of neighbouring word pairs of the question that stand in a phrasing too."""
        return len(self._pairs.intersection(pairwise(phrasing.stems))) / len(self._pairs) if self._pairs else 0.0

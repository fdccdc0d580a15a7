"""Soft tokens: a word as typed, into the word stems of the base that it may stand for."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

MIN_LENGTH = 4
"""Shorter words are taken as typed: one slip more would make them another word."""
CUTOFF = 0.75
LONG_CUTOFF = 0.8
LONG = 7
OTHER_INITIAL_CUTOFF = 0.85
MIN_RARE = 6
"""Letters from which a word may be a slip for one that is itself unsure."""
MAX_STEMS = 4
MAX_ALIKE = 12
"""Words that are looked at for them."""


class Vocabulary:
    """The words of the base, each with its stem."""

    def __init__(
        self, stems: Mapping[str, str], unsure: Collection[str] = (), rarity: Mapping[str, float] | None = None
    ) -> None:
        """Make it; a word that is `unsure` may itself be a slip for another.

        Of the words that are as many slips off, one with two letters swapped is likeliest, then the less rare one.
        """
        self._stems = stems
        self._rarity = rarity or {}
        self._unsure = unsure
        self.near = lru_cache(maxsize=4096)(self._near)

    @cached_property
    def _sure(self) -> dict[str | int, list[str]]:
        """The words that slips are looked for in, by initial and by length; read only once an unknown word is met."""
        return _shelved(word for word in self._stems if word not in self._unsure)

    @cached_property
    def _rare(self) -> dict[str | int, list[str]]:
        """The same of the unsure words: what a slip may stand for where no other word is like it."""
        return _shelved(word for word in self._stems if word in self._unsure)

    def __contains__(self, word: str) -> bool:
        return word in self._stems

    def stem(self, word: str) -> str:
        """Return the stem of `word`, or the word itself where the base has never seen it."""
        return self._stems.get(word, word)

    def _near(self, word: str) -> tuple[tuple[str, float, str], ...]:
        """Return (stem, weight from 0 to 1, word of the base) for what `word` may stand for, best first.

        A known word stands for itself; one with a digit, or a short one, for nothing else.
        """
        itself = ((self._stems[word], 1.0, word),) if word in self._stems else ()
        if (itself and word not in self._unsure) or len(word) < MIN_LENGTH or not word.isalpha():
            return itself
        cutoff = LONG_CUTOFF if len(word) >= LONG else CUTOFF
        found = self._alike(word, cutoff, self._sure)
        if not (found or itself) and len(word) >= MIN_RARE:
            found = self._alike(word, cutoff, self._rare)
        best = sorted(
            ((stem, likeness**2, close) for stem, (likeness, close) in found.items()),
            key=lambda hit: (-hit[1], sorted(hit[2]) != sorted(word), self._rarity.get(hit[0], math.inf)),
        )
        return (*itself, *(hit for hit in best[:MAX_STEMS] if hit[0] != self._stems.get(word)))

    @staticmethod
    def _of_near_length(word: str, words: Mapping[str | int, list[str]]) -> list[str]:
        """Return the words with another initial that may be as like `word` as such words must be."""
        most = int(len(word) * (1 - OTHER_INITIAL_CUTOFF) / OTHER_INITIAL_CUTOFF)
        sizes = range(len(word) - most, len(word) + most + 1)
        return [close for size in sizes for close in words.get(size, ()) if close[0] != word[0]]

    def _alike(self, word: str, cutoff: float, words: Mapping[str | int, list[str]]) -> dict[str, tuple[float, str]]:
        """Return by stem how like `word` the likeliest of `words` is, 0 to 1, and which that is."""
        found: dict[str, tuple[float, str]] = {}
        others = self._of_near_length(word, words)
        for known, least in ((words.get(word[0], []), cutoff), (others, OTHER_INITIAL_CUTOFF)):
            for close, likeness, _ in process.extract(
                word, known, scorer=OSA.normalized_similarity, score_cutoff=least, limit=MAX_ALIKE
            ):
                stem = self._stems[close]
                likeness = 1 - round((1 - likeness) * max(len(word), len(close))) / len(word)  # a slip is a slip
                if likeness > found.get(stem, (0.0, ""))[0]:
                    found[stem] = (likeness, close)
        return found


def _shelved(words: Iterable[str]) -> dict[str | int, list[str]]:
    """Return those of the words that a slip may stand for, by initial and by length."""
    found: dict[str | int, list[str]] = {}
    for word in words:
        if len(word) >= MIN_LENGTH and word.isalpha():
            for key in (word[0], len(word)):
                found.setdefault(key, []).append(word)
    return found

"""Groups of questions that say about the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

ALIKE = 75.0
"""Likeness from which two questions say about the same."""


@dataclass(frozen=True, slots=True)
class Group:
    """Similar questions."""

    words: str
    """The words that enough of them share, in the order of the most frequent one."""
    times: int
    """How often one of them was asked."""


def groups(asked: Mapping[str, int], at_least: int) -> list[Group]:
    """Return the groups of `at_least` questions, the most frequent first; no rarer word is told.

    Args:
        asked: questions in folded words, with how often each was asked.
        at_least: questions that must be alike, and share a word, before it is shown.
    """
    left = dict(sorted(asked.items(), key=lambda one: (-one[1], one[0])))
    found = []
    while left:
        first = next(iter(left))
        members = {words: n for words, n in left.items() if fuzz.token_set_ratio(first, words) >= ALIKE}
        for words in members:
            del left[words]
        shared = [word for word in first.split() if _askers(word, members) >= at_least]
        if sum(members.values()) >= at_least and shared:
            found.append(Group(" ".join(shared), sum(members.values())))
    return sorted(found, key=lambda group: (-group.times, group.words))


def _askers(word: str, members: Mapping[str, int]) -> int:
    """Return how often `word` was asked with."""
    return sum(n for words, n in members.items() if word in words.split())

"""The safety screen: finds danger in a message by rules that are data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ifn_bot.danger import Alarm, Risk, Rule, SafetyRules
from ifn_bot.text import fold

GAP = 4
"""How many words `...` may stand for."""
MIN_FUZZY = 5
"""Letters a word must have to be read through a slip."""
SPELT_OUT = 4
"""Single letters in a row that are read as one word."""
LASTING = ("crisis", "emergency")
"""Routes that the session does not forget."""

_REPEATS = re.compile(r"([a-z])\1{2,}")
_SPELT = re.compile(rf"\b(?:[a-z] ){{{SPELT_OUT - 1},}}[a-z]\b")

Step = frozenset[str] | None
"""The words that may stand at a place of a pattern; None for `...`."""


class Pattern:
    """Words in order, with alternatives and gaps."""

    def __init__(self, text: str, concepts: dict[str, tuple[str, ...]]) -> None:
        self.steps: list[tuple[frozenset[str], bool, bool]] = []
        gap = optional = False
        for part in text.split():
            if part == "...":
                gap = True
            elif part == "_":
                optional = True
            else:
                self.steps.append((frozenset(_alternatives(part, concepts)), gap, optional))
                gap = optional = False

    @property
    def words(self) -> Iterator[str]:
        """Yield every word that it looks for."""
        for step, _, _ in self.steps:
            yield from step

    def end(self, said: Sequence[str], start: int) -> int | None:
        """Return where a match that begins at `start` ends, or None."""
        ends = {start}
        for place, (step, gap, optional) in enumerate(self.steps):
            reach = GAP if gap else 1 if optional else 0
            span = range(reach + 1) if place else range(1)
            ends = {at + skip + 1 for at in ends for skip in span if at + skip < len(said) and said[at + skip] in step}
            if not ends:
                return None
        return min(ends)


class Screen:
    """Screens messages by one set of rules; the same message always gets the same verdict."""

    def __init__(self, rules: SafetyRules) -> None:
        self._rules = rules.rules
        self._disguises = str.maketrans(rules.look_alikes)
        self._patterns = {rule.id: [Pattern(text, rules.concepts) for text in rule.patterns] for rule in rules.rules}
        self._guards = {rule.id: [Pattern(text, rules.concepts) for text in rule.unless] for rule in rules.rules}
        every = [*self._patterns.values(), *self._guards.values()]
        self._known = frozenset(word for patterns in every for pattern in patterns for word in pattern.words)
        self._fuzzy = sorted(word for word in self._known if len(word) >= MIN_FUZZY)
        self._read = lru_cache(maxsize=8192)(self._read_word)

    def screen(self, text: str, risk: Risk) -> tuple[Alarm | None, Risk]:
        """Return what is found in `text`, if anything, and what the session remembers from now on.

        The whole text and every line of it are looked at; the gravest find counts.
        """
        readings = self._readings(text)
        for rule in self._rules:
            if any(self._fires(rule, said) for said in readings):
                level = rule.route if rule.route in LASTING and risk.level != LASTING[0] else risk.level
                alarm = Alarm(rule.route, rule.copy, rule.language, rule=rule.id)
                return alarm, replace(risk, level=level, topic=rule.id, language=rule.language)
        return None, risk

    def _readings(self, text: str) -> list[tuple[str, ...]]:
        """Return the words of the text as they stand, and with disguises taken off."""
        plain = fold(text)
        bare = _SPELT.sub(lambda spelt: spelt.group().replace(" ", ""), fold(text.lower().translate(self._disguises)))
        folded = dict.fromkeys((plain, bare, _REPEATS.sub(r"\1", bare)))
        return list(dict.fromkeys(tuple(map(self._read, said.split())) for said in folded))

    def _read_word(self, word: str) -> str:
        """Return the word of the rules that `word` is, perhaps through one slip, else itself."""
        if word in self._known or len(word) < MIN_FUZZY:
            return word
        close = process.extractOne(word, self._fuzzy, scorer=OSA.distance, score_cutoff=1)
        return close[0] if close and close[0][0] == word[0] else word

    def _fires(self, rule: Rule, said: tuple[str, ...]) -> bool:
        harmless = {place for start, end in _matches(self._guards[rule.id], said) for place in range(start, end)}
        return any(
            not harmless.intersection(range(start, end)) for start, end in _matches(self._patterns[rule.id], said)
        )


def _matches(patterns: Iterable[Pattern], said: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield where each pattern begins and ends in `said`."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(said):
        places.setdefault(word, []).append(place)
    for pattern in patterns:
        for word in pattern.steps[0][0]:
            for start in places.get(word, ()):
                end = pattern.end(said, start)
                if end is not None:
                    yield start, end


def _alternatives(part: str, concepts: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the words that one part of a pattern stands for, folded."""
    for word in part.split("|"):
        if word.startswith("<"):
            yield from map(fold, concepts[word.strip("<>")])
        else:
            yield fold(word)

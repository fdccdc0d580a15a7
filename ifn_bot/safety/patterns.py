"""Patterns of words with gaps, looked for only where one of their rarer words stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

GAP = 4
"""How many words `...` may stand for."""
NEAR = 12
"""Words within which both sides of `&` must stand."""
START, END, NUMBER = "^", "$", "#"
"""Signs in the words of a sentence for its start, its end, and any number that no pattern names."""

Span = tuple[int, int]
Concepts = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a pattern."""

    words: frozenset[str]
    reach: int = 0
    """How many words may stand before it."""
    optional: bool = False


Sides = tuple[tuple[Step, ...], ...]
"""A pattern, cut at each `&`."""


def parse(text: str, concepts: Concepts) -> tuple[Step, ...]:
    """Return the steps of a pattern.

    `a|b` is either word, `<name>` any word of a concept, `word?` may be left out, `word*` is a beginning,
    `_` one word or none, `...` up to four words, `#` a number, `^` and `$` the ends of a sentence.
    Patterns joined by `&` stand near one another in either order; each is parsed alone.
    """
    steps: list[Step] = []
    reach = 0
    for part in text.split():
        if part in {"_", "..."}:
            reach += 1 if part == "_" else GAP
            continue
        optional = part.endswith("?")
        words = frozenset(_alternatives(part.rstrip("?"), concepts))
        steps.append(Step(words, reach if steps else 0, optional))
        reach = 0
    return tuple(steps)


def _alternatives(part: str, concepts: Concepts) -> Iterator[str]:
    for word in part.split("|"):
        if word.startswith("<"):
            for inner in concepts[word.strip("<>")]:
                yield from _alternatives(inner, concepts)
        else:
            yield word


class Patterns:
    """Many patterns, each with an owner; finds all that match at once."""

    def __init__(self, owned: Mapping[str, Iterable[str]], concepts: Concepts) -> None:
        self._patterns: list[tuple[str, Sides]] = [
            (owner, tuple(parse(side, concepts) for side in text.split(" & ")))
            for owner, texts in owned.items()
            for text in texts
        ]
        self.words = frozenset(
            word for _, sides in self._patterns for steps in sides for step in steps for word in step.words
        )
        self._anchored: dict[str, list[int]] = {}

    def settle(self, grown: Mapping[str, frozenset[str]]) -> None:
        """Put what each beginning and `#` stand for in their place, and index the patterns by a rare step."""
        self._patterns = [
            (owner, tuple(tuple(_grow(step, grown) for step in steps) for steps in sides))
            for owner, sides in self._patterns
        ]
        common = Counter(
            word for _, sides in self._patterns for steps in sides for step in steps for word in step.words
        )
        self._anchored = {}
        for number, (_, sides) in enumerate(self._patterns):
            firm = [step for steps in sides for step in steps if not step.optional]
            rarest = min(firm, key=lambda step: sum(common[word] for word in step.words))
            for word in rarest.words:
                self._anchored.setdefault(word, []).append(number)

    def find(self, said: Sequence[str]) -> dict[str, list[Span]]:
        """Return where the patterns of each owner begin and end in `said`."""
        places: dict[str, list[int]] = {}
        for place, word in enumerate(said):
            places.setdefault(word, []).append(place)
        likely = {number for word in places for number in self._anchored.get(word, ())}
        found: dict[str, list[Span]] = {}
        for number in sorted(likely):
            owner, sides = self._patterns[number]
            spans = _joined([_spans(steps, said, places) for steps in sides])
            if spans:
                found.setdefault(owner, []).extend(spans)
        return found


def _joined(sides: Sequence[list[Span]]) -> list[Span]:
    """Return the spans from one side to the other, where all sides stand near one another without overlap."""
    joined = sides[0]
    for side in sides[1:]:
        joined = [
            (min(one[0], other[0]), max(one[1], other[1]))
            for one in joined
            for other in side
            if (one[1] <= other[0] or other[1] <= one[0]) and max(one[1], other[1]) - min(one[0], other[0]) <= NEAR
        ]
    return joined


def _grow(step: Step, grown: Mapping[str, frozenset[str]]) -> Step:
    more = [grown[word] for word in step.words if word in grown]
    return Step(step.words.union(*more), step.reach, step.optional) if more else step


def _spans(steps: Sequence[Step], said: Sequence[str], places: Mapping[str, Sequence[int]]) -> list[Span]:
    """Return where `steps` match; each start once, with its nearest end."""
    opening = 0
    while steps[opening].optional:
        opening += 1
    if not all(step.optional or not step.words.isdisjoint(places) for step in steps):
        return []
    starts = {start for word in steps[opening].words for start in places.get(word, ())}
    ends = ((start, _end(steps[opening + 1 :], said, start + 1)) for start in sorted(starts))
    return [(start, end) for start, end in ends if end is not None]


def _end(steps: Sequence[Step], said: Sequence[str], start: int) -> int | None:
    """Return the nearest end of the rest of a pattern that goes on at `start`, or None."""
    ends = {start}
    for step in steps:
        on = {
            at + skip + 1
            for at in ends
            for skip in range(step.reach + 1)
            if at + skip < len(said) and said[at + skip] in step.words
        }
        ends = on | ends if step.optional else on
        if not ends:
            return None
    return min(ends)

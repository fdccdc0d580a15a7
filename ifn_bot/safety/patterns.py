"""Patterns of words with gaps, looked for only where one of their rarer words stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set

from ifn_bot.record import NamedTuple

GAP = 4
"""How many words `...` may stand for."""
NEAR = 12
"""Words within which both sides of `&` must stand."""
START, END, NUMBER = "^", "$", "#"
"""Signs in the words of a sentence for its start, its end, and any number that no pattern names."""
_ENDS = frozenset({START, END})
_UNNAMED = ""
"""Stands for every word that no pattern names."""

Span = tuple[int, int]
Concepts = Mapping[str, Sequence[str]]
Places = Mapping[str, Sequence[int]]
"""Where each word stands in a sentence."""


class Step(NamedTuple):
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


class Woven(NamedTuple):
    """Patterns made ready to be looked for, as plain data that a compiled base can keep."""

    owners: Sequence[str]
    """Whom each pattern belongs to."""
    patterns: Sequence[Sides]
    anchored: Mapping[str, Sequence[int]]
    """Numbers of the patterns that a word makes likely."""
    known: Set[str]
    """Every word that the rules or their spelling name."""
    prefixes: Sequence[str]
    """The beginnings that patterns name, the longest first."""
    orders: Mapping[str, int]
    """Place of each rule among all, by id."""


def parse_all(owned: Mapping[str, Iterable[str]], concepts: Concepts) -> list[tuple[str, Sides]]:
    """Return every pattern with its owner."""
    return [
        (owner, tuple(parse(side, concepts) for side in text.split(" & ")))
        for owner, texts in owned.items()
        for text in texts
    ]


def words_of(patterns: Iterable[tuple[str, Sides]]) -> frozenset[str]:
    """Return every word, beginning and sign that patterns name."""
    return frozenset(word for _, sides in patterns for steps in sides for step in steps for word in step.words)


def grow(patterns: Iterable[tuple[str, Sides]], grown: Mapping[str, frozenset[str]]) -> list[tuple[str, Sides]]:
    """Return the patterns with what each beginning and `#` stand for in their place."""
    return [(owner, tuple(tuple(_grow(step, grown) for step in steps) for steps in sides)) for owner, sides in patterns]


def anchor(patterns: Sequence[Sides]) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the patterns by the words of a rare step of each."""
    common = Counter(word for sides in patterns for steps in sides for step in steps for word in step.words)

    def often(step: Step) -> tuple[bool, int]:
        """Tell how often a step may be met: the ends stand in every sentence."""
        return step.words <= _ENDS, sum(common[word] for word in step.words)

    anchored: dict[str, list[int]] = {}
    for number, sides in enumerate(patterns):
        firm = [step for steps in sides for step in steps if not step.optional]
        for word in sorted(min(firm, key=often).words):
            anchored.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in anchored.items()}


class _Ready(NamedTuple):
    """A pattern made ready to be looked for."""

    owner: str
    sides: Sides
    firm: tuple[frozenset[str], ...]
    """The words of each step that may not be missing, the fewest first."""


class Patterns:
    """Many patterns, each with an owner; finds all that match at once."""

    def __init__(self, woven: Woven) -> None:
        self.woven = woven
        self._ready: dict[int, _Ready] = {}

    def search(self) -> Search:
        """Return a search of one message."""
        return Search(self)

    def pattern(self, number: int) -> _Ready:
        """Return a pattern made ready, once for all messages."""
        if number not in self._ready:
            sides = self.woven.patterns[number]
            firm = sorted((step.words for steps in sides for step in steps if not step.optional), key=len)
            self._ready[number] = _Ready(self.woven.owners[number], sides, tuple(firm))
        return self._ready[number]


class Search:
    """Looks through the sentences of one message; those that differ only in words no pattern names, once."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns, self._woven = patterns, patterns.woven
        self._wanted: Container[str] | None = None
        self._likely: dict[str, Sequence[int]] = {}
        self._found: dict[tuple[str, ...], dict[str, list[Span]]] = {}

    def only(self, owners: Container[str]) -> None:
        """Look for the patterns of `owners` only from now on."""
        self._wanted = owners
        self._likely.clear()
        self._found.clear()

    def find(self, said: Sequence[str]) -> dict[str, list[Span]]:
        """Return where the patterns of each owner begin and end in `said`."""
        known = self._woven.known
        shape = tuple([word if word in known or not word.isalpha() else _UNNAMED for word in said])
        found = self._found.get(shape)
        if found is None:
            found = self._found[shape] = self._look(shape)
        return found

    def _look(self, said: Sequence[str]) -> dict[str, list[Span]]:
        places: dict[str, list[int]] = {}
        for place, word in enumerate(said):
            places.setdefault(word, []).append(place)
        present = frozenset(places)
        found: dict[str, list[Span]] = {}
        for number in sorted({number for word in present for number in self._anchored(word)}):
            owner, sides, firm = self._patterns.pattern(number)
            if any(map(present.isdisjoint, firm)):
                continue
            spans = _joined([_spans(steps, said, places) for steps in sides])
            if spans:
                found.setdefault(owner, []).extend(spans)
        return found

    def _anchored(self, word: str) -> Sequence[int]:
        """Return the numbers of the patterns that `word` makes likely."""
        likely = self._likely.get(word)
        if likely is None:
            likely = self._woven.anchored.get(word, ())
            if self._wanted is not None:
                likely = [number for number in likely if self._woven.owners[number] in self._wanted]
            self._likely[word] = likely
        return likely


def _joined(sides: Sequence[list[Span]]) -> list[Span]:
    """Return the spans that hold all sides, where they stand near one another without overlap, in any order."""
    joined: list[tuple[int, int, tuple[Span, ...]]] = [(*span, (span,)) for span in sides[0]]
    for side in sides[1:]:
        joined = [
            (start, end, (*parts, other))
            for first, last, parts in joined
            for other in side
            if all(part[1] <= other[0] or other[1] <= part[0] for part in parts)
            and (end := max(last, other[1])) - (start := min(first, other[0])) <= NEAR
        ]
    return [(start, end) for start, end, _ in joined]


def _grow(step: Step, grown: Mapping[str, frozenset[str]]) -> Step:
    more = [grown[word] for word in step.words if word in grown]
    return Step(step.words.union(*more), step.reach, step.optional) if more else step


def _spans(steps: Sequence[Step], said: Sequence[str], places: Places) -> list[Span]:
    """Return where `steps` match; each start once, with its nearest end."""
    opening = 0
    while steps[opening].optional:
        opening += 1
    rest = steps[opening + 1 :]
    starts = [start for word in steps[opening].words & places.keys() for start in places[word]]
    ends = ((start, _end(rest, said, start + 1)) for start in sorted(starts))
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

"""The net under the rules: what a message leans to, by the words of labelled examples (softmax regression)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ifn_bot.danger import Net
from ifn_bot.safety.reading import Sentence

MIN_SEEN = 2
"""Examples a mark must stand in before it counts."""
EPOCHS = 8
RATE = 3.0
BIAS_RATE = 0.1
"""Share of a step that goes to the kind itself."""
SETTLED = 0.02
"""Error below which nothing more is learnt from an example."""
SCALE = 100
"""Weights are kept as whole hundredths."""
MIN_WEIGHT = 0.3
"""What a mark must weigh for some kind to be kept."""

Marks = frozenset[str]
Alike = Mapping[str, str]
"""What a word counts as: the name of the words that mean much the same, or nothing for one that is passed over."""


def alike(groups: Mapping[str, Sequence[str]], passed_over: Iterable[str]) -> dict[str, str]:
    """Return what each word of the groups counts as."""
    found = {word: f"<{name}>" for name, words in groups.items() for word in words}
    return {**found, **dict.fromkeys(passed_over, "")}


def marks(sentences: Iterable[Sentence], same: Alike) -> Marks:
    """Return the words of sentences and what they count as, alone and in pairs."""
    found: set[str] = set()
    for sentence in sentences:
        words, clauses = sentence
        counted = [same.get(word.rstrip("*")) or word for word in words]
        kept = [word for word in counted if same.get(word) != ""]
        found.update(words, counted, *(_pairs(said, " ") for said in (words, counted)))
        found.update(_pairs(kept, " . "), _pairs(counted, " _ ", step=2))
        opening = [n for n in range(1, len(words) - 1) if clauses[n] != clauses[n - 1]]
        found.update(f", {said[n]}" for said in (words, counted) for n in opening)
    return frozenset(found)


def _pairs(words: Sequence[str], between: str, step: int = 1) -> Iterator[str]:
    """Yield each word with the one that stands `step` after it."""
    return (f"{first}{between}{second}" for first, second in zip(words, words[step:], strict=False))


def learn(examples: Mapping[str, Sequence[Marks]], same: Alike) -> Net:
    """Return the net that examples by kind make; the same examples always make the same net.

    `same` is what the marks of the examples were made with; the net keeps it for what it is asked about.
    """
    import random

    kinds = tuple(examples)
    seen = Counter(mark for texts in examples.values() for found in texts for mark in found)
    weights = {mark: [0.0] * len(kinds) for mark in sorted(seen) if seen[mark] >= MIN_SEEN}
    biases = [0.0] * len(kinds)
    cases = [
        ([weights[mark] for mark in sorted(found) if mark in weights], n)
        for n, texts in enumerate(examples.values())
        for found in texts
    ]
    order = random.Random(0)  # noqa: S311 - a fixed order, no secret
    for epoch in range(EPOCHS):
        order.shuffle(cases)
        for rows, right in cases:
            _step(rows, biases, right, RATE / (1 + epoch / 2))
    packed = {mark: _packed(row) for mark, row in weights.items() if max(map(abs, row)) >= MIN_WEIGHT}
    return Net(kinds, tuple(round(SCALE * bias) for bias in biases), packed, dict(same))


def _packed(row: Iterable[float]) -> str:
    return " ".join(str(round(SCALE * weight)) for weight in row)


def _step(rows: Sequence[list[float]], biases: list[float], right: int, rate: float) -> None:
    """Move the weights of one example towards its kind."""
    errors = [-odd for odd in _odds(biases, rows)]
    errors[right] += 1
    share = _evened(rows)
    for kind, error in enumerate(errors):
        if -SETTLED < error < SETTLED:
            continue
        biases[kind] += rate * BIAS_RATE * error
        move = rate * share * error
        for row in rows:
            row[kind] += move


def leanings(net: Net, found: Marks) -> dict[str, float]:
    """Return how likely each kind is for a message with these marks; together they make one."""
    rows = [[int(weight) for weight in net.weights[mark].split()] for mark in found if mark in net.weights]
    scaled = [[weight / SCALE for weight in row] for row in rows]
    return dict(zip(net.kinds, _odds([bias / SCALE for bias in net.biases], scaled), strict=True))


def _odds(biases: Sequence[float], rows: Sequence[Sequence[float]]) -> list[float]:
    share = _evened(rows)
    sums = map(sum, zip(*rows, strict=True)) if rows else [0.0] * len(biases)
    scores = [bias + share * total for bias, total in zip(biases, sums, strict=True)]
    top = max(scores, default=0.0)
    odds = [math.exp(score - top) for score in scores]
    total = sum(odds)
    return [odd / total for odd in odds]


def _evened(rows: Sequence[object]) -> float:
    """Return how much each mark counts: long messages must not lean further than short ones."""
    return 1 / math.sqrt(len(rows) + 1)

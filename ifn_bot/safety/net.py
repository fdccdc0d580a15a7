"""The net under the rules: what a message leans to, by the words of labelled examples (softmax regression)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

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

Marks = frozenset[str]


def marks(sentences: Iterable[Sentence]) -> Marks:
    """Return the words of sentences and each pair of neighbours."""
    found: set[str] = set()
    for sentence in sentences:
        found.update(sentence.words)
        found.update(map(" ".join, zip(sentence.words, sentence.words[1:], strict=False)))
    return frozenset(found)


def learn(examples: Mapping[str, Sequence[Marks]]) -> Net:
    """Return the net that examples by kind make; the same examples always make the same net."""
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
    packed = {mark: " ".join(str(round(SCALE * weight)) for weight in row) for mark, row in weights.items()}
    return Net(kinds, tuple(round(SCALE * bias) for bias in biases), packed)


def _step(rows: Sequence[list[float]], biases: list[float], right: int, rate: float) -> None:
    """Move the weights of one example towards its kind."""
    share = _evened(rows)
    for kind, odd in enumerate(_odds(biases, rows)):
        error = (kind == right) - odd
        if abs(error) < SETTLED:
            continue
        biases[kind] += rate * BIAS_RATE * error
        for row in rows:
            row[kind] += rate * share * error


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
    return [odd / sum(odds) for odd in odds]


def _evened(rows: Sequence[object]) -> float:
    """Return how much each mark counts: long messages must not lean further than short ones."""
    return 1 / math.sqrt(len(rows) + 1)

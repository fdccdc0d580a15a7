"""The net under the rules: what a message leans to, by the words of labelled examples (Bernoulli naive Bayes)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ifn_bot.danger import HARMLESS, Net
from ifn_bot.safety.reading import Sentence

SMOOTH = 0.03
"""Examples that every mark is taken to stand in, and as many that it is taken to be missing from."""
MIN_SEEN = 2
"""Examples a mark must stand in before it counts."""

Marks = frozenset[str]


def marks(sentences: Iterable[Sentence]) -> Marks:
    """Return the words of sentences and each pair of neighbours."""
    found: set[str] = set()
    for sentence in sentences:
        found.update(sentence.words)
        found.update(map(" ".join, zip(sentence.words, sentence.words[1:], strict=False)))
    return frozenset(found)


def learn(examples: Mapping[str, Sequence[Marks]]) -> Net:
    """Return the net that examples by kind make; marks that stand only in harmless ones are left out."""
    kinds = (HARMLESS, *(kind for kind in examples if kind != HARMLESS))
    sizes = tuple(len(examples.get(kind, ())) for kind in kinds)
    counted = [Counter(mark for found in examples.get(kind, ()) for mark in found) for kind in kinds]
    told = {mark for counts in counted[1:] for mark in counts}
    seen = {mark: tuple(counts[mark] for counts in counted) for mark in sorted(told)}
    seen = {mark: counts for mark, counts in seen.items() if sum(counts) >= MIN_SEEN}
    biases = tuple(
        math.log(max(size, 1) / sum(sizes)) + sum(math.log(1 - _share(counts[n], size)) for counts in seen.values())
        for n, size in enumerate(sizes)
    )
    return Net(kinds, sizes, tuple(round(bias, 4) for bias in biases), {m: _packed(c) for m, c in seen.items()})


def leanings(net: Net, found: Marks) -> dict[str, float]:
    """Return how likely each kind is for a message with these marks; together they make one."""
    scores = list(net.biases)
    for mark in found:
        packed = net.seen.get(mark)
        if packed:
            counts = _unpacked(packed)
            for n, size in enumerate(net.sizes):
                share = _share(counts.get(n, 0), size)
                scores[n] += math.log(share / (1 - share))
    top = max(scores)
    odds = [math.exp(score - top) for score in scores]
    return {kind: odd / sum(odds) for kind, odd in zip(net.kinds, odds, strict=True)}


def _share(count: int, size: int) -> float:
    return (count + SMOOTH) / (size + 2 * SMOOTH)


def _packed(counts: Sequence[int]) -> str:
    """Return the counts that are not 0 as text, which is read back only where it is needed."""
    return " ".join(f"{n}:{count}" for n, count in enumerate(counts) if count)


def _unpacked(packed: str) -> dict[int, int]:
    return {int(n): int(count) for n, count in (pair.split(":") for pair in packed.split())}

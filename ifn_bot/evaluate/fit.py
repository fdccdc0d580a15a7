"""Fitting the weights of the ranking: leave-one-out over the base's own phrasings, plus labelled questions."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ifn_bot.evaluate.labelled import Labelled
from ifn_bot.model import Entry, Knowledge
from ifn_bot.search import Index, build
from ifn_bot.search.rank import FEATURES, Hit, Ranker, evidence, weigh
from ifn_bot.search.understand import Question, Reader

FOLDS = 4
"""Parts of the phrasings; each is asked of a base built from the others."""
RIVALS = 12
"""Hits of each question that the ranking is fitted on."""
EPOCHS = 40
OWN = 0.05
"""How much a phrasing of the base counts against a labelled question: who wrote the entry wrote it too."""
EMPTIED = 0.2
"""How much a case with its right cells taken out counts: most real questions are answerable."""
RATE = 0.05
DECAY = 1e-3

Weights = tuple[float, ...]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Case:
    """A question whose right cells are known, with its hits."""

    question: Question
    hits: tuple[Hit, ...]
    cells: frozenset[tuple[str, str]]
    """Empty where nothing in the base answers."""
    entry: str = ""
    """The very entry that is right, where only one is."""
    weight: float = 1.0


def own_cases(knowledge: Knowledge, stem: Callable[[str], str]) -> Iterator[Case]:
    """Yield every phrasing of the base but the titles, asked of a base that was built without it."""
    for fold in range(FOLDS):
        kept, held = _split(knowledge, fold)
        index = build(kept, stem)
        reader, ranker = Reader(kept, index), Ranker(kept, index)
        for entry, asked in held:
            question = reader.read(asked)
            cells = frozenset({(entry.subject, entry.aspect)})
            yield Case(question, tuple(ranker.rank(question)), cells, entry.id, OWN)


def labelled_cases(knowledge: Knowledge, index: Index, labelled: Iterable[Labelled], weight: float) -> Iterator[Case]:
    """Yield the labelled questions, each counting `weight` times."""
    reader, ranker = Reader(knowledge, index), Ranker(knowledge, index)
    for item in labelled:
        question = reader.read(item.text)
        yield Case(question, tuple(ranker.rank(question)), frozenset(item.accept), weight=weight)


def emptied(cases: Iterable[Case], knowledge: Knowledge) -> Iterator[Case]:
    """Yield each case with its right cells taken out of the base: what is left must not be answered with."""
    for case in cases:
        left = tuple(hit for hit in case.hits if _cell(knowledge, hit) not in case.cells)
        yield Case(case.question, left, frozenset(), weight=case.weight * EMPTIED)


def fit_ranking(cases: Sequence[Case], knowledge: Knowledge, start: Weights) -> Weights:
    """Return ranking weights under which right hits come first: the listwise loss of Cao et al. (2007, ListNet)."""
    lists = [made for case in cases if (made := _list(case, knowledge))]
    weights = list(start[: len(FEATURES)])
    for _, (rows, right, weight) in _shuffled(lists, EPOCHS):
        scores = [sum(map(float.__mul__, row, weights)) for row in rows]
        top = max(scores)
        odds = [math.exp(score - top) for score in scores]
        total, held = sum(odds), sum(odd for odd, ok in zip(odds, right, strict=True) if ok)
        for place in range(len(weights)):
            push = sum(
                row[place] * ((odd / held if ok else 0.0) - odd / total)
                for row, odd, ok in zip(rows, odds, right, strict=True)
            )
            weights[place] += RATE * (weight * push - DECAY * weights[place])
    scored = [
        ((sum(map(float.__mul__, row, weights)),), float(ok), 1.0)
        for rows, right, _ in lists
        for row, ok in zip(rows, right, strict=True)
    ]
    slope, intercept = _logistic(scored)
    return (*(round(weight * slope, 3) for weight in weights), round(intercept, 3))


def fit_confidence(cases: Sequence[Case], knowledge: Knowledge) -> Weights:
    """Return confidence weights by logistic regression: was the best hit right?"""
    rows = [
        (
            evidence(case.question, list(case.hits), knowledge),
            float(_is_right(case, case.hits[0], knowledge)),
            case.weight,
        )
        for case in cases
        if case.hits
    ]
    return tuple(round(weight, 3) for weight in _logistic(rows))


def _logistic(rows: Sequence[tuple[Weights, float, float]]) -> Weights:
    """Return the weights, intercept last, of a logistic regression on (features, label, weight) rows."""
    weights = [0.0] * (len(rows[0][0]) + 1)
    for epoch, (features, label, weight) in _shuffled(rows, EPOCHS):
        odds = 1 / (1 + math.exp(-max(-30.0, min(30.0, weigh(features, tuple(weights))))))
        step = RATE * weight * (label - odds) / (1 + 0.2 * epoch)
        for place, feature in enumerate(features):
            weights[place] += step * feature
        weights[-1] += step
    return tuple(weights)


def _shuffled(rows: Sequence[_T], epochs: int) -> Iterator[tuple[int, _T]]:
    """Yield all rows `epochs` times, each time in another order, the same on every run."""
    dice = random.Random(1957)  # noqa: S311  # an order, not a secret
    for epoch in range(epochs):
        order = list(rows)
        dice.shuffle(order)
        yield from ((epoch, row) for row in order)


def _list(case: Case, knowledge: Knowledge) -> tuple[list[list[float]], list[bool], float] | None:
    """Return the features and labels of the best hits, where both right and wrong ones are among them."""
    hits = case.hits[:RIVALS]
    right = [_is_right(case, hit, knowledge) for hit in hits]
    if not any(right) or all(right):
        return None
    return [list(map(float, hit.features)) for hit in hits], right, case.weight


def _is_right(case: Case, hit: Hit, knowledge: Knowledge) -> bool:
    return hit.entry == case.entry if case.entry else _cell(knowledge, hit) in case.cells


def _cell(knowledge: Knowledge, hit: Hit) -> tuple[str, str]:
    entry = knowledge.entries[hit.entry]
    return entry.subject, entry.aspect


def _split(knowledge: Knowledge, fold: int) -> tuple[Knowledge, list[tuple[Entry, str]]]:
    """Return the base without one part of its phrasings, and that part; titles always stay."""
    entries: dict[str, Entry] = {}
    held: list[tuple[Entry, str]] = []
    for number, (id, entry) in enumerate(knowledge.entries.items()):
        out = [asked for place, asked in enumerate(entry.questions) if place and (place + number) % FOLDS == fold]
        held += [(entry, asked) for asked in out]
        entries[id] = replace(entry, questions=tuple(asked for asked in entry.questions if asked not in out))
    return replace(knowledge, entries=entries), held

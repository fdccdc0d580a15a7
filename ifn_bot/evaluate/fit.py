"""Fitting the weights of the ranking: leave-one-out over the base's own phrasings, plus labelled questions."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from ifn_bot.evaluate.labelled import Labelled
from ifn_bot.model import Entry, Knowledge
from ifn_bot.search import Finding, Hit, Index, Question, Search, build
from ifn_bot.search.confidence import EVIDENCE, Judge
from ifn_bot.search.rank import FEATURES, share, weigh
from ifn_bot.search.weights import INTERCEPT

FOLDS = 4
"""Parts of the phrasings; one of each entry is asked of a base built from the others."""
RIVALS = 12
"""Hits of each question that the ranking is fitted on."""
EPOCHS = 20
OWN = 0.03
"""How much a phrasing of the base counts against a labelled question: who wrote the entry wrote it too."""
EMPTIED = 0.1
"""How much a case with its right cells taken out counts: most real questions are answerable."""
MAIN = FEATURES.index("main")
LEAST_MAIN = 0.3
"""The weight of a main answer at least: labels name cells, and where nothing finer is asked the main one is meant."""
RATE = 0.5
DECAY = 1e-3

Weights = tuple[float, ...]
_T = TypeVar("_T")


class Case(NamedTuple):
    """A question whose right cells are known, with its hits."""

    question: Question
    hits: tuple[Hit, ...]
    subject: str | None
    """The particular subject it is about."""
    cells: frozenset[tuple[str, str]]
    """Empty where nothing in the base answers."""
    entry: str = ""
    """The very entry that is right, where only one is."""
    weight: float = 1.0


def fitted(
    knowledge: Knowledge, stem: Callable[[str], str], labelled: Iterable[Labelled]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of the ranking and of the confidence, fitted to the base's own phrasings and to `labelled`."""
    asked = tuple(labelled_cases(knowledge, build(knowledge, stem), labelled))
    cases = (*own_cases(knowledge, stem), *asked)
    ranking = fit_ranking(cases, knowledge)
    ranked = tuple(_ranked(case, ranking) for case in cases)
    sure = fit_confidence((*ranked, *emptied(ranked, knowledge)), knowledge)
    return dict(zip((*FEATURES, INTERCEPT), ranking, strict=True)), dict(zip((*EVIDENCE, INTERCEPT), sure, strict=True))


def as_source(ranking: dict[str, float], confidence: dict[str, float]) -> str:
    """Return the weights as they stand in weights.py."""
    tables = (("RANKING", ranking), ("CONFIDENCE", confidence))
    rows = {name: "".join(f'    "{what}": {weight},\n' for what, weight in table.items()) for name, table in tables}
    return "".join(f"{name}: dict[str, float] = {{\n{lines}}}\n" for name, lines in rows.items())


def own_cases(knowledge: Knowledge, stem: Callable[[str], str]) -> Iterator[Case]:
    """Yield FOLDS phrasings of each entry, none its title, each asked of a base that was built without it."""
    for fold in range(FOLDS):
        kept, held = _split(knowledge, fold)
        search = Search(kept, build(kept, stem))
        for entry, asked in held:
            yield _case(search.find(asked), frozenset({(entry.subject, entry.aspect)}), entry.id, OWN)


def labelled_cases(knowledge: Knowledge, index: Index, labelled: Iterable[Labelled]) -> Iterator[Case]:
    """Yield the labelled questions, each counting fully."""
    search = Search(knowledge, index)
    for item in labelled:
        yield _case(search.find(item.text), frozenset(item.accept))


def _case(finding: Finding, cells: frozenset[tuple[str, str]], entry: str = "", weight: float = 1.0) -> Case:
    return Case(finding.question, finding.hits, finding.subject, cells, entry, weight)


def _ranked(case: Case, weights: Weights) -> Case:
    """Return `case` with its hits in the order that `weights` give them."""
    hits = sorted(
        (hit._replace(score=weigh(hit.features, weights)) for hit in case.hits), key=lambda hit: (-hit.score, hit.entry)
    )
    return case._replace(hits=tuple(hits))


def emptied(cases: Iterable[Case], knowledge: Knowledge) -> Iterator[Case]:
    """Yield each case with its right cells taken out of the base: what is left must not be answered with."""
    for case in cases:
        left = tuple(hit for hit in case.hits if _cell(knowledge, hit) not in case.cells)
        yield case._replace(hits=left, cells=frozenset(), entry="", weight=case.weight * EMPTIED)


def fit_ranking(cases: Sequence[Case], knowledge: Knowledge) -> Weights:
    """Return ranking weights under which right hits come first: the listwise loss of Cao et al. (2007, ListNet)."""
    lists = [made for case in cases if (made := _list(case, knowledge))]
    climb = _Climb(len(FEATURES))
    for rows, right, weight in _shuffled(lists, EPOCHS):
        scores = [sum(map(float.__mul__, row, climb.weights)) for row in rows]
        top = max(scores)
        odds = [math.exp(score - top) for score in scores]
        total, held = sum(odds), sum(odd for odd, ok in zip(odds, right, strict=True) if ok)
        pushes = [(odd / held if ok else 0.0) - odd / total for odd, ok in zip(odds, right, strict=True)]
        climb.step([sum(map(float.__mul__, column, pushes)) for column in zip(*rows, strict=True)], weight)
    weights = climb.weights
    weights[MAIN] = max(weights[MAIN], LEAST_MAIN)
    scored = [
        ((sum(map(float.__mul__, row, weights)),), float(ok), 1.0)
        for rows, right, _ in lists
        for row, ok in zip(rows, right, strict=True)
    ]
    slope, intercept = _logistic(scored)
    return (*(round(weight * slope, 3) for weight in weights), round(intercept, 3))


def fit_confidence(cases: Sequence[Case], knowledge: Knowledge) -> Weights:
    """Return the weights of the evidence, intercept last, by logistic regression: was the best hit right?"""
    judge = Judge(knowledge)
    rows = [
        (
            judge.evidence(case.question, case.hits, case.subject),
            float(_is_right(case, case.hits[0], knowledge)),
            case.weight,
        )
        for case in cases
        if case.hits
    ]
    return tuple(round(weight, 3) for weight in _logistic(rows))


def _logistic(rows: Sequence[tuple[Weights, float, float]]) -> Weights:
    """Return the weights, intercept last, of a logistic regression on (features, label, weight) rows."""
    climb = _Climb(len(rows[0][0]) + 1)
    for features, label, weight in _shuffled(rows, EPOCHS):
        off = label - share(weigh(features, tuple(climb.weights)))
        climb.step([off * feature for feature in (*features, 1.0)], weight)
    return tuple(climb.weights)


class _Climb:
    """Goes uphill step by step, smaller ones where it has gone far: AdaGrad (Duchi, Hazan and Singer, 2011)."""

    def __init__(self, size: int) -> None:
        self.weights = [0.0] * size
        self._gone = [1e-8] * size

    def step(self, slope: Sequence[float], weight: float) -> None:
        """Take one step along `slope`, as far as a case of `weight` counts, and a little towards nothing."""
        for place, rise in enumerate(slope):
            push = weight * (rise - DECAY * self.weights[place])
            self._gone[place] += push * push
            self.weights[place] += RATE * push / math.sqrt(self._gone[place])


def _shuffled(rows: Sequence[_T], epochs: int) -> Iterator[_T]:
    """Yield all rows `epochs` times, each time in another order, the same on every run."""
    dice = random.Random(1957)  # noqa: S311  # an order, not a secret
    for _ in range(epochs):
        order = list(rows)
        dice.shuffle(order)
        yield from order


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
        held += [(entry, asked) for asked in out[number % max(1, len(out)) :][:1]]
        entries[id] = entry._replace(questions=tuple(asked for asked in entry.questions if asked not in out))
    return knowledge._replace(entries=entries), held

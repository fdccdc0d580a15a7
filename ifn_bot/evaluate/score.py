"""How well a bot does on labelled questions: right, helped, missed, wrong; false answers outside the base."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ifn_bot.evaluate.baselines import Pick
from ifn_bot.evaluate.labelled import Labelled
from ifn_bot.model import DANGER, Knowledge, Reply, Route

GIVING = frozenset({Route.ANSWER, Route.CLINICIAN, Route.URGENT})
"""Routes that give an entry."""
INSIDE = ("right", "helped", "missed", "wrong")
BINS = 10
WORST = 10
STEPS = 10
"""Points of the risk-coverage curve."""
BAR = 40
"""Columns of the longest bar of a plot."""

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one labelled question."""

    question: Labelled
    verdict: str
    """right, helped, missed or wrong inside the base; false or kept outside it."""
    route: str
    given: str | None
    """Id of the entry that was given."""
    confidence: float
    """That the best entry is right, 0 to 1, as the bot told it."""
    best_is_right: bool
    """Whether the best entry, given or offered first, satisfies."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with its 95 % interval."""

    hits: int
    total: int

    def __str__(self) -> str:
        low, high = wilson(self.hits, self.total)
        return f"{self.hits:4} of {self.total:4}  {self.value:6.1%}  [{low:.1%} to {high:.1%}]"

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.hits / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Rival:
    """A baseline on the same questions, answering as many of them as the bot does."""

    name: str
    first: Share
    """Inside questions whose best entry satisfies, however unsure."""
    right: Share
    errors: Share
    """Wrong and false answers, of all questions."""


def judge(question: Labelled, reply: Reply) -> Outcome:
    """Return the verdict on `reply` to `question`."""
    given = [part.entry for part in (reply.parts or (reply,)) if part.entry]
    cells = {(entry.subject, entry.aspect) for entry in given}
    offered = [(choice.subject, choice.aspect) for choice in reply.choices]
    accepted = set(question.accept)
    if not question.is_inside:
        verdict = "false" if given and reply.route in GIVING else "kept"
    elif given:
        verdict = "right" if cells & accepted else "wrong"
    elif reply.route in {Route.CLARIFY, Route.CLINICIAN} and accepted.intersection(offered):
        verdict = "helped"
    elif reply.route in DANGER and reply.route is not Route.URGENT:
        verdict = "wrong"
    else:
        verdict = "missed"
    best = cells or set(offered[:1])
    return Outcome(
        question, verdict, reply.route.value, given[0].id if given else None, reply.confidence, bool(best & accepted)
    )


def run(ask: Callable[[str], Reply], questions: Iterable[Labelled]) -> tuple[Outcome, ...]:
    """Return the outcome of every question, each asked on its own."""
    return tuple(judge(question, ask(question.text)) for question in questions)


def compare(outcomes: Sequence[Outcome], picks: Mapping[str, Pick]) -> tuple[Rival, ...]:
    """Return how the baselines do on the same questions; each answers as many as the bot did, its surest ones."""
    answered = sum(outcome.given is not None for outcome in outcomes)
    inside = sum(outcome.question.is_inside for outcome in outcomes)
    found = []
    for name, pick in picks.items():
        picked = sorted(
            (
                (score, (entry.subject, entry.aspect) in outcome.question.accept, outcome.question.is_inside)
                for outcome in outcomes
                for entry, score in [pick(outcome.question.text)]
            ),
            key=lambda row: -row[0],
        )
        surest = picked[:answered]
        right = sum(ok for _, ok, _ in surest)
        found.append(
            Rival(
                name,
                Share(sum(ok for _, ok, is_inside in picked if is_inside), inside),
                Share(right, inside),
                Share(len(surest) - right, len(outcomes)),
            )
        )
    return tuple(found)


def shares(outcomes: Iterable[Outcome]) -> dict[str, Share]:
    """Return the share of each verdict: of the questions inside, and of false answers among those outside."""
    listed = tuple(outcomes)
    inside = Counter(outcome.verdict for outcome in listed if outcome.question.is_inside)
    outside = Counter(outcome.verdict for outcome in listed if not outcome.question.is_inside)
    found = {verdict: Share(inside[verdict], inside.total()) for verdict in INSIDE}
    found["false"] = Share(outside["false"], outside.total())
    return found


def calibration_error(outcomes: Iterable[Outcome]) -> float:
    """Return the expected calibration error, 0 to 1, over ten bins of the told confidence (Naeini et al., 2015)."""
    judged = [outcome for outcome in outcomes if outcome.route in {"answer", "clarify", "decline"}]
    bins: dict[int, list[Outcome]] = {}
    for outcome in judged:
        bins.setdefault(min(BINS - 1, int(outcome.confidence * BINS)), []).append(outcome)
    gaps = (
        abs(sum(outcome.confidence for outcome in held) - sum(outcome.best_is_right for outcome in held))
        for held in bins.values()
    )
    return sum(gaps) / len(judged) if judged else 0.0


def risk_by_coverage(outcomes: Iterable[Outcome]) -> tuple[tuple[float, float], ...]:
    """Return (share of all questions answered, share of those wrong), the surest questions first."""
    order = sorted(outcomes, key=lambda outcome: -outcome.confidence)
    points = []
    for step in range(1, STEPS + 1):
        held = order[: max(1, round(len(order) * step / STEPS))]
        points.append((step / STEPS, sum(not outcome.best_is_right for outcome in held) / len(held)))
    return tuple(points) if order else ()


def confusions(outcomes: Iterable[Outcome]) -> tuple[tuple[str, str, int], ...]:
    """Return (cell asked for, entry given, how often) of the wrong and false answers, most frequent first."""
    counts = Counter(
        ("/".join(outcome.question.accept[0]) if outcome.question.accept else "outside", outcome.given)
        for outcome in outcomes
        if outcome.verdict in {"wrong", "false"} and outcome.given
    )
    return tuple((asked, str(given), count) for (asked, given), count in counts.most_common(WORST))


def gaps(outcomes: Iterable[Outcome], knowledge: Knowledge) -> Share:
    """Return how many of the questions not answered right ask for cells that hold no entry: faults of no engine."""
    filled = {(entry.subject, entry.aspect) for entry in knowledge.entries.values()}
    failed = [outcome for outcome in outcomes if outcome.verdict in {"missed", "wrong"}]
    return Share(sum(not filled.intersection(outcome.question.accept) for outcome in failed), len(failed))


def twins(outcomes: Iterable[Outcome]) -> tuple[Share, Share]:
    """Return how many questions with slips are right, and how many of their clean twins."""
    listed = tuple(outcomes)
    by_id = {outcome.question.id: outcome for outcome in listed}
    pairs = [(by_id[o.question.typo_of], o) for o in listed if o.question.typo_of in by_id and o.question.is_inside]
    return (
        Share(sum(slipped.verdict == "right" for _, slipped in pairs), len(pairs)),
        Share(sum(clean.verdict == "right" for clean, _ in pairs), len(pairs)),
    )


GROUPS: Mapping[str, Callable[[Labelled], str]] = {
    "kind": lambda question: question.kind,
    "source": lambda question: urlsplit(question.source).hostname or next(iter(question.source.split()), "unnamed"),
    "subject": lambda question: question.accept[0][0] if question.accept else "outside",
}


def grouped(outcomes: Iterable[Outcome], name: str) -> dict[str, dict[str, Share]]:
    """Return the shares of each group of questions, largest first; `name` is kind, source or subject."""
    held: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        held.setdefault(GROUPS[name](outcome.question), []).append(outcome)
    return {group: shares(held[group]) for group in sorted(held, key=lambda group: -len(held[group]))}


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share by Wilson (1927), as shares from 0 to 1; (0, 0) of nothing."""
    if not total:
        return 0.0, 0.0
    z = 1.96
    share, square = hits / total, z * z
    middle = share + square / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    return max(0.0, (middle - spread) / (1 + square / total)), min(1.0, (middle + spread) / (1 + square / total))

"""How well a bot does on labelled questions: right, helped, missed, wrong; false answers outside the base."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ifn_bot.evaluate.labelled import Labelled
from ifn_bot.model import DANGER, Reply, Route

GIVING = frozenset({Route.ANSWER, Route.CLINICIAN, Route.URGENT})
"""Routes that give an entry."""


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


def judge(question: Labelled, reply: Reply) -> Outcome:
    """Return the verdict on `reply` to `question`."""
    given = [part.entry for part in (reply.parts or (reply,)) if part.entry]
    cells = {(entry.subject, entry.aspect) for entry in given}
    offered = {(choice.subject, choice.aspect) for choice in reply.choices}
    accepted = set(question.accept)
    if not question.is_inside:
        verdict = "false" if given and reply.route in GIVING else "kept"
    elif given:
        verdict = "right" if cells & accepted else "wrong"
    elif reply.route in {Route.CLARIFY, Route.CLINICIAN} and offered & accepted:
        verdict = "helped"
    elif reply.route in DANGER and reply.route is not Route.URGENT:
        verdict = "wrong"
    else:
        verdict = "missed"
    return Outcome(question, verdict, reply.route.value, given[0].id if given else None, reply.confidence)


def run(ask: Callable[[str], Reply], questions: Iterable[Labelled]) -> tuple[Outcome, ...]:
    """Return the outcome of every question, each asked on its own."""
    return tuple(judge(question, ask(question.text)) for question in questions)


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share by Wilson (1927), as shares from 0 to 1; (0, 0) of nothing."""
    if not total:
        return 0.0, 0.0
    z = 1.96
    share, square = hits / total, z * z
    middle = share + square / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    return max(0.0, (middle - spread) / (1 + square / total)), min(1.0, (middle + spread) / (1 + square / total))


def summary(outcomes: Iterable[Outcome]) -> str:
    """Return the scores as lines of text, with 95 % intervals."""
    listed = tuple(outcomes)
    inside = Counter(outcome.verdict for outcome in listed if outcome.question.is_inside)
    outside = Counter(outcome.verdict for outcome in listed if not outcome.question.is_inside)
    lines = [_line(verdict, inside[verdict], inside.total()) for verdict in ("right", "helped", "missed", "wrong")]
    lines.append(_line("false", outside["false"], outside.total()))
    return "\n".join(lines)


def _line(verdict: str, hits: int, total: int) -> str:
    low, high = wilson(hits, total)
    share = hits / total if total else 0.0
    return f"{verdict:7} {hits:4} of {total:4}  {share:6.1%}  [{low:.1%} to {high:.1%}]"

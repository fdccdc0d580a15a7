"""The scores as a report for people and as JSON for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ifn_bot.evaluate import score
from ifn_bot.evaluate.score import Outcome, Rival, Share
from ifn_bot.model import Knowledge

SCHEMA = 1


def lines(outcomes: Sequence[Outcome], rivals: Sequence[Rival], knowledge: Knowledge) -> Iterator[str]:
    """Yield the report as lines of text."""
    for verdict, share in score.shares(outcomes).items():
        yield f"{verdict:7} {share}"
    slipped, clean = score.twins(outcomes)
    yield ""
    yield f"Right with slips   {slipped}"
    yield f"Their clean twins  {clean}"
    yield f"Not right for want of an entry: {score.gaps(outcomes, knowledge)}"
    yield f"Calibration error: {score.calibration_error(outcomes):.1%}"
    for name in score.GROUPS:
        yield ""
        yield f"By {name}: right, helped, missed, wrong, false; how many"
        for group, held in score.grouped(outcomes, name).items():
            yield f"  {' '.join(f'{held[verdict].hits:4}' for verdict in held)}  {_size(held):4}  {group}"
    yield ""
    yield "Risk by coverage: of the surest questions, how many are not right"
    for coverage, risk in score.risk_by_coverage(outcomes):
        yield f"  {coverage:4.0%} {risk:6.1%} {'*' * round(risk * score.BAR)}"
    worst = score.confusions(outcomes)
    if worst:
        yield ""
        yield "Asked for, and given:"
        yield from (f"  {count:3}  {asked} -> {given}" for asked, given, count in worst)
    if rivals:
        yield ""
        yield "Baselines, each answering as many questions as the bot: best entry right; right; wrong or false"
        own = score.shares(outcomes)
        errors = Share(own["wrong"].hits + own["false"].hits, len(outcomes))
        yield f"  {'ifn-bot':20} {'':24} {own['right'].value:6.1%}  {errors}"
        yield from (f"  {r.name:20} first {r.first.value:6.1%}  right {r.right.value:6.1%}  {r.errors}" for r in rivals)


def as_json(outcomes: Sequence[Outcome], rivals: Sequence[Rival], knowledge: Knowledge) -> dict[str, Any]:
    """Return the report as a JSON object; shares as [hits, total]."""
    slipped, clean = score.twins(outcomes)
    return {
        "schema": SCHEMA,
        "scores": _plain(score.shares(outcomes)),
        "slips": {"right": _pair(slipped), "clean": _pair(clean)},
        "gaps": _pair(score.gaps(outcomes, knowledge)),
        "calibration_error": round(score.calibration_error(outcomes), 4),
        "groups": {
            name: {group: _plain(held) for group, held in score.grouped(outcomes, name).items()}
            for name in score.GROUPS
        },
        "risk_by_coverage": [[coverage, round(risk, 4)] for coverage, risk in score.risk_by_coverage(outcomes)],
        "confusions": [list(row) for row in score.confusions(outcomes)],
        "baselines": {
            r.name: {"first": _pair(r.first), "right": _pair(r.right), "errors": _pair(r.errors)} for r in rivals
        },
    }


def _plain(held: dict[str, Share]) -> dict[str, list[int]]:
    return {verdict: _pair(share) for verdict, share in held.items()}


def _pair(share: Share) -> list[int]:
    return [share.hits, share.total]


def _size(held: dict[str, Share]) -> int:
    return held["right"].total + held["false"].total

"""Every weight of the search by the name of what it weighs; written by `ifn-bot fit`, not by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

INTERCEPT = "intercept"


def in_order(weights: Mapping[str, float], names: Sequence[str]) -> tuple[float, ...]:
    """Return the weights of `names` in their order, the intercept last.

    Raises:
        KeyError: a name has no weight; fit again.
    """
    return tuple(weights[name] for name in (*names, INTERCEPT))


RANKING: dict[str, float] = {
    "cosine": 0.472,
    "question covered": 0.321,
    "phrasing covered": 0.419,
    "word pairs": 0.333,
    "text": 1.619,
    "spelling": 0.719,
    "cue": 1.19,
    "leaning": 1.684,
    "main": 0.149,
    "named": 0.931,
    "related": 0.102,
    "unnamed medicine": -1.606,
    "unnamed other": -1.174,
    "general, another named": -0.148,
    "kin": -0.328,
    "condition named beside a medicine": -0.102,
    "second name spoken of": 0.215,
    "second name not spoken of": -0.857,
    "brand not asked for": -0.551,
    "paraphrase, fitting": 0.985,
    "paraphrase, not named": -0.157,
    "intercept": -4.688,
}
CONFIDENCE: dict[str, float] = {
    "cosine": -0.59,
    "question covered": -0.831,
    "phrasing covered": -0.475,
    "text": -0.754,
    "cue": -0.647,
    "paraphrase, fitting": 0.339,
    "paraphrase, not named": 0.977,
    "score": 1.394,
    "lead over the next cell": 0.55,
    "unknown words": -0.619,
    "named": 3.254,
    "only a condition named": -0.41,
    "not named": 1.032,
    "length": 1.092,
    "asks for another aspect": -0.616,
    "asks for an empty cell": 0.291,
    "intercept": -1.21,
}

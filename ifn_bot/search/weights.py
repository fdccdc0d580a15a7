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
    "cosine": 0.651,
    "question covered": 0.388,
    "phrasing covered": 0.515,
    "word pairs": 0.233,
    "text": 1.624,
    "spelling": 0.569,
    "cue": 1.162,
    "leaning": 1.76,
    "main": -0.342,
    "named": 0.939,
    "related": 0.123,
    "unnamed medicine": -1.592,
    "unnamed other": -1.317,
    "general, another named": -0.09,
    "kin": -0.514,
    "condition named beside a medicine": -0.156,
    "second name spoken of": 0.379,
    "second name not spoken of": -0.83,
    "brand not asked for": -0.621,
    "paraphrase, fitting": 0.742,
    "paraphrase, not named": -0.221,
    "intercept": -4.355,
}
CONFIDENCE: dict[str, float] = {
    "cosine": -0.781,
    "question covered": -0.791,
    "phrasing covered": -0.464,
    "text": -0.647,
    "cue": -0.6,
    "paraphrase, fitting": 0.253,
    "paraphrase, not named": 1.001,
    "score": 1.423,
    "lead over the next cell": 0.528,
    "unknown words": -1.122,
    "named": 3.227,
    "only a condition named": -0.269,
    "not named": 1.286,
    "length": 0.867,
    "asks for another aspect": -0.446,
    "asks for an empty cell": -0.127,
    "intercept": -0.984,
}

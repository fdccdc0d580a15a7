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
    "cosine": 1.164,
    "question covered": 0.084,
    "phrasing covered": 0.127,
    "word pairs": 0.387,
    "text": 2.68,
    "spelling": 0.149,
    "cue": 1.504,
    "leaning": 1.89,
    "main": -0.153,
    "named": 1.328,
    "related": 0.189,
    "unnamed medicine": -2.209,
    "unnamed other": -1.484,
    "general, another named": 0.056,
    "kin": -0.507,
    "condition named beside a medicine": -0.011,
    "second name spoken of": 0.432,
    "second name not spoken of": -0.997,
    "brand not asked for": -0.417,
    "paraphrase, fitting": 0.3,
    "paraphrase, not named": -0.492,
    "intercept": -4.826,
}
CONFIDENCE: dict[str, float] = {
    "cosine": -0.437,
    "question covered": -0.62,
    "phrasing covered": -0.023,
    "text": -1.439,
    "cue": -0.448,
    "paraphrase, fitting": 0.214,
    "paraphrase, not named": -0.601,
    "score": 1.002,
    "lead over the next cell": 0.35,
    "unknown words": -1.042,
    "named": 2.402,
    "only a condition named": 0.525,
    "not named": 0.443,
    "length": 0.747,
    "asks for another aspect": -0.676,
    "asks for an empty cell": 0.384,
    "intercept": -1.143,
}

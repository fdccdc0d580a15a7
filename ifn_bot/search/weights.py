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
    "cosine": 0.573,
    "question covered": 0.158,
    "phrasing covered": 0.631,
    "word pairs": 0.227,
    "text": 1.204,
    "telling word missed": -1.36,
    "spelling": 0.821,
    "cue": 1.266,
    "leaning": 1.776,
    "main": 0.18,
    "named": 1.149,
    "related": 0.078,
    "unnamed medicine": -1.27,
    "unnamed biology": -0.499,
    "unnamed other": -0.841,
    "names what was not": -1.042,
    "general, another named": -0.14,
    "kin": -0.331,
    "beside": -0.986,
    "condition named beside a medicine": 0.115,
    "second name spoken of": 0.059,
    "second name not spoken of": -1.198,
    "brand not asked for": -0.484,
    "paraphrase, fitting": 0.622,
    "paraphrase, not named": -0.491,
    "intercept": -4.057,
}
CONFIDENCE: dict[str, float] = {
    "cosine": -0.634,
    "question covered": -0.73,
    "phrasing covered": 0.122,
    "word pairs": 0.139,
    "text": -0.717,
    "telling word missed": -0.268,
    "spelling": -0.346,
    "cue": -0.582,
    "leaning": 0.403,
    "paraphrase, fitting": 0.162,
    "paraphrase, not named": 0.961,
    "score": 0.975,
    "lead over the next cell": 0.333,
    "share among cells": 1.293,
    "unknown words": -0.155,
    "named": 2.626,
    "only a condition named": -0.028,
    "not named": 0.445,
    "beside": -0.234,
    "length": 0.894,
    "asks for another aspect": -0.366,
    "asks for an empty cell": 0.051,
    "intercept": -1.698,
}

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
    "cosine": 0.695,
    "question covered": 0.387,
    "phrasing covered": 0.472,
    "word pairs": 0.091,
    "text": 1.2,
    "telling word missed": -1.052,
    "unasked": -0.965,
    "spelling": 0.862,
    "cue": 1.028,
    "leaning": 1.619,
    "main": 0.156,
    "named": 1.131,
    "related": -0.196,
    "unnamed medicine": -0.951,
    "unnamed biology": -0.326,
    "unnamed other": -0.46,
    "names what was not": -1.006,
    "general, another named": -0.218,
    "kin": -0.156,
    "beside": -0.698,
    "condition named beside a medicine": -0.202,
    "second name spoken of": -0.006,
    "second name not spoken of": -0.877,
    "brand not asked for": -0.566,
    "paraphrase, fitting": 0.508,
    "paraphrase, not named": -0.242,
    "intercept": -3.93,
}
CONFIDENCE: dict[str, float] = {
    "cosine": -0.464,
    "question covered": -0.854,
    "phrasing covered": -0.029,
    "word pairs": 0.016,
    "text": -0.072,
    "telling word missed": -0.143,
    "unasked": -0.822,
    "spelling": -0.065,
    "cue": -0.653,
    "leaning": 0.277,
    "paraphrase, fitting": 0.435,
    "paraphrase, not named": 0.352,
    "score": 0.982,
    "lead over the next cell": 0.241,
    "share among cells": 1.788,
    "unknown words": 0.212,
    "named": 2.608,
    "only a condition named": -0.251,
    "not named": 0.557,
    "beside": 0.434,
    "length": 1.024,
    "asks for another aspect": -0.452,
    "asks for an empty cell": 0.184,
    "intercept": -1.786,
}

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
    "cosine": 0.55,
    "question covered": 0.366,
    "phrasing covered": 0.291,
    "word pairs": 0.356,
    "text": 1.25,
    "telling word missed": -1.29,
    "spelling": 0.787,
    "cue": 1.205,
    "leaning": 1.643,
    "main": 0.166,
    "named": 1.136,
    "related": 0.13,
    "unnamed medicine": -1.643,
    "unnamed biology": -1.124,
    "unnamed other": -1.186,
    "general, another named": -0.008,
    "kin": -0.298,
    "beside": -0.919,
    "condition named beside a medicine": 0.112,
    "second name spoken of": 0.025,
    "second name not spoken of": -1.151,
    "brand not asked for": -0.482,
    "paraphrase, fitting": 0.733,
    "paraphrase, not named": -0.298,
    "intercept": -4.07,
}
CONFIDENCE: dict[str, float] = {
    "cosine": -0.747,
    "question covered": -0.848,
    "phrasing covered": 0.231,
    "word pairs": -0.102,
    "text": -0.591,
    "telling word missed": -0.054,
    "spelling": -0.343,
    "cue": -0.605,
    "leaning": 0.36,
    "paraphrase, fitting": 0.122,
    "paraphrase, not named": 0.854,
    "score": 1.072,
    "lead over the next cell": 0.441,
    "share among cells": 0.981,
    "unknown words": -0.069,
    "named": 2.485,
    "only a condition named": -0.111,
    "not named": 0.613,
    "beside": -0.152,
    "length": 1.059,
    "asks for another aspect": -0.389,
    "asks for an empty cell": 0.079,
    "intercept": -1.494,
}

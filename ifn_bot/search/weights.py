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
    "cosine": 0.544,
    "question covered": 0.267,
    "phrasing covered": 0.597,
    "word pairs": 0.15,
    "text": 1.174,
    "telling word missed": -1.153,
    "unasked": -0.998,
    "spelling": 0.847,
    "cue": 1.154,
    "leaning": 1.669,
    "main": 0.166,
    "named": 1.076,
    "related": 0.061,
    "unnamed medicine": -1.17,
    "unnamed biology": -0.417,
    "unnamed other": -0.691,
    "names what was not": -1.0,
    "general, another named": -0.108,
    "kin": -0.287,
    "beside": -0.841,
    "condition named beside a medicine": 0.159,
    "second name spoken of": 0.083,
    "second name not spoken of": -1.108,
    "brand not asked for": -0.337,
    "paraphrase, fitting": 0.512,
    "paraphrase, not named": -0.403,
    "intercept": -4.173,
}
CONFIDENCE: dict[str, float] = {
    "cosine": -0.554,
    "question covered": -0.643,
    "phrasing covered": -0.016,
    "word pairs": 0.034,
    "text": -0.762,
    "telling word missed": -0.309,
    "unasked": -0.596,
    "spelling": -0.57,
    "cue": -0.581,
    "leaning": 0.39,
    "paraphrase, fitting": 0.23,
    "paraphrase, not named": 0.856,
    "score": 1.059,
    "lead over the next cell": 0.308,
    "share among cells": 1.545,
    "unknown words": 0.165,
    "named": 2.575,
    "only a condition named": -0.16,
    "not named": 0.323,
    "beside": -0.306,
    "length": 0.935,
    "asks for another aspect": -0.266,
    "asks for an empty cell": 0.032,
    "intercept": -1.338,
}

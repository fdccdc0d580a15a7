"""What is still held of words and drawn lines once every page of a visit is gone."""

from __future__ import annotations

import gc
from functools import _lru_cache_wrapper

HOLDERS = frozenset({"ifn_bot", "rich", "textual"})
"""Packages that remember what they worked out last, and with it the words they worked on."""


def forget_worked_out() -> None:
    """Empty what those packages remember; they work it out again when it is needed."""
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper) and one.__module__.partition(".")[0] in HOLDERS:
            one.cache_clear()

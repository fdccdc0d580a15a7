"""A code that a telephone reads, drawn with half blocks: two rows of it in one of the screen."""

from __future__ import annotations

import segno

QUIET = (4, 3, 2)
"""Widths of the light margin to try, the best first; telephones read 2 as well."""


def code(text: str, columns: int, rows: int) -> list[str] | None:
    """Return the lines of a code that holds `text`, dark on light, or None where it does not fit.

    Args:
        text: what a telephone is to read.
        columns: of the place for it.
        rows: of the place for it.
    """
    made = segno.make(text, error="l", micro=False)
    for quiet in QUIET:
        width, height = made.symbol_size(border=quiet)
        if width <= columns and -(-height // 2) <= rows:
            return _lines([list(map(bool, row)) for row in made.matrix_iter(border=quiet)])
    return None


def _lines(dark: list[list[bool]]) -> list[str]:
    """Return two rows of modules as one line each."""
    if len(dark) % 2:
        dark = [*dark, [False] * len(dark[0])]
    blocks = {(False, False): " ", (True, False): "\u2580", (False, True): "\u2584", (True, True): "\u2588"}
    pairs = zip(dark[::2], dark[1::2], strict=True)
    return ["".join(blocks[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs]

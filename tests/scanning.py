"""A scanner for the codes that a kiosk draws."""

from __future__ import annotations

from collections.abc import Sequence

import zxingcpp
from textual.strip import Strip

ZOOM = 4
"""Pixels of a picture for one module of a code."""


def scanned(picture: Sequence[Sequence[int]], zoom: int = ZOOM) -> list[str]:
    """Return what the codes in `picture` hold, rows of grey from 0, dark, to 255."""
    grey = bytes(pixel for row in picture for _ in range(zoom) for pixel in row for _ in range(zoom))
    shape = [len(picture) * zoom, len(picture[0]) * zoom]
    found = zxingcpp.read_barcodes(memoryview(grey).cast("B", shape=shape), try_invert=False)
    return [one.text for one in found]


def seen(strips: Sequence[Strip]) -> list[list[int]]:
    """Return the lines of a screen as a picture: five pixels wide and ten high for each letter.

    Of these ten the letters leave the first and the last free, as they do in a browser.
    """
    picture = []
    for strip in strips:
        cells = [(char, *_greys(segment.style)) for segment in strip for char in segment.text]
        for dark in ("", *["▀█"] * 4, *["▄█"] * 4, ""):
            row = [ink if char in dark else paper for char, ink, paper in cells]
            picture.append([pixel for pixel in row for _ in range(5)])
    return picture


def _greys(style: object) -> tuple[int, int]:
    """Return how light the letters and the ground of a style are."""
    both = (getattr(style, "color", None), getattr(style, "bgcolor", None))
    ink, paper = (round(sum(color.get_truecolor()) / 3) if color else 128 for color in both)
    return ink, paper

"""Signs that the Linux console has: its fonts hold few beyond those of code page 437."""

from __future__ import annotations

from typing import ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender


class ConsoleBars(ScrollBarRender):
    """A scroll bar of whole cells; the eighths of a block are missing in most console fonts."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


def draw_plainly() -> None:
    """Have every scroll bar drawn so."""
    ScrollBar.renderer = ConsoleBars

"""Large places to press: three rows at least, side by side as far as they fit."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.containers import Container

from ifn_bot.tui.widgets.line import PressLine

LEAST_COLUMNS = 12
"""Columns below which a target in a row becomes too narrow to hit."""


class Target(PressLine):
    """A place to press, by touch, mouse or Enter."""


class Key(PressLine, can_focus=False):
    """A key of the keyboard on the screen; who has a keyboard of their own types on that."""


class Targets(Container):
    """Targets of equal width, in as many rows as they need."""

    def __init__(self, *targets: PressLine, id: str | None = None, least: int = LEAST_COLUMNS, most: int = 99) -> None:
        """Show `targets`, each at least `least` columns wide and at most `most` in a row."""
        super().__init__(*targets, id=id, classes="targets")
        self._least = least
        self._most = most

    def on_resize(self, event: events.Resize) -> None:
        """Put as many in a row as fit."""
        self.fit(event.size.width)

    def fit(self, width: int) -> None:
        """Lay the shown targets out over `width` columns."""
        shown = [child for child in self.children if child.display]
        fitting = min(len(shown), self._most, max(1, width // self._least))
        rows = -(-len(shown) // fitting) if shown else 1
        self.styles.grid_size_columns = -(-len(shown) // rows) if shown else 1


def column(targets: Iterable[PressLine], *, id: str | None = None) -> Targets:
    """Return `targets` one below the other."""
    return Targets(*targets, id=id, most=1)

"""Taking parts off the screen for good."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget


async def take_off(parts: Iterable[Widget]) -> None:
    """Remove `parts` with all that is in them, and empty their drawings.

    Textual holds on to the drawn lines of a thousand widgets; without this a long conversation would fill that.
    """
    leaving = list(parts)
    drawn = [*leaving, *(inner for part in leaving for inner in part.query(Widget))]
    for part in leaving:
        await part.remove()
    for widget in drawn:
        widget.refresh()

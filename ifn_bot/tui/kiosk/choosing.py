"""A page of things to choose: as many large targets as fit, the rest on further pages."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ifn_bot.catalogue import Row
from ifn_bot.tui.kiosk.pages import Page
from ifn_bot.tui.kiosk.targets import Target, Targets
from ifn_bot.tui.widgets.line import PressLine

EDGE = 4
"""Columns that the edge of a target takes."""
LEAST_ROWS = 3
"""Rows of a target that holds one line."""


class ChoicePage(Page):
    """Rows to choose from; `does` and the row's target tell what a press does."""

    def __init__(self, heading: str, rows: Sequence[Row], does: str, least: int) -> None:
        """Show `rows`, each target at least `least` columns wide where the screen has that many."""
        super().__init__(classes="choosing")
        self.heading = heading
        self._rows = rows
        self._does = does
        self._least = least
        self._page = 0
        self._room = (0, 0)

    def compose(self) -> ComposeResult:
        """Yield the place for the rows, and what turns the page."""
        yield Targets(id="choices", least=self._least)
        yield Targets(Target("Previous page", "previous"), Target("Next page", "next"), id="turning")

    async def on_resize(self, event: events.Resize) -> None:
        """Show as many rows as fit now."""
        room = (event.size.width, event.size.height)
        if room != self._room:
            first = self._page * self._fitting() if all(self._room) else 0
            self._room = room
            self._page = first // self._fitting()
            await self._show()

    @property
    def _columns(self) -> int:
        return max(1, self._room[0] // self._least)

    def _height(self) -> int:
        """Return the rows a target needs for the longest label."""
        width = max(8, self._room[0] // self._columns - EDGE)
        lines = max((len(textwrap.wrap(row.label, width)) for row in self._rows), default=1)
        return lines + self._target_rows() - 1

    def _target_rows(self) -> int:
        """Return the rows of a target with one line: where fingers have no room it has no edge."""
        return 1 if self.screen.has_class("-short") else LEAST_ROWS

    def _fitting(self) -> int:
        """Return how many targets fit on one page."""
        whole = self._columns * max(1, self._room[1] // self._height())
        if whole >= len(self._rows):
            return whole
        return self._columns * max(1, (self._room[1] - self._target_rows()) // self._height())

    async def _show(self) -> None:
        fitting, height = self._fitting(), self._height()
        start = self._page * fitting
        rows = self._rows[start : start + fitting]
        choices = self.query_one("#choices", Targets)
        with self.app.batch_update():
            await choices.remove_children()
            await choices.mount_all(
                [Target(row.label, f"{self._does} {row.target}") for row in rows] or [self._empty()]
            )
            choices.styles.grid_size_columns = self._columns
            choices.styles.grid_rows = str(height)
            self._label(len(rows) < len(self._rows), -(-len(self._rows) // fitting))
        self.focus_first()

    def _empty(self) -> Static:
        return Static(Content("There is nothing here yet."))

    def _label(self, shown: bool, pages: int) -> None:
        """Say on which page one is, where there are several."""
        self.query_one("#turning").display = shown
        self.query_one("#turning").query(Target).last().say(f"Next page ({self._page + 1} of {pages})")

    def turn(self, by: int) -> None:
        """Show the page before or after; after the last comes the first."""
        pages = -(-len(self._rows) // self._fitting())
        self._page = (self._page + by) % max(1, pages)
        self.run_worker(self._show(), exclusive=True)

    @on(PressLine.Pressed)
    def _turned(self, event: PressLine.Pressed) -> None:
        if event.line.does in {"previous", "next"}:
            event.stop()
            self.turn(1 if event.line.does == "next" else -1)

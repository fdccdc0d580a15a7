"""The first line of the window: the name of the program, and what the conversation is about."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from ifn_bot.tui.widgets.line import PressLine

NAME = "ifn-bot"
DROPPED = " (F7 drops it)"
"""Said after the topic where there is room for it."""


class TopLine(Horizontal):
    """Where the topic stands as a chip to press; pressing it wants the topic dropped."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._about = ""

    def compose(self) -> ComposeResult:
        """Yield name and topic."""
        yield Static(Content(NAME), id="name")
        yield PressLine("", "topic", id="topic")

    def show(self, topic: str) -> None:
        """Show what the conversation is about; no topic takes the chip away."""
        self._about = f"About: {topic}" if topic else ""
        self._label()

    def on_resize(self) -> None:
        """Say what there is room for."""
        self._label()

    def _label(self) -> None:
        chip = self.query_one(PressLine)
        chip.display = bool(self._about)
        self.set_class(not self._about, "-bare")
        whole = self._about + DROPPED
        chip.say(whole if len(NAME) + len(whole) + 3 < self.screen.size.width else self._about)

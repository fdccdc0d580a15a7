"""A line of text that can be pressed, by mouse or by Enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static


class PressLine(Static, can_focus=True):
    """Text that does something when pressed; it wraps, and needs no box."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", "Choose", show=False)]

    @dataclass
    class Pressed(Message):
        """The reader pressed the line."""

        line: PressLine

    def __init__(self, text: str, does: str, *, id: str | None = None, classes: str = "") -> None:
        """Show `text`; `does` tells the receiver what is wanted."""
        super().__init__(Content(text), id=id, classes=f"press {classes}".strip())
        self.does = does

    def say(self, text: str) -> None:
        """Show `text` instead."""
        self.update(Content(text))

    def action_press(self) -> None:
        """Tell that the line was pressed."""
        self.post_message(self.Pressed(self))

    def on_click(self) -> None:
        """Press by mouse."""
        self.action_press()

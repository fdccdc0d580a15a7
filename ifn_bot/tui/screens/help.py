"""The list of commands and keys."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ifn_bot.commands import listed
from ifn_bot.tui.screens.sheet import Sheet
from ifn_bot.tui.widgets.line import PressLine

MORE_KEYS = (
    ("Alt+1 to 9", "Choose by number; or type the number and press Enter."),
    ("Tab", "While typing: take the next suggestion. Else: go to the next part."),
    ("Up, Down", "While typing: what you asked before. In the sources: the next source."),
    ("Page Up, Page Down", "Move through the conversation."),
    ("Alt+Up, Alt+Down", "Select an answer; its sources are shown."),
    ("Left, Right", "In a figure that is wider than the window: move it."),
    ("O, C", "In the sources: open or copy the address."),
    ("Ctrl+C", "Copy what is selected with the mouse."),
    ("Esc", "Back to typing. Where a card says so: wipe the conversation."),
)
"""Keys that are no commands."""
SCREEN_READER = "\nWith a screen reader, start ifn-bot chat --plain: the same conversation line by line."


class HelpScreen(Sheet):
    """Shows each command with its key and word; hands back the word of one that is pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,q", "leave", "Back")]

    def __init__(self, notice: str) -> None:
        super().__init__()
        self._notice = notice

    def compose(self) -> ComposeResult:
        """Yield the lines."""
        with VerticalScroll(classes="sheet"):
            yield PressLine("Help (Esc goes back)", "", classes="title")
            yield Static(Content(self._notice))
            yield Static(Content("\nCommands, by key or typed. Press one to do it."), classes="title")
            for key, word, says in listed(lines=False):
                yield PressLine(f"{key}, {word}: {says}", word.removeprefix("/").partition(" ")[0])
            yield Static(Content("\nMore keys"), classes="title")
            for key, says in MORE_KEYS:
                yield Static(Content(f"{key}: {says}"))
            yield Static(Content(SCREEN_READER))

    @on(PressLine.Pressed)
    def _pressed(self, event: PressLine.Pressed) -> None:
        self.hand_back(event.line.does or None)

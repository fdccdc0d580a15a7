"""The list of commands and keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ifn_bot.commands import listed

MORE_KEYS = (
    ("Alt+1 to 9", "choose", "Choose by number; or type the number and press Enter."),
    ("Tab", "", "While typing: take the next suggestion. Else: go to the next part."),
    ("Up, Down", "", "While typing: what you asked before. In the sources: the next source."),
    ("Page Up, Down", "", "Move through the conversation."),
    ("Alt+Up, Down", "", "Select an answer; its sources are shown."),
    ("O, C", "", "In the sources: open or copy the address."),
    ("Esc", "", "Back to typing."),
)
"""Keys that are no commands."""


class HelpScreen(ModalScreen[None]):
    """Shows each command with its key and word."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,q,enter", "leave", "Back")]

    def __init__(self, notice: str) -> None:
        super().__init__()
        self._notice = notice

    def compose(self) -> ComposeResult:
        """Yield the lines."""
        with VerticalScroll(classes="sheet"):
            yield Static(Content("Help (Esc goes back)"), classes="title")
            yield Static(Content(self._notice))
            yield Static(Content("\nEach command by key, or typed:"), classes="title")
            for key, word, says in (*listed(lines=False), *MORE_KEYS):
                word = f"  {word}" if word else ""
                yield Static(Content.assemble((f"{key}{word}", "bold"), f"\n  {says}"))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

"""What lies above the conversation until something on it is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import ModalScreen


class Sheet(ModalScreen[str | None]):
    """Hands back what was chosen, or None; keys that come after that choose nothing more."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    @dataclass
    class Ready(Message):
        """What is typed goes to this sheet."""

    def on_screen_resume(self) -> None:
        """Tell that it has the focus, once it has."""
        self.call_later(self.post_message, self.Ready())

    def hand_back(self, chosen: str | None) -> None:
        """Go back to the conversation with `chosen`, once."""
        if self.is_current:
            self.dismiss(chosen)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.hand_back(None)

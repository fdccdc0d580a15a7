"""One visit: all that is known of a visitor, in one place, so that dropping it forgets everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ifn_bot.model import Conversation, Reply
from ifn_bot.tui.kiosk.pages import Page

LONGEST_TRAIL = 20
"""Pages that Back leads through."""

Make = Callable[[], Page]


@dataclass(slots=True)
class Visit:
    """What a visitor did since the last wipe."""

    conversation: Conversation = field(default_factory=Conversation)
    trail: list[Make] = field(default_factory=list)
    """What makes each page that was shown, the newest last."""
    language: str = "en"
    """In which the fixed texts are shown: that of the last danger, or as chosen."""
    reply: Reply | None = None
    """What was answered last."""
    kept: set[str] = field(default_factory=set)
    """Questions of this visit that were kept already, scrubbed."""
    prints: int = 0
    """Sheets of paper so far."""

    def go(self, make: Make) -> Page:
        """Return a new page and remember the way to it."""
        self.trail = [*self.trail, make][-LONGEST_TRAIL:]
        return make()

    def back(self) -> Page | None:
        """Return the page before this one again, or None where there is none."""
        self.trail = self.trail[:-1]
        return self.trail[-1]() if self.trail else None

    def forget_words(self) -> None:
        """Forget every page so far, with the words typed on them; what the safety screen remembers stays."""
        self.trail = []

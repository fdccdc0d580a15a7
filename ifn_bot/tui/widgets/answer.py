"""An entry on the screen: title, plain paragraph, details that unfold, and marks that lead to sources."""

from __future__ import annotations

import re
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Markdown, Static

from ifn_bot.model import Entry
from ifn_bot.text import drawn
from ifn_bot.tui.widgets.line import PressLine

_MARK = re.compile(r"\[(\d+)\](?!\()")
_SCHEME = "source:"
_LINE_END = re.compile(r"(?<=\))\n(?=[^\n#|-])")
"""The end of a line of a paragraph, which Markdown would otherwise join to the next."""


class CitedText(Markdown):
    """Markdown whose marks [1] are links to the sources; it never leaves the program."""

    BULLETS = ["- ", "* ", "- ", "* ", "- "]

    def __init__(self, text: str) -> None:
        super().__init__(_linked(text), open_links=False)


def _linked(text: str) -> str:
    """Return Markdown with its marks as links, and each sentence on a line of its own; drawings stay as they are."""
    pieces = drawn(text)
    pieces[::2] = [_LINE_END.sub("\\\\\n", _MARK.sub(rf"[\\[\1\\]]({_SCHEME}\1)", words)) for words in pieces[::2]]
    pieces[1::2] = [f"```\n{drawing}```" for drawing in pieces[1::2]]
    return "".join(pieces)


class AnswerView(Vertical):
    """One entry. It opens with the plain paragraph; its details unfold."""

    @dataclass
    class SourceWanted(Message):
        """The reader chose a mark, or the answer itself (then `n` is 0)."""

        answer: AnswerView
        n: int

    def __init__(self, entry: Entry, checked: str) -> None:
        super().__init__()
        self.entry = entry
        self._checked = checked

    def compose(self) -> ComposeResult:
        """Yield the parts from top to bottom."""
        yield Static(Content(self.entry.title), classes="title")
        yield CitedText(self.entry.summary)
        if self.entry.details:
            yield PressLine("", "more", classes="details-line")
        yield Static(Content(self._checked), classes="quiet")

    def on_mount(self) -> None:
        """Say how details are shown."""
        self._label_line()

    @property
    def is_unfolded(self) -> bool:
        """Whether the details are shown."""
        return bool(self.query(".details"))

    async def unfold(self) -> None:
        """Show the details."""
        if self.entry.details and not self.is_unfolded:
            details = CitedText(self.entry.details)
            details.add_class("details")
            await self.mount(details, after=self.query_one(".details-line"))
            self._label_line()

    async def fold(self) -> None:
        """Show the plain paragraph only."""
        await self.query(".details").remove()
        self._label_line()

    def _label_line(self) -> None:
        for line in self.query(".details-line").results(PressLine):
            line.say("[-] Fold the details away" if self.is_unfolded else "[+] Details")

    @on(Markdown.LinkClicked)
    def _want_source(self, event: Markdown.LinkClicked) -> None:
        event.stop()
        number = event.href.removeprefix(_SCHEME)
        if event.href.startswith(_SCHEME) and number.isdigit():
            self.post_message(self.SourceWanted(self, int(number)))

    def on_click(self) -> None:
        """Select the answer."""
        self.post_message(self.SourceWanted(self, 0))

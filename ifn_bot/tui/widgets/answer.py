"""An entry on the screen: title, plain paragraph, details that unfold, and words explained in place.

What draws Markdown is imported with the first answer: the window is painted without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from ifn_bot.model import Entry, Term
from ifn_bot.tui.widgets.line import PressLine

if TYPE_CHECKING:
    from textual.widgets import Markdown

    from ifn_bot.tui.widgets.cited_text import CitedText


class Definition(PressLine):
    """What a marked word means, below the text that uses it; pressing it takes it away."""

    def __init__(self, term: Term) -> None:
        super().__init__(f"{term.label}: {term.meaning} [-]", "undefine", classes="definition")
        self.term = term

    @on(PressLine.Pressed)
    async def _leave(self, event: PressLine.Pressed) -> None:
        event.stop()
        await self.remove()


class AnswerView(Vertical):
    """One entry. It opens with the plain paragraph; its details unfold."""

    @dataclass
    class SourceWanted(Message):
        """The reader chose a mark, or the answer itself (then `n` is 0)."""

        answer: AnswerView
        n: int

    def __init__(self, entry: Entry, checked: str, terms: Sequence[Term] = ()) -> None:
        """Show `entry`.

        Args:
            entry: what answers.
            checked: when it was checked, in words.
            terms: words that it uses and the base explains.
        """
        super().__init__()
        self.entry = entry
        self._checked = checked
        self._terms = {term.id: term for term in terms}

    def compose(self) -> ComposeResult:
        """Yield the parts from top to bottom."""
        yield Static(Content(self.entry.title), classes="title")
        yield self._cited(self.entry.summary)
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
            details = self._cited(self.entry.details)
            details.add_class("details")
            await self.mount(details, after=self.query_one(".details-line"))
            self._label_line()

    async def fold(self) -> None:
        """Show the plain paragraph only."""
        await self.query(".details, .definition").remove()
        self._label_line()

    async def explain(self) -> bool:
        """Show what the marked words mean, or take that away; return whether there are any."""
        if self.query(Definition):
            await self.query(Definition).remove()
        else:
            await self.mount_all(map(Definition, self._terms.values()), after=next(iter(self._texts())))
        return bool(self._terms)

    async def choose(self, n: int) -> Widget | None:
        """Turn the marks of the source `n` round and return the first block that has one.

        Details that alone cite it unfold for that.
        """
        cited = self._turned(n)
        if cited is None and f"[{n}]" in self.entry.details and not self.is_unfolded:
            await self.unfold()
            cited = self._turned(n)
        return cited

    def _turned(self, n: int) -> Widget | None:
        blocks = [text.choose(n) for text in self._texts()]
        return next(filter(None, blocks), None)

    def _cited(self, text: str) -> CitedText:
        from ifn_bot.tui.widgets.cited_text import CitedText

        return CitedText(text, tuple(self._terms.values()))

    def _texts(self) -> Iterable[CitedText]:
        """Return the paragraph, and the details where they are shown."""
        from ifn_bot.tui.widgets.cited_text import CitedText

        return self.query(CitedText)

    def _label_line(self) -> None:
        for line in self.query(".details-line").results(PressLine):
            line.say("[-] Fold the details away (F5)" if self.is_unfolded else "[+] Details (F5)")

    async def on_markdown_link_clicked(self, event: Markdown.LinkClicked) -> None:
        """Go to the source of a mark, or explain a marked word below the text it stands in."""
        from ifn_bot.tui.widgets.cited_text import SOURCE, TERM

        event.stop()
        if event.href.startswith(SOURCE):
            self.post_message(self.SourceWanted(self, int(event.href.removeprefix(SOURCE))))
        elif event.href.startswith(TERM):
            await self._define(event.href.removeprefix(TERM), event.markdown)

    async def _define(self, id: str, below: Markdown) -> None:
        shown = [view for view in self.query(Definition) if view.term.id == id]
        if shown:
            await shown[0].remove()
        else:
            await self.mount(Definition(self._terms[id]), after=below)

    def on_click(self) -> None:
        """Select the answer."""
        self.post_message(self.SourceWanted(self, 0))

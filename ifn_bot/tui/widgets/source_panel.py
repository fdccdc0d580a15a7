"""The sources of the selected answer: what each is, where it says it, and its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ifn_bot.model import Citation, Entry, Knowledge, Source
from ifn_bot.tui.widgets.leaving import take_off


class SourceCard(Static):
    """One citation."""

    @dataclass
    class Chosen(Message):
        """The reader clicked the source `n`."""

        n: int

    def __init__(self, citation: Citation, source: Source) -> None:
        super().__init__(card_text(citation, source))
        self.n = citation.n
        self.url = source.url

    def on_click(self) -> None:
        """Select by mouse."""
        self.post_message(self.Chosen(self.n))


def card_text(citation: Citation, source: Source) -> Content:
    """Return what a card says: title, publisher, date, place, snippet, address."""
    dated = f", {source.dated}" if source.dated else ""
    unread = "" if source.read else "\n(The passage was not read by the writers.)"
    return Content.assemble(
        (f"Source {citation.n}: {source.title}", "bold"),
        f"\n{source.publisher}{dated}\n{citation.locator}\n{citation.says}{unread}\n{source.url}",
    )


class SourcePanel(VerticalScroll, can_focus=True):
    """Cards of the selected answer; arrows go through them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Previous source", show=False),
        Binding("down", "step(1)", "Next source", show=False),
        Binding("o,enter", "open", "Open address"),
        Binding("c", "copy", "Copy address"),
        Binding("escape", "leave", "Back"),
    ]

    @dataclass
    class AddressWanted(Message):
        """The reader wants the address `url` opened, or copied."""

        url: str
        copy: bool

    @dataclass
    class Shown(Message):
        """The source `n` was selected."""

        n: int

    @dataclass
    class Left(Message):
        """The reader goes back to the answer."""

    def __init__(self, knowledge: Knowledge, *, id: str | None = None) -> None:
        super().__init__(id=id, classes="-empty")
        self._knowledge = knowledge
        self.selected = 0
        self.entry: Entry | None = None

    async def show(self, entry: Entry | None) -> None:
        """Show the sources of `entry`; with none, the panel goes."""
        if entry is self.entry:
            return
        self.entry = entry
        self.selected = 0
        self.set_class(entry is None, "-empty")
        with self.app.batch_update():
            await take_off(self.children)
            if entry:
                await self.mount(Static(Content(f"Sources of: {entry.title}"), classes="title"))
                await self.mount_all(
                    [SourceCard(citation, self._knowledge.sources[citation.source]) for citation in entry.citations]
                )
        self.scroll_home(animate=False)

    def select(self, n: int) -> None:
        """Select the source `n` and bring it into view."""
        for card in self.query(SourceCard):
            card.set_class(card.n == n, "-chosen")
            if card.n == n:
                self.selected = n
                self.post_message(self.Shown(n))
                self.call_after_refresh(self.scroll_to_widget, card, animate=False, top=True)

    def action_step(self, by: int) -> None:
        """Select the next source or the one before."""
        numbers = [card.n for card in self.query(SourceCard)]
        if numbers:
            place = numbers.index(self.selected) + by if self.selected in numbers else 0
            self.select(numbers[max(0, min(place, len(numbers) - 1))])

    def action_open(self) -> None:
        """Ask for the address to be opened."""
        self._want(copy=False)

    def action_copy(self) -> None:
        """Ask for the address to be copied."""
        self._want(copy=True)

    def action_leave(self) -> None:
        """Go back to the answer."""
        self.post_message(self.Left())

    def _want(self, *, copy: bool) -> None:
        for card in self.query(SourceCard):
            if card.n == (self.selected or 1):
                self.post_message(self.AddressWanted(card.url, copy))

    def on_source_card_chosen(self, event: SourceCard.Chosen) -> None:
        """Select by mouse."""
        event.stop()
        self.select(event.n)

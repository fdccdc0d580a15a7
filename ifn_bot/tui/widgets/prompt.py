"""Where the reader types: history, whole pastes, suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from ifn_bot.model import Choice
from ifn_bot.text import one_line

LONGEST = 2000
"""Letters that fit in one question."""


class Prompt(Input):
    """One line to type in; it remembers what was asked until the program ends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "back", "Earlier question", show=False),
        Binding("down", "forth", "Later question", show=False),
        Binding("tab", "accept", "Take the suggestion", show=False),
    ]
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """The room the text takes. Unlike other widgets' it lays nothing out anew, or each key would move all turns."""

    @dataclass
    class Asked(Message):
        """The reader asked something."""

        question: str

    @dataclass
    class Cut(Message):
        """A paste was too long; `whole` is all of it."""

        whole: str

    @dataclass
    class Accepting(Message):
        """The reader wants the next suggestion, or to go on where there is none."""

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, id=id, select_on_focus=False, max_length=LONGEST)
        self.cursor_blink = False
        self._asked: list[str] = []
        self._place = 0
        self._draft = ""

    def fill(self, text: str) -> None:
        """Put `text` in, ready to be gone on with."""
        self.value = text
        self.cursor_position = len(text)

    def forget(self) -> None:
        """Forget what was asked; what is being typed is left, for it may have been begun since."""
        self._asked, self._place, self._draft = [], 0, ""

    async def on_key(self, event: events.Key) -> None:
        """Take Enter before the next key: a binding comes later, and lines typed at once would run together.

        Pressed before the window had the terminal, it comes as a line feed.
        """
        if event.key in {"enter", "ctrl+j"}:
            event.stop()
            event.prevent_default()
            await self.action_submit()

    async def action_submit(self) -> None:
        """Hand over what was typed."""
        asked = one_line(self.value)
        if asked and (not self._asked or self._asked[-1] != asked):
            self._asked.append(asked)
        self._place = len(self._asked)
        self.value = self._draft = ""
        self.post_message(self.Asked(asked))

    def action_back(self) -> None:
        """Show what was asked before."""
        self._go(self._place - 1)

    def action_forth(self) -> None:
        """Show what was asked after that, at last the draft."""
        self._go(self._place + 1)

    def action_accept(self) -> None:
        """Ask for the next suggestion."""
        self.post_message(self.Accepting())

    def _go(self, place: int) -> None:
        if not 0 <= place <= len(self._asked):
            return
        if self._place == len(self._asked):
            self._draft = self.value
        self._place = place
        self.fill(self._asked[place] if place < len(self._asked) else self._draft)

    def _on_paste(self, event: events.Paste) -> None:
        """Take a paste of the terminal in."""
        event.stop()
        event.prevent_default()
        self._take_in(event.text)

    def action_paste(self) -> None:
        """Take in what was copied here."""
        self._take_in(self.app.clipboard)

    def _take_in(self, text: str) -> None:
        """Join the lines of a paste; cut one that does not fit and say so."""
        pasted = one_line(text)
        start, end = sorted(self.selection)
        room = LONGEST - (len(self.value) - (end - start))
        self.replace(pasted[:room], start, end)
        if len(pasted) > room:
            self.post_message(self.Cut(text))


class Suggestions(OptionList, can_focus=False):
    """Real questions that go on as the typed words begin."""

    @dataclass
    class Taken(Message):
        """The reader clicked a suggestion."""

        title: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._titles: tuple[str, ...] = ()
        self._typed = ""
        self._taken = -1

    def offer(self, choices: Sequence[Choice], typed: str = "") -> None:
        """Show `choices`, or nothing where there are none; `typed` is what they go on from."""
        self._titles = tuple(choice.title for choice in choices)
        self._typed = typed
        self._taken = -1
        self.clear_options()
        self.add_options([Option(Content(title)) for title in self._titles])
        self.display = bool(self._titles)

    def holds(self, typed: str) -> bool:
        """Tell whether `typed` is one of the suggestions shown, or what they go on from."""
        return typed in (*self._titles, *([self._typed] if self._titles else []))

    def next(self) -> str | None:
        """Return the next suggestion; after the last, what was typed."""
        if not self._titles:
            return None
        self._taken = (self._taken + 2) % (len(self._titles) + 1) - 1
        self.display = True
        self.highlighted = self._taken if self._taken >= 0 else None
        return self._titles[self._taken] if self._taken >= 0 else self._typed

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Taken(self._titles[event.option_index]))

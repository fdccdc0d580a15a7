"""A list to choose from, with search as you type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ifn_bot.catalogue import Row
from ifn_bot.tui.screens.sheet import Sheet

Search = Callable[[str], Sequence[Row]]
Watch = Callable[[str], bool]
MOST_ROWS = 300


class PickerScreen(Sheet):
    """Lists the rows that match what is typed; hands back the target of the chosen one."""

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "Next", show=False),
        Binding("up", "step(-1)", "Previous", show=False),
        Binding("pagedown", "step(10)", "Next page", show=False),
        Binding("pageup", "step(-10)", "Previous page", show=False),
    ]

    def __init__(self, heading: str, search: Search, words: str = "", watch: Watch | None = None) -> None:
        """Make the list.

        Args:
            heading: what it is a list of.
            search: returns the rows for the words typed.
            words: typed beforehand.
            watch: sees what is typed; where it returns true, the list is left at once.
        """
        super().__init__()
        self._heading = heading
        self._search = search
        self._words = words
        self._watch = watch
        self._rows: Sequence[Row] = ()

    def compose(self) -> ComposeResult:
        """Yield heading, words, rows, and the keys."""
        with Vertical(classes="sheet"):
            yield Static(Content(self._heading), classes="title")
            words = Input(self._words, placeholder="Type to narrow the list", select_on_focus=False, max_length=200)
            words.cursor_blink = False
            yield words
            yield Rows()
            yield Static(Content("Enter: choose. Esc: back."), classes="quiet keys")

    def on_mount(self) -> None:
        """List what there is."""
        self._list(self._words)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        if not self.is_current or event.value != self.query_one(Input).value:  # it was left, or more was typed since
            return
        if self._watch and self._watch(event.value):
            self.hand_back(None)
        else:
            self._list(event.value)

    def _list(self, words: str) -> None:
        self._rows = self._search(words)[:MOST_ROWS]
        rows = self.query_one(Rows)
        rows.clear_options()
        rows.add_options([Option(_text(row)) for row in self._rows] or [Option(_nothing(words), disabled=True)])
        rows.highlighted = 0 if self._rows else None

    @on(Input.Submitted)
    def _enter(self) -> None:
        place = self.query_one(Rows).highlighted
        if place is not None and self._rows:
            self.hand_back(self._rows[place].target)

    @on(OptionList.OptionSelected)
    def _click(self, event: OptionList.OptionSelected) -> None:
        self.hand_back(self._rows[event.option_index].target)

    def action_step(self, by: int) -> None:
        """Move the highlight; the words stay ready."""
        rows = self.query_one(Rows)
        if self._rows:
            rows.highlighted = max(0, min((rows.highlighted or 0) + by, len(self._rows) - 1))


class Rows(OptionList, can_focus=False):
    """The rows; the keys stay with the words."""


def _nothing(words: str) -> str:
    """Say why the list is empty."""
    return "Nothing found." if words.strip() else "Type words to look for."


def _text(row: Row) -> Content:
    return Content.assemble((row.label, "bold"), f"\n  {row.detail}" if row.detail else "")

"""The page on which staff enter the PIN."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ifn_bot.kiosk.pin import LONGEST, Lock
from ifn_bot.tui.kiosk.pages import Page
from ifn_bot.tui.kiosk.targets import Key, Target, Targets
from ifn_bot.tui.widgets.line import PressLine

ASK = "For staff: enter the PIN, then OK."


class PinPage(Page):
    """Takes digits, by touch or by keys; shows how many, never which."""

    heading = "Staff"
    types = True

    @dataclass
    class Opened(Message):
        """The PIN was right."""

    def __init__(self, lock: Lock, about: str = "") -> None:
        """Make the page; `about` says which program and which answers these are."""
        super().__init__(id="pin")
        self._about = about
        self._lock = lock
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Yield what is asked, the digits so far, and the keys."""
        yield Static(Content(self._about), id="pin-about")
        yield Static(Content(ASK), id="pin-says")
        yield Static(id="pin-typed")
        keys = [Key(digit, f"digit {digit}") for digit in "123456789"]
        last = (Key("Erase", "erase"), Key("0", "digit 0"), Target("OK", "try"))
        yield Targets(*keys, *last, id="pad", most=3, least=4)

    @on(PressLine.Pressed)
    def _pressed(self, event: PressLine.Pressed) -> None:
        word, _, digit = event.line.does.partition(" ")
        if word in {"digit", "erase", "try"}:
            event.stop()
            self._do(word, digit)

    def on_key(self, event: events.Key) -> None:
        """Take digits from a keyboard."""
        if event.character and event.character.isascii() and event.character.isdigit():
            event.stop()
            self._do("digit", event.character)
        elif event.key == "backspace":
            event.stop()
            self._do("erase", "")

    def _do(self, word: str, digit: str) -> None:
        if word == "try":
            self._try()
        else:
            self._typed = (self._typed + digit)[:LONGEST] if digit else self._typed[:-1]
        self.query_one("#pin-typed", Static).update(Content("* " * len(self._typed)))

    def _try(self) -> None:
        typed, self._typed = self._typed, ""
        if self._lock.opens(typed):
            self.post_message(self.Opened())
            return
        wait = self._lock.wait()
        said = f"Wait {wait} seconds before the next try." if wait else f"That is not the PIN. {ASK}"
        self.query_one("#pin-says", Static).update(Content(said))

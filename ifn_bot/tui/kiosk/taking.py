"""Pages by which an answer is taken along: codes, paper, speech."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from ifn_bot.kiosk.code import code
from ifn_bot.kiosk.output import STEP, Speaker
from ifn_bot.model import Entry, Knowledge
from ifn_bot.tui.kiosk.pages import Moves, Page, Reading
from ifn_bot.tui.kiosk.targets import Target, column
from ifn_bot.tui.widgets.line import PressLine

BESIDE = 28
"""Columns that stay free for words beside a code."""
_ON_DARK, _ON_LIGHT = "#ffffff on #000000", "#000000 on #ffffff"
TOO_SMALL = "The code does not fit on this screen. Copy this by hand, or ask the staff:"


class TakePage(Page):
    """One code after another: the id of the answer, then the address of each source."""

    heading = "Take it with you"

    def __init__(self, entry: Entry, knowledge: Knowledge, *, codes: bool, prints: Sequence[tuple[str, str]]) -> None:
        """Make the page.

        Args:
            entry: the answer.
            knowledge: the base it is from.
            codes: whether codes are shown.
            prints: labels and words of what can be printed.
        """
        super().__init__(id="take")
        self.entry = entry
        sources = [knowledge.sources[id] for id in dict.fromkeys(citation.source for citation in entry.citations)]
        self._codes = [("This answer is called:", entry.id)] if codes else []
        self._codes += [(source.title, source.url) for source in sources] if codes else []
        self._prints = prints
        self._shown = 0

    def compose(self) -> ComposeResult:
        """Yield the code, and beside it what it holds and what else can be done."""
        with Horizontal():
            yield Static(id="code")
            with Vertical(id="beside"):
                yield Static(id="holds")
                turns = [Target("Next code", "another")] if len(self._codes) > 1 else []
                yield column([*turns, *(Target(label, word) for label, word in self._prints)])

    def on_resize(self, event: events.Resize) -> None:
        """Show the code as far as there is room."""
        self._show(event.size.width, event.size.height)

    def tell(self, words: str) -> None:
        """Say how printing went."""
        self.query_one("#holds", Static).update(Content(words))

    def _show(self, columns: int, rows: int) -> None:
        if not self._codes:
            self.tell("What would you like to have printed?")
            return
        label, text = self._codes[self._shown]
        lines = code(text, columns - BESIDE, rows)
        self.query_one("#code").display = lines is not None
        self.query_one("#code", Static).update(_gapless(lines or ()))
        told = "" if lines else f"{TOO_SMALL}\n"
        self.tell(f"Code {self._shown + 1} of {len(self._codes)}. {label}\n{told}{text}")

    @on(PressLine.Pressed)
    def _another(self, event: PressLine.Pressed) -> None:
        if event.line.does == "another":
            event.stop()
            self._shown = (self._shown + 1) % len(self._codes)
            self._show(self.size.width, self.size.height)


def _gapless(lines: Sequence[str]) -> Content:
    """Return the lines of a code so that gaps between lines, which the letters of a browser leave, spoil little of it.

    Whole blocks are ground, not letters; a half block that goes on in the next line is drawn by its light half.
    """
    empty = " " * max(map(len, lines), default=0)
    rows = zip([empty, *lines], lines, [*lines[1:], empty], strict=False)
    cells = [[_cell(*three) for three in zip(*row, strict=True)] for row in rows]
    return Content("\n").join(Content.assemble(*row) for row in cells)


def _cell(above: str, char: str, below: str) -> tuple[str, str]:
    """Return what is drawn for a half block between two others, and in which colours."""
    if char == "\u2588":
        return " ", _ON_DARK
    if char == "\u2580" and above in "\u2584\u2588":
        return "\u2584", _ON_DARK
    if char == "\u2584" and below in "\u2580\u2588":
        return "\u2580", _ON_DARK
    return char, _ON_LIGHT


class ListenPage(Page):
    """Reads a reply aloud, as often as wanted."""

    heading = "Listen"

    def __init__(self, text: str, speaker: Speaker) -> None:
        super().__init__()
        self._text = text
        self._speaker = speaker
        self._does: dict[str, Callable[[], None]] = {
            "again": self._say,
            "silent": speaker.stop,
            "louder": lambda: self._change(STEP),
            "lower": lambda: self._change(-STEP),
        }

    def compose(self) -> ComposeResult:
        """Yield what is read, and how to steer it."""
        with Reading():
            yield Static(Content(self._text), classes="paragraph")
        yield Moves(
            Target("Again", "again"), Target("Stop", "silent"), Target("Louder", "louder"), Target("Softer", "lower")
        )

    def on_mount(self) -> None:
        """Begin to read."""
        self._say()

    @on(PressLine.Pressed)
    def _steered(self, event: PressLine.Pressed) -> None:
        if event.line.does in self._does:
            event.stop()
            self._does[event.line.does]()

    def _say(self) -> None:
        self._speaker.say(self._text)

    def _change(self, by: int) -> None:
        """Change the volume and begin again: the program cannot change it in the middle."""
        self._speaker.change(by)
        self._say()

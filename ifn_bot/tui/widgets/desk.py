"""The lower part of the window: what is typed, what is suggested, and a word about what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from ifn_bot.model import Choice
from ifn_bot.tui.widgets.prompt import Prompt, Suggestions

PAUSE = 0.12
"""Seconds without a key after which suggestions are looked up."""
LOW = 20
"""Rows below which a window has room for few suggestions."""

Suggest = Callable[[str, int], Sequence[Choice]]


class Desk(Vertical):
    """Where the reader types; what is asked is left to whoever listens to the prompt."""

    def __init__(self, suggest: Suggest, *, id: str | None = None) -> None:
        """Make it; `suggest` returns at most so many entries for what was typed."""
        super().__init__(id=id)
        self._suggest = suggest
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield the parts from top to bottom; only the prompt is always shown."""
        yield Suggestions(id="suggestions")
        yield Static(id="help-line")
        yield Static(id="status")
        yield Prompt("Type a question, then Enter", id="prompt")

    def on_mount(self) -> None:
        """Show the prompt alone."""
        self.offer("")
        self.say("")
        self.show_help_line("")

    def say(self, text: str) -> None:
        """Show a word about what was done, until the next thing is done."""
        self._show("#status", text)

    def show_help_line(self, text: str) -> None:
        """Keep a help line in view; no text takes it away."""
        self._show("#help-line", text)

    def offer(self, typed: str) -> None:
        """Show suggestions for `typed`, unless more was typed since."""
        wanted = typed == self.query_one(Prompt).value and typed.strip() and not typed.startswith("/")
        limit = 3 if self.screen.size.height < LOW else 5
        self.query_one(Suggestions).offer(self._suggest(typed, limit) if wanted else (), typed)

    def _show(self, part: str, text: str) -> None:
        line = self.query_one(part, Static)
        line.update(Content(text))
        line.display = bool(text)

    @on(Input.Changed, "#prompt")
    def _typing(self, event: Input.Changed) -> None:
        event.stop()
        if self._waiting:
            self._waiting.stop()
        if not self.query_one(Suggestions).holds(event.value):
            self._waiting = self.set_timer(PAUSE, lambda: self.offer(event.value))

    @on(Prompt.Accepting)
    def _accept(self) -> None:
        """Take the next suggestion, looked up at once if need be; without one go on to the next part."""
        prompt, suggestions = self.query_one(Prompt), self.query_one(Suggestions)
        if not suggestions.holds(prompt.value):
            self.offer(prompt.value)
        words = suggestions.next()
        if words is None:
            self.screen.focus_next()
        else:
            prompt.fill(words)

    @on(Suggestions.Taken)
    def _take_suggestion(self, event: Suggestions.Taken) -> None:
        """Take the one that was clicked; the others are put away, not forgotten, so that it is not looked up again."""
        self.query_one(Prompt).fill(event.title)
        self.query_one(Suggestions).display = False
        self.query_one(Prompt).focus()

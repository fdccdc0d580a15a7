"""The page to type on: a line, suggestions, and a keyboard on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ifn_bot.model import Choice
from ifn_bot.tui.kiosk.pages import Page
from ifn_bot.tui.kiosk.targets import Key, Target, Targets
from ifn_bot.tui.widgets.line import PressLine
from ifn_bot.tui.widgets.prompt import Prompt

LETTERS = ("qwertyuiop", "asdfghjkl'", "zxcvbnm-.?")
DIGITS = ("1234567890", "/().,:;%+=", "αβγλωκε-!?")
MOST_SUGGESTED = 2

Suggest = Callable[[str, int], Sequence[Choice]]


class KioskPrompt(Prompt, inherit_bindings=False):
    """A line without history, clipboard or selection."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("home", "home", show=False),
        Binding("end", "end", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete", "delete_right", show=False),
        Binding("enter", "submit", show=False),
    ]

    def _on_mount(self, event: events.Mount) -> None:
        """Begin as every line does, but listen to no selection: the screen would keep the line, and the words in it."""
        super()._on_mount(event)
        event.prevent_default()
        self.screen.text_selection_started_signal.unsubscribe(self)

    def action_copy(self) -> None:
        """Copy nothing."""

    def action_cut(self) -> None:
        """Cut nothing."""

    def action_paste(self) -> None:
        """Paste nothing."""

    def _on_paste(self, event: events.Paste) -> None:
        """Take nothing from a clipboard: what is in it belongs to somebody else."""
        event.stop()
        event.prevent_default()


class TypingPage(Page):
    """Where a question is typed."""

    heading = "Type your question"
    types = True

    def __init__(self, suggest: Suggest, begun: str = "") -> None:
        """Make the page; `begun` is what was typed before it came up."""
        super().__init__(id="typing")
        self._suggest = suggest
        self._prompt = KioskPrompt("Type here, then Ask", id="prompt")
        self._prompt.fill(begun)
        self._digits = False

    def compose(self) -> ComposeResult:
        """Yield line, suggestions and keys."""
        yield self._prompt
        with Vertical(id="hints"):
            yield Targets(
                *(Target("", "", classes="suggestion") for _ in range(MOST_SUGGESTED)), id="suggested", least=30
            )
            yield Static(Content("Do not type names, birth dates or numbers of yours."), id="no-names")
        yield Targets(*self._letters(), id="letters", least=3, most=10)
        yield Targets(
            Key("1 2 3", "shift"),
            Key("Space", "letter  "),
            Key("Erase", "erase"),
            Target("Ask", "ask"),
            id="below",
            least=8,
        )

    def on_mount(self) -> None:
        """Suggest what goes on from what was typed."""
        self._offer(self._prompt.value)

    def add(self, letter: str) -> None:
        """Type a letter that was pressed elsewhere on the page."""
        self._prompt.insert_text_at_cursor(letter)
        self._prompt.focus()

    async def ask(self) -> None:
        """Ask what was typed; the line itself must send it, as what a parent sends for it goes no further up."""
        self._prompt.call_later(self._prompt.action_submit)

    def focus_first(self) -> None:
        """Give the keyboard to the line."""
        self._prompt.focus()

    def _letters(self) -> list[Key]:
        rows = DIGITS if self._digits else LETTERS
        return [Key(letter, f"letter {letter}") for row in rows for letter in row]

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """Suggest for what stands there now: keys that come faster than suggestions would hold the kiosk up."""
        event.stop()
        if event.value == self._prompt.value:
            self._offer(event.value)

    def _offer(self, typed: str) -> None:
        offered = [*self._suggest(typed, MOST_SUGGESTED)] if typed.strip() else []
        for place, target in enumerate(self.query(".suggestion").results(Target)):
            target.display = place < len(offered)
            if place < len(offered):
                target.say(offered[place].title)
                target.does = f"open {offered[place].id}"
        self.query_one("#no-names").display = not offered
        self.query_one("#suggested").display = bool(offered)
        self.query_one("#suggested", Targets).fit(self.size.width)

    @on(PressLine.Pressed)
    async def _pressed(self, event: PressLine.Pressed) -> None:
        prompt = self._prompt
        word, _, rest = event.line.does.partition(" ")
        if word not in {"letter", "erase", "shift", "ask"}:
            return
        event.stop()
        match word:
            case "letter":
                prompt.insert_text_at_cursor(rest)
            case "erase":
                prompt.action_delete_left()
            case "shift":
                await self._shift(event.line)
            case "ask":
                await self.ask()
        prompt.focus()

    async def _shift(self, line: PressLine) -> None:
        """Show digits in place of letters, or letters again."""
        self._digits = not self._digits
        line.say("a b c" if self._digits else "1 2 3")
        for key, fresh in zip(self.query("#letters Key").results(Key), self._letters(), strict=True):
            key.say(str(fresh.content))
            key.does = fresh.does

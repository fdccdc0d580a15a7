"""The pages of the kiosk that only show and lead on: the first screen, texts, and sources."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ifn_bot.model import Entry, Knowledge
from ifn_bot.tui.kiosk.targets import Target, Targets
from ifn_bot.tui.kiosk.words import ENGLISH, LABELS
from ifn_bot.tui.widgets.source_panel import card_text


class Page(Vertical):
    """What stands between heading and bar."""

    heading: str = ""
    """Where the visitor is, in words."""
    begins: ClassVar[bool] = False
    """Whether any key or touch leads on from here."""
    types: ClassVar[bool] = False
    """Whether letters are typed here."""

    def turn(self, by: int) -> None:
        """Show what comes before or after, where there is more than fits."""
        for text in self.query(Reading):
            text.scroll_relative(y=by * max(1, text.size.height - 2), animate=False)

    def focus_first(self) -> None:
        """Give the keyboard to the first thing to press."""
        targets = list(self.query(Target))
        for target in [*(one for one in targets if one.does == "down"), *targets][:1]:
            target.focus(scroll_visible=False)

    async def unfold(self) -> None:
        """Show the details, or fold them away, where there are any."""


class Reading(VerticalScroll, can_focus=False):
    """Text that may be longer than the screen; keys and targets move it, never it itself."""


class AttractPage(Page):
    """Waits for a visitor; shows one real question after another."""

    heading = "Questions about interferon"
    begins = True

    def __init__(self, questions: Sequence[str], privacy: str, about: str) -> None:
        super().__init__(id="attract")
        self._questions = questions
        self._privacy = privacy
        self._about = about
        self._shown = 0
        self._stride = _stride(len(questions))

    def compose(self) -> ComposeResult:
        """Yield a question, how to begin, what is kept, and what this is; the last is what a small screen cuts off."""
        with Reading():
            yield Static(self._question(), id="example")
            yield Target("Touch the screen, or press any key, to begin", "subjects", id="begin")
            yield Static(Content(self._privacy), id="privacy")
            yield Static(Content(self._about), id="about")

    def focus_first(self) -> None:
        """Leave the keyboard to the screen: any key begins."""

    def rotate(self) -> None:
        """Show the next question in place of this one."""
        self._shown = (self._shown + self._stride) % len(self._questions)
        self.query_one("#example", Static).update(self._question())

    def on_click(self) -> None:
        """Begin wherever the screen is touched."""
        self.query_one("#begin", Target).action_press()

    def _question(self) -> Content:
        return Content.assemble("For example:\n", (self._questions[self._shown], "bold"))


def _stride(number: int) -> int:
    """Return a step that leads through all of `number` things, from each to one far from it."""
    step = max(1, round(number * 0.618))
    while gcd(step, number) > 1:
        step -= 1
    return step


class TextPage(Page):
    """A text to read, with targets below it."""

    def __init__(self, heading: str, *texts: str, targets: Sequence[Target] = (), language: str = ENGLISH) -> None:
        super().__init__()
        self._language = language
        self.heading = heading
        self._texts = texts
        self._targets = targets

    def compose(self) -> ComposeResult:
        """Yield the texts, an empty line between them."""
        with Reading():
            yield from (Static(Content(text), classes="paragraph") for text in self._texts)
        yield Moves(*self._targets, language=self._language)


class SourcesPage(Page):
    """Every source of what was answered: what it is, where it says it, and its address."""

    heading = "Sources"

    def __init__(self, entries: Sequence[Entry], knowledge: Knowledge) -> None:
        super().__init__()
        self._entries = entries
        self._knowledge = knowledge

    def compose(self) -> ComposeResult:
        """Yield a card for each source."""
        with Reading():
            for entry in self._entries:
                yield Static(Content(entry.title), classes="title paragraph")
                for citation in entry.citations:
                    source = self._knowledge.sources[citation.source]
                    yield Static(card_text(citation, source), classes="paragraph")
        yield Moves()


class Moves(Targets):
    """Up, down, and what else can be done with a text."""

    def __init__(self, *others: Target, language: str = ENGLISH) -> None:
        moves = (Target(LABELS[language][does], does) for does in ("up", "down"))
        super().__init__(*moves, *others, id="moves")

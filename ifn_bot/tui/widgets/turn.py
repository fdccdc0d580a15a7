"""One question and its reply, as data and on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from ifn_bot.catalogue import explained
from ifn_bot.model import DANGER, Choice, Entry, Knowledge, Reply
from ifn_bot.tui.widgets.answer import AnswerView
from ifn_bot.tui.widgets.leaving import take_off
from ifn_bot.tui.widgets.line import PressLine
from ifn_bot.wording import checked, route_word, why


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked, and what the bot said."""

    asked: str
    """As typed; empty where nothing was."""
    reply: Reply


class TurnView(Vertical):
    """A turn in the transcript; who speaks stands in words."""

    @dataclass
    class Sized(Message):
        """The turn has its place, or another height than before."""

        view: TurnView

    def __init__(self, turn: Turn, knowledge: Knowledge, number: int, *, newest: bool) -> None:
        super().__init__(classes=f"turn -{turn.reply.route.value}")
        self.turn = turn
        self.number = number
        self._knowledge = knowledge
        self._newest = newest

    def compose(self) -> ComposeResult:
        """Yield question and reply."""
        if self.turn.asked:
            yield Static(Content.assemble(("You: ", "bold"), self.turn.asked), classes="you")
        if self.turn.reply.route in DANGER:
            yield from self._card()
        else:
            yield from self._said()

    def on_resize(self) -> None:
        """Tell that the turn can be scrolled to."""
        self.post_message(self.Sized(self))

    async def retire(self) -> None:
        """Take the choices away: their numbers now belong to a newer turn."""
        await take_off(self.query(".choices"))

    async def tell_why(self) -> None:
        """Say below the turn how its reply came about, or take that away."""
        told = self.query(".why")
        if told:
            await told.remove()
        else:
            await self.mount(Static(Content(why(self.turn.reply, self._knowledge)), classes="quiet why"))

    def _card(self) -> Iterator[Widget]:
        """Yield the fixed text of a danger, alone and unchanged."""
        reply = self.turn.reply
        card = Static(Content(reply.text), classes="card")
        card.border_title = Content(f"Danger. {route_word(reply.route)}")
        yield card

    def _said(self) -> Iterator[Widget]:
        """Yield the bot's own words, entries, and what may be chosen next."""
        reply = self.turn.reply
        if reply.text or reply.entry:
            colon = ": " if reply.text else ":"
            yield Static(Content.assemble((route_word(reply.route) + colon, "bold"), reply.text), classes="said")
        for part in reply.parts or (reply,):
            if reply.parts and part.text:
                yield Static(Content(part.text), classes="said")
            if part.entry:
                yield answer_view(part.entry, self._knowledge)
        if self._newest:
            yield from self._choices()

    def _choices(self) -> Iterator[Widget]:
        reply = self.turn.reply
        if reply.choices:
            yield numbered("Choose one (type its number):", reply.choices)
        elif offered := offered_by(reply):
            yield numbered("You may ask next (type its number):", offered)


def answer_view(entry: Entry, knowledge: Knowledge) -> AnswerView:
    """Return `entry` as it is shown, with what `knowledge` says about its check and its words."""
    return AnswerView(entry, checked(entry, knowledge), explained(knowledge, entry))


def offered_by(reply: Reply) -> tuple[Choice, ...]:
    """Return what may be chosen by number after `reply`."""
    last = reply.parts[-1] if reply.parts else reply
    return reply.choices or last.follow_ups


def numbered(heading: str, choices: tuple[Choice, ...]) -> Vertical:
    """Return `choices` as numbered lines to press."""
    lines = (
        PressLine(f"{n}. {choice.title}", f"open {choice.id}", classes="choice") for n, choice in enumerate(choices, 1)
    )
    return Vertical(Static(Content(heading), classes="quiet"), *lines, classes="choices")

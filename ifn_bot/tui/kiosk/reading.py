"""The page that shows a reply, and what can be done from there."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ifn_bot.model import DANGER, Knowledge, Reply
from ifn_bot.tui.kiosk.pages import Moves, Page, Reading
from ifn_bot.tui.kiosk.targets import Target, column
from ifn_bot.tui.kiosk.words import DANGER_IN_SPANISH, ENGLISH, LABELS, READ_THIS, SPANISH
from ifn_bot.tui.widgets.answer import AnswerView
from ifn_bot.tui.widgets.line import PressLine
from ifn_bot.tui.widgets.turn import Turn, TurnView, offered_by
from ifn_bot.wording import route_word


class ReplyPage(Page):
    """One reply: a fixed text alone, or words, an answer, and what may be asked next."""

    def __init__(self, turn: Turn, knowledge: Knowledge, offers: Sequence[tuple[str, str]]) -> None:
        """Show `turn`; `offers` are labels and words of what can be done with it."""
        super().__init__(classes="-danger" if turn.reply.route in DANGER else "")
        language = turn.reply.alarm.language if turn.reply.alarm else ENGLISH
        self.heading = READ_THIS[language] if turn.reply.route in DANGER else route_word(turn.reply.route)
        self._language = language
        self._turn = turn
        self._knowledge = knowledge
        self._offers = offers

    @property
    def reply(self) -> Reply:
        """What is shown."""
        return self._turn.reply

    @property
    def footer(self) -> str:
        """The line that must stay in view with the reply."""
        return self._turn.reply.footer

    def compose(self) -> ComposeResult:
        """Yield the reply, then what may be asked next."""
        reply = self._turn.reply
        offered = () if reply.route in DANGER else offered_by(reply)
        with Reading():
            yield TurnView(self._turn, self._knowledge, 0, newest=False)
            if offered:
                yield Static(Content("Choose one:" if reply.choices else "You may ask next:"), classes="next")
                yield column(Target(choice.title, f"open {choice.id}") for choice in offered)
        switch = [Target(LABELS[self._language]["language"], "language")] if reply.route in DANGER else []
        yield Moves(*switch, *(Target(label, word) for label, word in self._offers), language=self._language)

    def on_mount(self) -> None:
        """Head a Spanish card in Spanish."""
        if self._language == SPANISH:
            for card in self.query(".card"):
                card.border_title = DANGER_IN_SPANISH

    def focus_first(self) -> None:
        """Give the keyboard to what moves the text; choices that are asked back come first."""
        if self._turn.reply.choices:
            self.query(Target).first().focus(scroll_visible=False)
        else:
            super().focus_first()

    async def unfold(self) -> None:
        """Unfold the details of every answer on the page, or fold them away."""
        for view in self.query(AnswerView):
            await (view.fold() if view.is_unfolded else view.unfold())

    @on(PressLine.Pressed)
    async def _details(self, event: PressLine.Pressed) -> None:
        """Unfold the details at the target that says so."""
        if event.line.does == "more":
            event.stop()
            await self.unfold()

    @on(AnswerView.SourceWanted)
    def _marks(self, event: AnswerView.SourceWanted) -> None:
        """Lead from a mark in the text to the sources."""
        event.stop()
        if event.n:
            self.post_message(PressLine.Pressed(PressLine("", "sources")))

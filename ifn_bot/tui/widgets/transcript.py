"""The conversation on the screen: a window on the turns, older ones kept as data."""

from __future__ import annotations

from textual import events, on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.scrollbar import ScrollTo
from textual.widget import Widget
from textual.widgets import Static

from ifn_bot.model import Knowledge
from ifn_bot.tui.widgets.answer import AnswerView
from ifn_bot.tui.widgets.leaving import take_off
from ifn_bot.tui.widgets.line import PressLine
from ifn_bot.tui.widgets.turn import Turn, TurnView

MOST_WIDGETS = 100
"""Above this the oldest turn on the screen is taken off it, so that typing stays quick."""
PAGE = 5
"""Turns shown when the reader goes back."""


class Transcript(VerticalScroll, can_focus=False):
    """Shows the last turns; earlier ones are one key away."""

    def __init__(self, notice: str, knowledge: Knowledge, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._notice = notice
        self._knowledge = knowledge
        self.turns: list[Turn] = []
        self._start = 0
        self._end = 0
        self._held: Widget | None = None
        self._at_top = True

    def compose(self) -> list[Static]:
        """Show the opening words."""
        return [self._opening()]

    @property
    def newest(self) -> TurnView | None:
        """The last turn on the screen."""
        views = self.query_children(TurnView)
        return views.last() if views else None

    def answers(self) -> list[AnswerView]:
        """Return the answers on the screen, oldest first."""
        return list(self.query(AnswerView))

    async def add(self, turn: Turn) -> TurnView:
        """Show `turn` below the others and take off what is too much."""
        if self._end < len(self.turns):
            await self._show(max(0, len(self.turns) - 1), len(self.turns))
        if self.newest:
            await self.newest.retire()
        self.turns.append(turn)
        self._end = len(self.turns)
        view = self._view(self._end - 1)
        await self.mount(view)
        await self._prune()
        self.hold(view)
        return view

    async def wipe(self) -> None:
        """Forget every turn."""
        self.turns.clear()
        await self._show(0, 0)

    async def earlier(self) -> None:
        """Go one page back."""
        if self._start:
            await self._show(max(0, self._start - PAGE), self._start)

    async def later(self) -> None:
        """Go one page on."""
        if self._end < len(self.turns):
            await self._show(self._end, min(len(self.turns), self._end + PAGE))

    async def go_to(self, number: int) -> None:
        """Show the turn `number`, counted from 0."""
        if not self._start <= number < self._end:
            await self._show(number, min(len(self.turns), number + PAGE))
        view = next(view for view in self.query_children(TurnView) if view.number == number)
        self.hold(view)

    def hold(self, part: Widget, *, at_top: bool = True) -> None:
        """Bring `part` into view and keep it there, whatever becomes of the window, until the reader moves on."""
        self._held, self._at_top = part, at_top
        self.call_after_refresh(self._scroll_to_held)

    def release(self) -> None:
        """Leave the place to the reader."""
        self._held = None

    def _scroll_to_held(self) -> None:
        if self._held and self._held.is_attached:
            self.scroll_to_widget(self._held, animate=False, top=self._at_top, force=True)

    def on_resize(self) -> None:
        """Keep what was held in view; the lines above it may have wrapped anew."""
        self.call_after_refresh(self._scroll_to_held)

    @on(TurnView.Sized)
    def _sized(self, event: TurnView.Sized) -> None:
        event.stop()
        if self._held and event.view in self._held.ancestors_with_self:
            self._scroll_to_held()

    @on(events.MouseScrollUp)
    @on(events.MouseScrollDown)
    @on(ScrollTo)
    def _moved(self) -> None:
        self.release()

    async def _show(self, start: int, end: int) -> None:
        """Show the turns from `start` to before `end`, and nothing else."""
        self._start, self._end = start, end
        with self.app.batch_update():
            await take_off(self.children)
            if start == 0:
                await self.mount(self._opening())
            await self._mark_ends()
            ends = self.query("#later")
            await self.mount_all([self._view(n) for n in range(start, end)], before=ends.first() if ends else None)
        self.scroll_home(animate=False)

    async def _prune(self) -> None:
        """Take the oldest turns off while there are too many widgets."""
        while len(self.query("*")) > MOST_WIDGETS and self._end - self._start > 1:
            await take_off([*self.query_children(".opening"), self.query_children(TurnView).first()])
            self._start += 1
        await self._mark_ends()

    async def _mark_ends(self) -> None:
        """Say at either end how many turns lie beyond."""
        await self._mark("earlier", self._start, "Page Up", before=0)
        await self._mark("later", len(self.turns) - self._end, "Page Down")

    async def _mark(self, end: str, beyond: int, key: str, before: int | None = None) -> None:
        """Say at one end how many turns lie beyond, where any do."""
        line = self.query_children(f"#{end}").results(PressLine)
        said = f"{end.title()}: {beyond} ({key})"
        if not beyond:
            await take_off(line)
        elif shown := next(line, None):
            shown.say(said)
        else:
            await self.mount(PressLine(said, end, id=end, classes="quiet"), before=before)

    def _opening(self) -> Static:
        return Static(Content.assemble(("Bot: ", "bold"), self._notice), classes="opening said")

    def _view(self, number: int) -> TurnView:
        newest = number == len(self.turns) - 1
        return TurnView(self.turns[number], self._knowledge, number, newest=newest)

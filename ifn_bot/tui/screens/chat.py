"""The conversation: what is typed, what is answered, and the sources beside it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen

from ifn_bot.bot import Bot
from ifn_bot.commands import COMMANDS, SPOKEN, Order, parse
from ifn_bot.model import DANGER, Conversation, Reply, Route
from ifn_bot.text import one_line
from ifn_bot.tui.asking import asked, suggested
from ifn_bot.tui.orders import COPIED, DO, LEAVING, LISTS
from ifn_bot.tui.widgets.answer import AnswerView
from ifn_bot.tui.widgets.desk import Desk
from ifn_bot.tui.widgets.key_line import KeyLine
from ifn_bot.tui.widgets.line import PressLine
from ifn_bot.tui.widgets.prompt import LONGEST, Prompt
from ifn_bot.tui.widgets.source_panel import SourcePanel
from ifn_bot.tui.widgets.top_line import TopLine
from ifn_bot.tui.widgets.transcript import Transcript
from ifn_bot.tui.widgets.turn import Turn, offered_by


class ChatScreen(Screen[None]):
    """Holds the conversation; its parts only show it."""

    AUTO_FOCUS = "Prompt"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(one.key, f"order('{one.word}')", one.footer, show=bool(one.footer), priority=True, tooltip=one.help)
            for one in COMMANDS
        ),
        *(Binding(f"alt+{n}", f"choose({n})", show=False, priority=True) for n in range(1, 10)),
        Binding("pageup", "page(-1)", "Back", show=False, priority=True),
        Binding("pagedown", "page(1)", "On", show=False, priority=True),
        Binding("alt+up", "answer(-1)", "Earlier answer", show=False, priority=True),
        Binding("alt+down", "answer(1)", "Later answer", show=False, priority=True),
        Binding("escape", "leave", "Type", show=False),
    ]

    @dataclass
    class Ready(Message):
        """The prompt takes what is typed."""

    @dataclass
    class ThemeWanted(Message):
        """The reader wants other colours."""

    @dataclass
    class PanelSized(Message):
        """The reader gave the sources another size, in per cent."""

        panel: int

    @dataclass
    class Moved(Message):
        """The reader chose the region of the help lines, or none."""

        region: str

    def __init__(self, bot: Bot, opening: str | None, today: str, panel: int) -> None:
        """Make the screen.

        Args:
            bot: whom to talk to.
            opening: id of the entry to start at.
            today: ISO date that hand-outs bear.
            panel: share of the window for the sources, in per cent.
        """
        super().__init__()
        self.bot = bot
        self.today = today
        self.panel = panel
        self.conversation = Conversation()
        self.selected: AnswerView | None = None
        self.is_opening = True
        """Whether this window, or a list above it, is on its way and cannot take what is typed yet."""
        self._opening = opening

    def compose(self) -> ComposeResult:
        """Yield the window from top to bottom."""
        knowledge = self.bot.knowledge
        yield TopLine(id="top")
        with Container(id="middle"):
            yield Transcript(self.bot.notice(), knowledge, id="transcript")
            yield SourcePanel(knowledge, id="sources")
        yield Desk(lambda typed, limit: suggested(self.bot, typed, limit), id="bottom")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Start at the entry that was asked for, if any."""
        self.size_panel()
        self.show_topic()
        if self._opening:
            await self.open_entry(self._opening)
        self.query_one(Prompt).focus()
        self.post_message(self.Ready())

    # What is typed

    @on(Prompt.Asked)
    async def _asked(self, event: Prompt.Asked) -> None:
        self.query_one(Desk).offer("")
        self.say("")
        await self.take(event.question)

    async def take(self, typed: str) -> None:
        """Answer what was typed or do what it orders; the safety screen sees it before anything is done."""
        reply = self._replied(typed)
        order = None if reply.route in DANGER else parse(typed, self.bot.knowledge.phrases.commands)
        if order and self._can(order):
            self.conversation = self.conversation._replace(risk=reply.conversation.risk)
            self.carry_out(order.word, order.rest)
        else:
            await self.show(Turn(one_line(typed), reply))

    def _replied(self, typed: str) -> Reply:
        return asked(self.bot, self.conversation, lambda: self.bot.reply(typed, self.conversation))

    def _can(self, order: Order) -> bool:
        """Tell whether there is something to do it with; the bot says so otherwise."""
        return order.word not in SPOKEN or self.selected is not None

    def watch_words(self, words: str) -> bool:
        """Tell whether `words`, typed into a list, name a danger; its card is shown then."""
        reply = self._replied(words) if words.strip() else None
        if reply is None or reply.route not in DANGER:
            return False
        self.run_worker(self.show(Turn(one_line(words), reply)), group="card", exclusive=True)
        return True

    @on(Prompt.Cut)
    async def _cut(self, event: Prompt.Cut) -> None:
        """Say that a paste was cut; a danger named in the rest is answered all the same."""
        reply = self._replied(event.whole)
        if reply.route in DANGER:
            self.query_one(Prompt).value = ""
            await self.show(Turn("(a long text)", reply))
        else:
            self.say(f"The pasted text was too long. It was cut to fit {LONGEST} letters.")

    # What is answered

    async def show(self, turn: Turn) -> None:
        """Show a turn and go on from it."""
        reply = turn.reply
        self.conversation = reply.conversation
        view = await self.query_one(Transcript).add(turn)
        answers = list(view.query(AnswerView))
        await self.select(answers[0] if answers else None)
        self._show_help_line(reply)
        self.show_topic()
        self.query_one(Prompt).focus()

    async def open_entry(self, id: str) -> None:
        """Show the entry `id` as if it had been asked for."""
        reply = asked(self.bot, self.conversation, lambda: self.bot.open(id, self.conversation))
        await self.show(Turn(reply.entry.title if reply.entry else "", reply))

    async def select(self, answer: AnswerView | None, n: int = 0) -> None:
        """Show the sources of `answer`, and the source `n` of them; without an answer the panel goes."""
        if self.selected:
            self.selected.remove_class("-selected")
        self.selected = answer
        panel = self.query_one(SourcePanel)
        await panel.show(answer.entry if answer else None)
        self.set_class(False, "-reading-sources")
        if answer:
            answer.add_class("-selected")
            if n:
                self.set_class(True, "-reading-sources")
                panel.select(n)

    @on(AnswerView.SourceWanted)
    async def _source_wanted(self, event: AnswerView.SourceWanted) -> None:
        await self.select(event.answer, event.n)

    @on(PressLine.Pressed)
    async def _pressed(self, event: PressLine.Pressed) -> None:
        """Do what a pressed line says."""
        word, _, rest = event.line.does.partition(" ")
        transcript = self.query_one(Transcript)
        match word:
            case "open":
                self.query_one(Desk).offer("")
                self.say("")
                await self.open_entry(rest)
            case "earlier":
                await transcript.earlier()
            case "later":
                await transcript.later()
            case "more":
                await self.select(next(node for node in event.line.ancestors if isinstance(node, AnswerView)))
                self.order("more")
            case _:
                self.order(word)

    async def action_choose(self, number: int) -> None:
        """Open the choice `number` of the newest turn."""
        newest = self.query_one(Transcript).turns[-1:]
        choices = offered_by(newest[0].reply) if newest and newest[0].reply.route not in DANGER else ()
        if number <= len(choices):
            self.say("")
            await self.open_entry(choices[number - 1].id)
        else:
            self.say("There is no choice with that number.")

    async def action_page(self, by: int) -> None:
        """Move through the conversation, into earlier and later pages at its ends."""
        transcript = self.query_one(Transcript)
        transcript.release()
        if by < 0 and transcript.scroll_y <= 0:
            await transcript.earlier()
            transcript.scroll_end(animate=False)
        elif by > 0 and transcript.scroll_y >= transcript.max_scroll_y:
            await transcript.later()
        else:
            transcript.scroll_relative(y=by * max(1, transcript.size.height - 2), animate=False)

    async def action_answer(self, by: int) -> None:
        """Select the answer before or after the selected one."""
        answers = self.query_one(Transcript).answers()
        if answers:
            place = answers.index(self.selected) + by if self.selected in answers else len(answers) - 1
            chosen = answers[max(0, min(place, len(answers) - 1))]
            await self.select(chosen)
            self.query_one(Transcript).hold(chosen)

    def action_leave(self) -> None:
        """Wipe the conversation where a card that is the last thing said promises that; else back to typing."""
        last = self.query_one(Transcript).turns[-1:]
        if last and self.bot.promises_wiping(last[0].reply):
            self.order("clear")
        else:
            self.action_type()

    def action_type(self) -> None:
        """Back to typing."""
        self.query_one(Desk).offer("")
        self.set_class(False, "-reading-sources")
        self.query_one(Prompt).focus()

    def action_copy_text(self) -> None:
        """Copy what is selected with the mouse; without that, say how to leave."""
        selected = self.get_selected_text()
        if selected:
            self.app.copy_to_clipboard(selected)
        self.say(COPIED if selected else LEAVING)

    def action_order(self, word: str) -> None:
        """Do what a key orders."""
        self.say("")
        self.order(word)

    @on(SourcePanel.AddressWanted)
    def _address(self, event: SourcePanel.AddressWanted) -> None:
        """Open an address where there is a desktop to open it on; copy it elsewhere."""
        if not event.copy and has_desktop():
            self.app.open_url(event.url)
            self.say(f"Opened in the browser: {event.url}")
        else:
            self.app.copy_to_clipboard(event.url)
            self.say(COPIED)

    @on(SourcePanel.Shown)
    async def _source_shown(self, event: SourcePanel.Shown) -> None:
        """Show where the answer cites the selected source."""
        block = await self.selected.choose(event.n) if self.selected else None
        if block:
            self.query_one(Transcript).hold(block, at_top=False)

    @on(SourcePanel.Left)
    async def _left_sources(self) -> None:
        """Go back to what cites the source."""
        cited = await self.selected.choose(self.query_one(SourcePanel).selected) if self.selected else None
        self.action_leave()
        if cited:
            self.query_one(Transcript).hold(cited, at_top=False)

    # What stays in view

    def size_panel(self) -> None:
        """Give the sources their share of the window: of its width, or of its height where it is narrow."""
        panel = self.query_one(SourcePanel)
        panel.set_class(self.panel == 30, "-small")
        panel.set_class(self.panel == 50, "-large")

    def say(self, text: str) -> None:
        """Show a word about what was done, until the next thing is done."""
        self.query_one(Desk).say(text)

    def show_topic(self) -> None:
        """Show what the conversation is about."""
        subject = self.bot.knowledge.subjects.get(self.conversation.subject or "")
        self.query_one(TopLine).show(subject.label if subject else "")

    def _show_help_line(self, reply: Reply) -> None:
        """Keep the help line in view as long as replies carry it; a card brings its own lines."""
        if reply.route is not Route.SMALLTALK or reply.footer:
            self.query_one(Desk).show_help_line("" if reply.route in DANGER else reply.footer)

    def order(self, word: str) -> None:
        """Do the command `word` that was pressed; clearing wipes the draft too, in the order of the keys."""
        self.is_opening = word in LISTS
        if word == "clear":
            self.query_one(Prompt).call_later(self.query_one(Prompt).fill, "")
        self.carry_out(word)

    @work(exclusive=True, group="order")
    async def carry_out(self, word: str, rest: str = "") -> None:
        """Do the command `word` with what followed it."""
        await DO[word](self, rest)


def has_desktop() -> bool:
    """Tell whether a browser would open in a window of its own."""
    return sys.platform in {"darwin", "win32"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))

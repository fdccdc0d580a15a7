"""The one screen of the kiosk: heading, a page, and the bar that never moves."""

from __future__ import annotations

from asyncio import Lock
from functools import partial
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from ifn_bot import catalogue
from ifn_bot.kiosk.desk import Desk, entries_of
from ifn_bot.kiosk.idle import Idle
from ifn_bot.kiosk.modes import privacy
from ifn_bot.kiosk.output import Speaker, spoken
from ifn_bot.kiosk.site import Site
from ifn_bot.model import DANGER, Reply
from ifn_bot.text import one_line
from ifn_bot.tui.kiosk.choosing import ChoicePage
from ifn_bot.tui.kiosk.helping import help_page, staff_page
from ifn_bot.tui.kiosk.pages import AttractPage, Page, SourcesPage
from ifn_bot.tui.kiosk.pin_page import PinPage
from ifn_bot.tui.kiosk.reading import ReplyPage
from ifn_bot.tui.kiosk.taking import ListenPage, TakePage
from ifn_bot.tui.kiosk.targets import Target, Targets
from ifn_bot.tui.kiosk.typing import TypingPage
from ifn_bot.tui.kiosk.visit import Make, Visit
from ifn_bot.tui.kiosk.words import LABELS, other
from ifn_bot.tui.widgets.line import PressLine
from ifn_bot.tui.widgets.prompt import Prompt
from ifn_bot.tui.widgets.turn import Turn

MOST_PRINTS = 5
"""Sheets of paper for one visit."""
KINDS = ("medicine", "condition", "molecule", "test", "biology")
"""Kinds of subject in the order in which visitors are likely to look for them."""


class KioskScreen(Screen[None], inherit_bindings=False):
    """Leads a visitor from page to page, and forgets them."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,down,right", "step(1)", show=False),
        Binding("shift+tab,up,left", "step(-1)", show=False),
        Binding("f1", "go('help')", show=False, priority=True),
        Binding("f2", "go('staff')", show=False, priority=True),
        Binding("f3", "go('subjects')", show=False, priority=True),
        Binding("f4", "go('type')", show=False, priority=True),
        Binding("f5", "go('details')", show=False, priority=True),
        Binding("escape", "go('clear')", show=False, priority=True),
        Binding("pageup", "turn(-1)", show=False, priority=True),
        Binding("pagedown", "turn(1)", show=False, priority=True),
    ]

    class Wiped(Message):
        """A visit was forgotten."""

    class Visited(Message):
        """A visitor began."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.bot = bot = site.bot
        self.settings = site.settings
        self.visit = Visit()
        self.idle = Idle(site.clock, site.settings.idle)
        self._clock = site.clock
        self._site = site
        self._desk = Desk(site)
        self._turned = site.clock()
        self._page = Page()
        self._showing = Lock()
        self._heading, self._help_line = Static(id="heading"), Static(id="help-line")
        self._holder, self._warning = Container(id="page"), Target("", "stay", id="warning")
        self._back_and_forth = Targets(
            Target("", "back"), Target("", "subjects"), Target("", "type"), id="ways", most=3
        )
        self._always = Targets(Target("", "help"), Target("", "staff"), Target("", "clear"), id="always", most=3)
        self._questions = [entry.title for entry in bot.knowledge.entries.values() if entry.is_main]

    def compose(self) -> ComposeResult:
        """Yield the screen from top to bottom."""
        yield self._heading
        yield self._holder
        yield self._help_line
        yield self._warning
        with Container(id="bar"):
            yield self._back_and_forth
            yield self._always

    async def on_mount(self) -> None:
        """Wait for a visitor."""
        await self.wipe()

    @property
    def page(self) -> Page:
        """The page that is shown; asked of the tree, a query would keep it in its cache."""
        return self._page

    # Time

    async def tick(self) -> None:
        """Do what time asks for: the next question, the warning, the wipe."""
        if isinstance(self.page, AttractPage):
            self._rotate()
            return
        if self._site.speaker and self._site.speaker.is_speaking:
            self.idle.touched()
        watch = self.idle.watch()
        if watch.over:
            await self.wipe()
        else:
            self._warn(watch.left)

    def _rotate(self) -> None:
        page = self.page
        if isinstance(page, AttractPage) and page.is_mounted and self._clock() - self._turned >= self.settings.rotate:
            self._turned = self._clock()
            page.rotate()

    def _warn(self, left: int | None) -> None:
        self._warning.display = left is not None
        if left is not None:
            self._warning.say(self.bot.fixed_text("idle_warning", self.visit.language, warn_seconds=str(left)))

    def touched(self) -> None:
        """Note that somebody is there."""
        self.idle.touched()
        self._warn(None)

    def on_mouse_down(self) -> None:
        """Note a touch."""
        self.touched()

    async def wipe(self) -> None:
        """Forget the visit: every word, every page, what was chosen."""
        self.visit = Visit()
        if self._site.speaker:
            self._site.speaker.reset()
        self.idle.restart()
        self._warn(None)
        self.clear_selection()
        await self._show(AttractPage(self._questions, privacy(self.bot, self.settings), self._desk.about()))
        self.post_message(self.Wiped())

    # Ways

    @on(PressLine.Pressed)
    async def _pressed(self, event: PressLine.Pressed) -> None:
        event.stop()
        await self.action_go(event.line.does)

    async def action_go(self, does: str) -> None:
        """Do what a target or a key says: a word, perhaps with an id after it."""
        word, _, rest = does.partition(" ")
        match word:
            case "clear":
                await self.wipe()
            case "back":
                await self._show(self.visit.back() or self._subjects())
            case "up" | "down":
                self.page.turn(-1 if word == "up" else 1)
            case "open":
                await self.answered("", self.bot.open(rest, self.visit.conversation))
            case "details":
                await self.page.unfold()
            case "language":
                await self._change_language(other(self.visit.language))
            case "stay":
                self.touched()
            case "slip" | "handout":
                self._print(word)
            case _:
                await self.go(self._ways(rest)[word])

    def _ways(self, rest: str) -> dict[str, Make]:
        """Return by word what makes the page it leads to."""
        return {
            "subjects": self._subjects,
            "subject": partial(self._entries, rest),
            "type": partial(TypingPage, self.bot.suggest),
            "sources": partial(SourcesPage, entries_of(self.visit.reply), self.bot.knowledge),
            "take": self._take,
            **({"listen": partial(self._listen, self._site.speaker)} if self._site.speaker else {}),
            "help": lambda: help_page(self._site, self.visit.language),
            "staff": lambda: staff_page(self._site, self.visit.language),
            **({"pin": partial(PinPage, self._site.lock, self._desk.version())} if self._site.lock else {}),
        }

    async def go(self, make: Make) -> None:
        """Show a new page."""
        if not self.visit.trail:
            self.post_message(self.Visited())
        await self._show(self.visit.go(make))

    async def _show(self, page: Page) -> None:
        """Show `page` in place of the one before; keys and the clock may both want one at the same moment."""
        if self._site.speaker:
            self._site.speaker.stop()
        async with self._showing:
            self._page = page
            self.set_focus(None)  # or it would jump to the bar, and a key still on its way would press something there
            with self.app.batch_update():
                await self._holder.remove_children()
                await self._holder.mount(page)
                self._heading.update(Content(page.heading))
                self._label()
                self._back_and_forth.visible = not page.begins
                self.set_class(page.begins, "-begins")
                self._show_help_line(page)
            page.focus_first()

    def _label(self) -> None:
        """Call the places in the bar what they are called in the language of the visit."""
        for bar in (self._back_and_forth, self._always):
            for target in bar.query_children(Target):
                target.say(LABELS[self.visit.language][target.does])

    async def _change_language(self, language: str) -> None:
        """Show the fixed texts in another language, those on the page too."""
        self.visit.language = language
        making = self.visit.trail.pop()
        if isinstance(self.page, ReplyPage):
            await self._tell("", self.bot.retold(self.page.reply, language))
        else:
            await self.go(making)

    def _show_help_line(self, page: Page) -> None:
        """Keep the help line in view once it was called for; a card brings its own lines."""
        footer = page.footer if isinstance(page, ReplyPage) else ""
        if not footer and self.visit.conversation.risk.level and not page.has_class("-danger"):
            footer = self.bot.fixed_text("crisis_footer", self.visit.language)
        self._help_line.update(Content(footer))
        self._help_line.display = bool(footer)

    def _subjects(self) -> Page:
        known = self.bot.knowledge.subjects
        rows = sorted(catalogue.subjects(self.bot.knowledge), key=lambda row: KINDS.index(known[row.target].kind))
        return ChoicePage("Choose a subject", rows, "subject", least=26)

    def _entries(self, subject: str) -> Page:
        knowledge = self.bot.knowledge
        label = knowledge.subjects[subject].label
        return ChoicePage(f"Choose a question: {label}", catalogue.entries(knowledge, subject), "open", least=60)

    def _take(self) -> Page:
        entry = entries_of(self.visit.reply)[0]
        codes = self.settings.take_away.qr
        return TakePage(entry, self.bot.knowledge, codes=codes, prints=self._desk.prints())

    def _listen(self, speaker: Speaker) -> Page:
        return ListenPage(spoken(self.visit.reply) if self.visit.reply else "", speaker)

    @work
    async def _print(self, word: str) -> None:
        """Have the answer printed, and say how that went."""
        page = self.page
        if not isinstance(page, TakePage):
            return
        if self.visit.prints >= MOST_PRINTS:
            page.tell(f"That is enough paper for one visit ({MOST_PRINTS}). Please ask the staff.")
            return
        self.visit.prints += 1
        page.tell("Printing. One moment, please.")
        done = await self._desk.print(word, page.entry)
        if page.is_attached:
            page.tell("It is printed. Take it along." if done else "It could not be printed. Please tell the staff.")

    # Questions

    @on(Prompt.Asked)
    async def _asked(self, event: Prompt.Asked) -> None:
        event.stop()
        await self.answered(event.question, self.bot.reply(event.question, self.visit.conversation))

    async def answered(self, typed: str, reply: Reply) -> None:
        """Show a reply; after a danger nothing that was typed is left on the screen or behind it."""
        self.visit.conversation = reply.conversation
        self._desk.count(typed, reply, self.visit.kept)
        if reply.alarm:
            self.visit.language = reply.alarm.language
        if reply.route in DANGER:
            self.visit.forget_words()
            self.idle.hold()
            typed = ""
        await self._tell(one_line(typed), reply)

    async def _tell(self, asked: str, reply: Reply) -> None:
        self.visit.reply = reply
        turn = Turn(asked, reply)
        await self.go(lambda: ReplyPage(turn, self.bot.knowledge, self._desk.offers(reply)))

    # Keys

    def action_step(self, by: int) -> None:
        """Move to the next target, or the one before."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_turn(self, by: int) -> None:
        """Move through what is longer than the screen."""
        self.page.turn(by)

    async def on_key(self, event: events.Key) -> None:
        """Begin at any key; type at any letter, wherever one is."""
        letter = event.character if event.is_printable and event.character else ""
        if isinstance(self.page, TypingPage) and letter:
            event.stop()
            self.page.add(letter)
        elif isinstance(self.page, TypingPage) and event.key == "enter":
            event.stop()
            await self.page.ask()
        elif letter.strip() and not self.page.types:
            event.stop()
            await self.go(partial(TypingPage, self.bot.suggest, letter))
        elif self.page.begins:
            event.stop()
            await self.action_go("subjects")

"""The chat window as a program: colours, keys, signals."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from datetime import date
from pathlib import Path
from threading import Timer

from rich.text import Text
from textual import events
from textual.app import App
from textual.binding import Binding

from ifn_bot.bot import Bot
from ifn_bot.commands import shown_key
from ifn_bot.failing import place_of
from ifn_bot.settings import Settings, save
from ifn_bot.tui.glyphs import draw_plainly
from ifn_bot.tui.screens.chat import ChatScreen
from ifn_bot.tui.themes import NAMES, THEMES

_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
"""Signals after which the terminal is put in order before the program ends."""
LATEST = 5.0
"""Seconds after such a signal when the program ends all the same."""


class ChatApp(App[int]):
    """A conversation with one bot."""

    TITLE = "ifn-bot"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]

    def __init__(
        self,
        bot: Bot,
        *,
        opening: str | None = None,
        settings: Settings | None = None,
        settings_path: Path | None = None,
        today: str | None = None,
    ) -> None:
        """Make the program.

        Args:
            bot: whom to talk to.
            opening: id of the entry to start at.
            settings: how the window looks.
            settings_path: where changes of that are kept; None keeps nothing.
            today: ISO date that hand-outs bear; the day of the call by default.
        """
        super().__init__()
        draw_plainly()
        self.animation_level = "none"
        self.settings = settings or Settings()
        self._settings_path = settings_path
        self._held: list[events.Event] = []
        self._chat = ChatScreen(bot, opening, today or date.today().isoformat(), self.settings.panel)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme

    def get_default_screen(self) -> ChatScreen:
        """Return the conversation."""
        return self._chat

    def on_mount(self) -> None:
        """Leave the terminal clean when told to end."""
        loop = asyncio.get_running_loop()
        for number in _ENDING:
            loop.add_signal_handler(number, self._end, number)

    def _end(self, number: int) -> None:
        """End with the terminal in order; where it is gone, what is drawn for that would wait for ever."""
        late = Timer(LATEST, os._exit, [128 + number])
        late.daemon = True
        late.start()
        self.exit(128 + number)

    async def on_event(self, event: events.Event) -> None:
        """Hold what is typed until there is something to take it; without that it would be lost."""
        if self._chat.is_opening and isinstance(event, (events.Key, events.Paste)):
            self._held.append(event)
        else:
            await super().on_event(event)

    async def on_chat_screen_ready(self) -> None:
        """Go on with what was typed early; from now on rubbish is collected."""
        await self._type_held()
        gc.enable()  # the start is quicker without

    async def on_sheet_ready(self) -> None:
        """Go on with what was typed since the key that opened a list."""
        await self._type_held()

    async def _type_held(self) -> None:
        """Type what was held, before anything that comes later."""
        self._chat.is_opening = False
        while self._held and not self._chat.is_opening:
            await super().on_event(self._held.pop(0))

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as it is printed on a keyboard."""
        return shown_key(binding.key)

    def _fatal_error(self) -> None:
        """End with a sentence; a traceback would show what was typed."""
        error = sys.exc_info()[1] or self._exception
        self.panic(Text(f"{self._chat.bot.failure()}\n({place_of(error)} The program has ended.)"))

    async def action_quit(self) -> None:
        """End; nothing is asked."""
        self.exit(0)

    def on_chat_screen_theme_wanted(self) -> None:
        """Take the next theme and remember it."""
        self.theme = NAMES[(NAMES.index(self.theme) + 1) % len(NAMES)]
        self._chat.say(f"Colours: {self.theme}.")
        self._remember(self.settings.changed(theme=self.theme))

    def on_chat_screen_moved(self, event: ChatScreen.Moved) -> None:
        """Remember the region."""
        self._remember(self.settings.changed(region=event.region))

    def on_chat_screen_panel_sized(self, event: ChatScreen.PanelSized) -> None:
        """Remember the size of the sources."""
        self._remember(self.settings.changed(panel=event.panel))

    def _remember(self, settings: Settings) -> None:
        """Keep how the window looks, where there is a file for it."""
        self.settings = settings
        if self._settings_path and not save(settings, self._settings_path):
            self._chat.say(f"This lasts until you leave: {self._settings_path} cannot be written.")

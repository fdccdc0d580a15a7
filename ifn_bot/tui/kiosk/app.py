"""The kiosk as a program: locked, with nothing of Textual's own reachable."""

from __future__ import annotations

import asyncio
import signal
from time import monotonic

from textual import events
from textual.app import App

from ifn_bot.bot import Bot
from ifn_bot.kiosk.idle import Clock
from ifn_bot.kiosk.settings import KioskSettings
from ifn_bot.tui.kiosk.screen import KioskScreen
from ifn_bot.tui.themes import THEMES

TICK = 0.5
"""Seconds between two looks at the clock."""
ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)


class KioskApp(App[int], inherit_bindings=False):
    """Questions and answers for whoever stands before it."""

    TITLE = "ifn-bot"
    CSS_PATH = ["../app.tcss", "kiosk.tcss"]
    ENABLE_COMMAND_PALETTE = False
    COMMANDS = set()
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]

    def __init__(self, bot: Bot, settings: KioskSettings | None = None, *, clock: Clock = monotonic) -> None:
        """Make the kiosk.

        Args:
            bot: whom visitors talk to; made with `kiosk=True`.
            settings: what the site chose.
            clock: returns seconds that only go forward.
        """
        super().__init__()
        self.animation_level = "none"
        self.settings = settings or KioskSettings()
        self._kiosk = KioskScreen(bot, self.settings, clock)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme

    def get_default_screen(self) -> KioskScreen:
        """Return the only screen there is."""
        return self._kiosk

    def on_mount(self) -> None:
        """Look at the clock from now on; end in order when told to."""
        self.set_interval(TICK, self._kiosk.tick)
        loop = asyncio.get_running_loop()
        for number in ENDING:
            loop.add_signal_handler(number, self.exit, 128 + number)

    async def on_event(self, event: events.Event) -> None:
        """Note every key before anything is done with it."""
        if isinstance(event, events.Key) and self._kiosk.is_mounted:
            self._kiosk.touched()
        await super().on_event(event)

    # Locked: what Textual offers and a visitor must not reach.

    async def action_quit(self) -> None:
        """Stay."""

    def action_help_quit(self) -> None:
        """Say nothing about quitting."""

    def action_suspend_process(self) -> None:
        """Stay in the foreground."""

    def action_command_palette(self) -> None:
        """Show no palette."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Write no picture."""

    def copy_to_clipboard(self, text: str) -> None:
        """Copy nothing: the next visitor could paste it."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing."""

"""The kiosk as a program: locked, with nothing of Textual's own reachable."""

from __future__ import annotations

import asyncio
import signal
from math import inf

from textual import events
from textual.app import App

from ifn_bot.kiosk.pulse import LEFT, RENEW
from ifn_bot.kiosk.site import Site
from ifn_bot.tui.kiosk.forgetting import forget_worked_out
from ifn_bot.tui.kiosk.screen import KioskScreen
from ifn_bot.tui.themes import THEMES

TICK = 0.5
"""Seconds between two looks at the clock."""
QUIET = 5.0
"""Seconds after a wipe before the program makes room for a fresh one."""
ABANDONED = 1
"""Exit status when nobody watches over the kiosk any more."""
ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)


class KioskApp(App[int], inherit_bindings=False):
    """Questions and answers for whoever stands before it."""

    TITLE = "ifn-bot"
    CSS_PATH = ["../app.tcss", "kiosk.tcss"]
    ENABLE_COMMAND_PALETTE = False
    COMMANDS = set()
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-low"), (24, "-tall")]

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.animation_level = "none"
        self._site = site
        self._kiosk = KioskScreen(site)
        self._used = False
        self._renew_at = inf
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = site.settings.theme

    def get_default_screen(self) -> KioskScreen:
        """Return the only screen there is."""
        return self._kiosk

    def on_mount(self) -> None:
        """Look at the clock from now on; end in order when told to."""
        self.set_interval(TICK, self.tick)
        loop = asyncio.get_running_loop()
        for number in ENDING:
            loop.add_signal_handler(number, self._leave, 128 + number)

    async def tick(self) -> None:
        """Say that the kiosk lives, and do what time asks for."""
        if not self._site.pulse.beat():
            self._leave(ABANDONED)
        elif self._site.clock() >= self._renew_at:
            self._leave(RENEW)
        else:
            await self._kiosk.tick()

    def on_kiosk_screen_visited(self) -> None:
        """Stay as long as somebody is there."""
        self._used = True
        self._renew_at = inf

    def on_kiosk_screen_wiped(self) -> None:
        """Forget what is left of the visit; make room for a fresh program unless somebody goes on at once."""
        self.call_after_refresh(forget_worked_out)  # once the wiped screen is shown: that must not wait
        if self._used and self._site.settings.renew and self._site.pulse.is_watched:
            self._renew_at = self._site.clock() + QUIET

    def on_pin_page_opened(self) -> None:
        """Let the staff have the machine."""
        self._leave(LEFT)

    def _leave(self, status: int) -> None:
        self.exit(status, return_code=status)

    def _handle_exception(self, error: Exception) -> None:
        """End without a word on the screen: what Textual would print there holds what was typed."""
        self._site.pulse.crashed(error)
        super()._handle_exception(error)
        self._exit_renderables.clear()

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

"""Everything one kiosk is made of, put together once and handed to its screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic

from ifn_bot.bot import Bot
from ifn_bot.kiosk.idle import Clock
from ifn_bot.kiosk.pin import Lock
from ifn_bot.kiosk.pulse import Pulse
from ifn_bot.kiosk.settings import KioskSettings


@dataclass(frozen=True, slots=True)
class Site:
    """A bot, what the site chose, and what the machine offers."""

    bot: Bot
    """Made for a kiosk, with words about privacy that are true to the settings."""
    settings: KioskSettings = field(default_factory=KioskSettings)
    clock: Clock = monotonic
    """Returns seconds that only go forward."""
    lock: Lock | None = None
    """Opens the way out for staff; without one there is none."""
    pulse: Pulse = field(default_factory=lambda: Pulse(None))
    """Tells whoever watches over the kiosk that it lives."""

"""Everything one kiosk is made of, put together once and handed to its screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from time import monotonic

from ifn_bot.bot import Bot
from ifn_bot.kiosk.idle import Clock
from ifn_bot.kiosk.output import Speaker
from ifn_bot.kiosk.pin import Lock
from ifn_bot.kiosk.pulse import Pulse
from ifn_bot.kiosk.scrub import Scrubber
from ifn_bot.kiosk.settings import KioskSettings
from ifn_bot.kiosk.tally import Tally


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
    speaker: Speaker | None = None
    """Reads aloud, where that is wanted and possible."""
    tally: Tally | None = None
    """Counts replies, where that is turned on."""
    scrubber: Scrubber | None = None
    """Scrubs questions that got no answer, where they are kept."""
    seal: str = ""
    """What is shown of the seal that the answers are under; nothing where they are under none."""
    today: Callable[[], str] = lambda: date.today().isoformat()
    """Returns the ISO date of the day."""

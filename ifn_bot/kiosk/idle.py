"""When a visit is over: a clock in, a state out; nothing here sleeps."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from ifn_bot.kiosk.settings import IdleSettings

Clock = Callable[[], float]
"""Returns seconds that only go forward."""


@dataclass(frozen=True, slots=True)
class Watch:
    """How a visit stands."""

    over: bool = False
    left: int | None = None
    """Whole seconds until the wipe, once the warning is due."""


class Idle:
    """Watches one visit; every touch extends it, as often as wanted."""

    def __init__(self, clock: Clock, seconds: IdleSettings) -> None:
        self._clock = clock
        self._seconds = seconds
        self._touched = clock()
        self._held_until = clock()

    def touched(self) -> None:
        """Note a key or a touch."""
        self._touched = self._clock()

    def hold(self) -> None:
        """Note that a help text came up, which has to stay."""
        self._held_until = self._clock() + self._seconds.danger

    def restart(self) -> None:
        """Begin to watch a new visit."""
        self._touched = self._held_until = self._clock()

    def watch(self) -> Watch:
        """Return how the visit stands now."""
        warning = max(self._touched + self._seconds.after, self._held_until)
        left = warning + self._seconds.warn - self._clock()
        if left <= 0:
            return Watch(over=True)
        return Watch(left=math.ceil(left)) if left <= self._seconds.warn else Watch()

"""Small stand-ins for what lies outside the program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class FakeClock:
    """A clock that goes only when it is moved."""

    now: float = 1000.0

    def __call__(self) -> float:
        """Return the seconds so far."""
        return self.now

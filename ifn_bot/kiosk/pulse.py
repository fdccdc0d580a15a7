"""What a kiosk tells the program that watches it, through a pipe: that it lives, and where it broke."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path

VARIABLE = "IFN_BOT_PULSE"
"""Names the descriptor of the pipe in the environment."""
LEFT = 0
"""Exit status: staff left the kiosk."""
RENEW = 75
"""Exit status: a visit is over and a fresh program is wanted."""
BEAT = b".\n"
_SET_PARENT_DEATH_SIGNAL = 1
_PACKAGE = Path(__file__).parents[1]


class Pulse:
    """The end that the kiosk writes to; without a watcher it says nothing."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        if descriptor is not None:
            os.set_blocking(descriptor, False)

    @property
    def is_watched(self) -> bool:
        """Whether somebody starts the kiosk again when it ends."""
        return self._descriptor is not None

    def beat(self) -> bool:
        """Say that the kiosk lives; return whether somebody still watches, or nobody ever did."""
        return self._say(BEAT)

    def crashed(self, error: BaseException) -> None:
        """Say where it broke, without a word of what was typed."""
        self._say(f"!{told(error)}\n".encode("ascii", "replace"))

    def trouble(self, error: BaseException) -> None:
        """Say what went wrong beside the kiosk, which goes on."""
        self._say(f"?{told(error)}\n".encode("ascii", "replace"))

    def _say(self, words: bytes) -> bool:
        if self._descriptor is None:
            return True
        try:
            os.write(self._descriptor, words)
        except BlockingIOError:  # the watcher is slow to read, not gone
            return True
        except OSError:
            return False
        return True


def own_pulse(environment: MutableMapping[str, str]) -> Pulse:
    """Return the pulse that the watcher asked for in `environment`, taking it out."""
    named = environment.pop(VARIABLE, "")
    return Pulse(int(named) if named.isascii() and named.isdigit() else None)


def die_with_parent() -> None:
    """Have the system end this process when the one that started it ends, where the system can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def told(error: BaseException) -> str:
    """Return the kind of `error` and the line of this program that met it; never its message."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _PACKAGE in Path(frame.filename).parents]
    place = f" at {Path(frames[-1].filename).relative_to(_PACKAGE)}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def clean(environment: dict[str, str]) -> dict[str, str]:
    """Return `environment` without what switches Textual to logging, debugging or pictures."""
    return {name: value for name, value in environment.items() if not name.startswith("TEXTUAL")}

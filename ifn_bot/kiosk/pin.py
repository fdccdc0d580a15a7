"""The PIN of the staff: kept as a salted hash; each wrong try makes the next one wait longer."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ifn_bot.corpus.store import write_whole

SHORTEST, LONGEST = 6, 12
"""Digits of a PIN."""
FREE_TRIES = 3
"""Wrong tries before the first wait."""
FIRST_WAIT, LONGEST_WAIT = 10, 600
"""Seconds; each further wrong try doubles the wait."""
_COST, _BLOCK, _LANES = 2**14, 8, 1
_SCHEME = "scrypt"


def pin_faults(pin: str) -> str:
    """Return what is wrong with `pin` as a new PIN, or nothing."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        return f"A PIN has {SHORTEST} to {LONGEST} digits and nothing else."
    if len(set(pin)) < 3:
        return "A PIN needs at least three different digits."
    return ""


def hashed(pin: str, salt: bytes | None = None) -> str:
    """Return what is kept of `pin`: scheme, cost, salt and hash."""
    salt = salt or secrets.token_bytes(16)
    digest = hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES)
    return f"{_SCHEME}${_COST}${_BLOCK}${_LANES}${salt.hex()}${digest.hex()}"


def agrees(pin: str, kept: str) -> bool:
    """Tell whether `pin` is the one that `kept` was made of; a damaged `kept` agrees with nothing."""
    try:
        scheme, cost, block, lanes, salt, digest = kept.strip().split("$")
        found = hashlib.scrypt(pin.encode(), salt=bytes.fromhex(salt), n=int(cost), r=int(block), p=int(lanes))
        return scheme == _SCHEME and hmac.compare_digest(found, bytes.fromhex(digest))
    except ValueError:
        return False


def write_pin(pin: str, path: Path) -> None:
    """Keep the hash of `pin` in `path`, for its owner only.

    Raises:
        OSError: the file cannot be written.
    """
    write_whole(path, hashed(pin) + "\n")
    path.chmod(0o600)


def read_lock(path: Path, tries: Path, now: Callable[[], float]) -> Lock | None:
    """Return the lock whose PIN is kept in `path`, or None where no PIN was set."""
    try:
        return Lock(path.read_text(encoding="ascii"), tries, now)
    except (OSError, UnicodeDecodeError):
        return None


class Lock:
    """Opens at the PIN. Wrong tries are kept in a file, so that a new start does not forget them."""

    def __init__(self, kept: str, tries: Path, now: Callable[[], float]) -> None:
        """Make a lock.

        Args:
            kept: what `hashed` returned.
            tries: where wrong tries are kept.
            now: returns the seconds of the calendar.
        """
        self._kept = kept
        self._tries = tries
        self._now = now
        self._wrong, self._last = 0, 0.0

    def wait(self) -> int:
        """Return the seconds until the next try counts; 0 where it counts now."""
        self._read()
        if self._wrong < FREE_TRIES:
            return 0
        pause: int = min(LONGEST_WAIT, FIRST_WAIT << min(self._wrong - FREE_TRIES, 10))
        passed = max(0.0, self._now() - self._last)
        return max(0, round(pause - passed + 0.5))

    def opens(self, pin: str) -> bool:
        """Tell whether `pin` is right; a try while there is a wait is wrong and not looked at."""
        if self.wait():
            return False
        self._note(self._wrong + 1)
        if not agrees(pin, self._kept):
            return False
        self._note(0)
        return True

    def _read(self) -> None:
        """Take over what other kiosks on this machine noted, if that is more."""
        try:
            found = json.loads(self._tries.read_text(encoding="ascii"))
            wrong, last = int(found["wrong"]), float(found["last"])
        except (OSError, ValueError, KeyError, TypeError):
            return
        self._wrong, self._last = max((wrong, last), (self._wrong, self._last)) if wrong else (0, 0.0)

    def _note(self, wrong: int) -> None:
        """Keep the number of wrong tries before the PIN is looked at, so that a kill gives no try away."""
        self._wrong, self._last = wrong, self._now()
        with suppress(OSError):  # then they are known until this program ends
            write_whole(self._tries, json.dumps({"wrong": wrong, "last": self._last}))

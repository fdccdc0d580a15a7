"""Keeps a kiosk on a terminal: starts it again when it ends, and shows the fixed error text meanwhile."""

from __future__ import annotations

import logging
import os
import select
import signal
import subprocess
import sys
import termios
import textwrap
import time
from collections.abc import Sequence
from types import FrameType

from ifn_bot.kiosk.pulse import LEFT, RENEW, VARIABLE, clean

PATIENCE = 20.0
"""Seconds without a sign of life after which the kiosk is ended."""
GRACE = 3.0
"""Seconds between asking it to end and making it end."""
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 30.0
"""Seconds before a start after a crash; each further one doubles the pause."""
STEADY = 60.0
"""Seconds of running after which earlier crashes are forgotten."""
AGAIN = "This screen starts again by itself. Please wait a moment."
READY_SOON = "One moment, please."

_PLAIN = (
    "".join(f"\x1b[?{mode}l" for mode in (1000, 1002, 1003, 1006, 1015, 1004, 2004, 1049, 25))
    + "\x1b[<u\x1b[?7h\x1b[0m"
)
"""Ends mouse, paste and focus reports, the second screen, the cursor and the keys of a kiosk that was killed."""
_WIPE = "\x1b[2J\x1b[3J\x1b[H\x1b]52;c;!\x07"
_SHOW_CURSOR = "\x1b[?25h"
_IGNORED = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)
_ENDING = (signal.SIGTERM, signal.SIGHUP)

SIGNS = {b"!": "crashed", b"?": "goes on without it"}
"""How a line of the pulse begins that is no sign of life."""

log = logging.getLogger("ifn_bot.kiosk")


class Backoff:
    """How long to pause before the next start."""

    def __init__(self) -> None:
        self._crashes = 0

    def pause(self, ran: float) -> float:
        """Return the seconds to pause after a crash of a kiosk that `ran` so many seconds."""
        self._crashes = 1 if ran >= STEADY else self._crashes + 1
        return float(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(self._crashes - 1, 10)))


class Terminal:
    """The terminal between two runs of the kiosk: raw, so that no key does anything."""

    def __init__(self) -> None:
        self._descriptor = sys.stdin.fileno()
        self._before = termios.tcgetattr(self._descriptor)

    def hold(self) -> None:
        """Take echo, line editing and signal keys away, and drop what was typed."""
        held = termios.tcgetattr(self._descriptor)
        held[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
        termios.tcsetattr(self._descriptor, termios.TCSAFLUSH, held)

    def show(self, text: str) -> None:
        """Wipe screen, scrollback and clipboard, and show `text`."""
        self.hold()
        width = max(20, min(76, os.get_terminal_size(self._descriptor).columns - 4))
        lines = [part for line in text.splitlines() for part in textwrap.wrap(line, width) or [""]]
        self._write(_PLAIN + _WIPE + "\r\n" + "".join(f"  \x1b[1m{line}\x1b[0m\r\n" for line in lines))

    def give_back(self) -> None:
        """Leave the terminal as it was found, empty."""
        self._write(_PLAIN + _WIPE + _SHOW_CURSOR)
        termios.tcsetattr(self._descriptor, termios.TCSAFLUSH, self._before)

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


class Supervisor:
    """Runs one kiosk after another until staff leave it or the machine asks it to end."""

    def __init__(self, command: Sequence[str], failure: str, terminal: Terminal) -> None:
        """Make the supervisor.

        Args:
            command: program and arguments of the kiosk.
            failure: the fixed text for when it broke, with the help lines.
            terminal: where it is shown.
        """
        self._command = list(command)
        self._failure = failure
        self._terminal = terminal
        self._process: subprocess.Popen[bytes] | None = None
        self._ended_by = 0

    def run(self) -> int:
        """Keep the kiosk running and return the exit status once it is over for good."""
        for number in _IGNORED:
            signal.signal(number, signal.SIG_IGN)
        for number in _ENDING:
            signal.signal(number, self._end)
        try:
            return self._keep()
        finally:
            self._terminal.give_back()

    def _keep(self) -> int:
        backoff = Backoff()
        self._terminal.show(READY_SOON)
        while not self._ended_by:
            started = time.monotonic()
            status = self._run_once()
            if self._ended_by:
                break
            if status == LEFT:
                log.info("left by staff")
                return LEFT
            if status == RENEW:
                self._terminal.show(READY_SOON)
                continue
            pause = backoff.pause(time.monotonic() - started)
            log.warning("ended with status %d; starting again in %.2f seconds", status, pause)
            self._terminal.show(f"{self._failure}\n\n{AGAIN}")
            self._pause(pause)
        return 128 + self._ended_by

    def _run_once(self) -> int:
        """Run the kiosk to its end and return its status."""
        reading, writing = os.pipe()
        environment = {**clean(dict(os.environ)), VARIABLE: str(writing)}
        try:
            self._process = subprocess.Popen(self._command, env=environment, pass_fds=(writing,))  # noqa: S603  our own
            os.close(writing)
            self._listen(reading)
        finally:
            os.close(reading)
        return end(self._process)

    def _listen(self, reading: int) -> None:
        """Return once the kiosk has closed its pipe, or has been silent for too long."""
        while not self._ended_by:
            ready, _, _ = select.select([reading], [], [], PATIENCE)
            words = os.read(reading, 4096) if ready else b""
            if not words:
                if not ready:
                    log.warning("gave no sign of life for %d seconds", PATIENCE)
                return
            note(words)

    def _pause(self, seconds: float) -> None:
        """Wait, unless told to end."""
        until = time.monotonic() + seconds
        while not self._ended_by and time.monotonic() < until:
            time.sleep(0.05)

    def _end(self, number: int, frame: FrameType | None) -> None:
        """Remember the order to end and pass it on."""
        self._ended_by = number
        if self._process and self._process.poll() is None:
            self._process.terminate()


def note(words: bytes) -> None:
    """Write what a kiosk said of its troubles to the log, one line each."""
    for line in words.splitlines():
        if line[:1] in SIGNS:
            log.warning("%s: %s", SIGNS[line[:1]], line[1:].decode("ascii", "replace"))


def end(process: subprocess.Popen[bytes]) -> int:
    """Return the status of `process`; one that does not end is asked to, and then made to."""
    for ask in (None, process.terminate, process.kill):
        if ask:
            ask()
        try:
            return process.wait(GRACE)
        except subprocess.TimeoutExpired:
            continue
    return process.wait()

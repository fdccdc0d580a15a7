"""The chat window in a terminal of its own: first paint, key to repaint, and memory, as ratios.

Run it on a quiet machine: `python -m benchmarks.chat`. Nothing is asserted; the gates stand
beside what was measured. First paint is set against the import of Textual alone, run in turns with it; the repaint of a
long conversation against that of an empty one, key by key in turns.
"""

from __future__ import annotations

import argparse
import errno
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("ifn-bot")
PAINTED = b"ype a question"
"""What stands on the screen once the window is painted; the cursor is on the first letter."""
QUIET = 0.15
"""Seconds without output after which a screen counts as finished."""
DIGESTED = 1.0
"""Seconds without output after which a burst counts as answered; keys piled up in the program would count as memory."""
BURST = 50
"""Messages that are typed before what comes of them is waited for; a terminal holds back 4,096 letters."""
QUESTIONS = ("what is avonex", "hello", "how do i store pegasys", "thanks")
PAINT_GATE, REPAINT_GATE = 1.5, 2.5


class Window:
    """The program in a pseudo terminal of 80 by 24."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._started = time.perf_counter()
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            os.execve(PROGRAM, [str(PROGRAM)], environment)  # noqa: S606  # the program itself, by its path
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def first_paint(self) -> float:
        """Return the seconds from the start until the window is painted."""
        read = b""
        while PAINTED not in read:
            drawn = self._drawn()
            if not drawn:
                raise SystemExit(f"The window ended before it was painted; it had drawn {read!r}.")
            read += drawn
        return time.perf_counter() - self._started

    def settle(self, quiet: float = QUIET) -> None:
        """Read until nothing comes for a while, or the program has ended."""
        while select.select([self._terminal], [], [], quiet)[0] and self._drawn():
            pass

    def _drawn(self) -> bytes:
        """Return the next piece of what is drawn; nothing once the program has left the terminal."""
        try:
            return os.read(self._terminal, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return b""

    def say(self, *messages: str) -> None:
        """Type messages, each with Enter, a burst at a time, and wait for what comes of it."""
        for start in range(0, len(messages), BURST):
            os.write(self._terminal, "".join(f"{message}\r" for message in messages[start : start + BURST]).encode())
            select.select([self._terminal], [], [], 5)
            self.settle(DIGESTED)

    def repaint(self, key: bytes) -> float:
        """Return the milliseconds from a key to the first output."""
        pressed = time.perf_counter()
        os.write(self._terminal, key)
        select.select([self._terminal], [], [], 5)
        took = time.perf_counter() - pressed
        self.settle()
        return 1000 * took

    def memory(self) -> float:
        """Return the megabytes that the process holds."""
        status = Path(f"/proc/{self._process}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def close(self) -> None:
        """End it and wait for that."""
        os.kill(self._process, signal.SIGTERM)
        self.settle(10)
        os.close(self._terminal)
        os.waitpid(self._process, 0)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--runs", type=int, default=9, help="starts of each kind")
    asked.add_argument("--keys", type=int, default=40, help="keys in each window")
    asked.add_argument("--messages", type=int, nargs="+", default=[1000, 5000], help="lengths of the conversations")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TERM": "xterm-256color", "XDG_CONFIG_HOME": folder}
        paint(options.runs, environment)
        length(options.messages, options.keys, environment)


def paint(runs: int, environment: dict[str, str]) -> None:
    """Print how long the first paint takes beside the import of Textual (Y2)."""
    painted, imported = [], []
    for _ in range(runs + 1):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "from textual.app import App"], check=True)
        imported.append(time.perf_counter() - started)
        window = Window(environment)
        painted.append(window.first_paint())
        window.close()
    ratios = [one / other for one, other in zip(painted[1:], imported[1:], strict=True)]
    print(
        f"first paint  {1000 * statistics.median(painted[1:]):.0f} ms, Textual alone"
        f" {1000 * statistics.median(imported[1:]):.0f} ms, ratio {statistics.median(ratios):.2f} (gate {PAINT_GATE})"
    )


def length(lengths: list[int], keys: int, environment: dict[str, str]) -> None:
    """Print the repaint and the memory of conversations of several lengths."""
    windows = {length: Window(environment) for length in (0, *lengths)}
    grown = {}
    for messages, window in windows.items():
        window.first_paint()
        window.settle()
        window.say(*QUESTIONS)
        before = window.memory()
        window.say(*(QUESTIONS[n % len(QUESTIONS)] for n in range(messages)))
        window.settle(5.0)
        grown[messages] = window.memory() - before
    took: dict[int, list[float]] = {messages: [] for messages in windows}
    for _ in range(keys):
        for key in (b"x", b"\x7f"):
            for messages, window in windows.items():
                took[messages].append(window.repaint(key))
    empty = statistics.median(took[0])
    for messages, times in took.items():
        half = statistics.median(times)
        print(
            f"{messages:5} messages  repaint {half:.1f} ms, ratio to none {half / empty:.2f} (gate {REPAINT_GATE}),"
            f" memory grew by {grown[messages]:.1f} MB"
        )
    for window in windows.values():
        window.close()


if __name__ == "__main__":
    main()

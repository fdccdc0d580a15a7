"""A program on a pseudo-terminal of its own, and the screen it draws."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyte

PATIENCE = 60.0


class Terminal:
    """Runs `command` in a new terminal; what it draws is read with pyte."""

    def __init__(
        self,
        command: Sequence[str],
        environment: dict[str, str],
        size: tuple[int, int] = (80, 24),
        *,
        drawn: bool = True,
    ) -> None:
        """Start `command`; with `drawn` off nothing is put on the screen, which is several times as quick.

        `saw` tells then what came, while `wait` and `text` know nothing.
        """
        self._drawn = drawn
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self._own, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.process = subprocess.Popen(
            command,
            stdin=other,
            stdout=other,
            stderr=other,
            env=environment,
            start_new_session=True,
            preexec_fn=_take_over,
        )
        os.close(other)

    @property
    def text(self) -> str:
        """The words on the screen, line ends as spaces."""
        return " ".join(" ".join(self.screen.display).split())

    def press(self, keys: str | bytes) -> None:
        os.write(self._own, keys.encode() if isinstance(keys, str) else keys)

    def read(self, seconds: float = 0.1) -> None:
        """Take in what is drawn within `seconds`."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._take(left)

    def _take(self, seconds: float) -> None:
        """Take in what is drawn next, if anything is within `seconds`."""
        if not select.select([self._own], [], [], seconds)[0]:
            return
        try:
            drawn = os.read(self._own, 65536)
        except OSError:  # it has ended
            time.sleep(min(seconds, 0.05))
            return
        self.raw += drawn
        if self._drawn:
            self._stream.feed(_without_kitty(drawn))

    def wait(self, shown: str | Callable[[], bool]) -> str:
        """Return the words on the screen once `shown` is among them, or is true."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if shown in self.text if isinstance(shown, str) else shown():
                return self.text
            self._take(0.1)
        raise AssertionError(f"{shown!r} did not come up:\n" + "\n".join(self.screen.display))

    def saw(self, words: bytes) -> None:
        """Wait until `words` were sent in one piece, and forget all that came before."""
        self.wait(lambda: words in self.raw)
        self.raw = self.raw.rpartition(words)[2]

    def children(self) -> list[int]:
        """Return the processes that the program started."""
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return [int(pid) for pid in listed.stdout.split()]

    def hang_up(self) -> None:
        """Take the terminal away from the program."""
        os.close(self._own)

    def close(self) -> None:
        """End the program, and wait until it has."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.wait(lambda: self.process.poll() is not None)
        os.close(self._own)


def _take_over() -> None:
    """Make the terminal the one that controls the new session."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _without_kitty(drawn: bytes) -> bytes:
    """Leave out the sequences that pyte takes for text."""
    for sequence in (
        b"\x1b[>5u",
        b"\x1b[>25u",
        b"\x1b[<u",
        b"\x1b[?2026$p",
        b"\x1b[?2048$p",
        b"\x1b[?2026h",
        b"\x1b[?2026l",
    ):
        drawn = drawn.replace(sequence, b"")
    return drawn


def holders(words: bytes, folder: Path) -> list[Path]:
    """Return the files under `folder` that hold `words`."""
    return [path for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]


def remembers(pid: int, words: bytes) -> bool:
    """Tell whether the memory of the process `pid` holds `words`."""
    maps = Path(f"/proc/{pid}/maps").read_text(encoding="ascii", errors="replace")
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        return any(words in part for line in maps.splitlines() for part in _parts(memory.fileno(), line))


def resident(pid: int) -> int:
    """Return the bytes of memory that the process `pid` holds."""
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _parts(memory: int, line: str) -> list[bytes]:
    bounds, rights, *_ = line.split()
    start, end = (int(bound, 16) for bound in bounds.split("-"))
    if not rights.startswith("rw"):
        return []
    try:
        return [os.pread(memory, end - start, start)]
    except OSError:
        return []

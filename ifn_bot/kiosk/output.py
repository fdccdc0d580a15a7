"""What leaves the kiosk: paper and speech, through programs that get text on their standard input and nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
import subprocess
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence

from ifn_bot.model import Reply
from ifn_bot.wording import unmarked

PRINTING = 30.0
"""Seconds after which a print command is given up."""
VOLUME, LEAST, MOST, STEP = 100, 20, 180, 40
"""Of speech: as it starts with each visitor, its bounds, and by how much it changes."""
_MARK = re.compile(r"\[\d+\]")


async def printed(command: Sequence[str], text: str) -> bool:
    """Hand `text` to the print command; return whether it took it."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
        )
    except OSError:
        return False
    try:
        await asyncio.wait_for(process.communicate(text.encode()), PRINTING)
    except (TimeoutError, ConnectionError):
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        return False
    return process.returncode == 0


def spoken(reply: Reply) -> str:
    """Return the whole of `reply` as it is read aloud: no marks, no headings' signs."""
    parts = [reply.text]
    for part in reply.parts or (reply,):
        if part.entry:
            parts += [part.entry.title, unmarked(part.entry.summary), unmarked(part.entry.details)]
    text = "\n\n".join(filter(None, [*parts, reply.footer]))
    return _MARK.sub("", text)


class Speaker:
    """Reads aloud through espeak-ng; what it says can be broken off at any moment."""

    def __init__(self, voice: str, program: str = "espeak-ng") -> None:
        """Make a speaker with one of the program's voices."""
        self._voice = voice
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self.volume = VOLUME

    @property
    def is_there(self) -> bool:
        """Whether the program is installed."""
        return shutil.which(self._program) is not None

    @property
    def is_speaking(self) -> bool:
        """Whether something is being read."""
        return self._process is not None and self._process.poll() is None

    def say(self, text: str) -> None:
        """Read `text` in place of whatever is being read; where that cannot be, nothing is heard."""
        self.stop()
        command = [self._program, "-v", self._voice, "-a", str(self.volume), "--stdin"]
        with contextlib.suppress(OSError):
            self._process = subprocess.Popen(  # noqa: S603  a list, and text on its standard input
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            if self._process.stdin:
                with self._process.stdin as ear:
                    ear.write(text.encode())

    def stop(self) -> None:
        """Be silent."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def change(self, by: int) -> None:
        """Speak louder or lower from the next time on."""
        self.volume = max(LEAST, min(MOST, self.volume + by))

    def reset(self) -> None:
        """Be silent, and start with the usual volume for the next visitor."""
        self.stop()
        self.volume = VOLUME

"""One browser and the kiosk behind it: started without a shell, ended without a trace."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from ifn_bot.kiosk.pulse import LEFT, RENEW, VARIABLE, clean
from ifn_bot.kiosk.supervise import note

log = logging.getLogger("ifn_bot.kiosk")

COLUMNS, ROWS = (40, 200), (12, 80)
"""Least and most that a browser may ask for."""
MOST_TYPED = 4096
"""Bytes of one message from the page that are passed on."""
SILENCE = 20.0
"""Seconds without a sign of life after which the kiosk is ended."""
MOMENT = 0.5
"""Seconds that a kiosk has to end by itself after it closed its pipe."""
GRACE = 3.0
"""Seconds between asking it to end and making it end."""
CLOSED = {LEFT: 4410, RENEW: 4000}
BROKEN = 4500
"""Codes by which the page learns why the socket was closed."""


def clamped(width: object, height: object) -> tuple[int, int]:
    """Return a size within bounds; what is no number counts as the smallest."""
    return _within(width, COLUMNS), _within(height, ROWS)


def _within(asked: object, bounds: tuple[int, int]) -> int:
    number = asked if isinstance(asked, int) and not isinstance(asked, bool) else bounds[0]
    return max(bounds[0], min(number, bounds[1]))


class Session(AppService):
    """Runs one kiosk for one socket."""

    def __init__(
        self,
        command: Sequence[str],
        write_bytes: Callable[[bytes], Awaitable[None]],
        close: Callable[[int], Awaitable[Any]],
        left: Callable[[], None],
    ) -> None:
        """Make a session.

        Args:
            command: program and arguments of the kiosk.
            write_bytes: sends to the browser.
            close: closes the socket with a code.
            left: called when staff left the kiosk.
        """
        super().__init__(
            "",
            write_bytes=write_bytes,
            write_str=_say_nothing,
            close=_close_later,
            download_manager=DownloadManager(),
        )
        self._arguments = list(command)
        self._close = close
        self._left = left
        self._stopping = asyncio.Event()

    async def start(self, width: int, height: int) -> None:
        """Start the kiosk, and watch it."""
        reading, writing = os.pipe()
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._arguments,
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env={**self._build_environment(width, height), VARIABLE: str(writing)},
                pass_fds=(writing,),
                start_new_session=True,
            )
        except BaseException:  # a cancelled start too must close the pipe; it is raised again
            os.close(reading)
            raise
        finally:
            os.close(writing)
        assert self._process.stdin  # noqa: S101  it was asked for above
        self._stdin = self._process.stdin
        self._task = asyncio.create_task(self._run(self._process, reading))

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        """Return the environment of the kiosk: this one, without what turns on logs and debugging."""
        return clean(dict(os.environ)) | {
            "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
            "TEXTUAL_FPS": "30",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "COLUMNS": str(width),
            "ROWS": str(height),
        }

    async def stop(self) -> None:
        """End the kiosk, and wait until it is gone."""
        if self._task is not None:
            task, self._task = self._task, None
            self._stopping.set()  # not cancelled: a task that is cancelled before its first step never ends its kiosk
            await task

    async def _run(self, process: Process, reading: int) -> None:
        """Pass on what the kiosk draws until it ends, is silent or is stopped; then leave nothing of it."""
        tasks = [asyncio.create_task(doing) for doing in (self._draw(process), _listen(reading), self._stopping.wait())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            status = await _ended(process)
        if not self._stopping.is_set():
            await self._over(status)

    async def _over(self, status: int) -> None:
        """Tell the page why the kiosk ended."""
        if status not in CLOSED:
            log.warning("a session ended with status %d", status)
        await self._close(CLOSED.get(status, BROKEN))
        if status == LEFT:
            self._left()

    async def _draw(self, process: Process) -> None:
        """Pass what is drawn on to the browser."""
        stdout = process.stdout
        assert stdout  # noqa: S101  it was asked for
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, ValueError):
            while await stdout.readline() != b"__GANGLION__\n":
                if stdout.at_eof():
                    return
            while True:
                kind = await stdout.readexactly(1)
                payload = await stdout.readexactly(int.from_bytes(await stdout.readexactly(4), "big"))
                if kind == b"D":
                    await self.on_data(payload)


async def _listen(reading: int) -> None:
    """Return once the kiosk has been silent for too long, or has closed its pipe."""
    stream = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stream), os.fdopen(reading, "rb"))
    try:
        while words := await asyncio.wait_for(stream.read(4096), SILENCE):
            note(words)
    except TimeoutError:
        log.warning("a session gave no sign of life for %d seconds", SILENCE)
    finally:
        transport.close()


async def _ended(process: Process) -> int:
    """Return the status of `process` once it and what it started are gone: asked first, then made to."""
    emptying = asyncio.create_task(_empty(process.stdout))
    await _waited(process, MOMENT)
    for number in (signal.SIGTERM, signal.SIGKILL):
        if process.returncode is None:
            _signal(process, number)
            await _waited(process, GRACE)
    _signal(process, signal.SIGKILL)
    await emptying
    return await process.wait()


async def _empty(stdout: asyncio.StreamReader | None) -> None:
    """Read and drop what is still drawn: a full pipe would keep the kiosk from ending, and asyncio from noticing."""
    while stdout and await stdout.read(65536):
        continue


async def _waited(process: Process, seconds: float) -> None:
    """Wait for the end of `process`, but not for longer than `seconds`."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(asyncio.shield(process.wait()), seconds)


def _signal(process: Process, number: int) -> None:
    """Send a signal to `process` and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


async def _say_nothing(text: str) -> None:
    """Send no orders to the page: it opens and downloads nothing."""


async def _close_later() -> None:
    """Leave the socket open until the kiosk is gone and its status known."""

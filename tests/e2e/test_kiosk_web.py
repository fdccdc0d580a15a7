"""The kiosk in a browser: a door that keeps strangers out, and a real Chromium that touches, types and reads."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket as sockets
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pyte
import pytest
from playwright.async_api import Page, WebSocket, async_playwright

from ifn_bot.kiosk.pin import write_pin
from tests.e2e.network import Calls
from tests.e2e.terminal import holders

PROGRAM = str(Path(sys.executable).with_name("ifn-bot"))
CHROMIUM = "/usr/bin/chromium"
BROWSER = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60.0
CANARY = "zebrafinch quokka"
SESSIONS = 3


@dataclass
class Served:
    """A running server."""

    process: subprocess.Popen[bytes]
    port: int
    home: Path
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def children(self) -> list[int]:
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return [int(pid) for pid in listed.stdout.split()]

    async def until(self, kiosks: int) -> list[int]:
        """Return the kiosks once there are so many."""
        deadline = time.monotonic() + PATIENCE
        while len(self.children()) != kiosks:
            assert time.monotonic() < deadline, f"{len(self.children())} kiosks instead of {kiosks}"
            await asyncio.sleep(0.1)
        return self.children()


def _free_port() -> int:
    with sockets.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _listens(port: int) -> bool:
    with sockets.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def _serve(home: Path, cache: Path, further: dict[str, str] | None = None) -> Served:
    """Start the installed server on a port of its own, with all its files under `home`; `further` goes to it."""
    port = _free_port()
    settings = home / "kiosk.toml"
    settings.write_text(f'region = "US"\n[web]\nport = {port}\nsessions = {SESSIONS}\n', encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "TEXTUAL", "IFN_BOT"))}
    log = home / "server.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [PROGRAM, "kiosk", "--web", "--settings", str(settings)],
            stdout=file,
            stderr=file,
            env={**kept, "HOME": str(home), "TMPDIR": str(home), "IFN_BOT_CACHE": str(cache), **(further or {})},
        )
    deadline = time.monotonic() + PATIENCE
    while not _listens(port):
        assert process.poll() is None, log.read_text(encoding="utf-8")
        assert time.monotonic() < deadline, "the server does not listen"
        time.sleep(0.1)
    return Served(process, port, home, log)


def _end(running: Served) -> None:
    """End the server; it must go in order and leave no word of trouble."""
    running.process.terminate()
    try:
        assert running.process.wait(20) == 0
    finally:
        running.process.kill()
    assert "Traceback" not in running.log.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Iterator[Served]:
    """Return one server for all tests of this file."""
    home = tmp_path_factory.mktemp("served")
    calls = Calls(home)
    running = _serve(home, compiled, calls.environment)
    yield running
    _end(running)
    assert calls.listening()
    assert calls.leaving() == []


@pytest.fixture
async def served(running: Served) -> AsyncIterator[Served]:
    """Return the server; each test leaves it without a kiosk."""
    yield running
    await running.until(0)


async def _token(client: aiohttp.ClientSession, served: Served) -> str:
    async with client.get(f"{served.url}/") as answer:
        return (await answer.text()).partition("/socket/")[2].partition('"')[0]


@asynccontextmanager
async def visiting(served: Served, query: str = "width=80&height=24") -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Open the socket as the page does."""
    async with aiohttp.ClientSession() as client:
        address = f"{served.url}/socket/{await _token(client, served)}?{query}"
        async with client.ws_connect(address, headers={"Origin": served.url}, max_msg_size=0) as socket:
            yield socket


async def drawn(
    socket: aiohttp.ClientWebSocketResponse, words: str, size: tuple[int, int] = (80, 24), on: pyte.Screen | None = None
) -> pyte.Screen:
    """Return the screen once `words` stand on it: a new one, or the one drawn `on` so far."""
    screen = on or pyte.Screen(*size)
    stream = pyte.ByteStream(screen)
    async with asyncio.timeout(PATIENCE):
        while words not in " ".join(" ".join(screen.display).split()):
            message = await socket.receive()
            assert message.type in {aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT}, message
            if message.type == aiohttp.WSMsgType.BINARY:
                stream.feed(message.data)
    return screen


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80", "Origin": "http://evil.example"},
        {"Host": ""},
    ],
)
async def test_a_stranger_by_name_is_turned_away(headers: dict[str, str], served: Served) -> None:
    async with aiohttp.ClientSession() as client, client.get(f"{served.url}/", headers=headers) as answer:
        assert answer.status in {400, 421}
        assert "/socket/" not in await answer.text()


async def test_a_socket_needs_the_own_page_and_the_token(served: Served) -> None:
    async with aiohttp.ClientSession() as client:
        token = await _token(client, served)
        for origin, given in (("http://evil.example", token), ("null", token), ("", token), (served.url, "guess")):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await client.ws_connect(f"{served.url}/socket/{given}", headers={"Origin": origin})
            assert refused.value.status == 403
    assert served.children() == []


@pytest.mark.parametrize(
    "path", ["/", "/part/kiosk.js", "/part/font.ttf", "/nothing", "/part/..%2f__init__.py", "/static/"]
)
async def test_every_answer_carries_the_headers_and_nothing_else_is_served(path: str, served: Served) -> None:
    async with aiohttp.ClientSession() as client, client.get(f"{served.url}{path}") as answer:
        assert answer.status == (200 if path in {"/", "/part/kiosk.js", "/part/font.ttf"} else 404)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param("{", id="bad JSON"),
        pytest.param("[]", id="nothing"),
        pytest.param("null", id="no list"),
        pytest.param('["stdin"]', id="too little"),
        pytest.param('["stdin", 5]', id="a number"),
        pytest.param('["resize", "x"]', id="no size"),
        pytest.param('["exec", "ls"]', id="unknown"),
        pytest.param("[" * 9000, id="deep"),
        pytest.param('["stdin", "' + "x" * 9000 + '"]', id="long"),
        pytest.param("x" * 4_194_304, id="4 MiB"),
    ],
)
async def test_what_no_page_would_send_ends_the_socket_and_its_kiosk(sent: str, served: Served) -> None:
    async with visiting(served) as socket:
        await served.until(1)
        with suppress(ConnectionError):  # the server may hang up in the middle of it
            await socket.send_str(sent)
        async with asyncio.timeout(PATIENCE):
            while (await socket.receive()).type not in {
                aiohttp.WSMsgType.CLOSE,
                aiohttp.WSMsgType.CLOSED,
                aiohttp.WSMsgType.ERROR,
            }:
                pass
        assert socket.close_code in {1008, 1009, 1006}
    await served.until(0)


async def test_a_size_is_kept_within_bounds(served: Served) -> None:
    async with visiting(served, "width=3000&height=2000") as socket:
        screen = await drawn(socket, "to begin", (200, 80))
        assert len(screen.display[0]) == 200
        await socket.send_str(json.dumps(["resize", {"width": 3000, "height": -4}]))
        await socket.send_str(json.dumps(["resize", {"width": 80, "height": 24}]))
        await drawn(socket, "to begin")


async def test_no_more_browsers_than_agreed_are_served_and_all_are_forgotten(served: Served) -> None:
    async with aiohttp.ClientSession() as client:
        token = await _token(client, served)
        address = f"{served.url}/socket/{token}"
        opened = [await client.ws_connect(address, headers={"Origin": served.url}) for _ in range(100)]
        assert len(served.children()) <= SESSIONS
        turned_away = [socket for socket in opened if (await socket.receive()).type == aiohttp.WSMsgType.CLOSE]
        assert len(turned_away) == 100 - SESSIONS
        assert {socket.close_code for socket in turned_away} == {4503}
        async with client.get(f"{served.url}/ready") as answer:
            assert answer.status == 503
        for socket in opened:
            await socket.close()
        await served.until(0)
        async with client.get(f"{served.url}/ready") as answer:
            assert answer.status == 200


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
async def test_a_killed_kiosk_closes_its_socket(number: int, served: Served) -> None:
    async with visiting(served) as socket:
        await drawn(socket, "to begin")
        os.kill((await served.until(1))[0], number)
        async with asyncio.timeout(PATIENCE):
            while (await socket.receive()).type != aiohttp.WSMsgType.CLOSE:
                pass
        assert socket.close_code == 4500
    await served.until(0)


async def test_a_stopped_kiosk_is_ended_with_its_socket(served: Served) -> None:
    async with visiting(served) as socket:
        await drawn(socket, "to begin")
        os.kill((await served.until(1))[0], signal.SIGSTOP)
    await served.until(0)


async def test_a_killed_server_leaves_no_kiosk_behind(tmp_path: Path, compiled: Path) -> None:
    own = _serve(tmp_path, compiled)
    async with visiting(own) as socket:
        await drawn(socket, "to begin")
        (kiosk,) = await own.until(1)
        os.kill(kiosk, signal.SIGSTOP)
        own.process.kill()
        own.process.wait(10)
        deadline = time.monotonic() + PATIENCE
        while Path(f"/proc/{kiosk}").exists() and ") Z " not in Path(f"/proc/{kiosk}/stat").read_text(encoding="ascii"):
            assert time.monotonic() < deadline
            await asyncio.sleep(0.1)


async def test_staff_end_the_server_with_the_pin(tmp_path: Path, compiled: Path) -> None:
    write_pin("493716", tmp_path / "kiosk.pin")
    own = _serve(tmp_path, compiled)
    async with visiting(own) as socket:
        screen = await drawn(socket, "to begin")
        for typed, words in (("\x1bOP", "Staff PIN"), ("\t\r", "enter the PIN"), ("493716", "* * * * * *")):
            await socket.send_str(json.dumps(["stdin", typed]))
            await drawn(socket, words, on=screen)
        await socket.send_str(json.dumps(["stdin", "\r"]))
        async with asyncio.timeout(PATIENCE):
            while (await socket.receive()).type != aiohttp.WSMsgType.CLOSE:
                pass
        assert socket.close_code == 4410
    try:
        assert own.process.wait(20) == 0
    finally:
        own.process.kill()
    assert "Traceback" not in own.log.read_text(encoding="utf-8")


def test_an_address_in_use_is_named(running: Served, compiled: Path) -> None:
    command = [PROGRAM, "kiosk", "--web", "--settings", str(running.home / "kiosk.toml")]
    environment = {**os.environ, "IFN_BOT_CACHE": str(compiled)}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 1
    assert "cannot be listened on" in ran.stderr
    assert "Traceback" not in ran.stderr


@dataclass
class Shown:
    """A page of the browser, and the screen that its socket brought."""

    page: Page
    screen: pyte.Screen = field(default_factory=lambda: pyte.Screen(80, 24))
    hosts: set[str] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note every request, and everything that is drawn."""
        self.page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))
        self.page.on("pageerror", lambda error: self.failures.append(str(error)))
        self.page.on("websocket", lambda socket: self._follow(socket))

    def _follow(self, socket: WebSocket) -> None:
        size = dict(part.split("=") for part in socket.url.partition("?")[2].split("&"))
        self.screen = pyte.Screen(int(size["width"]), int(size["height"]))
        stream = pyte.ByteStream(self.screen)

        def feed(drawn: str | bytes) -> None:
            if isinstance(drawn, bytes):
                stream.feed(drawn)

        socket.on("framereceived", feed)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.screen.display).split())

    async def wait(self, words: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while words not in self.text:
            assert time.monotonic() < deadline, f"{words!r} did not come up:\n" + "\n".join(self.screen.display)
            await self.page.wait_for_timeout(100)

    async def tap(self, words: str) -> None:
        """Touch the place where `words` stand."""
        deadline = time.monotonic() + PATIENCE
        while not (rows := [row for row, line in enumerate(self.screen.display) if words in line]):
            assert time.monotonic() < deadline, f"{words!r} did not come up:\n" + "\n".join(self.screen.display)
            await self.page.wait_for_timeout(100)
        row, line = rows[0], self.screen.display[rows[0]]
        box = await self.page.locator(".xterm-screen").bounding_box()
        assert box
        x = box["x"] + box["width"] * (line.index(words) + len(words) / 2) / self.screen.columns
        y = box["y"] + box["height"] * (row + 0.5) / self.screen.lines
        await self.page.touchscreen.tap(x, y)


@asynccontextmanager
async def browsing(served: Served, width: int = 1920, height: int = 1080) -> AsyncIterator[Shown]:
    """Show the kiosk in Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=BROWSER)
        page = await browser.new_page(viewport={"width": width, "height": height}, has_touch=True)
        shown = Shown(page)
        shown.watch()
        await page.goto(served.url)
        yield shown
        assert shown.failures == []
        assert shown.hosts == {f"127.0.0.1:{served.port}"}
        await browser.close()


async def test_a_visitor_touches_types_and_reads_in_chromium(served: Served) -> None:
    async with browsing(served) as shown:
        await shown.wait("to begin")
        assert await shown.page.title() == "Questions about interferon"
        await shown.tap("to begin")
        await shown.wait("Choose a subject")
        await shown.tap("interferon alfa-2a")
        await shown.wait("Choose a question: interferon alfa-2a")
        await shown.tap("Back")
        await shown.wait("Choose a subject")
        await shown.page.keyboard.type(CANARY, delay=40)
        await shown.wait(CANARY)
        await shown.page.keyboard.press("Enter")
        await shown.wait(f"You: {CANARY}")
        await shown.tap("Clear now")
        await shown.wait("to begin")
        assert CANARY not in shown.text
    await served.until(0)
    assert holders(CANARY.encode(), served.home) == []


async def test_every_row_of_keys_fits_on_a_small_screen(served: Served) -> None:
    async with browsing(served, 1024, 768) as shown:
        await shown.wait("to begin")
        await shown.page.keyboard.press("F4")
        await shown.wait("Type here")
        for words in (" q ", " p ", "1 2 3", "Space", "Ask  ", "Clear now"):
            await shown.wait(words.strip())
        await shown.tap(" q ")
        await shown.wait("┃ q ")


async def test_the_page_comes_back_by_itself_after_its_kiosk_was_killed(served: Served) -> None:
    async with browsing(served) as shown:
        await shown.wait("to begin")
        os.kill((await served.until(1))[0], signal.SIGKILL)
        await shown.page.wait_for_selector("#failure", state="visible", timeout=PATIENCE * 1000)
        assert "911" in await shown.page.inner_text("#failure")
        shown.screen.reset()
        await shown.wait("to begin")
        await shown.page.wait_for_selector("#wait", state="hidden", timeout=PATIENCE * 1000)
        await shown.page.keyboard.press("Enter")
        await shown.wait("Choose a subject")


async def test_one_browser_too_many_is_asked_to_wait_and_then_let_in(served: Served) -> None:
    async with visiting(served), visiting(served), visiting(served) as third:
        await drawn(third, "to begin")
        async with browsing(served) as shown:
            await shown.page.wait_for_selector("#busy", state="visible", timeout=PATIENCE * 1000)
            await third.close()
            await shown.wait("to begin")


async def test_nothing_is_copied_pasted_or_opened_from_the_page(served: Served) -> None:
    async with browsing(served) as shown:
        await shown.wait("to begin")
        await shown.page.keyboard.press("F4")
        await shown.wait("Type here")
        pasted = "new ClipboardEvent('paste', {clipboardData: new DataTransfer(), cancelable: true, bubbles: true})"
        assert await shown.page.evaluate(f"document.body.dispatchEvent({pasted})") is False
        menu = "new MouseEvent('contextmenu', {cancelable: true, bubbles: true})"
        assert await shown.page.evaluate(f"document.body.dispatchEvent({menu})") is False
        for keys in ("key: 'Delete', ctrlKey: true, shiftKey: true", "key: 'ArrowLeft', altKey: true", "key: 'F12'"):
            pressed = f"new KeyboardEvent('keydown', {{{keys}, cancelable: true, bubbles: true}})"
            assert await shown.page.evaluate(f"document.body.dispatchEvent({pressed})") is False, keys
        assert await shown.page.evaluate("window.open('http://127.0.0.1/')") is None
        assert len(shown.page.context.pages) == 1

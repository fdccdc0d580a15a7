"""Serves the kiosk to browsers: a page, a socket for each, and no more of them than agreed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import textual_serve
from aiohttp import WSCloseCode, WSMessage, WSMsgType, web
from textual_serve.server import Server

from ifn_bot.kiosk.settings import WebSettings
from ifn_bot.web.door import HEADERS, Door, names
from ifn_bot.web.page import page
from ifn_bot.web.session import MOST_TYPED, Session, clamped

MOST_BYTES = 16 * 1024
"""Of one message; a page sends a key or a size."""
PAGE_SILENCE = 15.0
"""Seconds without a sign of life after which a page counts as gone."""
BUSY = 4503
"""Tells the page that every place is taken."""

_SERVED = Path(textual_serve.__file__).parent / "static"
_FILES = {
    "textual.js": (_SERVED / "js" / "textual.js", "text/javascript"),
    "xterm.css": (_SERVED / "css" / "xterm.css", "text/css"),
    "font.ttf": (_SERVED / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "kiosk.js": (Path(str(files("ifn_bot.web") / "page" / "kiosk.js")), "text/javascript"),
    "kiosk.css": (Path(str(files("ifn_bot.web") / "page" / "kiosk.css")), "text/css"),
}
"""All that can be fetched; no folder is served."""


class KioskServer(Server):
    """textual-serve with a door, a limit, and an end to everything it starts."""

    def __init__(self, command: Sequence[str], settings: WebSettings, failure: str) -> None:
        """Make the server.

        Args:
            command: program and arguments of the kiosk.
            settings: where it listens, and for how many.
            failure: the fixed text that the page shows when the kiosk broke.
        """
        super().__init__("", host=settings.host, port=settings.port, title="Questions about interferon")
        self._arguments = list(command)
        self._settings = settings
        self._failure = failure
        self._places = 0
        self._heard: dict[web.WebSocketResponse, float] = {}
        self.door = Door(names(settings.host, settings.port, settings.names))
        self._over = asyncio.Event()

    async def run(self) -> None:
        """Serve until told to end, or until staff leave the kiosk.

        Raises:
            OSError: the address cannot be listened on.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._over.set)
        runner = web.AppRunner(await self._make_app(), access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, self.host, self.port).start()
            await self._over.wait()
        finally:
            for socket in list(self._heard):
                await socket.close(code=WSCloseCode.GOING_AWAY)
            await runner.cleanup()

    async def _make_app(self) -> web.Application:
        """Return the application: the page, its parts, the socket, and how it stands."""
        app = web.Application(middlewares=[self.door.stand], client_max_size=MOST_BYTES)
        app.add_routes(
            [
                web.get("/", self._page),
                web.get("/part/{name}", self._part),
                web.get("/ready", self._ready),
                web.get("/pages", self._pages),
                web.get("/socket/{token}", self.handle_websocket),
            ]
        )
        return app

    async def _page(self, request: web.Request) -> web.Response:
        scheme = "wss" if request.headers.get("Origin", "").startswith("https") or request.secure else "ws"
        socket = f"{scheme}://{request.headers['Host']}/socket/{self.door.token}"
        text = page(title=self.title, socket=socket, failure=self._failure, letter=self._settings.letter)
        return web.Response(text=text, content_type="text/html")

    async def _part(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["name"] not in _FILES:
            raise web.HTTPNotFound(text="There is no such part.\n")
        path, kind = _FILES[request.match_info["name"]]
        return web.FileResponse(path, headers={**HEADERS, "Content-Type": kind})

    async def _ready(self, request: web.Request) -> web.Response:
        """Say whether there is a place for one more browser."""
        free = self._places < self._settings.sessions
        return web.Response(status=200 if free else 503, text="ready\n" if free else "every place is taken\n")

    async def _pages(self, request: web.Request) -> web.Response:
        """Say how many pages gave a sign of life lately; whoever watches the browser asks."""
        now = asyncio.get_running_loop().time()
        return web.json_response({"pages": sum(now - heard < PAGE_SILENCE for heard in self._heard.values())})

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Give a page of this server its kiosk, where there is a place."""
        if not self.door.admits(request.headers.get("Origin"), request.match_info["token"]):
            raise web.HTTPForbidden(text="This socket is for the page of this server.\n")
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=MOST_BYTES)
        await socket.prepare(request)
        if self._places >= self._settings.sessions:
            await socket.close(code=BUSY)
            return socket
        self._places += 1
        session = Session(self._arguments, socket.send_bytes, lambda code: socket.close(code=code), self._over.set)
        try:
            self._hear(socket)
            await session.start(*clamped(_number(request, "width"), _number(request, "height")))
            await self._serve(socket, session)
        finally:
            self._heard.pop(socket, None)
            await session.stop()
            self._places -= 1
        return socket

    def _hear(self, socket: web.WebSocketResponse) -> None:
        self._heard[socket] = asyncio.get_running_loop().time()

    async def _serve(self, socket: web.WebSocketResponse, session: Session) -> None:
        """Pass on what the page sends, until it sends something that no page of ours would."""
        async for message in socket:
            self._hear(socket)
            if not await self._take(_read(message), socket, session):
                await socket.close(code=WSCloseCode.POLICY_VIOLATION)

    async def _take(self, sent: list[Any], socket: web.WebSocketResponse, session: Session) -> bool:
        """Do what one message says; return whether it said something known."""
        match sent:
            case ["stdin", str(typed)]:
                return await self._type(typed.encode("utf-8", "replace"), session)
            case ["resize", {"width": width, "height": height}]:
                await session.set_terminal_size(*clamped(width, height))
            case ["ping", str(when)] if len(when) < 40:
                await socket.send_json(["pong", when])
            case ["focus"] | ["blur"]:
                await session.focus()  # a kiosk has the focus as long as somebody stands before it
            case _:
                return False
        return True

    async def _type(self, typed: bytes, session: Session) -> bool:
        if len(typed) > MOST_TYPED:
            return False
        with contextlib.suppress(ConnectionError):
            await session.send_bytes(typed)
        return True


def _read(message: WSMessage) -> list[Any]:
    """Return what a message holds; an empty list where it is not what a page would send."""
    if message.type != WSMsgType.TEXT:
        return []
    try:
        sent = json.loads(message.data)
    except (ValueError, RecursionError):
        return []
    return sent if isinstance(sent, list) else []


def _number(request: web.Request, name: str) -> int | None:
    asked = request.query.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else None

"""Who may come in and what leaves with every answer: names, origins, the token, and headers."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, Iterable
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), clipboard-read=(), clipboard-write=()",
    "Cache-Control": "no-store",
    "Server": "ifn-bot",
}
"""Nothing is loaded from elsewhere, framed, kept, or told to anybody."""


class Door:
    """Lets in requests that name this server, and sockets that its own page opened."""

    def __init__(self, names: Iterable[str]) -> None:
        """Make a door for a server that browsers call by one of `names`, each with its port."""
        self._names = {name.lower() for name in names}
        self.token = secrets.token_urlsafe(32)

    def knows(self, host: str | None) -> bool:
        """Tell whether `host` is a name of this server."""
        return host is not None and host.lower() in self._names

    def admits(self, origin: str | None, token: str) -> bool:
        """Tell whether a socket was opened by a page of this server that holds the token of this start."""
        parts = urlsplit(origin or "")
        own = parts.scheme in {"http", "https"} and self.knows(parts.netloc)
        return own and hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode())

    @web.middleware
    async def stand(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Turn strangers away, and send the headers with everything."""
        try:
            if not self.knows(request.headers.get("Host")):
                raise web.HTTPMisdirectedRequest(text="This server is not called that.\n")
            answered = await handler(request)
        except web.HTTPException as refused:
            refused.headers.update(HEADERS)
            raise
        if not answered.prepared:
            answered.headers.update(HEADERS)
        return answered


def names(host: str, port: int, further: Iterable[str]) -> list[str]:
    """Return by what names a browser may call the server that listens on `host` and `port`."""
    local = ("localhost", "127.0.0.1", "[::1]", f"[{host}]" if ":" in host else host)
    return [*(f"{name}:{port}" for name in local), *(local if port == 80 else ()), *further]

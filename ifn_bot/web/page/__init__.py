"""The page that a browser shows, filled for one server."""

from __future__ import annotations

from html import escape
from importlib.resources import files

_PAGE = files("ifn_bot.web.page") / "kiosk.html"


def page(*, title: str, socket: str, failure: str, letter: int) -> str:
    """Return the page; everything that is filled in is text, never markup."""
    text = _PAGE.read_text(encoding="utf-8")
    for slot, filled in (("title", title), ("socket", socket), ("failure", failure), ("letter", str(letter))):
        text = text.replace("{" + slot + "}", escape(filled))
    return text

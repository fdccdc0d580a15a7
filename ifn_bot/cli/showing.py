"""How a reply leaves the program: styled or plain, whole or in part, in pages or as JSON."""

from __future__ import annotations

import os
import re
import sys

from ifn_bot.text import DRAWN_COLUMNS
from ifn_bot.wording import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from ifn_bot.bot import Bot
    from ifn_bot.model import Entry, Reply

WIDEST = 100
"""Columns of text on a terminal, at most: longer lines are hard to read."""

_MARK = re.compile(r"\[\d+\]")


def show_reply(reply: Reply, bot: Bot, asked: argparse.Namespace, question: str) -> None:
    """Print `reply` as the options ask; styled only where a terminal shows it and nobody wants plain text."""
    if asked.json:
        print(json_line(question, reply, bot))
        return
    part = _part(reply, short=asked.short, sources=asked.sources)
    if asked.plain or is_plain():
        print(plain(part, bot.knowledge, asked.width))
        return
    import shutil

    from ifn_bot.styled import styled

    width = asked.width or min(shutil.get_terminal_size().columns, WIDEST)
    page(styled(plain(part, bot.knowledge, width, drawings=width >= DRAWN_COLUMNS)))


def json_line(question: str, reply: Reply, bot: Bot) -> str:
    """Return the JSON object of a reply, on one line."""
    import json

    from ifn_bot.as_json import as_json

    return json.dumps(as_json(question, reply, bot.knowledge), ensure_ascii=False)


def is_plain() -> bool:
    """Tell whether standard output takes nothing but plain text."""
    return not sys.stdout.isatty() or "NO_COLOR" in os.environ or os.environ.get("TERM", "dumb") == "dumb"


def page(text: str) -> None:
    """Print `text`, through the pager of the reader where it is longer than the terminal."""
    import shutil

    if not sys.stdout.isatty() or text.count("\n") + 1 < shutil.get_terminal_size().lines:
        print(text)
        return
    import pydoc

    os.environ.setdefault("LESS", "FRX")
    pydoc.pager(f"{text}\n")


def _part(reply: Reply, *, short: bool, sources: bool) -> Reply:
    """Return the part of `reply` that was asked for; what the bot says itself is never left out."""
    if not short and not sources:
        return reply
    parts = tuple(_part(part, short=short, sources=sources) for part in reply.parts)
    entry = _cut(reply.entry, short=short, sources=sources) if reply.entry else None
    return reply._replace(entry=entry, follow_ups=(), parts=parts)


def _cut(entry: Entry, *, short: bool, sources: bool) -> Entry:
    """Return `entry` without its details, and without its plain paragraph or its sources where not asked for."""
    if not short:
        return entry._replace(summary="", details="")
    if sources:
        return entry._replace(details="")
    return entry._replace(summary=_MARK.sub("", entry.summary), details="", citations=())

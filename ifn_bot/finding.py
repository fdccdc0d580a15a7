"""Words found in a conversation and in the base."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from ifn_bot import catalogue
from ifn_bot.bot import Bot
from ifn_bot.catalogue import Row
from ifn_bot.model import Reply
from ifn_bot.wording import plain

MOST_TURNS = 50
"""Messages of the conversation that are listed."""
MOST_ENTRIES = 300
_TURN = "turn "


def hits(bot: Bot, talk: Sequence[tuple[str, Reply]], words: str) -> tuple[Row, ...]:
    """Return messages of `talk`, newest first, then entries, that hold every one of `words`, and entries near them."""
    if not words.strip():
        return ()
    said = (
        Row(f"{_TURN}{number}", asked or "(start)", f"In this conversation, message {number + 1}")
        for number, (asked, reply) in reversed(list(enumerate(talk)))
        if catalogue.matches(words, asked, plain(reply, bot.knowledge))
    )
    hold = tuple(islice(catalogue.containing(bot.knowledge, words), MOST_ENTRIES))
    known = {row.target for row in hold}
    near = (Row(choice.id, choice.title, "In other words") for choice in bot.suggest(words) if choice.id not in known)
    return (*islice(said, MOST_TURNS), *hold, *near)


def turn_of(target: str) -> int | None:
    """Return the place in the conversation that a row leads to, counted from 0, or None for an entry."""
    return int(target.removeprefix(_TURN)) if target.startswith(_TURN) else None

"""Asks the bot so that the window outlives a fault of the program: the fixed text is shown and the talk goes on."""

from __future__ import annotations

from collections.abc import Callable

from ifn_bot.bot import Bot
from ifn_bot.failing import ProgramFailedError, failing_with
from ifn_bot.model import Choice, Conversation, Reply, Route


def asked(bot: Bot, conversation: Conversation, ask: Callable[[], Reply]) -> Reply:
    """Return what `ask` returns; where the program breaks on it, the fixed text with the help line.

    The conversation is then what it was before, so that the next message is answered as if nothing had happened, and a
    help line that is in view stays there.
    """
    try:
        with failing_with(bot.failure):
            return ask()
    except ProgramFailedError as failed:
        return Reply(Route.SMALLTALK, f"{failed}\n({failed.place})", conversation=conversation)


def suggested(bot: Bot, typed: str, limit: int) -> tuple[Choice, ...]:
    """Return at most `limit` questions that go on as `typed` begins; none where the program breaks on it."""
    try:
        with failing_with(bot.failure):
            return bot.suggest(typed, limit)
    except ProgramFailedError:  # what was typed is kept; once it is asked, the fixed text is shown
        return ()

"""The command ask: one question, or many from a file."""

from __future__ import annotations

import sys

from ifn_bot.cli.opening import open_bot
from ifn_bot.cli.showing import json_line, show_reply
from ifn_bot.cli.start import OK, misused
from ifn_bot.failing import failing_with
from ifn_bot.model import DANGER, Conversation, Route
from ifn_bot.wording import why

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from ifn_bot.bot import Bot

STATUSES = {
    Route.ANSWER: OK,
    Route.CLINICIAN: OK,
    Route.SMALLTALK: OK,
    Route.CLARIFY: 3,
    Route.DECLINE: 4,
    **dict.fromkeys(DANGER, 5),
}
"""Exit status of `ask` for each route."""
HOW_TO_WIPE = {
    "en": "Here Esc wipes nothing: type clear and Enter. Delete what you typed from the history of the shell, too.",
    "es": "Aquí Esc no borra nada: escriba clear y Enter. Borre también lo escrito del historial de la terminal.",
}
"""What is told on a terminal where a card promises that Esc wipes the screen: no program runs any more to do it."""


def ask(asked: argparse.Namespace) -> int:
    """Print the reply to the question, or those to a batch of them; return the exit status."""
    if asked.batch:
        return _batch(asked)
    if asked.conversation:
        return misused("--conversation goes with --batch.")
    question = " ".join(asked.question) or ("" if sys.stdin.isatty() else sys.stdin.read())
    if not question.strip():
        return misused('no question. Try: ifn-bot ask "What is interferon?"')
    bot = open_bot(asked)
    with failing_with(bot.failure):
        reply = bot.reply(question)
        show_reply(reply, bot, asked, question)
        if asked.why and not asked.json:
            print(f"\n{why(reply, bot.knowledge)}")
    if sys.stderr.isatty() and reply.alarm and bot.promises_wiping(reply):
        print(f"\n{HOW_TO_WIPE.get(reply.alarm.language, HOW_TO_WIPE['en'])}", file=sys.stderr)
    return STATUSES[reply.route]


def _batch(asked: argparse.Namespace) -> int:
    if not asked.json or asked.question:
        return misused("--batch goes with --json and takes no question beside its file.")
    bot = open_bot(asked)
    try:
        with _opened(asked.batch) as lines:
            for line in _replies(bot, lines, follow=asked.conversation):
                print(line)
    except BrokenPipeError:
        raise
    except OSError as error:
        return misused(f"{asked.batch}: {error.strerror}. Check that the file exists and may be read.")
    return OK


def _opened(name: str) -> TextIO:
    """Return standard input for "-", else the file, as UTF-8 in which damaged bytes are replaced."""
    if name == "-":
        return sys.stdin
    from pathlib import Path

    return Path(name).open(encoding="utf-8", errors="replace", newline="\n")


def _replies(bot: Bot, lines: Iterable[str], *, follow: bool) -> Iterator[str]:
    """Yield the JSON of the reply to each line; `follow` keeps the context until an empty line."""
    conversation = Conversation()
    for line in lines:
        question = line.rstrip("\n").removesuffix("\r")
        if follow and not question.strip():
            conversation = Conversation()
            continue
        with failing_with(bot.failure):
            reply = bot.reply(question, conversation)
            conversation = reply.conversation if follow else Conversation()
            told = json_line(question, reply, bot)
        yield told

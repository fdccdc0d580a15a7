"""Reading without asking: show an answer, list the answers, list what they are about."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence

from ifn_bot import catalogue
from ifn_bot.catalogue import Row
from ifn_bot.cli.opening import open_bot
from ifn_bot.cli.showing import page, show_reply
from ifn_bot.cli.start import OK, misused
from ifn_bot.model import Knowledge
from ifn_bot.text import fold


def show(asked: argparse.Namespace) -> int:
    """Print the entry of that id."""
    bot = open_bot(asked)
    if not bot.has(asked.id):
        return misused(f"there is no answer {asked.id!r}; `ifn-bot list` shows them all.")
    reply = bot.open(asked.id)
    show_reply(reply, bot, asked, reply.entry.title if reply.entry else asked.id)
    return OK


def list_entries(asked: argparse.Namespace) -> int:
    """Print id and title of every answer, or of those on one subject."""
    knowledge = open_bot(asked).knowledge
    subjects = list(knowledge.subjects)
    if asked.subject is not None:
        subject = named(knowledge, asked.subject)
        if subject is None:
            return misused(f"there is no subject {asked.subject!r}; `ifn-bot topics` shows them all.")
        subjects = [subject]
    _print_rows([row for subject in subjects for row in catalogue.entries(knowledge, subject)], asked, "title")
    return OK


def topics(asked: argparse.Namespace) -> int:
    """Print every subject that has answers, with how many."""
    _print_rows(catalogue.subjects(open_bot(asked).knowledge), asked, "label")
    return OK


def named(knowledge: Knowledge, words: str) -> str | None:
    """Return the id of the subject that `words` name: its id, or one of its names."""
    if words in knowledge.subjects:
        return words
    said = fold(words)
    for subject in knowledge.subjects.values():
        if said in map(fold, (subject.id, subject.label, *subject.aliases, *subject.brands)):
            return subject.id
    return None


def _print_rows(rows: Sequence[Row], asked: argparse.Namespace, shown: str) -> None:
    """Print rows in columns on a terminal, parted by tabs in a pipe, or as JSON."""
    if asked.json:
        print(
            json.dumps([{"id": row.target, shown: row.label, "detail": row.detail} for row in rows], ensure_ascii=False)
        )
    elif sys.stdout.isatty():
        page("\n".join(_columns(rows)))
    else:
        print(*("\t".join((row.target, row.label, row.detail)) for row in rows), sep="\n")


def _columns(rows: Sequence[Row]) -> Iterator[str]:
    """Yield each row with its id in a column of its own."""
    width = max((len(row.target) for row in rows), default=0)
    for row in rows:
        yield f"{row.target:{width}}  {row.label} ({row.detail})"

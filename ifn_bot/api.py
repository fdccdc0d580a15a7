"""The Python interface: open a base, ask it, get typed replies."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ifn_bot import library
from ifn_bot.as_json import as_json
from ifn_bot.bot import FRESH
from ifn_bot.model import Conversation, Entry, Reply
from ifn_bot.wording import plain


class Bot:
    """Answers questions from one base of knowledge; the same question always gets the same reply.

    Opening one takes some milliseconds, or a second or two where a folder must be compiled first. A bot may be used
    from several threads: it changes nothing when asked.
    """

    def __init__(self, knowledge: str | os.PathLike[str] | None = None, region: str = "") -> None:
        """Open a base.

        Args:
            knowledge: a folder of one's own; the shipped base by default.
            region: code of the country of the help lines, such as "US"; without one no numbers are given.

        Raises:
            KnowledgeError: the folder breaks a rule; its `faults` name file, line and repair.
        """
        folder = Path(knowledge) if knowledge is not None else library.shipped()
        self._bot = library.open_bot(folder, library.cache_folder(), region)

    def ask(self, question: str, conversation: Conversation = FRESH) -> Reply:
        """Return the one reply to `question`.

        Args:
            question: what a person typed, of any length.
            conversation: `reply.conversation` of the reply before, for a follow-up; by default nothing came before.

        Returns:
            A reply: its `route` tells what kind it is, `entry` the answer with its citations or None, `choices` what is
            offered, `text` what the bot says itself. A reply whose route is in `DANGER` must be shown first and alone.
        """
        return self._bot.reply(question, conversation)

    def show(self, entry: str) -> Reply:
        """Return the reply that shows the entry of that id.

        Raises:
            KeyError: there is no such entry.
        """
        return self._bot.open(entry)

    def entries(self) -> tuple[Entry, ...]:
        """Return every answer there is."""
        return tuple(self._bot.knowledge.entries.values())

    def suggest(self, typed: str, limit: int = 5) -> tuple[str, ...]:
        """Return at most `limit` real questions that go on as `typed` begins."""
        return tuple(choice.title for choice in self._bot.suggest(typed, limit))

    def text(self, reply: Reply, width: int | None = None) -> str:
        """Return the whole of `reply` as plain text, wrapped at `width` columns if that is given."""
        return plain(reply, self._bot.knowledge, width)

    def json(self, question: str, reply: Reply) -> dict[str, Any]:
        """Return the object that `ifn-bot ask --json` prints for `reply` to `question`."""
        return as_json(question, reply, self._bot.knowledge)

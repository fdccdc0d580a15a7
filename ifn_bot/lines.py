"""The chat line by line: plain words, added below one another, for pipes and screen readers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from ifn_bot import catalogue
from ifn_bot.bot import Bot
from ifn_bot.catalogue import Row
from ifn_bot.commands import SPOKEN, Order, listed, parse
from ifn_bot.failing import ProgramFailedError, failing_with
from ifn_bot.finding import hits, turn_of
from ifn_bot.handout import unused, write_handout
from ifn_bot.model import DANGER, Conversation, Entry, Reply
from ifn_bot.settings import Settings, save
from ifn_bot.text import one_line
from ifn_bot.wording import plain, source_lines, unmarked, why

ECHOED = 2000
"""Letters of a question up to which it is repeated in a transcript."""
MOST_ROWS = 40
"""Rows of a list that are read out at once."""
NO_ANSWER = "There is no answer yet."
ESCAPE = "\x1b"
HOW_TO_WIPE = {
    "en": "Here, press Esc and then Enter, or type clear; I forget this then. What is written stays in the terminal.",
    "es": "Aquí, oprima Esc y después Enter; entonces lo olvido. Lo escrito queda en la terminal.",
}
"""What is added where a card promises that Esc wipes the screen: no line can be taken back here."""


def converse(
    bot: Bot,
    asked: TextIO,
    said: TextIO,
    *,
    opening: str | None = None,
    today: str | None = None,
    settings: Settings | None = None,
    settings_path: Path | None = None,
) -> None:
    """Talk until `asked` ends or the reader leaves.

    Args:
        bot: whom to talk to.
        asked: one message a line.
        said: what is written goes here; a terminal gets lines of its width, anything else whole sentences.
        opening: id of the entry to start at.
        today: ISO date that hand-outs bear; the day of the call by default.
        settings: what was remembered.
        settings_path: where a change of that is kept; None keeps nothing.
    """
    lines = Lines(bot, said, repeats=not asked.isatty(), today=today or date.today().isoformat())
    lines.remember_in(settings_path, settings or Settings())
    lines.run(asked, opening)


class Lines:
    """One conversation by lines."""

    def __init__(self, bot: Bot, said: TextIO, *, repeats: bool, today: str) -> None:
        """Make it; `repeats` writes what was asked, where no terminal has shown it."""
        self._bot = bot
        self._said = said
        self._repeats = repeats
        self._today = today
        self._conversation = Conversation()
        self._talk: list[tuple[str, Reply]] = []
        self._rows: Sequence[Row] = ()
        self._then: Callable[[str], None] = self._open
        self._over = False
        self._settings = Settings()
        self._settings_path: Path | None = None

    def remember_in(self, path: Path | None, settings: Settings) -> None:
        """Keep changes of `settings` in `path`, or nowhere."""
        self._settings_path, self._settings = path, settings

    def run(self, asked: TextIO, opening: str | None) -> None:
        """Greet, then take one line after the other."""
        self._write(f"Bot: {self._bot.notice()}\nType help for the commands, quit to leave.")
        if opening:
            self._open(opening)
        while not self._over:
            self._said.write("" if self._repeats else "You: ")
            self._said.flush()
            line = asked.readline()
            if not line:
                break
            self._answer(line)

    def _answer(self, line: str) -> None:
        """Take a line; where the program breaks on it, say so with the help line and go on."""
        try:
            with failing_with(self._bot.failure):
                self._take(line)
        except ProgramFailedError as error:
            self._write(f"Bot: {error}\n({error.place})")

    def _take(self, line: str) -> None:
        """Answer a line or do what it orders; the safety screen sees it before anything is done."""
        typed = one_line(line)
        if self._repeats:
            self._write(f"You: {typed if len(typed) <= ECHOED else f'(a text of {len(typed)} letters)'}")
        if line.strip() == ESCAPE and self._may_wipe():
            self._clear("")
            return
        reply = self._bot.reply(line, self._conversation)
        order = None if reply.route in DANGER else parse(line, self._bot.knowledge.phrases.commands)
        if reply.route not in DANGER and self._rows and typed.isascii() and typed.isdigit():
            self._choose(int(typed))
        elif order and order.word not in self._orders():
            self._write(f"Bot: {order.word} works in the window only. Type help for what works here.")
        elif order and self._can(order):
            self._conversation = self._conversation._replace(risk=reply.conversation.risk)
            self._orders()[order.word](order.rest)
        else:
            self._show(typed, reply)

    def _can(self, order: Order) -> bool:
        """Tell whether there is something to do it with; the bot says so otherwise."""
        return order.word not in SPOKEN or self._entry() is not None

    def _orders(self) -> Mapping[str, Callable[[str], None]]:
        """Return by word what is done with what followed it."""
        return {
            "help": self._help,
            "browse": self._browse,
            "find": self._find,
            "glossary": self._glossary,
            "more": self._more,
            "explain": self._explain,
            "why": self._why,
            "simpler": self._simpler,
            "sources": self._sources,
            "topic": self._topic,
            "clear": self._clear,
            "region": self._region,
            "export": self._export,
            "quit": self._quit,
        }

    def _show(self, typed: str, reply: Reply) -> None:
        self._rows = ()
        self._conversation = reply.conversation
        self._talk.append((typed, reply))
        self._write(plain(reply, self._bot.knowledge, self._width()))
        if self._may_wipe() and reply.alarm:
            self._write(f"Bot: {HOW_TO_WIPE.get(reply.alarm.language, HOW_TO_WIPE['en'])}")

    def _may_wipe(self) -> bool:
        """Tell whether a card that promises to be wiped was said last."""
        return bool(self._talk) and self._bot.promises_wiping(self._talk[-1][1])

    def _open(self, entry: str) -> None:
        reply = self._bot.open(entry, self._conversation)
        self._show(reply.entry.title if reply.entry else "", reply)

    def _choose(self, number: int) -> None:
        """Do what a row of the list read out last is for."""
        if 0 < number <= len(self._rows):
            self._then(self._rows[number - 1].target)
        else:
            self._write(f"Bot: {self._bot.knowledge.phrases.texts['no_such_choice']}")

    def _list(self, heading: str, rows: Sequence[Row], then: Callable[[str], None] | None = None) -> None:
        """Read rows out, numbered; the next line may choose one, and `then` gets its target (or it is opened)."""
        self._rows = rows[:MOST_ROWS]
        self._then = then or self._open
        lines = [f"{n}. {row.label}{f': {row.detail}' if row.detail else ''}" for n, row in enumerate(self._rows, 1)]
        left = len(rows) - len(self._rows)
        rest = [f"And {left} more; name a word after the command to narrow the list."] if left else []
        self._write("\n".join([f"Bot: {heading}", *lines, *rest] if rows else ["Bot: Nothing found."]))

    def _help(self, rest: str) -> None:
        commands = [f"{word if ' ' in word else word[1:]}: {says}" for _, word, says in listed(lines=True)]
        self._write("\n".join(["Bot: Ask in your own words, or type one of these.", *commands]))

    def _browse(self, rest: str) -> None:
        rows = catalogue.subjects(self._bot.knowledge, rest)
        self._list("Type a number to see the questions.", rows, self._browse_subject)

    def _browse_subject(self, subject: str) -> None:
        label = self._bot.knowledge.subjects[subject].label
        self._list(f"About {label}:", catalogue.entries(self._bot.knowledge, subject))

    def _find(self, rest: str) -> None:
        if not rest:
            self._write("Bot: Type the words too, with a slash: /find words")
            return
        self._list("Type a number to read it.", hits(self._bot, self._talk, rest), self._read_found)

    def _read_found(self, target: str) -> None:
        """Read a message of this conversation again, or open an entry."""
        number = turn_of(target)
        if number is None:
            self._open(target)
        else:
            asked, reply = self._talk[number]
            self._write(f"You: {asked}\n\n{plain(reply, self._bot.knowledge, self._width())}")

    def _glossary(self, rest: str) -> None:
        self._list("Type a number to read more.", catalogue.terms(self._bot.knowledge, rest, self._entry()))

    def _more(self, rest: str) -> None:
        entry = self._entry()
        self._write(f"Answer: {unmarked(entry.details)}" if entry and entry.details else self._nothing_more())

    def _explain(self, rest: str) -> None:
        entry = self._entry()
        terms = catalogue.explained(self._bot.knowledge, entry) if entry else ()
        nothing = "No word of this answer needs explaining." if entry else NO_ANSWER
        self._write("\n".join(f"{term.label}: {term.meaning}" for term in terms) or f"Bot: {nothing}")

    def _why(self, rest: str) -> None:
        self._write(why(self._talk[-1][1], self._bot.knowledge) if self._talk else f"Bot: {NO_ANSWER}")

    def _simpler(self, rest: str) -> None:
        entry = self._entry()
        self._write(f"Answer: {unmarked(entry.summary)}" if entry else f"Bot: {NO_ANSWER}")

    def _sources(self, rest: str) -> None:
        entry = self._entry()
        lines = list(source_lines(entry, self._bot.knowledge)) if entry else [f"Bot: {NO_ANSWER}"]
        if entry and rest:
            wanted = [line for line in lines if line.startswith(f"Source {rest}:")]
            lines = wanted or [f"Bot: This answer has no source {rest}."]
        self._write("\n".join(lines))

    def _topic(self, rest: str) -> None:
        self._conversation = self._conversation._replace(subject=None, aspect=None, entry=None, age=0)
        self._write("Bot: The next question starts afresh.")

    def _clear(self, rest: str) -> None:
        self._conversation = Conversation()
        self._talk.clear()
        self._rows = ()
        self._write(f"Bot: {self._bot.knowledge.phrases.texts['cleared']}")

    def _region(self, rest: str) -> None:
        regions = catalogue.regions(self._bot.knowledge)
        if not rest:
            self._list("Whose help lines? Type a number.", regions, self._region)
        elif rest.upper() not in {row.target for row in regions}:
            self._write(f"Bot: There are no help lines for {rest}. Type region to see for whom there are.")
        else:
            self._bot = self._bot.in_region(rest)
            self._settings = self._settings.changed(region=rest.upper())
            kept = self._settings_path is None or save(self._settings, self._settings_path)
            self._rows = ()
            self._write(f"Bot: Help lines: {rest.upper()}." + ("" if kept else " This lasts until you leave."))

    def _export(self, rest: str) -> None:
        path = Path(rest).expanduser() if rest else unused(self._today)
        if not self._talk:
            self._write("Bot: There is nothing to write yet.")
            return
        try:
            write_handout(path, self._talk, self._bot.knowledge, self._today, self._bot.notice())
        except OSError as error:
            self._write(f"Bot: {path} is not written ({error.strerror}). Name another file: /export name.html")
        else:
            self._write(f"Bot: Written: {path.absolute()}")

    def _quit(self, rest: str) -> None:
        self._over = True
        self._write("Bot: Goodbye. Nothing you typed is kept.")

    def _nothing_more(self) -> str:
        return f"Bot: {self._bot.knowledge.phrases.texts['nothing_more']}"

    def _entry(self) -> Entry | None:
        return self._bot.knowledge.entries.get(self._conversation.entry or "")

    def _width(self) -> int | None:
        return shutil.get_terminal_size().columns - 1 if self._said.isatty() else None

    def _write(self, text: str) -> None:
        """Write a paragraph and an empty line, at once."""
        self._said.write(text + "\n\n")
        self._said.flush()

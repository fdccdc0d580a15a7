"""The commands of a chat: word, key, footer and help, each declared once for the window and the line mode."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ifn_bot.text import fold, one_line


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a reader can have done."""

    word: str
    """What is typed for it, with or without a slash."""
    key: str
    """What is pressed for it in the window."""
    footer: str
    """Its name in the footer of the window, or empty where the footer leaves it out."""
    help: str
    """What it does, in one sentence."""
    takes: str = ""
    """What may follow the word after a slash."""
    in_lines: bool = True
    """Whether the line mode has it too."""


COMMANDS = (
    Command("help", "f1", "Help", "Show every command."),
    Command("browse", "f2", "Browse", "List what there are answers about; choose without typing.", "WORDS"),
    Command("find", "f3", "Find", "Find words in this conversation and in the answers.", "WORDS"),
    Command("sources", "f6", "Sources", "Go to the sources of the answer, or to one of them, and back.", "NUMBER"),
    Command("topic", "f7", "Topic", "Forget what the conversation is about; keep what is on the screen."),
    Command("copy", "f8", "Copy", "Copy the answer with its sources.", in_lines=False),
    Command("export", "f9", "Export", "Write the conversation to a hand-out, .html or .md.", "FILE"),
    Command("quit", "ctrl+q", "Quit", "Leave. Nothing you typed is kept."),
    Command("more", "f5", "Details", "Show the details of the answer, or fold them away."),
    Command("glossary", "f4", "Glossary", "List terms with what they mean.", "WORDS"),
    Command("explain", "ctrl+o", "Explain", "Explain the marked words of the answer below it."),
    Command("why", "ctrl+y", "Why", "Tell how the reply came about, or take that away."),
    Command("commands", "ctrl+p", "", "Search this list of commands and do one.", "WORDS", in_lines=False),
    Command("simpler", "ctrl+s", "", "Show only the plain paragraph of the answer."),
    Command("clear", "ctrl+l", "Clear", "Forget this conversation and wipe the screen."),
    Command("region", "ctrl+r", "", "Choose the country whose help lines are shown.", "CODE"),
    Command("theme", "ctrl+t", "", "Change the colours: light, dark, high contrast.", in_lines=False),
    Command("panel", "ctrl+g", "", "Change the size of the source panel.", in_lines=False),
)
"""In the order of the footer, which a narrow window cuts."""

BY_WORD = {command.word: command for command in COMMANDS}

_PRINTED = {"escape": "Esc"}

SPOKEN = ("more", "simpler", "sources")
"""Commands that people also ask for in sentences; the base lists how."""


@dataclass(frozen=True, slots=True)
class Order:
    """A command as typed, with what followed it."""

    word: str
    rest: str = ""


def parse(typed: str, spoken: Mapping[str, tuple[str, ...]] | None = None) -> Order | None:
    """Return the command that was typed, or None where something is asked.

    Args:
        typed: the message. "/find rash" has a word and a rest; "/rash" finds; a bare word stands alone.
        spoken: by command, the sentences that ask for it.
    """
    said = one_line(typed)
    if said.startswith("/"):
        word, _, rest = said[1:].strip().partition(" ")
        if word.casefold() in BY_WORD:
            return Order(word.casefold(), rest.strip())
        return Order("find", said[1:].strip())
    if said.casefold() in BY_WORD:
        return Order(said.casefold())
    folded = fold(said)
    for word in SPOKEN:
        if folded and folded in map(fold, (spoken or {}).get(word, ())):
            return Order(word)
    return None


def listed(*, lines: bool) -> tuple[tuple[str, str, str], ...]:
    """Return key, word and help of every command; those of the line mode only where `lines`."""
    return tuple(
        (shown_key(command.key), f"/{command.word} {command.takes}".strip(), command.help)
        for command in COMMANDS
        if command.in_lines or not lines
    )


def shown_key(key: str) -> str:
    """Return a key as it is printed on a keyboard ("ctrl+l" is "Ctrl+L")."""
    return "+".join(_PRINTED.get(part) or (part.upper() if len(part) < 3 else part.title()) for part in key.split("+"))

"""The man page, written from the declaration that --help is made from."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from ifn_bot import __version__
from ifn_bot.cli.declaration import COMMANDS, DESCRIPTION, TOP_EXAMPLES, Command, declared, parser


def page() -> str:
    """Return the man page of `ifn-bot` in the language of man(7)."""
    lines = [
        f'.TH IFN\\-BOT 1 "" "ifn-bot {__version__}" "User Commands"',
        ".SH NAME",
        "ifn\\-bot \\- answers questions about interferon, with sources",
        ".SH SYNOPSIS",
        *_words(parser().format_usage().removeprefix("usage: ")),
        ".SH DESCRIPTION",
        *_words(DESCRIPTION),
        ".SH OPTIONS",
        *_options(parser(whole=False)),
        ".SH COMMANDS",
    ]
    for command in COMMANDS.values():
        lines += _command(command)
    lines += [".SH EXAMPLES", *_verbatim(TOP_EXAMPLES)]
    return "\n".join(lines) + "\n"


def _command(command: Command) -> Iterator[str]:
    """Yield the part about one command."""
    made = declared(command)
    yield f".SS {_plain(command.name)}"
    yield from _words(made.format_usage().removeprefix("usage: "))
    yield ".PP"
    yield from _words(made.description or "")
    yield from _options(made)
    yield from _verbatim(command.examples)


def _options(made: argparse.ArgumentParser) -> Iterator[str]:
    """Yield each option and argument with what it does."""
    for action in made._actions:
        if action.help == argparse.SUPPRESS or isinstance(action, argparse._SubParsersAction):
            continue
        named = action.metavar or action.dest
        takes = f" {named}" if action.nargs != 0 else ""
        yield ".TP"
        yield f".B {_plain(', '.join(action.option_strings) + takes if action.option_strings else str(named))}"
        yield from _words(action.help or "")


def _words(text: str) -> Iterator[str]:
    """Yield text that is set in lines as wide as the reader's screen."""
    yield _plain(" ".join(text.split()))


def _verbatim(text: str) -> Iterator[str]:
    """Yield text whose lines stand as they are; nothing for none."""
    if text:
        yield ".PP"
        yield ".nf"
        yield from map(_plain, text.rstrip().splitlines())
        yield ".fi"


def _plain(text: str) -> str:
    """Return `text` so that man reads no order in it."""
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{safe}" if safe.startswith((".", "\\(aq")) else safe

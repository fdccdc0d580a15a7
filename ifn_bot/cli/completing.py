"""Completion in the shell: the script that loads it, and what may follow what is typed."""

from __future__ import annotations

import argparse
from typing import Any

from argcomplete import autocomplete
from argcomplete.shell_integration import shellcode

from ifn_bot import catalogue
from ifn_bot.cli.opening import open_bot
from ifn_bot.cli.start import OK
from ifn_bot.model import Knowledge


def completion(asked: argparse.Namespace) -> int:
    """Print the script that makes a shell complete `ifn-bot`."""
    print(shellcode(["ifn-bot"], shell=asked.shell))
    return OK


def complete(declared: argparse.ArgumentParser) -> None:
    """Tell the shell what may stand where the reader is typing, and leave; small letters find great ones."""
    autocomplete(declared, validator=_begins)


def subjects(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> dict[str, str]:
    """Return the subjects that have answers, with their names."""
    return {row.target: row.label for row in catalogue.subjects(_knowledge(parsed_args)) if _begins(row.target, prefix)}


def entries(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> dict[str, str]:
    """Return the ids of the answers, with their titles."""
    found = _knowledge(parsed_args).entries
    return {id: found[id].title for id in found if _begins(id, prefix)}


def titles(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> list[str]:
    """Return the questions that go on as the typed words begin: whole in quotes, else their next word."""
    before = "".join(f"{word} " for word in parsed_args.question or ())
    found = [entry.title for entry in _knowledge(parsed_args).entries.values()]
    rest = [title[len(before) :] for title in found if _begins(title, before + prefix)]
    return rest if not before and " " in prefix else list(dict.fromkeys(title.split()[0] for title in rest if title))


def _begins(whole: str, prefix: str) -> bool:
    return whole.casefold().startswith(prefix.casefold())


def _knowledge(parsed_args: argparse.Namespace) -> Knowledge:
    return open_bot(parsed_args).knowledge

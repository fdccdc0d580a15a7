"""From the typed words to a command, and from whatever happens to an exit status."""

from __future__ import annotations

import os
import sys

from ifn_bot import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

OK = 0
FAILED = 1
"""Exit status when the program failed, or the knowledge has faults."""
MISUSED = 2
"""Exit status when the program was called wrongly."""
INTERRUPTED = 130
"""Exit status after Ctrl+C, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `ifn-bot` with `arguments` (those of the process by default) and return its exit status."""
    _speak_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given == ["--version"]:  # a parser would take as long as everything else
            print(version())
            status = OK
        else:
            status = _carried_out(_read(given))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def version() -> str:
    """Return name and version of the program."""
    return f"ifn-bot {__version__}"


def misused(wrong: str) -> int:
    """Say on standard error what was wrong with the call; return the exit status for it."""
    print(f"ifn-bot: {wrong}", file=sys.stderr)
    return MISUSED


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what was asked for; the shell's own question for completions is answered here."""
    from ifn_bot.cli.declaration import parser, read

    if "_ARGCOMPLETE" in os.environ:
        from ifn_bot.cli.completing import complete

        complete(parser())
    return read(arguments)


def _carried_out(asked: argparse.Namespace) -> int:
    """Run the command that was asked for; return its exit status."""
    import gc

    gc.disable()  # what is imported stays
    from importlib import import_module

    from ifn_bot.corpus.faults import KnowledgeError
    from ifn_bot.failing import ProgramFailedError

    module, _, command = asked.run.partition(":")
    try:
        run = getattr(import_module(f"ifn_bot.{module}"), command)
        gc.enable()
        return int(run(asked))
    except KnowledgeError as error:
        print(*error.faults, sep="\n", file=sys.stderr)
        print(f"The knowledge has faults ({len(error.faults)}); it is not answered from.", file=sys.stderr)
        return FAILED
    except ProgramFailedError as failed:
        print(failed)
        print(f"ifn-bot: the program failed: {failed.place} Please report it, without what you typed.", file=sys.stderr)
        return FAILED


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says; what cannot be written is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")

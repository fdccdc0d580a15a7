"""From the typed words to a command, and from whatever happens to an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from ifn_bot.cli.declaration import parser
from ifn_bot.corpus.faults import KnowledgeError
from ifn_bot.failing import ProgramFailedError

OK = 0
FAILED = 1
"""Exit status when the program failed, or the knowledge has faults."""
MISUSED = 2
"""Exit status when the program was called wrongly."""
INTERRUPTED = 130
"""Exit status after Ctrl+C, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `ifn-bot` with `arguments` (those of the process by default) and return its exit status."""
    try:
        return _run(arguments)
    except KnowledgeError as error:
        print(*error.faults, sep="\n", file=sys.stderr)
        print(f"The knowledge has faults ({len(error.faults)}); it is not answered from.", file=sys.stderr)
        return FAILED
    except ProgramFailedError as error:
        print(error)
        print(f"ifn-bot: the program failed: {error.place} Please report it, without what you typed.", file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED


def misused(wrong: str) -> int:
    """Say on standard error what was wrong with the call; return the exit status for it."""
    print(f"ifn-bot: {wrong}", file=sys.stderr)
    return MISUSED


def _run(arguments: Sequence[str] | None) -> int:
    _speak_utf8()
    declared = parser()
    if "_ARGCOMPLETE" in os.environ:
        from ifn_bot.cli.completing import complete

        complete(declared)
    asked = declared.parse_args(arguments)
    module, _, command = asked.run.partition(":")
    status = int(getattr(import_module(f"ifn_bot.{module}"), command)(asked))
    sys.stdout.flush()
    return status


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says; what cannot be written is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")

"""Every command and option, declared once: help, completion and the man page are made from it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ifn_bot import __version__
from ifn_bot.cli import kiosk

if TYPE_CHECKING:
    from datetime import date

KNOWLEDGE_VARIABLE = "IFN_BOT_KNOWLEDGE"
REGION_VARIABLE = "IFN_BOT_REGION"

SHELLS = ("bash", "zsh", "fish")
NARROWEST = 20
"""Columns that text is wrapped at, at the least."""

DESCRIPTION = "Answers questions about interferon from a written, sourced base. Offline; keeps nothing you type."

TOP_EXAMPLES = """\
examples:
  ifn-bot                                    talk in a window
  ifn-bot ask "can I drink on Pegasys"       one answer, with its sources
  ifn-bot ask --short "what is interferon"   its plain paragraph only
  ifn-bot list Rebif                         what there is about Rebif
"""
ASK_EXAMPLES = """\
examples:
  ifn-bot ask "what are the side effects of Avonex"
  ifn-bot ask --short "how do I store Pegasys"
  echo "what is interferon" | ifn-bot ask --width 60
  ifn-bot ask --json "is Besremi an interferon"
  ifn-bot ask --json --batch questions.txt

exit status:
  0 answered   3 asked back   4 no answer   5 danger: read it first
  2 wrong usage   1 the program failed, or the knowledge has faults
"""
SHOW_EXAMPLES = """\
examples:
  ifn-bot show interferon-beta-1a/side-effects
  ifn-bot show --sources interferon/definition
"""
LIST_EXAMPLES = """\
examples:
  ifn-bot list                     every answer, by subject
  ifn-bot list multiple-sclerosis  those on one subject; a brand or another name will do
"""
COMPLETION_EXAMPLES = """\
how to load it:
  bash   ifn-bot completion bash > ~/.local/share/bash-completion/completions/ifn-bot
  zsh    ifn-bot completion zsh > ~/.zfunc/_ifn-bot   (with fpath+=~/.zfunc before compinit)
  fish   ifn-bot completion fish > ~/.config/fish/completions/ifn-bot.fish
"""


class Commands:
    """The commands, added one by one to a parser."""

    def __init__(self, top: argparse.ArgumentParser) -> None:
        self.added = top.add_subparsers(title="commands", metavar="COMMAND")

    def add(self, name: str, run: str, help: str, *parents: argparse.ArgumentParser, examples: str = "") -> Any:
        """Add a command that calls `run`, written "module:function"; return its parser."""
        parser = self.added.add_parser(
            name,
            parents=list(parents),
            help=help,
            description=f"{help[:1].upper()}{help[1:]}.",
            epilog=examples,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        parser.set_defaults(run=run)
        return parser


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    base, region = _base(), _region()
    top = argparse.ArgumentParser(
        prog="ifn-bot",
        description=DESCRIPTION,
        epilog=TOP_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[base, region],
    )
    top.add_argument("--version", action="version", version=f"ifn-bot {__version__}")
    top.add_argument("--plain", action="store_true", help="chat line by line, without a window")
    top.set_defaults(run="cli.chatting:chat", open=None)
    commands = Commands(top)
    _reading(commands, base, region, _shown())
    _writing(commands, base, region)
    kiosk.add_parsers(commands.added, base)
    return top


def _base() -> argparse.ArgumentParser:
    base = argparse.ArgumentParser(add_help=False)
    base.add_argument("--knowledge", metavar="FOLDER", help=f"answer from this folder (or ${KNOWLEDGE_VARIABLE})")
    return base


def _region() -> argparse.ArgumentParser:
    region = argparse.ArgumentParser(add_help=False)
    region.add_argument(
        "--region", metavar="CODE", help=f"country of the help lines, such as US or GB (or ${REGION_VARIABLE})"
    )
    return region


def _shown() -> argparse.ArgumentParser:
    """Return the options that choose how an answer is shown."""
    shown = argparse.ArgumentParser(add_help=False)
    shown.add_argument("--short", action="store_true", help="only the plain paragraph of an answer")
    shown.add_argument("--sources", action="store_true", help="only the sources of an answer; with --short both")
    shown.add_argument("--width", metavar="COLUMNS", type=_columns, help="wrap lines at this width, in a pipe too")
    shown.add_argument("--plain", action="store_true", help="plain text and no pager, on a terminal too")
    shown.add_argument("--json", action="store_true", help="print a JSON object")
    return shown


def _reading(
    commands: Commands, base: argparse.ArgumentParser, region: argparse.ArgumentParser, shown: argparse.ArgumentParser
) -> None:
    """Declare what readers use."""
    chat = commands.add("chat", "cli.chatting:chat", "talk in a window (the default)", base, region)
    chat.add_argument("--plain", action="store_true", help="line by line, without a window")
    _complete(chat.add_argument("--open", metavar="ID", help="start at this entry"), "entries")

    ask = commands.add(
        "ask",
        "cli.asking:ask",
        "ask one question, or many from a file",
        base,
        region,
        shown,
        examples=ASK_EXAMPLES,
    )
    question = ask.add_argument(
        "question", nargs="*", help="the question, in your own words; standard input without one"
    )
    _complete(question, "titles")
    ask.add_argument("--why", action="store_true", help="say below the reply how it came about")
    ask.add_argument(
        "--batch", metavar="FILE", help="with --json: one question a line from FILE, or - for standard input"
    )
    ask.add_argument(
        "--conversation", action="store_true", help="with --batch: lines follow one another; an empty one starts afresh"
    )

    show = commands.add(
        "show", "cli.reading:show", "show an answer without asking", base, region, shown, examples=SHOW_EXAMPLES
    )
    _complete(
        show.add_argument("id", metavar="ID", help="id of the answer, as list and ask --json print it"), "entries"
    )

    listed = commands.add(
        "list", "cli.reading:list_entries", "list the answers there are", base, examples=LIST_EXAMPLES
    )
    subject = listed.add_argument("subject", metavar="SUBJECT", nargs="?", help="a subject, by id, name or brand")
    _complete(subject, "subjects")
    listed.add_argument("--json", action="store_true", help="print a JSON array")

    topics = commands.add("topics", "cli.reading:topics", "list what there are answers about", base)
    topics.add_argument("--json", action="store_true", help="print a JSON array")


def _writing(commands: Commands, base: argparse.ArgumentParser, region: argparse.ArgumentParser) -> None:
    """Declare what writers and site owners use."""
    check = commands.add("check", "cli.reports:check", "list every fault of a knowledge folder")
    check.add_argument("folder", nargs="?", help="the folder; the one answered from by default")
    check.add_argument("--knowledge", metavar="FOLDER", help=argparse.SUPPRESS)

    coverage = commands.add("coverage", "cli.reports:coverage", "show which cells of the grid are filled", base)
    coverage.add_argument("--json", action="store_true", help="print a JSON object")

    due = commands.add("due", "cli.reports:due", "list the entries past their review date", base)
    due.add_argument("--on", metavar="DATE", type=_day, help="as of this day (YYYY-MM-DD); today by default")

    evaluate = commands.add("evaluate", "cli.reports:evaluate", "score the bot on labelled questions", base, region)
    evaluate.add_argument("files", metavar="FILE", nargs="+", help="JSONL: a labelled question a line")
    evaluate.add_argument("--json", action="store_true", help="print a JSON object")
    evaluate.add_argument("--safety", action="store_true", help="the files hold labelled utterances or conversations")
    evaluate.add_argument("--compare", action="store_true", help="run simple baselines on the same questions too")

    fit = commands.add("fit", "cli.reports:fit", "fit the weights of the search, and print them", base)
    fit.add_argument("files", metavar="FILE", nargs="+", help="JSONL: a labelled question a line")
    fit.add_argument("--write", metavar="FILE", help="put them into this file (ifn_bot/search/weights.py)")

    completion = commands.add(
        "completion", "cli.completing:completion", "print what makes a shell complete", examples=COMPLETION_EXAMPLES
    )
    completion.add_argument("shell", metavar="SHELL", choices=SHELLS, help="bash, zsh or fish")


def _complete(argument: argparse.Action, by: str) -> None:
    """Have the shell complete `argument` with what the function `by` of ifn_bot.cli.completing returns."""

    def completer(**given: Any) -> Any:
        from ifn_bot.cli import completing

        return getattr(completing, by)(**given)

    argument.completer = completer  # type: ignore[attr-defined]  # argcomplete looks for it there


def _day(text: str) -> date:
    """Return the day that `text` names."""
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-11-22") from None


def _columns(text: str) -> int:
    """Return the number of columns that `text` names."""
    if not text.isascii() or not text.isdigit() or len(text) > 4 or int(text) < NARROWEST:
        raise argparse.ArgumentTypeError(f"{text!r} is no width; name {NARROWEST} columns or more")
    return int(text)

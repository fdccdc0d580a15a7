"""Every command and option, declared once: help, completion and the man page are made from it."""

from __future__ import annotations

import argparse

from ifn_bot import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Any

KNOWLEDGE_VARIABLE = "IFN_BOT_KNOWLEDGE"
REGION_VARIABLE = "IFN_BOT_REGION"

FORMS = ("jsonld", "csv", "html")
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
EXPORT_EXAMPLES = """\
examples:
  ifn-bot export jsonld > faq.jsonld
  ifn-bot export csv > answers.csv
  ifn-bot export html --to site    a folder of pages that print well and need no script
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
        self.added: Any = top.add_subparsers(title="commands", metavar="COMMAND")

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


def parser(only: str = "") -> argparse.ArgumentParser:
    """Return the parser of the command line; of one command where `only` names one, which is quicker to make."""
    shared = Shared()
    top = argparse.ArgumentParser(
        prog="ifn-bot",
        description=DESCRIPTION,
        epilog=TOP_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared.base, shared.region],
    )
    top.add_argument("--version", action="version", version=f"ifn-bot {__version__}")
    top.add_argument("--plain", action="store_true", help="chat line by line, without a window")
    top.set_defaults(run="cli.chatting:chat", open=None)
    commands = Commands(top)
    for declare in [DECLARED[only]] if only in DECLARED else DECLARED.values():
        declare(commands, shared)
    return top


class Shared:
    """Options that several commands have."""

    def __init__(self) -> None:
        self.base, self.region, self.shown = _base(), _region(), _shown()


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


def _chat(commands: Commands, shared: Shared) -> None:
    chat = commands.add("chat", "cli.chatting:chat", "talk in a window (the default)", shared.base, shared.region)
    chat.add_argument("--plain", action="store_true", help="line by line, without a window")
    _complete(chat.add_argument("--open", metavar="ID", help="start at this entry"), "entries")


def _ask(commands: Commands, shared: Shared) -> None:
    ask = commands.add(
        "ask",
        "cli.asking:ask",
        "ask one question, or many from a file",
        shared.base,
        shared.region,
        shared.shown,
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


def _show(commands: Commands, shared: Shared) -> None:
    show = commands.add(
        "show",
        "cli.reading:show",
        "show an answer without asking",
        shared.base,
        shared.region,
        shared.shown,
        examples=SHOW_EXAMPLES,
    )
    _complete(
        show.add_argument("id", metavar="ID", help="id of the answer, as list and ask --json print it"), "entries"
    )


def _list(commands: Commands, shared: Shared) -> None:
    listed = commands.add(
        "list", "cli.reading:list_entries", "list the answers there are", shared.base, examples=LIST_EXAMPLES
    )
    subject = listed.add_argument("subject", metavar="SUBJECT", nargs="?", help="a subject, by id, name or brand")
    _complete(subject, "subjects")
    listed.add_argument("--json", action="store_true", help="print a JSON array")


def _topics(commands: Commands, shared: Shared) -> None:
    topics = commands.add("topics", "cli.reading:topics", "list what there are answers about", shared.base)
    topics.add_argument("--json", action="store_true", help="print a JSON array")


def _export(commands: Commands, shared: Shared) -> None:
    export = commands.add(
        "export", "cli.exporting:export", "write all answers in another format", shared.base, examples=EXPORT_EXAMPLES
    )
    export.add_argument("form", metavar="FORM", choices=FORMS, help="jsonld (schema.org FAQPage), csv or html")
    export.add_argument("--to", metavar="PATH", help="a new file, or for html a new folder; else standard output")


def _check(commands: Commands, shared: Shared) -> None:
    check = commands.add("check", "cli.reports:check", "list every fault of a knowledge folder")
    check.add_argument("folder", nargs="?", help="the folder; the one answered from by default")
    check.add_argument("--knowledge", metavar="FOLDER", help=argparse.SUPPRESS)


def _coverage(commands: Commands, shared: Shared) -> None:
    coverage = commands.add("coverage", "cli.reports:coverage", "show which cells of the grid are filled", shared.base)
    coverage.add_argument("--json", action="store_true", help="print a JSON object")


def _due(commands: Commands, shared: Shared) -> None:
    due = commands.add("due", "cli.reports:due", "list the entries past their review date", shared.base)
    due.add_argument("--on", metavar="DATE", type=_day, help="as of this day (YYYY-MM-DD); today by default")


def _evaluate(commands: Commands, shared: Shared) -> None:
    evaluate = commands.add(
        "evaluate", "cli.reports:evaluate", "score the bot on labelled questions", shared.base, shared.region
    )
    evaluate.add_argument("files", metavar="FILE", nargs="+", help="JSONL: a labelled question a line")
    evaluate.add_argument("--json", action="store_true", help="print a JSON object")
    evaluate.add_argument("--safety", action="store_true", help="the files hold labelled utterances or conversations")
    evaluate.add_argument("--compare", action="store_true", help="run simple baselines on the same questions too")


def _fit(commands: Commands, shared: Shared) -> None:
    fit = commands.add("fit", "cli.reports:fit", "fit the weights of the search, and print them", shared.base)
    fit.add_argument("files", metavar="FILE", nargs="+", help="JSONL: a labelled question a line")
    fit.add_argument("--write", metavar="FILE", help="put them into this file (ifn_bot/search/weights.py)")


def _completion(commands: Commands, shared: Shared) -> None:
    completion = commands.add(
        "completion", "cli.completing:completion", "print what makes a shell complete", examples=COMPLETION_EXAMPLES
    )
    completion.add_argument("shell", metavar="SHELL", choices=SHELLS, help="bash, zsh or fish")


def _kiosk(commands: Commands, shared: Shared) -> None:
    from ifn_bot.cli import kiosk

    kiosk.add_parsers(commands.added, shared.base)


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


DECLARED: dict[str, Callable[[Commands, Shared], None]] = {
    "chat": _chat,
    "ask": _ask,
    "show": _show,
    "list": _list,
    "topics": _topics,
    "export": _export,
    "check": _check,
    "coverage": _coverage,
    "due": _due,
    "evaluate": _evaluate,
    "fit": _fit,
    "completion": _completion,
    "kiosk": _kiosk,
}
"""How each command is declared, in the order of the help."""

"""Every command and option, declared once: help, completion and the man page are made from it."""

from __future__ import annotations

import argparse
from functools import partial

from ifn_bot.cli.start import version
from ifn_bot.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import Any

    Options = Callable[[argparse.ArgumentParser], None]

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


USUAL = {"knowledge": None, "region": None, "plain": False, "open": None, "run": "cli.chatting:chat"}
"""What the options that may stand before a command too are where nobody names them, and what runs without one.

They are suppressed in the commands, so that a command leaves what stood before it."""


_UNSIZED: Any = partial(argparse.RawDescriptionHelpFormatter, width=80)
"""Stands in while options are added: argparse makes a formatter for each, which would look for the terminal's size."""


class Command(NamedTuple):
    """One command."""

    name: str
    run: str
    """The function that it calls, written "module:function"."""
    help: str
    options: tuple[Options, ...] = ()
    """What add its options, in the order of the help."""
    examples: str = ""


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what `arguments` ask for; the parser of one command is made where that is enough, for it is quicker.

    Raises:
        SystemExit: the arguments are wrong, or asked for help, which is printed.
    """
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command:
        return declared(command).parse_args(arguments[1:], argparse.Namespace(**{**USUAL, "run": command.run}))
    return parser(whole=not {*arguments} <= {"-h", "--help"}).parse_args(arguments)


def parser(*, whole: bool = True) -> argparse.ArgumentParser:
    """Return the parser of the command line; the `whole` with the options of every command, else their names alone."""
    top = argparse.ArgumentParser(
        prog="ifn-bot", description=DESCRIPTION, epilog=TOP_EXAMPLES, formatter_class=_UNSIZED
    )
    for add in (_knowledge, _region):
        add(top)
    top.add_argument("--version", action="version", version=version())
    _plain(top, "chat line by line, without a window")
    top.set_defaults(**USUAL)
    made = argparse.ArgumentParser if whole else _Named
    commands: Any = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=made)
    for command in COMMANDS.values():
        added = commands.add_parser(command.name, help=command.help, **_told(command))
        if whole:
            _declared(added, command)
    top.formatter_class = argparse.RawDescriptionHelpFormatter
    return top


def declared(command: Command) -> argparse.ArgumentParser:
    """Return the parser of one command."""
    return _declared(argparse.ArgumentParser(prog=f"ifn-bot {command.name}", **_told(command)), command)


class _Named:
    """Stands for the parser of a command whose name alone is wanted."""

    def __init__(self, **_: object) -> None:
        """Make nothing of it."""


def _told(command: Command) -> dict[str, Any]:
    """Return what the help of a command says round its options."""
    return {
        "description": f"{command.help[:1].upper()}{command.help[1:]}.",
        "epilog": command.examples,
        "formatter_class": _UNSIZED,
    }


def _declared(parser: argparse.ArgumentParser, command: Command) -> argparse.ArgumentParser:
    """Return `parser` with the options of a command."""
    for add in command.options:
        add(parser)
    parser.set_defaults(run=command.run)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    return parser


def _knowledge(parser: argparse.ArgumentParser) -> None:
    said = f"answer from this folder (or ${KNOWLEDGE_VARIABLE})"
    parser.add_argument("--knowledge", metavar="FOLDER", default=argparse.SUPPRESS, help=said)


def _region(parser: argparse.ArgumentParser) -> None:
    said = f"country of the help lines, such as US or GB (or ${REGION_VARIABLE})"
    parser.add_argument("--region", metavar="CODE", default=argparse.SUPPRESS, help=said)


def _plain(parser: argparse.ArgumentParser, said: str) -> None:
    parser.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help=said)


def _shown(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose how an answer is shown."""
    parser.add_argument("--short", action="store_true", help="only the plain paragraph of an answer")
    parser.add_argument("--sources", action="store_true", help="only the sources of an answer; with --short both")
    parser.add_argument("--width", metavar="COLUMNS", type=_columns, help="wrap lines at this width, in a pipe too")
    _plain(parser, "plain text and no pager, on a terminal too")
    _json_object(parser)


def _json_object(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON object")


def _json_array(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")


def _labelled(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help="JSONL: a labelled question a line")


def _chat(chat: argparse.ArgumentParser) -> None:
    _plain(chat, "line by line, without a window")
    named = chat.add_argument("--open", metavar="ID", default=argparse.SUPPRESS, help="start at this entry")
    _complete(named, "entries")


def _ask(ask: argparse.ArgumentParser) -> None:
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


def _show(show: argparse.ArgumentParser) -> None:
    named = show.add_argument("id", metavar="ID", help="id of the answer, as list and ask --json print it")
    _complete(named, "entries")


def _list(listed: argparse.ArgumentParser) -> None:
    subject = listed.add_argument("subject", metavar="SUBJECT", nargs="?", help="a subject, by id, name or brand")
    _complete(subject, "subjects")


def _export(export: argparse.ArgumentParser) -> None:
    export.add_argument("form", metavar="FORM", choices=FORMS, help="jsonld (schema.org FAQPage), csv or html")
    export.add_argument("--to", metavar="PATH", help="a new file, or for html a new folder; else standard output")


def _check(check: argparse.ArgumentParser) -> None:
    check.add_argument("folder", nargs="?", help="the folder; the one answered from by default")
    check.add_argument("--knowledge", metavar="FOLDER", default=argparse.SUPPRESS, help=argparse.SUPPRESS)


def _due(due: argparse.ArgumentParser) -> None:
    due.add_argument("--on", metavar="DATE", type=_day, help="as of this day (YYYY-MM-DD); today by default")


def _evaluate(evaluate: argparse.ArgumentParser) -> None:
    _json_object(evaluate)
    evaluate.add_argument("--safety", action="store_true", help="the files hold labelled utterances or conversations")
    evaluate.add_argument("--compare", action="store_true", help="run simple baselines on the same questions too")


def _fit(fit: argparse.ArgumentParser) -> None:
    fit.add_argument("--write", metavar="FILE", help="put them into this file (ifn_bot/search/weights.py)")


def _completion(completion: argparse.ArgumentParser) -> None:
    completion.add_argument("shell", metavar="SHELL", choices=SHELLS, help="bash, zsh or fish")


def _kiosk(kiosk: argparse.ArgumentParser) -> None:
    from ifn_bot.cli.kiosk import add_kiosk_options

    add_kiosk_options(kiosk)


def _counts(counts: argparse.ArgumentParser) -> None:
    from ifn_bot.cli.kiosk import add_count_options

    add_count_options(counts)


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


COMMANDS = {
    command.name: command
    for command in (
        Command("chat", "cli.chatting:chat", "talk in a window (the default)", (_knowledge, _region, _chat)),
        Command(
            "ask",
            "cli.asking:ask",
            "ask one question, or many from a file",
            (_knowledge, _region, _shown, _ask),
            ASK_EXAMPLES,
        ),
        Command(
            "show",
            "cli.reading:show",
            "show an answer without asking",
            (_knowledge, _region, _shown, _show),
            SHOW_EXAMPLES,
        ),
        Command(
            "list",
            "cli.reading:list_entries",
            "list the answers there are",
            (_knowledge, _list, _json_array),
            LIST_EXAMPLES,
        ),
        Command("topics", "cli.reading:topics", "list what there are answers about", (_knowledge, _json_array)),
        Command(
            "export",
            "cli.exporting:export",
            "write all answers in another format",
            (_knowledge, _export),
            EXPORT_EXAMPLES,
        ),
        Command("check", "cli.reports:check", "list every fault of a knowledge folder", (_check,)),
        Command(
            "coverage", "cli.reports:coverage", "show which cells of the grid are filled", (_knowledge, _json_object)
        ),
        Command("due", "cli.reports:due", "list the entries past their review date", (_knowledge, _due)),
        Command(
            "evaluate",
            "cli.reports:evaluate",
            "score the bot on labelled questions",
            (_knowledge, _region, _labelled, _evaluate),
        ),
        Command(
            "fit", "cli.reports:fit", "fit the weights of the search, and print them", (_knowledge, _labelled, _fit)
        ),
        Command(
            "completion",
            "cli.completing:completion",
            "print what makes a shell complete",
            (_completion,),
            COMPLETION_EXAMPLES,
        ),
        Command("kiosk", "cli.kiosk:run_kiosk", "stand unattended, for visitors of a clinic", (_knowledge, _kiosk)),
        Command("counts", "cli.kiosk:run_counts", "show what a kiosk counted, where that is turned on", (_counts,)),
    )
}
"""Every command by name, in the order of the help."""

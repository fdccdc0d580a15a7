"""The command `ifn-bot`: chat, ask, check."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from ifn_bot import __version__, kiosk_command, library
from ifn_bot.bot import Bot
from ifn_bot.corpus.faults import KnowledgeError
from ifn_bot.model import DANGER, Conversation, Reply, Route
from ifn_bot.settings import SettingsError, load_settings, settings_file

REGION_VARIABLE = "IFN_BOT_REGION"

FAILED = 1
"""Exit status when the program failed, or the knowledge has faults."""
MISUSED = 2
"""Exit status when the program was called wrongly."""

STATUSES = {
    Route.ANSWER: 0,
    Route.CLINICIAN: 0,
    Route.SMALLTALK: 0,
    Route.CLARIFY: 3,
    Route.DECLINE: 4,
    **dict.fromkeys(DANGER, 5),
}
"""Exit status of `ask` for each route."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `ifn-bot` with `arguments` (those of the process by default) and return its exit status."""
    asked = parser().parse_args(arguments)
    _speak_utf8()
    try:
        return int(asked.run(asked))
    except KnowledgeError as error:
        print(*error.faults, sep="\n", file=sys.stderr)
        print(f"The knowledge has faults ({len(error.faults)}); it is not answered from.", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line: every command and option, declared once."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--knowledge", metavar="FOLDER", type=Path, help=f"answer from this folder (or ${library.KNOWLEDGE_VARIABLE})"
    )
    region = argparse.ArgumentParser(add_help=False)
    region.add_argument(
        "--region", metavar="CODE", help=f"country of the help lines, such as US or GB (or ${REGION_VARIABLE})"
    )
    top = argparse.ArgumentParser(
        prog="ifn-bot",
        description="Answers questions about interferon from a written, sourced base. Offline; keeps nothing you type.",
        parents=[common, region],
    )
    top.add_argument("--version", action="version", version=f"ifn-bot {__version__}")
    top.add_argument("--plain", action="store_true", help="chat line by line, without a window")
    top.set_defaults(run=_chat, open=None)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    chat = commands.add_parser("chat", parents=[common, region], help="talk in a window (the default)")
    chat.add_argument("--plain", action="store_true", help="line by line, without a window")
    chat.add_argument("--open", metavar="ID", help="start at this entry")
    chat.set_defaults(run=_chat)

    ask = commands.add_parser("ask", parents=[common, region], help="ask one question, or many from a file")
    ask.add_argument("question", nargs="*", help="the question, in your own words")
    ask.add_argument("--plain", action="store_true", help="plain text, on a terminal too")
    ask.add_argument("--json", action="store_true", help="print a JSON object")
    ask.add_argument(
        "--batch", metavar="FILE", help="with --json: one question a line from FILE, or - for standard input"
    )
    ask.add_argument(
        "--conversation", action="store_true", help="with --batch: lines follow one another; an empty one starts afresh"
    )
    ask.set_defaults(run=_ask)

    check = commands.add_parser("check", help="list every fault of a knowledge folder")
    check.add_argument("folder", nargs="?", type=Path, help="the folder; the one answered from by default")
    check.add_argument("--knowledge", metavar="FOLDER", type=Path, help=argparse.SUPPRESS)
    check.set_defaults(run=_check)

    coverage = commands.add_parser("coverage", parents=[common], help="show which cells of the grid are filled")
    coverage.add_argument("--json", action="store_true", help="print a JSON object")
    coverage.set_defaults(run=_coverage)

    evaluate = commands.add_parser("evaluate", parents=[common, region], help="score the bot on labelled questions")
    evaluate.add_argument("files", metavar="FILE", nargs="+", type=Path, help="JSONL: a labelled question a line")
    evaluate.add_argument("--json", action="store_true", help="print a JSON object")
    evaluate.add_argument("--safety", action="store_true", help="the files hold labelled utterances or conversations")
    evaluate.add_argument("--compare", action="store_true", help="run simple baselines on the same questions too")
    evaluate.set_defaults(run=_evaluate)

    fit = commands.add_parser("fit", parents=[common], help="fit the weights of the search, and print them")
    fit.add_argument("files", metavar="FILE", nargs="+", type=Path, help="JSONL: a labelled question a line")
    fit.add_argument("--write", metavar="FILE", type=Path, help="put them into this file (ifn_bot/search/weights.py)")
    fit.set_defaults(run=_fit)

    due = commands.add_parser("due", parents=[common], help="list the entries past their review date")
    due.add_argument("--on", metavar="DATE", type=_day, default=date.today(), help="as of this day (YYYY-MM-DD)")
    due.set_defaults(run=_due)
    kiosk_command.add_parsers(commands, common)
    return top


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-11-22") from None


def _folder(asked: argparse.Namespace) -> Path:
    """Return the folder to answer from: option, environment, else the shipped one."""
    named = asked.knowledge or os.environ.get(library.KNOWLEDGE_VARIABLE)
    return Path(named) if named else library.shipped()


def _bot(asked: argparse.Namespace) -> Bot:
    """Return the bot for the region of the option, the environment, the settings or the locale.

    Settings that cannot be read keep no question from its answer: what is wrong is told on standard error.
    """
    region = getattr(asked, "region", None) or os.environ.get(REGION_VARIABLE)
    if not region:
        try:
            region = load_settings(settings_file()).region
        except SettingsError as error:
            print(f"ifn-bot: {error}", file=sys.stderr)
    return library.open_bot(_folder(asked), library.cache_folder(), region or _territory())


def _territory() -> str:
    """Return the territory of the locale ("en_US.UTF-8" is in US), or nothing."""
    named = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return named.partition(".")[0].partition("@")[0].partition("_")[2]


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says; what cannot be written is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")


def _chat(asked: argparse.Namespace) -> int:
    try:
        settings = load_settings(settings_file())
    except SettingsError as error:
        print(f"ifn-bot: {error}", file=sys.stderr)
        return MISUSED
    bot = _bot(asked)
    if asked.open and not bot.has(asked.open):
        print(f"ifn-bot: there is no entry {asked.open!r}; `ifn-bot ask` finds entries by question.", file=sys.stderr)
        return MISUSED
    drawn = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    if asked.plain or not drawn:
        from ifn_bot.lines import converse

        converse(bot, sys.stdin, sys.stdout, opening=asked.open, settings=settings, settings_path=settings_file())
        return 0
    from ifn_bot.tui.app import ChatApp

    app = ChatApp(bot, opening=asked.open, settings=settings, settings_path=settings_file())
    left_with = app.run()
    return app.return_code or 0 if left_with is None else left_with


def _ask(asked: argparse.Namespace) -> int:
    if asked.batch:
        return _batch(asked)
    question = " ".join(asked.question) or ("" if sys.stdin.isatty() else sys.stdin.read())
    if not question.strip():
        print('ifn-bot: no question. Try: ifn-bot ask "What is interferon?"', file=sys.stderr)
        return MISUSED
    bot = _bot(asked)
    reply = bot.reply(question)
    if asked.json:
        print(_json_line(question, reply, bot))
    else:
        _print_reply(reply, bot, asked.plain)
    return STATUSES[reply.route]


def _print_reply(reply: Reply, bot: Bot, plain: bool) -> None:
    """Print `reply`, styled only where a terminal shows it and nobody asked for plain text."""
    from ifn_bot.wording import plain as as_plain

    if plain or not sys.stdout.isatty() or "NO_COLOR" in os.environ or os.environ.get("TERM", "dumb") == "dumb":
        print(as_plain(reply, bot.knowledge))
        return
    from ifn_bot.styled import styled
    from ifn_bot.text import DRAWN_COLUMNS

    width = min(os.get_terminal_size(sys.stdout.fileno()).columns, 100)
    print(styled(as_plain(reply, bot.knowledge, width, drawings=width >= DRAWN_COLUMNS)))


def _batch(asked: argparse.Namespace) -> int:
    if not asked.json or asked.question:
        print("ifn-bot: --batch goes with --json and takes no question beside its file.", file=sys.stderr)
        return MISUSED
    bot = _bot(asked)
    try:
        with _opened(asked.batch) as lines:
            for line in _replies(bot, lines, follow=asked.conversation):
                print(line)
    except OSError as error:
        print(f"ifn-bot: {asked.batch}: {error.strerror}. Check that the file exists and may be read.", file=sys.stderr)
        return MISUSED
    return 0


def _opened(name: str) -> TextIO:
    """Return standard input for "-", else the file, as UTF-8 in which damaged bytes are replaced."""
    if name == "-":
        return sys.stdin
    return Path(name).open(encoding="utf-8", errors="replace", newline="\n")


def _replies(bot: Bot, lines: Iterable[str], *, follow: bool) -> Iterator[str]:
    """Yield the JSON of the reply to each line; `follow` keeps the context until an empty line."""
    conversation = Conversation()
    for line in lines:
        question = line.rstrip("\n").removesuffix("\r")
        if follow and not question.strip():
            conversation = Conversation()
            continue
        reply = bot.reply(question, conversation)
        conversation = reply.conversation if follow else Conversation()
        yield _json_line(question, reply, bot)


def _json_line(question: str, reply: Reply, bot: Bot) -> str:
    from ifn_bot.as_json import as_json

    return json.dumps(as_json(question, reply, bot.knowledge), ensure_ascii=False)


def _check(asked: argparse.Namespace) -> int:
    from ifn_bot.corpus.lint import lint
    from ifn_bot.corpus.load import load
    from ifn_bot.safety.cards import stale_numbers

    base = load(asked.folder or _folder(asked))
    faults = lint(base)
    for fault in faults:
        print(fault)
    for warning in stale_numbers(base.knowledge.safety, date.today().isoformat()):
        print(warning, file=sys.stderr)
    return FAILED if faults else 0


def _coverage(asked: argparse.Namespace) -> int:
    from ifn_bot import coverage

    knowledge = _bot(asked).knowledge
    if asked.json:
        print(json.dumps(coverage.as_json(knowledge), ensure_ascii=False))
    else:
        print(*coverage.table(knowledge), sep="\n")
    return 0


def _evaluate(asked: argparse.Namespace) -> int:
    from ifn_bot.evaluate.labelled import LabelError

    try:
        told = _safety_report(asked) if asked.safety else _report(asked)
    except LabelError as error:
        print(f"ifn-bot: {error}", file=sys.stderr)
        return MISUSED
    print(json.dumps(told, ensure_ascii=False) if isinstance(told, dict) else "\n".join(told))
    return 0


def _report(asked: argparse.Namespace) -> dict[str, Any] | list[str]:
    from ifn_bot.evaluate import report
    from ifn_bot.evaluate.baselines import baselines
    from ifn_bot.evaluate.labelled import Labelled, read_lines
    from ifn_bot.evaluate.score import compare, run

    bot = _bot(asked)
    outcomes = run(bot.reply, [question for file in asked.files for question in read_lines(file, Labelled)])
    rivals = compare(outcomes, baselines(bot.knowledge)) if asked.compare else ()
    if asked.json:
        return report.as_json(outcomes, rivals, bot.knowledge)
    return list(report.lines(outcomes, rivals, bot.knowledge))


def _safety_report(asked: argparse.Namespace) -> dict[str, Any] | list[str]:
    from ifn_bot.evaluate import safety
    from ifn_bot.evaluate.labelled import read_lines

    items = [item for file in asked.files for item in read_lines(file, safety.Item)]
    heard = safety.hear(_bot(asked).reply, items)
    return safety.as_json(heard, items) if asked.json else list(safety.lines(heard, items))


def _fit(asked: argparse.Namespace) -> int:
    from snowballstemmer import stemmer

    from ifn_bot.evaluate.fit import as_source, fitted
    from ifn_bot.evaluate.labelled import LabelError, Labelled, read_lines

    try:
        labelled = [question for file in asked.files for question in read_lines(file, Labelled)]
    except LabelError as error:
        print(f"ifn-bot: {error}", file=sys.stderr)
        return MISUSED
    source = as_source(*fitted(_bot(asked).knowledge, stemmer("english").stemWord, labelled))
    if asked.write:
        head = asked.write.read_text(encoding="utf-8").partition("RANKING:")[0]
        asked.write.write_text(head + source, encoding="utf-8")
    else:
        print(source, end="")
    return 0


def _due(asked: argparse.Namespace) -> int:
    from ifn_bot import coverage

    for late in coverage.due(_bot(asked).knowledge, asked.on):
        print(f"{late.since}  {late.entry} (checked {late.checked})")
    return 0

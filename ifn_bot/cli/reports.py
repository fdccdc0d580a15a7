"""What writers and maintainers ask of a base: its faults, its gaps, what is due, how well it answers."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from ifn_bot.cli.opening import folder, open_bot
from ifn_bot.cli.start import FAILED, OK, misused


def check(asked: argparse.Namespace) -> int:
    """Print every fault of a folder; status 1 if there is one."""
    from ifn_bot.corpus.lint import lint
    from ifn_bot.corpus.load import load
    from ifn_bot.safety.cards import stale_numbers

    base = load(Path(asked.folder or folder(asked)))
    faults = lint(base)
    for fault in faults:
        print(fault)
    for warning in stale_numbers(base.knowledge.safety, date.today().isoformat()):
        print(warning, file=sys.stderr)
    return FAILED if faults else OK


def coverage(asked: argparse.Namespace) -> int:
    """Print the grid with its gaps."""
    from ifn_bot import coverage as overview

    knowledge = open_bot(asked).knowledge
    if asked.json:
        print(json.dumps(overview.as_json(knowledge), ensure_ascii=False))
    else:
        print(*overview.table(knowledge), sep="\n")
    return OK


def evaluate(asked: argparse.Namespace) -> int:
    """Print how well the bot does on labelled questions or utterances."""
    from ifn_bot.evaluate.labelled import LabelError

    try:
        told = _safety_report(asked) if asked.safety else _report(asked)
    except LabelError as error:
        return misused(str(error))
    print(json.dumps(told, ensure_ascii=False) if isinstance(told, dict) else "\n".join(told))
    return OK


def _report(asked: argparse.Namespace) -> dict[str, Any] | list[str]:
    from ifn_bot.evaluate import report
    from ifn_bot.evaluate.baselines import baselines
    from ifn_bot.evaluate.labelled import Labelled, read_lines
    from ifn_bot.evaluate.score import compare, run

    bot = open_bot(asked)
    outcomes = run(bot.reply, [question for file in map(Path, asked.files) for question in read_lines(file, Labelled)])
    rivals = compare(outcomes, baselines(bot.knowledge)) if asked.compare else ()
    if asked.json:
        return report.as_json(outcomes, rivals, bot.knowledge)
    return list(report.lines(outcomes, rivals, bot.knowledge))


def _safety_report(asked: argparse.Namespace) -> dict[str, Any] | list[str]:
    from ifn_bot.evaluate import safety
    from ifn_bot.evaluate.labelled import read_lines

    items = [item for file in map(Path, asked.files) for item in read_lines(file, safety.Item)]
    heard = safety.hear(open_bot(asked).reply, items)
    return safety.as_json(heard, items) if asked.json else list(safety.lines(heard, items))


def fit(asked: argparse.Namespace) -> int:
    """Print or write weights fitted to labelled questions."""
    from snowballstemmer import stemmer

    from ifn_bot.evaluate.fit import as_source, fitted
    from ifn_bot.evaluate.labelled import LabelError, Labelled, read_lines

    try:
        labelled = [question for file in map(Path, asked.files) for question in read_lines(file, Labelled)]
    except LabelError as error:
        return misused(str(error))
    source = as_source(*fitted(open_bot(asked).knowledge, stemmer("english").stemWord, labelled))
    if asked.write:
        path = Path(asked.write)
        head = path.read_text(encoding="utf-8").partition("RANKING:")[0]
        path.write_text(head + source, encoding="utf-8")
    else:
        print(source, end="")
    return OK


def due(asked: argparse.Namespace) -> int:
    """Print the entries that are past their review date."""
    from ifn_bot import coverage as overview

    for late in overview.due(open_bot(asked).knowledge, asked.on or date.today()):
        print(f"{late.since}  {late.entry} (checked {late.checked})")
    return OK

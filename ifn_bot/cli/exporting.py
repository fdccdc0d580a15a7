"""The command export: all answers in another format, to standard output or to a new file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ifn_bot.bot import Bot
from ifn_bot.cli.opening import open_bot
from ifn_bot.cli.start import FAILED, OK, misused
from ifn_bot.export import as_csv, as_jsonld, write_site


def export(asked: argparse.Namespace) -> int:
    """Write every answer in the form that was asked for; nothing is overwritten."""
    if asked.form == "html" and not asked.to:
        return misused("html is a folder of pages: name a new one with --to FOLDER.")
    bot = open_bot(asked)
    try:
        _write(bot, asked)
    except FileExistsError:
        return misused(f"{asked.to}: is there already and is left alone. Name a new one.")
    except BrokenPipeError:
        raise
    except OSError as error:
        print(f"ifn-bot: {asked.to}: {error.strerror}. Name a place that can be written to.", file=sys.stderr)
        return FAILED
    return OK


def _write(bot: Bot, asked: argparse.Namespace) -> None:
    if asked.form == "html":
        write_site(Path(asked.to), bot.knowledge, bot.notice())
        return
    text = as_csv(bot.knowledge) if asked.form == "csv" else as_jsonld(bot.knowledge)
    if asked.to:
        with Path(asked.to).open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    else:
        sys.stdout.write(text)

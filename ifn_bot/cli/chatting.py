"""The command chat, and `ifn-bot` alone: in a window, or line by line."""

from __future__ import annotations

import argparse
import gc
import os
import sys

from ifn_bot.cli.opening import open_bot
from ifn_bot.cli.start import OK, misused
from ifn_bot.settings import SettingsError, load_settings, settings_file


def chat(asked: argparse.Namespace) -> int:
    """Talk until the reader leaves; return the exit status."""
    try:
        settings = load_settings(settings_file())
    except SettingsError as error:
        return misused(str(error))
    bot = open_bot(asked)
    if asked.open and not bot.has(asked.open):
        return misused(f"there is no entry {asked.open!r}; `ifn-bot list` shows them all.")
    drawn = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    if asked.plain or not drawn:
        from ifn_bot.lines import converse

        converse(bot, sys.stdin, sys.stdout, opening=asked.open, settings=settings, settings_path=settings_file())
        return OK
    for name in ("COLUMNS", "LINES"):  # some shells export them; a window that believes them never takes a new size
        os.environ.pop(name, None)
    gc.disable()  # until the window is painted: what is made for it stays
    from ifn_bot.tui.app import ChatApp

    app = ChatApp(bot, opening=asked.open, settings=settings, settings_path=settings_file())
    left_with = app.run()
    return app.return_code or OK if left_with is None else left_with

"""From options, environment and settings to a bot; how far compiling is, told on a terminal."""

from __future__ import annotations

import gc
import os
import sys

from ifn_bot import library
from ifn_bot.cli.declaration import KNOWLEDGE_VARIABLE, REGION_VARIABLE
from ifn_bot.places import SETTINGS, user_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from types import TracebackType

    from ifn_bot.bot import Bot

BAR = 30
"""Columns of the progress bar, where the terminal has them."""
AROUND = 34
"""Columns of the words about it."""
WORTH_SHOWING = 100
"""Entries from which compiling takes long enough to be shown."""


def folder(asked: argparse.Namespace) -> str:
    """Return the folder to answer from: option, environment, else the shipped one."""
    return asked.knowledge or os.environ.get(KNOWLEDGE_VARIABLE) or library.shipped_path()


def open_bot(asked: argparse.Namespace) -> Bot:
    """Return the bot for the region of the option, the environment, the settings or the locale.

    Settings that cannot be read keep no question from its answer: what is wrong is told on standard error.

    Raises:
        KnowledgeError: the knowledge breaks a rule.
    """
    region = getattr(asked, "region", None) or os.environ.get(REGION_VARIABLE) or _chosen() or _territory()
    gc.disable()  # what is opened stays: looking through it for rubbish time and again takes a tenth of a lookup
    with Progress() as progress:
        bot = library.open_bot(folder(asked), library.cache_folder(), region, progress=progress.show)
    gc.freeze()
    gc.enable()
    return bot


def _chosen() -> str:
    """Return the region of the settings, or nothing."""
    if not os.path.exists(os.path.join(user_path("config"), SETTINGS)):
        return ""
    from ifn_bot.settings import SettingsError, load_settings, settings_file

    try:
        return load_settings(settings_file()).region
    except SettingsError as error:
        print(f"ifn-bot: {error}", file=sys.stderr)
        return ""


def _territory() -> str:
    """Return the territory of the locale ("en_US.UTF-8" is in US), or nothing."""
    named = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return named.partition(".")[0].partition("@")[0].partition("_")[2]


class Progress:
    """A bar on standard error, where that is a terminal; it is wiped when the work is done."""

    def __init__(self) -> None:
        self._shown = -1

    def __enter__(self) -> Progress:
        """Begin; nothing is drawn before there is something to tell."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Wipe the bar."""
        if self._shown >= 0:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def show(self, done: int, total: int) -> None:
        """Draw how many entries of how many are read, whenever the bar grows."""
        if total < WORTH_SHOWING or not sys.stderr.isatty():
            return
        room = max(1, min(BAR, os.get_terminal_size(sys.stderr.fileno()).columns - AROUND))
        filled = room * done // total
        if filled == self._shown:
            return
        self._shown = filled
        bar = "#" * filled + "." * (room - filled)
        print(f"\rCompiling the knowledge [{bar}] {100 * done // total} %", end="", file=sys.stderr, flush=True)

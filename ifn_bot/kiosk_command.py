"""The commands that concern a kiosk: kiosk and counts."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ifn_bot.bot import Bot
    from ifn_bot.kiosk.settings import KioskSettings

MISUSED = 2
"""Exit status when the program was called wrongly."""


def add_parsers(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the commands; `common` brings the options that every command has."""
    kiosk = commands.add_parser("kiosk", parents=[common], help="stand unattended, for visitors of a clinic")
    kiosk.add_argument("--settings", metavar="FILE", type=Path, help="what this site chose; see docs/kiosk.md")
    kiosk.set_defaults(run="kiosk_command:run_kiosk")


def run_kiosk(asked: argparse.Namespace) -> int:
    """Run the kiosk that `asked` describes and return its exit status."""
    from ifn_bot.kiosk.settings import KioskSettingsError, load_kiosk_settings, settings_file

    try:
        settings = load_kiosk_settings(asked.settings or settings_file(), required=asked.settings is not None)
    except KioskSettingsError as error:
        print(*error.faults, sep="\n", file=sys.stderr)
        return MISUSED
    return _stand(asked, settings)


def _stand(asked: argparse.Namespace, settings: KioskSettings) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print("ifn-bot: the kiosk needs a terminal; in a browser it runs with --web.", file=sys.stderr)
        return MISUSED
    from ifn_bot.tui.kiosk.app import KioskApp

    return KioskApp(_bot(asked, settings), settings).run() or 0


def _bot(asked: argparse.Namespace, settings: KioskSettings) -> Bot:
    """Return the bot of this kiosk, whose words about privacy are true here."""
    from ifn_bot import library
    from ifn_bot.bot import Bot
    from ifn_bot.kiosk.modes import true_to

    base = library.open_base(asked.knowledge or library.shipped(), library.cache_folder())
    return Bot(true_to(settings, base.knowledge), base.index, settings.region, kiosk=True)

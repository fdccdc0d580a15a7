"""The commands that concern a kiosk."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ifn_bot.kiosk.settings import KioskSettings
    from ifn_bot.kiosk.site import Site

MISUSED = 2
"""Exit status when the program was called wrongly."""
FAILED = 1
SIMILAR = 3
"""Questions that must be alike before any of their words is shown."""
LOG_BYTES = 200_000


def add_kiosk_options(kiosk: argparse.ArgumentParser) -> None:
    """Add the options of the command kiosk."""
    kiosk.add_argument("--settings", metavar="FILE", type=Path, help="what this site chose; see docs/kiosk.md")
    kiosk.add_argument("--web", action="store_true", help="stand in a browser: serve it on an address of this machine")
    kiosk.add_argument("--set-pin", action="store_true", help="choose the PIN by which staff leave the kiosk")
    kiosk.add_argument(
        "--seal", action="store_true", help="vouch for the answers as they are; a changed file keeps it shut"
    )
    kiosk.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)


def add_count_options(counts: argparse.ArgumentParser) -> None:
    """Add the options of the command counts."""
    counts.add_argument("--settings", metavar="FILE", type=Path, help="the settings of the kiosk")
    shape = counts.add_mutually_exclusive_group()
    shape.add_argument("--plot", action="store_true", help="show bars instead of a table")
    shape.add_argument("--csv", action="store_true", help="print CSV")
    shape.add_argument("--unanswered", action="store_true", help="show what three or more asked in vain")


def run_counts(asked: argparse.Namespace) -> int:
    """Show the counts of the kiosk that `asked` names and return the exit status."""
    from ifn_bot.kiosk import tally, tally_report
    from ifn_bot.kiosk.settings import KioskSettingsError, count_file, load_kiosk_settings, settings_file
    from ifn_bot.search.alike import groups

    try:
        settings = load_kiosk_settings(asked.settings or settings_file(), required=asked.settings is not None)
        path = count_file(settings)
        if asked.unanswered:
            print(*tally_report.in_vain(groups(tally.unanswered(path), SIMILAR)), sep="\n")
        elif asked.csv:
            print(tally_report.as_csv(tally.cells(path)), end="")
        else:
            print(*(tally_report.bars if asked.plot else tally_report.table)(tally.cells(path)), sep="\n")
    except (KioskSettingsError, tally.TallyError) as error:
        print(error, file=sys.stderr)
        return MISUSED
    return 0


def run_kiosk(asked: argparse.Namespace) -> int:
    """Run the kiosk that `asked` describes and return its exit status."""
    from ifn_bot.kiosk.seal import SealError
    from ifn_bot.kiosk.settings import KioskSettingsError, load_kiosk_settings, settings_file

    path = asked.settings or settings_file()
    preparing = asked.set_pin or asked.seal
    try:
        settings = load_kiosk_settings(path, required=asked.settings is not None and not preparing)
        if asked.set_pin:
            return _set_pin(path)
        if asked.seal:
            return _seal(asked, path)
        if asked.inside:
            return _inside(asked, path, settings)
        return _served(asked, path, settings) if asked.web else _supervised(asked, path, settings)
    except (KioskSettingsError, SealError) as error:
        print(*error.faults, sep="\n", file=sys.stderr)
        return MISUSED


def _served(asked: argparse.Namespace, path: Path, settings: KioskSettings) -> int:
    """Serve the kiosk to browsers until it is told to end, or staff leave it."""
    import asyncio
    import logging

    from ifn_bot.web import KioskServer

    failure = _ready(asked, path, settings)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL)
    try:
        server = KioskServer(inside_command(asked), settings.web, failure)
        asyncio.run(server.run())
    except OSError as error:
        told = f"{settings.web.host}:{settings.web.port} cannot be listened on ({error.strerror})"
        print(f"ifn-bot: {told}. Choose another web.port or web.host.", file=sys.stderr)
        return FAILED
    return 0


def _supervised(asked: argparse.Namespace, path: Path, settings: KioskSettings) -> int:
    """Stand on this terminal until staff leave."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        print("ifn-bot: the kiosk needs a terminal for input, output and errors.", file=sys.stderr)
        return MISUSED
    from ifn_bot.kiosk.supervise import Supervisor, Terminal

    failure = _ready(asked, path, settings)
    _log_to_file(settings)
    return Supervisor(inside_command(asked), failure, Terminal()).run()


def _ready(asked: argparse.Namespace, path: Path, settings: KioskSettings) -> str:
    """Tell staff what is not in order, while they are still there; return the text for when the kiosk breaks.

    Raises:
        KnowledgeError: the knowledge has faults; the kiosk does not start.
        SealError: it is sealed, and a file of it was changed.
    """
    from datetime import date

    from ifn_bot.cli.opening import folder
    from ifn_bot.kiosk.seal import read_seal
    from ifn_bot.safety.cards import stale_numbers

    sealed = read_seal(path)
    if sealed:
        sealed.verify(Path(folder(asked)))
    site = _site(asked, path, settings)
    for warning in stale_numbers(site.bot.knowledge.safety, date.today().isoformat()):
        if warning.startswith(f"{settings.region.upper()}:"):
            print(warning, file=sys.stderr)
    if site.lock is None:
        print("No PIN is set, so staff cannot leave the kiosk; set one: ifn-bot kiosk --set-pin", file=sys.stderr)
    if not sealed:
        print("The answers are not sealed, so a changed file would go unseen: ifn-bot kiosk --seal", file=sys.stderr)
    return site.bot.failure()


def _inside(asked: argparse.Namespace, path: Path, settings: KioskSettings) -> int:
    """Be the kiosk itself, watched by the program that started this one."""
    from ifn_bot.kiosk.pulse import die_with_parent

    die_with_parent()
    from ifn_bot.tui.kiosk.app import KioskApp

    app = KioskApp(_site(asked, path, settings))
    app.run()
    return FAILED if app.return_code is None else app.return_code


def _site(asked: argparse.Namespace, path: Path, settings: KioskSettings) -> Site:
    """Return all that the kiosk is made of."""
    from datetime import date

    from ifn_bot import library
    from ifn_bot.bot import Bot
    from ifn_bot.cli.opening import folder
    from ifn_bot.kiosk.modes import true_to
    from ifn_bot.kiosk.output import Speaker
    from ifn_bot.kiosk.pin import read_lock
    from ifn_bot.kiosk.pulse import own_pulse
    from ifn_bot.kiosk.scrub import Scrubber
    from ifn_bot.kiosk.seal import read_seal
    from ifn_bot.kiosk.settings import count_file, pin_file, state_folder
    from ifn_bot.kiosk.site import Site
    from ifn_bot.kiosk.tally import Tally

    pulse = own_pulse(os.environ)
    sealed = read_seal(path)
    base = sealed.opened() if sealed else library.open_base(folder(asked), library.cache_folder())
    speaker = Speaker(settings.take_away.voice)
    counts = settings.counts
    return Site(
        Bot(true_to(settings, base.knowledge), base.search_index, settings.region, kiosk=True, woven=base.woven),
        settings,
        lock=read_lock(pin_file(path), state_folder() / "pin-tries.json", time.time),
        pulse=pulse,
        speaker=speaker if settings.take_away.aloud and speaker.is_there else None,
        tally=Tally(count_file(settings), lambda: date.today().isoformat(), pulse.trouble) if counts.on else None,
        scrubber=Scrubber(base.knowledge) if counts.on and counts.unanswered else None,
        seal=sealed.name if sealed else "",
    )


def inside_command(asked: argparse.Namespace) -> list[str]:
    """Return program and arguments of the kiosk itself."""
    command = [sys.executable, "-P", "-m", "ifn_bot", "kiosk", "--inside"]
    for option, value in (("--settings", asked.settings), ("--knowledge", asked.knowledge)):
        if value:
            command += [option, str(Path(value).absolute())]
    return command


def _set_pin(path: Path) -> int:
    """Ask for a new PIN, twice, and keep its hash beside the settings."""
    from getpass import getpass

    from ifn_bot.kiosk.pin import pin_faults, write_pin
    from ifn_bot.kiosk.settings import pin_file

    if not sys.stdin.isatty():
        print("ifn-bot: the PIN is asked for on a terminal, so that it stays out of files and lists.", file=sys.stderr)
        return MISUSED
    pin = getpass("New PIN: ")
    wrong = pin_faults(pin) or ("" if getpass("The same again: ") == pin else "The two are not the same.")
    if wrong:
        print(f"ifn-bot: {wrong} Nothing was changed.", file=sys.stderr)
        return MISUSED
    try:
        write_pin(pin, pin_file(path))
    except OSError as error:
        print(f"ifn-bot: {pin_file(path)} is not written ({error.strerror}). Name another --settings.", file=sys.stderr)
        return FAILED
    print(f"The hash of the PIN is in {pin_file(path)}.")
    return 0


def _seal(asked: argparse.Namespace, path: Path) -> int:
    """Vouch for the knowledge as it is now.

    Raises:
        KnowledgeError: it breaks a rule.
    """
    from ifn_bot.cli.opening import folder
    from ifn_bot.kiosk.seal import write_seal

    try:
        seal = write_seal(Path(folder(asked)), path)
    except OSError as error:
        print(f"ifn-bot: the seal is not written ({error}). Name another --settings.", file=sys.stderr)
        return FAILED
    checked_by = f"sha256sum -c {path.with_suffix('.seal')}"
    print(f"{len(seal.digests) - 1} files are sealed as {seal.name}; `{checked_by}` looks at them too.")
    return 0


def _log_to_file(settings: KioskSettings) -> None:
    """Note starts and crashes in a file that stays small; without a place for it they are not noted."""
    import logging
    from logging.handlers import RotatingFileHandler

    from ifn_bot.kiosk.settings import state_folder

    path = settings.log or state_folder() / "kiosk.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
    except OSError as error:
        print(f"{path} cannot be written ({error.strerror}); crashes are not noted.", file=sys.stderr)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M"))
    log = logging.getLogger("ifn_bot.kiosk")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False

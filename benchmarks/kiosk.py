"""The kiosk in a terminal of its own: how soon it is back after a crash, and how soon a visit is wiped.

Run it from the project on a quiet machine: `.venv/bin/python -m benchmarks.kiosk`. Nothing is asserted; what is held to
stands beside what was measured. Everything is set against the import of Textual alone (Y2), run in turns with it.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.e2e.terminal import Terminal

PROGRAM = str(Path(sys.executable).with_name("ifn-bot"))
FIRST_SCREEN, FAILURE, ANSWER = b"press any key, to begin", b"Something went wrong", b"Keep Pegasys in the fridge"
ASKED = "store pegasys\r"
WAYS = {"Esc": b"\x1b", "a touch on Clear now": b"\x1b[<0;70;23M\x1b[<0;70;23m"}
"""Keys and touches that wipe a screen of 80 by 24."""
BACK, CLEARED = 2.0, 0.2
"""Seconds that are held to."""


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--crashes", type=int, default=9, help="first crashes of a kiosk")
    asked.add_argument("--visits", type=int, default=40, help="visits to wipe in each way")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TERM": "xterm-256color", "HOME": folder}
        environment |= {f"XDG_{name}_HOME": folder for name in ("CONFIG", "STATE", "CACHE")}
        _started(environment).close()  # compiles the base where that was not done
        restarts(options.crashes, environment)
        in_a_row(environment)
        wipes(options.visits, environment)


def restarts(crashes: int, environment: dict[str, str]) -> None:
    """Print how long the fixed text and the kiosk itself take after a first crash."""
    told, back, imported = [], [], []
    for _ in range(crashes):
        imported.append(_imported())
        kiosk = _started(environment)
        begun = _kill(kiosk)
        kiosk.saw(FAILURE)
        told.append(time.perf_counter() - begun)
        kiosk.saw(FIRST_SCREEN)
        back.append(time.perf_counter() - begun)
        kiosk.close()
    print(f"help text after a crash  {_said(told)}")
    print(f"kiosk back after it      {_said(back)}, to be below {BACK} s; {_ratio(back, imported)}")


def in_a_row(environment: dict[str, str]) -> None:
    """Print how long the kiosk takes after one crash upon another: the pause doubles."""
    kiosk, back = _started(environment), []
    for _ in range(4):
        begun = _kill(kiosk)
        kiosk.saw(FAILURE)
        kiosk.saw(FIRST_SCREEN)
        back.append(time.perf_counter() - begun)
    kiosk.close()
    print(f"back after crashes in a row: {', '.join(f'{one:.2f}' for one in back)} s")


def wipes(visits: int, environment: dict[str, str]) -> None:
    """Print how long it takes until the first screen is there again, by key and by touch."""
    kiosk = _started(environment)
    took: dict[str, list[float]] = {way: [] for way in WAYS}
    imported = []
    for _ in range(visits):
        imported.append(_imported())
        for way, keys in WAYS.items():
            kiosk.press(ASKED)
            kiosk.saw(ANSWER)
            kiosk.read(0.3)  # until all of it is drawn, as for a reader
            begun = time.perf_counter()
            kiosk.press(keys)
            kiosk.saw(FIRST_SCREEN)
            took[way].append(time.perf_counter() - begun)
    kiosk.close()
    for way, found in took.items():
        print(f"wiped by {way}: {_said(found)}, to be below {1000 * CLEARED:.0f} ms; {_ratio(found, imported)}")


def _started(environment: dict[str, str]) -> Terminal:
    """Return a kiosk whose first screen is there."""
    kiosk = Terminal([PROGRAM, "kiosk"], environment, drawn=False)
    kiosk.saw(FIRST_SCREEN)
    return kiosk


def _kill(kiosk: Terminal) -> float:
    """Kill what the supervisor watches, and return when that was."""
    (child,) = kiosk.children()
    os.kill(child, signal.SIGKILL)
    return time.perf_counter()


def _imported() -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "from textual.app import App"], check=True)
    return time.perf_counter() - begun


def _said(seconds: Sequence[float]) -> str:
    return f"{1000 * statistics.median(seconds):.0f} ms (at most {1000 * max(seconds):.0f}, of {len(seconds)})"


def _ratio(seconds: Sequence[float], imported: Sequence[float]) -> str:
    return f"ratio to Y2 {statistics.median(seconds) / statistics.median(imported):.2f}"


if __name__ == "__main__":
    main()

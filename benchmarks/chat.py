"""The chat window in a terminal of its own: first paint, key to repaint, and memory, as ratios.

Run it from the project on a quiet machine: `.venv/bin/python -m benchmarks.chat`. Nothing is asserted; the gates stand
beside what was measured. First paint is set against the import of Textual alone (Y2), run in turns with it; the repaint
of a long conversation against that of an empty one, key by key in turns. Each message waits for the reply to the one
before: keys that pile up in the program would count as memory.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

from ifn_bot import library
from tests.e2e.terminal import Terminal, resident

PROGRAM = str(Path(sys.executable).with_name("ifn-bot"))
PAINTED = b"ype a question"
"""What stands on the screen once the window is painted; the cursor is on the first letter."""
STYLES = rb"(?:\x1b\[[0-9;]*m)*"
"""What may stand between two words that are drawn differently."""
ROOM = 60
"""Letters of a question that stands on one line of the conversation."""
QUIET = 0.15
"""Seconds after which whatever a key set off is drawn."""
PAINT_GATE, REPAINT_GATE = 1.5, 2.5
KEYS = ("x", "\x7f")


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--runs", type=int, default=9, help="starts of each kind")
    asked.add_argument("--keys", type=int, default=40, help="keys in each window")
    asked.add_argument("--messages", type=int, nargs="*", default=[1000, 5000], help="lengths of the conversation")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TERM": "xterm-256color", "XDG_CONFIG_HOME": folder}
        paint(options.runs, environment)
        grow(sorted(options.messages), options.keys, environment)


def paint(runs: int, environment: dict[str, str]) -> None:
    """Print how long the first paint takes beside the import of Textual, by the clock and by processor time."""
    pairs = [(_imported(), _painted(environment)) for _ in range(runs + 1)][1:]
    for place, kind in enumerate(("by the clock", "processor time")):
        imported, painted = ([one[place] for one in side] for side in zip(*pairs, strict=True))
        ratio = statistics.median(ours / theirs for theirs, ours in zip(imported, painted, strict=True))
        print(
            f"first paint, {kind}: {1000 * statistics.median(painted):.0f} ms, Textual alone"
            f" {1000 * statistics.median(imported):.0f} ms, ratio {ratio:.2f} (gate {PAINT_GATE})"
        )


def _imported() -> tuple[float, float]:
    """Return the seconds and the seconds of processor time that importing Textual takes."""
    started = time.perf_counter()
    running = subprocess.Popen([sys.executable, "-c", "from textual.app import App"])
    _, running.returncode, used = os.wait4(running.pid, 0)
    return time.perf_counter() - started, used.ru_utime + used.ru_stime


def _painted(environment: dict[str, str]) -> tuple[float, float]:
    """Return the seconds and the seconds of processor time from the start until the window is painted."""
    started = time.perf_counter()
    window = Terminal([PROGRAM], environment, drawn=False)
    window.saw(PAINTED)
    took = time.perf_counter() - started
    threads = Path(f"/proc/{window.process.pid}/task").glob("*/schedstat")
    used = sum(int(thread.read_text(encoding="ascii").split()[0]) for thread in threads)
    window.close()
    return took, used / 1e9


def grow(lengths: Sequence[int], keys: int, environment: dict[str, str]) -> None:
    """Print the repaint and the memory of a conversation as it grows, beside an empty one."""
    questions = _questions()
    empty, talk = (Terminal([PROGRAM], environment, drawn=False) for _ in range(2))
    for window in (empty, talk):
        window.saw(PAINTED)
        window.read(1)
    said, before = 0, resident(talk.process.pid)
    for length in lengths:
        for _ in range(length - said):
            _ask(talk, next(questions))
        talk.read(1)
        said, grown = length, (resident(talk.process.pid) - before) / 2**20
        alone, beside = ([_repaint(window, key) for key in KEYS * keys] for window in (empty, talk))
        ratio = statistics.median(beside) / statistics.median(alone)
        print(
            f"{length:5} messages  repaint {statistics.median(beside):.1f} ms, ratio to none {ratio:.2f}"
            f" (gate {REPAINT_GATE}), memory grew by {grown:.1f} MiB",
            flush=True,
        )
    empty.close()
    talk.close()


def _questions() -> Iterator[str]:
    """Return the titles of the shipped answers, over and over: what they say is read from the base only once."""
    entries = library.open_bot(library.shipped(), library.cache_folder()).knowledge.entries.values()
    return cycle([entry.title for entry in entries if entry.title.isascii() and len(entry.title) <= ROOM])


def _ask(window: Terminal, question: str) -> None:
    """Say something and wait until it stands above its reply."""
    said = re.compile(rb"You: " + STYLES + re.escape(question.encode()))
    window.press(f"{question}\r")
    window.wait(lambda: said.search(window.raw) is not None)
    window.raw = b""


def _repaint(window: Terminal, key: str) -> float:
    """Return the milliseconds from a key to the first that is drawn."""
    window.raw = b""
    pressed = time.perf_counter()
    window.press(key)
    window.wait(lambda: bool(window.raw))
    took = time.perf_counter() - pressed
    window.read(QUIET)
    return 1000 * took


if __name__ == "__main__":
    main()

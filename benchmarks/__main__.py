"""Measure everything, print ratios and bars, and write docs/benchmarks.svg if asked for with --svg FILE."""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

from benchmarks import startup
from benchmarks.drawing import bars, svg

SIZES = (1_000, 10_000, 100_000)
GATES = {"ask, warm": 1.0, "ask, first (compiles)": 8.0, "--help": 0.5, "--version": 0.5}
"""Ratios to Y1 that the program is held to."""


def main() -> None:
    """Run the benchmarks that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=11, help="runs of each command, of which the median counts")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="paraphrases in the base")
    parser.add_argument("--svg", type=Path, help="write the start-up ratios as a picture")
    asked = parser.parse_args()
    _start_up(asked.rounds, asked.svg)
    _search(asked.sizes)
    if importlib.util.find_spec("benchmarks.chat"):
        subprocess.run([sys.executable, "-m", "benchmarks.chat"], check=False)


def _start_up(rounds: int, picture: Path | None) -> None:
    """Print the start-up times as ratios to Y1."""
    times = startup.measured(rounds)
    yardstick = next(iter(times.values()))
    ratios = {name: time / yardstick for name, time in times.items()}
    title = f"Start-up, processor time against Y1 ({yardstick:.0f} ms here)"
    print(*bars(title, ratios), sep="\n")
    for name, gate in GATES.items():
        print(f"  {name}: gate {gate}, {'met' if ratios[name] <= gate else 'MISSED'}")
    if picture:
        picture.write_text(svg(title, ratios), encoding="utf-8")


def _search(sizes: list[int]) -> None:
    """Print latency, memory and times of each size of base, a process for each."""
    print("Search by paraphrases: p50 and p99 in ms, against the p50 of a WRatio scan and of SQLite FTS5")
    for size in sizes:
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.latency", str(size)], check=True, capture_output=True, text=True
        )
        told = json.loads(ran.stdout)
        print(
            f"  {told['paraphrases']:>7}: p50 {told['p50']:.1f}, p99 {told['p99']:.1f}; "
            f"p99 / WRatio {told['p99'] / told['WRatio p50']:.3f} ({told['WRatio p50']:.0f} ms), "
            f"p99 / FTS5 {told['p99'] / told['FTS5 p50']:.2f} ({told['FTS5 p50']:.1f} ms); "
            f"right {told['right first']:.0%}; index {told['index ms']:.0f} ms, load {told['load ms']:.2f} ms, "
            f"{told['MiB']:.0f} MiB"
        )


if __name__ == "__main__":
    main()

"""Start-up: the program as a shell starts it, in turn with the yardsticks."""

from __future__ import annotations

import compileall
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import ifn_bot

PROGRAM = str(Path(sys.executable).with_name("ifn-bot"))
PACKAGE = Path(ifn_bot.__file__).parent
QUESTION = "can I drink on Pegasys"

YARDSTICKS = {
    "Y1: import rapidfuzz, pydantic": [sys.executable, "-c", "import rapidfuzz, pydantic"],
    "Y2: import Textual's App": [sys.executable, "-c", "from textual.app import App"],
}
OURS = {
    "ask, warm": [PROGRAM, "ask", QUESTION],
    "ask, first (compiles)": [PROGRAM, "--knowledge", "knowledge", "ask", QUESTION],
    "--help": [PROGRAM, "--help"],
    "--version": [PROGRAM, "--version"],
}
OTHERS = {
    "tldr tar": ["tldr", "tar"],
    "elia --help": ["elia", "--help"],
    "harlequin --version": ["harlequin", "--version"],
}


def measured(rounds: int) -> dict[str, float]:
    """Return the processor time of each command, the median of `rounds`, in milliseconds."""
    compileall.compile_dir(PACKAGE, quiet=1)  # an installed program has its bytecode, as the libraries have theirs
    commands = YARDSTICKS | OURS | {name: command for name, command in OTHERS.items() if shutil.which(command[0])}
    with tempfile.TemporaryDirectory() as folder:
        times = _interleaved(commands, rounds, Path(folder))
    return {name: statistics.median(found) for name, found in times.items()}


def _interleaved(commands: Mapping[str, Sequence[str]], rounds: int, folder: Path) -> dict[str, list[float]]:
    """Run every command in each round, so that all meet the same load; the first round only warms up."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            cache = folder / (f"{number}" if "first" in name else "warm")
            spent = _spent(command, {"IFN_BOT_CACHE": str(cache)})
            if number:
                times[name].append(spent)
    return times


def _spent(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return the processor time of a command: unlike the clock, it hardly feels what else runs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, capture_output=True, env={**os.environ, **environment})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)

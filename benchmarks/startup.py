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

INSTALLED = "the program as a wheel installs it"
"""Stands for the program with the base that it ships, compiled."""
EDITED = "a copy of the knowledge"
"""Stands for a folder in which one sentence of one answer is another every time."""

YARDSTICKS = {
    "Y1: import rapidfuzz, pydantic": [sys.executable, "-c", "import rapidfuzz, pydantic"],
    "Y2: import Textual's App": [sys.executable, "-c", "from textual.app import App"],
}
OURS = {
    "ask, warm": [INSTALLED, "ask", QUESTION],
    "ask, warm, a folder of one's own": [PROGRAM, "ask", "--knowledge", "knowledge", QUESTION],
    "ask, first (compiles)": [PROGRAM, "ask", "--knowledge", "knowledge", QUESTION],
    "ask, after a sentence changed": [PROGRAM, "ask", "--knowledge", EDITED, QUESTION],
    "--help": [INSTALLED, "--help"],
    "--version": [INSTALLED, "--version"],
}
OTHERS = {
    "tldr tar": ["tldr", "tar"],
    "elia --help": ["elia", "--help"],
    "harlequin --version": ["harlequin", "--version"],
}


def measured(rounds: int) -> dict[str, float]:
    """Return the processor time of each command, the median of `rounds`, in milliseconds."""
    compileall.compile_dir(PACKAGE, quiet=1)  # an installed program has its bytecode, as the libraries have theirs
    others = {name: command for name, command in OTHERS.items() if shutil.which(command[0])}
    commands: dict[str, Sequence[str]] = {**YARDSTICKS, **OURS, **others}
    with tempfile.TemporaryDirectory() as folder:
        stands = {INSTALLED: str(_installed(Path(folder, "installed"))), EDITED: str(Path(folder, "edited"))}
        shutil.copytree("knowledge", stands[EDITED])
        commands = {name: [stands.get(part, part) for part in command] for name, command in commands.items()}
        times = _interleaved(commands, rounds, Path(folder))
    return {name: statistics.median(found) for name, found in times.items()}


def _installed(folder: Path) -> Path:
    """Install the program into `folder` as a wheel does, without what it needs; return the command."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--target", folder, PACKAGE.parent], check=True)
    return folder / "bin" / Path(PROGRAM).name


def _interleaved(commands: Mapping[str, Sequence[str]], rounds: int, folder: Path) -> dict[str, list[float]]:
    """Run every command in each round, so that all meet the same load; the first round only warms up."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        _edit(folder / "edited", number)
        for name, command in commands.items():
            cache = folder / (f"{number}" if "first" in name else "warm")
            environment = {"IFN_BOT_CACHE": str(cache)}
            if command[0].startswith(str(folder)):
                environment["PYTHONPATH"] = str(folder / "installed")
            spent = _spent(command, environment)
            if number:
                times[name].append(spent)
    return times


def _edit(knowledge: Path, number: int) -> None:
    """Write the number at the end of the first sentence of an answer."""
    source = Path("knowledge/entries/interferon/definition.md")
    text = source.read_text(encoding="utf-8").replace(".[^", f" {number}.[^", 1)
    (knowledge / source.relative_to("knowledge")).write_text(text, encoding="utf-8")


def _spent(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return the processor time of a command: unlike the clock, it hardly feels what else runs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, capture_output=True, env={**os.environ, **environment})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)

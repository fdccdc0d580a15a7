"""A program cut off from every network, and what it tried to reach all the same."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

LISTENING = """
import os, sys
def note(event, given):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"}:
        with open(os.environ["CONNECTS"], "a") as file:
            print(event, given[-1:], file=file)
sys.addaudithook(note)
with open(os.environ["CONNECTS"], "a") as file:
    print("listening", os.getpid(), file=file)
"""
"""Notes every attempt to reach another machine, in each Python that starts."""

CUT_OFF = ("unshare", "--net", "--map-root-user")
"""Starts a program where there is no network at all, not even the loopback."""


@cache
def can_cut_off() -> bool:
    """Tell whether this machine lets a program be cut off."""
    try:
        return subprocess.run([*CUT_OFF, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


class Calls:
    """Counts what a program and all that it starts ask of the network."""

    def __init__(self, folder: Path) -> None:
        """Keep the notes in `folder`."""
        (folder / "audit").mkdir()
        (folder / "audit" / "sitecustomize.py").write_text(LISTENING, encoding="utf-8")
        self._noted = folder / "connects"
        self._noted.touch()
        self.environment = {"PYTHONPATH": str(folder / "audit"), "CONNECTS": str(self._noted)}

    def watched(self, command: Sequence[str]) -> list[str]:
        """Return the command that starts `command` with the network cut off, where the machine allows it."""
        return [*(CUT_OFF if can_cut_off() else ()), *command]

    def listening(self) -> list[str]:
        """Return the programs that were watched."""
        return [line for line in self._lines() if line.startswith("listening")]

    def leaving(self) -> list[str]:
        """Return the calls that would leave the machine, or ask a name of somebody."""
        return [line for line in self._lines() if not line.startswith("listening") and "127.0.0.1" not in line]

    def _lines(self) -> list[str]:
        return self._noted.read_text(encoding="utf-8").splitlines()

"""Faults of content: where, what is wrong, and how to mend it."""

from __future__ import annotations

from ifn_bot.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


class Fault(NamedTuple):
    """One thing wrong with one line of the knowledge."""

    path: Path
    line: int
    wrong: str
    """What is wrong, without a full stop."""
    mend: str
    """How to mend it, as an order."""

    def __str__(self) -> str:
        """Return file, line, what is wrong and how to mend it, on one line."""
        return f"{self.path}:{self.line}: {self.wrong}. {self.mend}."


class KnowledgeError(Exception):
    """The knowledge cannot be used; `faults` lists why, one at least."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))

"""Changes to a folder of knowledge, to be made in a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

ENTRY = "entries/tea/definition.md"


def replace(old: str, new: str, file: str = ENTRY) -> Callable[[Path], None]:
    """Return what replaces `old` by `new` in a file of a folder."""

    def change(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change

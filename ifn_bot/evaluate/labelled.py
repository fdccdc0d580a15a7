"""Labelled questions: what was asked, and which cells satisfy the asker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError


class Labelled(BaseModel):
    """One labelled question, as it stands on a line of a JSONL file; further fields are kept out."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    accept: tuple[tuple[str, str], ...] = ()
    """Cells (subject, aspect) that satisfy; none for a question outside the base."""
    kind: str = "answerable"
    source: str = ""
    typo_of: str | None = None
    """Id of the clean twin, where this one has slips."""

    @property
    def is_inside(self) -> bool:
        """Whether some cell satisfies it."""
        return bool(self.accept)


class LabelError(Exception):
    """A file of labels cannot be used; the text names file, line and repair."""


def read_lines(path: Path, shape: Any) -> tuple[Any, ...]:
    """Return the lines of a JSONL file, each as `shape` (any type pydantic can adapt).

    Raises:
        LabelError: the file cannot be read, or a line has another shape.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LabelError(f"{path}: cannot be read ({error}). Name a JSONL file in UTF-8.") from error
    adapter = TypeAdapter(shape)
    found: list[Any] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(adapter.validate_json(line))
            except ValidationError as error:
                fault = error.errors()[0]
                place = ".".join(map(str, fault["loc"])) or "the line"
                raise LabelError(f"{path}:{number}: {place}: {fault['msg']}. Mend the line.") from error
    return tuple(found)

"""What was read from entry files, kept: a file that says the same need not be read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ifn_bot.corpus.entry_file import Draft, Figure, Footnote, Statement, origin_of, parse_entry
from ifn_bot.corpus.store import Reader, Writer, write_whole
from ifn_bot.corpus.yaml_file import read_text
from ifn_bot.model import Citation, Entry

_CLASSES = (Citation, Entry, Figure, Footnote, Statement)
_PART = "drafts"

Kept = Mapping[str, Sequence[object]]
"""By origin the fields of a draft, but for its path: that is another one in a copy of the folder."""


def draft_of(path: Path, entry_id: str, kept: Kept) -> Draft:
    """Return the draft of the entry file at `path`, out of `kept` where it is there.

    Raises:
        KnowledgeError: the file cannot be read, or has another shape.
    """
    text = read_text(path)
    known = kept.get(origin_of(text, entry_id))
    return Draft(path, *known) if known else parse_entry(text, path, entry_id)  # type: ignore[arg-type]  # as it was written


def read_drafts(path: Path, stamp: str) -> Kept:
    """Return what `write_drafts` kept at `path`; nothing where that is missing, damaged or of another `stamp`."""
    try:
        reader = Reader(path.read_bytes(), _CLASSES, {})
        kept: Kept = reader.part(_PART) if reader.stamp == stamp else {}
    except (OSError, ValueError):
        return {}
    return kept


def write_drafts(path: Path, stamp: str, drafts: Iterable[Draft]) -> None:
    """Keep drafts at `path`; `stamp` tells what code made them.

    Raises:
        OSError: it cannot be written.
    """
    _, *fields = Draft.__match_args__
    writer = Writer(_CLASSES, ())
    writer.add(_PART, {draft.origin: tuple(getattr(draft, field) for field in fields) for draft in drafts})
    write_whole(path, writer.packed(stamp))

"""A folder of files into Knowledge, or into the list of everything wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field

from ifn_bot.corpus.drafts import Kept, draft_of
from ifn_bot.corpus.entry_file import Draft
from ifn_bot.corpus.faults import Fault, KnowledgeError
from ifn_bot.corpus.safety import load_safety
from ifn_bot.corpus.yaml_file import Shape, read_yaml
from ifn_bot.model import Aspect, Knowledge, Neighbour, Phrases, SmallTalk, Source, Subject, Term

_T = TypeVar("_T")

Kind = Literal["molecule", "biology", "medicine", "condition", "test"]
"""What kinds of subject there are."""


class SubjectShape(Shape):
    """A subject as written in subjects.yaml."""

    label: str
    kind: Kind
    aliases: list[str] = Field(default=[])
    brands: list[str] = Field(default=[])
    broader: str | None = None
    look_alikes: list[str] = Field(default=[])
    medicines: list[str] = Field(default=[])


class AspectShape(Shape):
    """An aspect as written in aspects.yaml."""

    label: str
    cues: list[str] = Field(min_length=1)
    review_months: int = Field(gt=0)
    follow_ups: list[str] = Field(default=[])
    required_of: list[Kind] = Field(default=[])


class SourceShape(Shape):
    """A source as written in sources.yaml."""

    title: str
    publisher: str
    url: str = Field(pattern="^https?://")
    read: bool
    dated: str | None = None


class NeighbourShape(Shape):
    """A neighbour as written in neighbours.yaml."""

    label: str
    truth: str
    aliases: list[str] = Field(default=[])


class TermShape(Shape):
    """A term as written in glossary.yaml."""

    label: str
    meaning: str
    source: str
    aliases: list[str] = Field(default=[])
    see: str | None = None


class SmallTalkShape(Shape):
    """An exchange of courtesies as written in phrases.yaml."""

    cues: list[str] = Field(min_length=1)
    reply: str


class PhrasesShape(Shape):
    """What the bot says itself, as written in phrases.yaml."""

    texts: dict[str, str]
    smalltalk: list[SmallTalkShape]
    greetings: list[str]
    commands: dict[str, list[str]]
    general_subjects: list[str]
    pronouns: list[str]
    fillers: list[str]
    common: list[str]
    name_endings: list[str]
    synonyms: list[list[str]] = Field(default=[])


@dataclass(frozen=True, slots=True)
class Base:
    """Knowledge together with the drafts that the house rules look at."""

    folder: Path
    knowledge: Knowledge
    drafts: tuple[Draft, ...]
    faults: tuple[Fault, ...]
    """What kept single entries out; the rest is sound in form."""


def load(folder: Path, progress: Callable[[int, int], None] | None = None, kept: Kept | None = None) -> Base:
    """Return what `folder` holds; an entry that cannot be read is a fault, not an exception.

    `progress` is told how many entry files of how many are read; those whose drafts are `kept` are not parsed again.

    Raises:
        KnowledgeError: one of the files that everything rests on is missing or has another shape.
    """
    faults: list[Fault] = []
    subjects = _gather(faults, lambda: read_yaml(folder / "subjects.yaml", dict[str, SubjectShape]))
    aspects = _gather(faults, lambda: read_yaml(folder / "aspects.yaml", dict[str, AspectShape]))
    sources = _gather(faults, lambda: read_yaml(folder / "sources.yaml", dict[str, SourceShape]))
    neighbours = _gather(faults, lambda: read_yaml(folder / "neighbours.yaml", dict[str, NeighbourShape]))
    glossary = _gather(faults, lambda: read_yaml(folder / "glossary.yaml", dict[str, TermShape]))
    phrases = _gather(faults, lambda: _phrases(folder / "phrases.yaml"))
    safety = _gather(faults, lambda: load_safety(folder))
    if faults or phrases is None or safety is None:
        raise KnowledgeError(faults)
    drafts = _drafts(folder, faults, progress or _unwatched, kept or {})
    knowledge = Knowledge(
        subjects={id: _subject(id, shape) for id, shape in (subjects or {}).items()},
        aspects={id: _aspect(id, shape) for id, shape in (aspects or {}).items()},
        sources={id: Source(id=id, **shape.model_dump()) for id, shape in (sources or {}).items()},
        neighbours={id: _neighbour(id, shape) for id, shape in (neighbours or {}).items()},
        entries={draft.entry.id: draft.entry for draft in drafts},
        phrases=phrases,
        safety=safety,
        glossary={id: _term(id, shape) for id, shape in (glossary or {}).items()},
    )
    return Base(folder, knowledge, tuple(drafts), tuple(faults))


def _gather(faults: list[Fault], read: Callable[[], _T]) -> _T | None:
    """Return what `read` returns, or add its faults to the list."""
    try:
        return read()
    except KnowledgeError as error:
        faults.extend(error.faults)
        return None


def _unwatched(done: int, total: int) -> None:
    """Tell nobody how far it is."""


def _drafts(folder: Path, faults: list[Fault], progress: Callable[[int, int], None], kept: Kept) -> list[Draft]:
    """Read every entry file, in the order of the ids."""
    found: list[Draft] = []
    root = folder / "entries"
    if not root.is_dir():
        faults.append(Fault(root, 1, "there is no such folder", "Create it and put the answers there"))
    paths = sorted(root.rglob("*.md"))
    for done, path in enumerate(paths):
        progress(done, len(paths))
        entry_id = path.relative_to(root).with_suffix("").as_posix()
        draft = _gather(faults, partial(draft_of, path, entry_id, kept))
        if draft is not None:
            found.append(draft)
    return found


def _subject(id: str, shape: SubjectShape) -> Subject:
    return Subject(
        id=id,
        label=shape.label,
        kind=shape.kind,
        aliases=tuple(shape.aliases),
        brands=tuple(shape.brands),
        broader=shape.broader,
        look_alikes=tuple(shape.look_alikes),
        medicines=tuple(shape.medicines),
    )


def _aspect(id: str, shape: AspectShape) -> Aspect:
    return Aspect(
        id, shape.label, tuple(shape.cues), shape.review_months, tuple(shape.follow_ups), tuple(shape.required_of)
    )


def _neighbour(id: str, shape: NeighbourShape) -> Neighbour:
    return Neighbour(id, shape.label, shape.truth, tuple(shape.aliases))


def _term(id: str, shape: TermShape) -> Term:
    return Term(id, shape.label, shape.meaning, shape.source, tuple(shape.aliases), shape.see)


def _phrases(path: Path) -> Phrases:
    shape = read_yaml(path, PhrasesShape)
    return Phrases(
        texts=shape.texts,
        smalltalk=tuple(SmallTalk(tuple(talk.cues), talk.reply) for talk in shape.smalltalk),
        greetings=tuple(shape.greetings),
        commands={name: tuple(said) for name, said in shape.commands.items()},
        general_subjects=tuple(shape.general_subjects),
        pronouns=tuple(shape.pronouns),
        fillers=tuple(shape.fillers),
        common=tuple(shape.common),
        name_endings=tuple(shape.name_endings),
        synonyms=tuple(map(tuple, shape.synonyms)),
    )

"""From a folder of knowledge to a bot: compiled where that is fresh, else loaded, checked and compiled."""

from __future__ import annotations

import os
from functools import lru_cache
from zlib import crc32

from ifn_bot import __version__, danger, model
from ifn_bot.bot import Bot
from ifn_bot.corpus.store import FORMAT, Reader, Writer, write_whole
from ifn_bot.danger import Net, SafetyRules
from ifn_bot.model import Knowledge
from ifn_bot.places import user_path
from ifn_bot.record import NamedTuple
from ifn_bot.safety import Woven, prepared, weave
from ifn_bot.safety.patterns import Step
from ifn_bot.search import Index
from ifn_bot.search.columns import Phrasings, Postings
from ifn_bot.search.names import Name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from os import PathLike
    from pathlib import Path

    Progress = Callable[[int, int], None]  # told how many files of how many are read
    AnyPath = str | PathLike[str]

CACHE_VARIABLE = "IFN_BOT_CACHE"

SHIPPED = f"shipped {FORMAT} {__version__}"
"""What the base that comes with the program says it was made from."""
SHIPPED_BASE = "knowledge.base"

_PACKAGE = os.path.dirname(__file__)
_INSTALLED = os.path.join(_PACKAGE, "knowledge")
_COMPILING = ("corpus", "safety", "search")
"""Packages whose code decides what is compiled."""
CLASSES: tuple[type, ...] = (
    frozenset,
    Name,
    Step,
    *(
        kind
        for module in (model, danger)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, tuple) and kind.__module__ == module.__name__
    ),
)
"""What a compiled base is made of."""
RECORDS: dict[str, type] = {
    "knowledge": Knowledge,
    "knowledge.safety": SafetyRules,
    "knowledge.safety.net": Net,
    "index": Index,
    "index.phrasings": Phrasings,
    "index.postings": Postings,
    "woven": Woven,
}
"""What is stored field by field, and so read field by field."""


class Compiled(NamedTuple):
    """A base, ready to be asked."""

    knowledge: Knowledge
    search_index: Index
    woven: Woven
    """The safety rules, made ready."""


def shipped() -> Path:
    """Return the folder of the knowledge that comes with the program."""
    from pathlib import Path

    return Path(shipped_path())


def shipped_path() -> str:
    """Return where that folder is."""
    return _INSTALLED if os.path.isdir(_INSTALLED) else os.path.join(os.path.dirname(_PACKAGE), "knowledge")


def cache_folder() -> str:
    """Return where compiled bases are kept; the environment may name another place."""
    return os.environ.get(CACHE_VARIABLE) or user_path("cache")


def open_bot(
    folder: AnyPath, cache: AnyPath, region: str = "", *, kiosk: bool = False, progress: Progress | None = None
) -> Bot:
    """Return a bot that answers from `folder`; `progress` is told how far compiling is, where that is needed.

    Raises:
        KnowledgeError: the folder breaks a rule; it is never answered from then.
    """
    base = open_base(folder, cache, progress)
    return Bot(base.knowledge, base.search_index, region, kiosk=kiosk, woven=base.woven)


def open_base(folder: AnyPath, cache: AnyPath, progress: Progress | None = None) -> Compiled:
    """Return the knowledge of `folder` and its index: as compiled before where that is fresh and whole, else anew.

    Raises:
        KnowledgeError: the folder breaks a rule.
    """
    place = os.path.abspath(folder)
    if place == _INSTALLED:
        try:
            return read_base(_content(os.path.join(_PACKAGE, SHIPPED_BASE)), SHIPPED)
        except (OSError, ValueError):  # damaged: it is compiled again
            pass
    kept = os.path.join(cache, f"{crc32(os.fsencode(place)):08x}.base")
    stamp = _stamp(place)
    try:
        return read_base(_content(kept), stamp)
    except (OSError, ValueError):
        return _compiled_anew(place, kept, stamp, progress)


def _compiled_anew(place: str, kept: str, stamp: str, progress: Progress | None) -> Compiled:
    """Return the knowledge of the folder at `place` and its index, and keep them; where that fails, do without.

    Raises:
        KnowledgeError: the folder breaks a rule.
    """
    from contextlib import suppress
    from pathlib import Path

    packed = pack_base(Path(place), stamp, progress)
    with suppress(OSError):
        write_whole(Path(kept), packed)
    return read_base(packed, stamp)


def read_base(packed: bytes, stamp: str) -> Compiled:
    """Return the knowledge and the index in `packed`, a file that `pack_base` made.

    Raises:
        ValueError: it is damaged, or was made from something else than `stamp` tells.
    """
    reader = Reader(packed, CLASSES, RECORDS)
    if reader.stamp != stamp:
        raise ValueError("made from other files")
    return Compiled(reader.part("knowledge"), reader.part("index"), reader.part("woven"))


def pack_base(folder: Path, stamp: str, progress: Progress | None = None) -> bytes:
    """Return the compiled base of `folder` as the content of a file; `stamp` tells what it was made from.

    Raises:
        KnowledgeError: the folder breaks a rule.
    """
    writer = Writer(CLASSES, tuple(RECORDS.values()))
    compiled = compile_base(folder, progress)
    writer.add("knowledge", compiled.knowledge)
    writer.add("index", compiled.search_index)
    writer.add("woven", compiled.woven)
    return writer.packed(stamp)


def compile_base(folder: Path, progress: Progress | None = None) -> Compiled:
    """Return the knowledge of `folder` and its index, from its files.

    Raises:
        KnowledgeError: the folder breaks a rule.
    """
    from snowballstemmer import stemmer

    from ifn_bot.corpus.faults import KnowledgeError
    from ifn_bot.corpus.lint import lint
    from ifn_bot.corpus.load import load
    from ifn_bot.search import build

    base = load(folder, progress)
    faults = lint(base)
    if faults:
        raise KnowledgeError(faults)
    knowledge = with_net(base.knowledge)
    stem = lru_cache(maxsize=None)(stemmer("english").stemWord)
    return Compiled(knowledge, build(knowledge, stem), weave(knowledge.safety))


def with_net(knowledge: Knowledge) -> Knowledge:
    """Return `knowledge` with the net of its safety rules made; the titles of its entries count as harmless."""
    titles = [entry.title for entry in knowledge.entries.values()]
    return knowledge._replace(safety=prepared(knowledge.safety, titles))


def _content(path: str) -> bytes:
    """Return what the file at `path` holds.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb") as file:
        return file.read()


def _stamp(folder: str) -> str:
    """Return what changes with any file of `folder`, its place, and the code that compiles it."""
    code = [os.path.join(_PACKAGE, name) for name in _COMPILING]
    return "\n".join([f"{FORMAT} {folder}", *_looks(*code, endings=".py"), *_looks(folder, endings=(".md", ".yaml"))])


def _looks(*folders: str, endings: str | tuple[str, ...]) -> Iterator[str]:
    """Yield name, size and times of every file below `folders` with one of the endings, folder by folder."""
    waiting = [*reversed(folders)]
    while waiting:
        try:
            for file in sorted(os.scandir(waiting.pop()), key=lambda file: file.name):
                if file.name.endswith(endings):
                    stat = file.stat()
                    yield f"{file.path} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}"
                elif file.is_dir() and file.name != "__pycache__":
                    waiting.append(file.path)
        except OSError:  # what cannot be read is a fault once it is loaded
            continue

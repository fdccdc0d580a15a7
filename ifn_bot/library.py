"""From a folder of knowledge to a bot: compiled where that is fresh, else loaded, checked and compiled."""

from __future__ import annotations

import os
from zlib import crc32

from ifn_bot import __version__
from ifn_bot.bot import Bot
from ifn_bot.compiled import Compiled, read_base
from ifn_bot.corpus.store import FORMAT, write_whole
from ifn_bot.places import user_path

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
BASE, DRAFTS = ".base", ".drafts"
"""End the names of a compiled base in the cache, and of what was read from entry files for it."""
UNUSED_DAYS = 60
"""Days after which they are deleted if nobody opens them."""
_COMPILING = (
    "compiled.py",
    "compiling.py",
    "corpus",
    "danger.py",
    "model.py",
    "record.py",
    "safety",
    "search",
    "text.py",
)
"""Modules and packages whose code decides what is compiled."""


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
    kept = os.path.join(cache, f"{crc32(os.fsencode(place)):08x}{BASE}")
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
    import time
    from contextlib import suppress
    from pathlib import Path

    from ifn_bot.compiling import Earlier, pack_base

    base = Path(kept)
    earlier = Earlier((base, Path(_PACKAGE, SHIPPED_BASE)), base.with_suffix(DRAFTS))
    packed = pack_base(Path(place), stamp, progress, earlier)
    with suppress(OSError):
        write_whole(base, packed)
    tidy(base.parent, time.time())
    return read_base(packed, stamp)


def tidy(cache: Path, now: float) -> None:
    """Delete the bases and drafts in `cache` that nobody has opened for long, also those a killed program left in part.

    One that is in use is safe: a program has it mapped, and what is mapped outlasts its name.
    """
    from contextlib import suppress

    for path in cache.glob(f"{'[0-9a-f]' * 8}.*"):
        with suppress(OSError):  # another program was quicker, or it is not ours to delete
            stat = path.stat()
            if max(stat.st_atime, stat.st_mtime) < now - UNUSED_DAYS * 86_400:
                path.unlink()


def _content(path: str) -> memoryview:
    """Return what the file at `path` holds, without a copy of it; one that replaces it later changes nothing.

    Raises:
        OSError: it cannot be read.
        ValueError: it is empty.
    """
    from mmap import ACCESS_READ, mmap

    with open(path, "rb") as file:
        return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))


def _stamp(folder: str) -> str:
    """Return what changes with any file of `folder`, its place, and the code that compiles it."""
    code = [os.path.join(_PACKAGE, name) for name in _COMPILING]
    return "\n".join([f"{FORMAT} {folder}", *_looks(*code, endings=".py"), *_looks(folder, endings=(".md", ".yaml"))])


def _looks(*places: str, endings: str | tuple[str, ...]) -> Iterator[str]:
    """Yield name, size and times of every file at or below the places with one of the endings, in order."""
    waiting = [*reversed(places)]
    while waiting:
        path = waiting.pop()
        try:
            if path.endswith(endings):
                stat = os.stat(path)
                yield f"{path} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}"
            elif not path.endswith("__pycache__"):
                waiting += sorted((file.path for file in os.scandir(path)), reverse=True)
        except OSError:  # no folder, or not to be read: that is a fault once it is loaded
            continue

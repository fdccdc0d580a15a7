"""From a folder of knowledge to a compiled base; what an earlier one was made of already is not made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from snowballstemmer import stemmer

from ifn_bot.compiled import CLASSES, RECORDS, Compiled
from ifn_bot.corpus.drafts import read_drafts, write_drafts
from ifn_bot.corpus.faults import KnowledgeError
from ifn_bot.corpus.lint import lint
from ifn_bot.corpus.load import load
from ifn_bot.corpus.store import Codec, Reader, Writer
from ifn_bot.danger import Net, SafetyRules
from ifn_bot.model import Knowledge
from ifn_bot.record import NamedTuple
from ifn_bot.safety import Woven, prepared, weave
from ifn_bot.search import build

Progress = Callable[[int, int], None]
"""Told how many files of how many are read."""


class Earlier(NamedTuple):
    """Where parts made earlier may lie; one that was made from the same is taken, whatever else has changed."""

    bases: tuple[Path, ...] = ()
    """Compiled bases, for their net."""
    drafts: Path | None = None
    """The file in which what was read from entry files is kept; it is written anew."""


NOTHING = Earlier()
"""For a base that is made from scratch."""


def pack_base(folder: Path, stamp: str, progress: Progress | None = None, earlier: Earlier = NOTHING) -> bytes:
    """Return the compiled base of `folder` as the content of a file; `stamp` tells what it was made from.

    Raises:
        KnowledgeError: the folder breaks a rule.
    """
    writer = Writer(CLASSES, tuple(RECORDS.values()))
    compiled = compile_base(folder, progress, earlier)
    writer.add("knowledge", compiled.knowledge)
    writer.add("index", compiled.search_index)
    writer.add("woven", compiled.woven)
    return writer.packed(stamp)


def compile_base(folder: Path, progress: Progress | None = None, earlier: Earlier = NOTHING) -> Compiled:
    """Return the knowledge of `folder` and its index, from its files.

    Raises:
        KnowledgeError: the folder breaks a rule; the rules look at all of it every time.
    """
    reading = _code("corpus/*.py", "model.py", "record.py", libraries=_READING)
    base = load(folder, progress, read_drafts(earlier.drafts, reading) if earlier.drafts else None)
    faults = lint(base)
    if faults:
        raise KnowledgeError(faults)
    woven = weave(base.knowledge.safety)
    knowledge = with_net(base.knowledge, earlier.bases, woven)
    stem = lru_cache(maxsize=None)(stemmer("english").stemWord)
    compiled = Compiled(knowledge, build(knowledge, stem), woven)
    if earlier.drafts:
        with suppress(OSError):  # done without where nothing can be kept
            write_drafts(earlier.drafts, reading, base.drafts)
    return compiled


def with_net(knowledge: Knowledge, bases: Iterable[Path] = (), woven: Woven | None = None) -> Knowledge:
    """Return `knowledge` with the net of its safety rules, from one of the `bases` that was made from the same or new.

    The titles of its entries count as harmless; `woven` is what `weave` made of the same rules before.
    """
    rules = knowledge.safety
    if not rules.examples:
        return knowledge
    titles = [entry.title for entry in knowledge.entries.values()]
    origin = _origin(rules, titles)
    earlier = next((net for net in map(_net, bases) if net.origin == origin), None)
    net = earlier or prepared(rules, titles, woven).net._replace(origin=origin)
    return knowledge._replace(safety=rules._replace(net=net, examples={}))


def _origin(rules: SafetyRules, titles: Iterable[str]) -> str:
    """Return what changes with anything that the net is made from: the rules but for what they say, titles, code."""
    heard = rules._replace(copy={}, regions={}, footers={}, lean={}, lean_afar={}, lean_over={})
    code = _code("safety/*.py", "danger.py", "record.py", libraries=("rapidfuzz",))
    return sha256(Codec(CLASSES).write((heard, tuple(titles), code)).encode()).hexdigest()


def _net(base: Path) -> Net:
    """Return the net in the compiled base at a path, or an empty one."""
    try:
        net = Reader(base.read_bytes(), CLASSES, RECORDS).part("knowledge.safety.net")
    except (OSError, ValueError):
        return Net()
    return Net(tuple(net.kinds), tuple(net.biases), net.weights.whole(), net.alike.whole(), net.origin)


_READING = ("markdown-it-py", "mdit-py-plugins", "pydantic", "PyYAML")
"""Libraries that read entry files."""


def _code(*patterns: str, libraries: Iterable[str]) -> str:
    """Return what changes with these files of the program and the versions of these libraries."""
    package = Path(__file__).parent
    files = sorted(path for pattern in patterns for path in package.glob(pattern))
    told = [version(name).encode() for name in libraries]
    return sha256(b"\0".join([*told, *(path.read_bytes() for path in files)])).hexdigest()

"""From a folder of knowledge to a bot: compiled where that is fresh, else loaded, checked and compiled."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from ifn_bot.bot import Bot
from ifn_bot.corpus.store import FORMAT, Store, model_classes, write_whole
from ifn_bot.model import Knowledge
from ifn_bot.search import Index
from ifn_bot.search.index import Phrasing
from ifn_bot.search.names import Name

KNOWLEDGE_VARIABLE = "IFN_BOT_KNOWLEDGE"
CACHE_VARIABLE = "IFN_BOT_CACHE"

_PACKAGE = Path(__file__).parent


def shipped() -> Path:
    """Return the folder of the knowledge that comes with the program."""
    installed = _PACKAGE / "knowledge"
    return installed if installed.is_dir() else _PACKAGE.parent / "knowledge"


def cache_folder() -> Path:
    """Return where compiled bases are kept; the environment may name another place."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("ifn-bot")


def open_bot(folder: Path, cache: Path, region: str = "", *, kiosk: bool = False) -> Bot:
    """Return a bot that answers from `folder`.

    Raises:
        KnowledgeError: the folder breaks a rule; it is never answered from then.
    """
    knowledge, index = open_base(folder, cache)
    return Bot(knowledge, index, region, kiosk=kiosk)


def open_base(folder: Path, cache: Path) -> tuple[Knowledge, Index]:
    """Return the knowledge of `folder` and its index, from `cache` where that is fresh and whole.

    Raises:
        KnowledgeError: the folder breaks a rule.
    """
    store = Store([*model_classes(), Index, Phrasing, Name])
    kept = cache / f"{_key(folder)}.json"
    try:
        knowledge, index = store.parse(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        knowledge, index = compile_base(folder)
        _keep(kept, store.dump((knowledge, index)))
    return knowledge, index


def compile_base(folder: Path) -> tuple[Knowledge, Index]:
    """Return the knowledge of `folder` and its index, from its files.

    Raises:
        KnowledgeError: the folder breaks a rule.
    """
    from snowballstemmer import stemmer

    from ifn_bot.corpus.faults import KnowledgeError
    from ifn_bot.corpus.lint import lint
    from ifn_bot.corpus.load import load
    from ifn_bot.search import build

    base = load(folder)
    faults = lint(base)
    if faults:
        raise KnowledgeError(faults)
    return base.knowledge, build(base.knowledge, stemmer("english").stemWord)


def _keep(path: Path, text: str) -> None:
    """Write the compiled base in place of older ones; a cache that cannot be written is done without."""
    try:
        write_whole(path, text)
    except OSError:
        return


def _key(folder: Path) -> str:
    """Return a digest that changes with any file of `folder`, its place, and the format."""
    digest = hashlib.sha256(f"{FORMAT} {folder.resolve()}".encode())
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".md", ".yaml")):
                path = os.path.join(root, name)
                stat = Path(path).stat()
                digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:32]

"""What a sealed kiosk answers from: the base as it was when staff sealed it, and no file changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ifn_bot.compiled import Compiled, read_base
from ifn_bot.corpus.store import write_whole

STAMP = "sealed"
"""What a sealed base says it was made from; its files are named in the seal."""
SHOWN = 12
"""Digits by which people tell one seal from another."""
MOST_FAULTS = 5
"""Files that are named before the rest is only counted."""
ENDINGS = (".md", ".yaml")
AGAIN = "Put it back as it was, or read what changed and seal again: ifn-bot kiosk --seal"


class SealError(Exception):
    """The kiosk may not start; each of `faults` names a file and the repair."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


class Seal(NamedTuple):
    """The digests that staff vouched for."""

    base: Path
    """The compiled base."""
    digests: Mapping[Path, str]
    """Of the base and of every file it was made from; sha256 in hexadecimal."""
    name: str
    """What is shown of it."""

    def opened(self) -> Compiled:
        """Return the base, if it is the one that was sealed.

        Raises:
            SealError: it is not, or this program cannot read it.
        """
        try:
            packed = self.base.read_bytes()
        except OSError as error:
            raise SealError([f"{self.base} cannot be read ({error.strerror}). {AGAIN}"]) from error
        if _digest(packed) != self.digests.get(self.base):
            raise SealError([f"{self.base} is not what was sealed. {AGAIN}"])
        try:
            return read_base(packed, STAMP)
        except ValueError as error:
            raise SealError([f"{self.base} was sealed by another version. Seal again: ifn-bot kiosk --seal"]) from error

    def verify(self, folder: Path) -> None:
        """Look at every file of `folder`.

        Raises:
            SealError: one was changed, added or taken away since it was sealed.
        """
        now = dict(_digests(folder))
        sealed = {path: digest for path, digest in self.digests.items() if path != self.base}
        changed = sorted(path for path in now.keys() | sealed.keys() if now.get(path) != sealed.get(path))
        if changed:
            named = [f"{path} is not as it was sealed. {AGAIN}" for path in changed[:MOST_FAULTS]]
            more = len(changed) - len(named)
            raise SealError([*named, *([f"… and {more} more."] if more else [])])


def write_seal(folder: Path, settings: Path) -> Seal:
    """Seal `folder` for the kiosk with this file of settings: compile it, and keep the base and all digests beside it.

    Raises:
        KnowledgeError: the folder breaks a rule.
        OSError: a file cannot be read or written.
    """
    from ifn_bot.compiling import pack_base

    base = settings.absolute().with_suffix(".base")
    packed = pack_base(folder, STAMP)
    digests = {base: _digest(packed), **dict(_digests(folder))}
    write_whole(base, packed)
    write_whole(_seal_file(settings), "".join(f"{digest}  {path}\n" for path, digest in digests.items()))
    for path in (base, _seal_file(settings)):
        path.chmod(0o644)  # the kiosk reads what staff wrote, and can change none of it
    return Seal(base, digests, _name(digests[base]))


def read_seal(settings: Path) -> Seal | None:
    """Return the seal beside the file of settings, or None where nothing was sealed.

    Raises:
        SealError: it is there and cannot be read, or is damaged.
    """
    path = _seal_file(settings)
    try:
        lines = [line.split("  ", 1) for line in path.read_text(encoding="utf-8").splitlines()]
        digests = {Path(name): digest for digest, name in lines}
        base = next(iter(digests))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, StopIteration) as error:
        raise SealError([f"{path} is no seal. Seal again: ifn-bot kiosk --seal"]) from error
    return Seal(base, digests, _name(digests[base]))


def _seal_file(settings: Path) -> Path:
    return settings.with_suffix(".seal")


def _digests(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield every file of the knowledge and its digest, in the form that sha256sum reads."""
    for path in sorted(folder.absolute().rglob("*")):
        if path.suffix in ENDINGS and path.is_file():
            yield path, _digest(path.read_bytes())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _name(digest: str) -> str:
    return digest[:SHOWN]

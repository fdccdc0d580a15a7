"""Compiling again: what an earlier base was made of already is not made again, and nothing else differs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ifn_bot import compiling, library
from ifn_bot.compiling import Earlier, compile_base, pack_base
from ifn_bot.corpus import drafts
from ifn_bot.corpus.faults import KnowledgeError
from ifn_bot.danger import HARMLESS
from tests.edits import replace

DAY = 86_400
EXAMPLES = f"self-harm: [I want to die, I want to end it]\n{HARMLESS}: [I want to sleep, what is the dose]\n"

Edit = Callable[[Path], None]


def nothing(folder: Path) -> None:
    """Leave the folder as it is."""


EDITS = {
    "nothing": (nothing, 0, 0),
    "a sentence": (replace("leaves.", "the finest leaves."), 1, 0),
    "a title": (replace("What is tea?", "What may tea be?"), 1, 1),
    "a help line": (replace("expires_days: 90", "expires_days: 91", "jurisdictions.yaml"), 0, 0),
    "a pattern": (replace("- noose", "- the noose", "safety.yaml"), 0, 1),
    "an example": (replace("to sleep", "to dream", "safety_examples.yaml"), 0, 1),
}


@pytest.fixture
def folder(tea_folder: Path) -> Path:
    """Return the tea folder, with examples for a net."""
    (tea_folder / "safety_examples.yaml").write_text(EXAMPLES, encoding="utf-8")
    return tea_folder


@pytest.fixture
def earlier(folder: Path, tmp_path: Path) -> Earlier:
    """Return the parts of the folder, made before."""
    parts = Earlier((tmp_path / "kept.base",), tmp_path / "kept.drafts")
    parts.bases[0].write_bytes(pack_base(folder, "before", None, parts))
    return parts


class Made:
    """Counts the entry files that are parsed and the nets that are learnt."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.counts = [0, 0]
        for place, (module, name) in enumerate(((drafts, "parse_entry"), (compiling, "prepared"))):
            monkeypatch.setattr(module, name, self._counted(place, getattr(module, name)))

    def _counted(self, place: int, make: Callable[..., object]) -> Callable[..., object]:
        def counted(*given: object) -> object:
            self.counts[place] += 1
            return make(*given)

        return counted


@pytest.mark.parametrize("edited", EDITS)
def test_only_what_changed_is_made_again(
    edited: str, folder: Path, earlier: Earlier, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit, *counts = EDITS[edited]
    edit(folder)
    made = Made(monkeypatch)
    again = pack_base(folder, "now", None, earlier)
    assert made.counts == counts
    assert again == pack_base(folder, "now")


def test_a_copy_of_the_folder_is_made_from_the_same_parts(
    folder: Path, earlier: Earlier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    replace("green-tea-2b:", "green-tea-3b:", "subjects.yaml")(copy)
    made = Made(monkeypatch)
    with pytest.raises(KnowledgeError, match=str(copy)) as kept:
        compile_base(copy, None, earlier)
    assert made.counts == [0, 0]
    with pytest.raises(KnowledgeError) as anew:
        compile_base(copy)
    assert kept.value.faults == anew.value.faults


def test_parts_that_other_code_made_are_made_again(
    folder: Path, earlier: Earlier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "version", "{} 0.1".format)
    made = Made(monkeypatch)
    compile_base(folder, None, earlier)
    assert made.counts == [len(list(folder.glob("entries/*/*.md"))), 1]


def test_damaged_parts_are_made_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    fresh = library.open_base(folder, cache)
    for kept in cache.iterdir():
        kept.write_bytes(kept.read_bytes()[:-9])
    made = Made(monkeypatch)
    assert library.open_base(folder, cache) == fresh
    assert made.counts == [len(list(folder.glob("entries/*/*.md"))), 1]


def test_what_nobody_has_opened_for_long_is_deleted_once_something_is_compiled(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    old = ("0123abcd.base", "0123abcd.drafts", "0123abcd.basex7_half", "not-ours.base", "notes.txt")
    for name in (*old, "9876abcd.base"):
        (cache / name).write_text("x", encoding="utf-8")
    for name in old:
        long_ago = (cache / name).stat().st_mtime - (library.UNUSED_DAYS + 1) * DAY
        os.utime(cache / name, (long_ago, long_ago))
    library.open_base(folder, cache)
    left = {path.name for path in cache.iterdir()}
    assert left >= {"not-ours.base", "notes.txt", "9876abcd.base"}
    assert left.isdisjoint(old[:3])
    assert len(left) == 5

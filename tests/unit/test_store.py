"""The compiled base."""

from __future__ import annotations

from pathlib import Path

import pytest

from ifn_bot import library
from ifn_bot.corpus.faults import KnowledgeError
from ifn_bot.corpus.store import Store, write_whole
from ifn_bot.model import Choice, Source


def test_what_is_written_is_read_back_the_same() -> None:
    store = Store([Choice, Source])
    value = {
        "c": Choice("a", "b", "c", "d", 0.5),
        "x": (Source("i", "t", "p", "u", True), None, ("[", "$")),
        "y": {"$": "s", "1": "i"},
    }
    assert store.parse(store.dump(value)) == value


@pytest.mark.parametrize(
    "text", ["", "{", '{"$": "Path", "v": []}', '{"$": "Choice", "v": [1]}', '{"$": "Choice", "v": 1}']
)
def test_a_damaged_file_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Store([Choice]).parse(text)


def test_the_compiled_base_is_the_loaded_one(tea_folder: Path, tmp_path: Path) -> None:
    fresh = library.open_base(tea_folder, tmp_path / "cache")
    again = library.open_base(tea_folder, tmp_path / "cache")
    assert fresh == again
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_a_damaged_cache_is_rebuilt(tea_folder: Path, tmp_path: Path) -> None:
    fresh = library.open_base(tea_folder, tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_text(kept.read_text(encoding="utf-8")[:-9], encoding="utf-8")
    assert library.open_base(tea_folder, tmp_path / "cache") == fresh


def test_a_changed_folder_is_read_anew_and_a_broken_one_never_answered_from(tea_folder: Path, tmp_path: Path) -> None:
    library.open_base(tea_folder, tmp_path / "cache")
    entry = tea_folder / "entries/tea/definition.md"
    entry.write_text(entry.read_text(encoding="utf-8").replace("leaves.", "the finest leaves."), encoding="utf-8")
    knowledge, _ = library.open_base(tea_folder, tmp_path / "cache")
    assert "finest" in knowledge.entries["tea/definition"].summary
    entry.write_text("nothing", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="front matter"):
        library.open_base(tea_folder, tmp_path / "cache")


def test_a_cache_that_cannot_be_written_is_done_without(tea_folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    knowledge, _ = library.open_base(tea_folder, blocked / "cache")
    assert knowledge.entries


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "whole.json", "\ud800")
    assert list(tmp_path.iterdir()) == []

"""The compiled base."""

from __future__ import annotations

import os
import subprocess
import sys
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifn_bot import library
from ifn_bot.corpus.faults import KnowledgeError
from ifn_bot.corpus.store import Reader, Writer, write_whole
from ifn_bot.model import Choice, Source

CLASSES = (frozenset, Choice, Source)


def packed(stamp: str = "now", **parts: object) -> bytes:
    writer = Writer(CLASSES, ())
    for name, value in parts.items():
        writer.add(name, value)
    return writer.packed(stamp)


@pytest.mark.parametrize(
    "value",
    [
        {"c": Choice("a", "b", "c", "d", 0.5), "x": (Source("i", "t", "p", "u", True), None, ("[", "$"))},
        {"y": {"$": "s", "1": "i"}, "": ()},
        (frozenset({"b", "a"}), "\u03b2 \U0001f9ea \ud800", -1, True),
        (),
        {},
        0.25,
        None,
    ],
)
def test_what_is_written_is_read_back_the_same(value: object) -> None:
    assert Reader(packed(part=value), CLASSES, {}).part("part") == value


def test_columns_of_numbers_are_read_back_the_same() -> None:
    reader = Reader(packed(whole=array("i", [3, -1]), real=array("d", [0.1])), CLASSES, {})
    assert (list(reader.part("whole")), list(reader.part("real"))) == ([3, -1], [0.1])


@given(st.dictionaries(st.text(), st.integers()), st.text())
def test_a_shelf_is_a_dict(kept: dict[str, int], other: str) -> None:
    shelf = Reader(packed(part=kept), CLASSES, {}).part("part")
    assert [shelf.get(key) for key in (*kept, other)] == [kept.get(key) for key in (*kept, other)]
    assert (other in shelf, len(shelf), list(shelf.items())) == (other in kept, len(kept), list(kept.items()))
    assert list(shelf.whole().items()) == list(kept.items())
    with pytest.raises(KeyError, match="nothing of the kind"):
        shelf["nothing of the kind, not even by chance"]


@given(st.lists(st.text()))
def test_a_row_is_a_sequence(kept: list[str]) -> None:
    row = Reader(packed(part=kept), CLASSES, {}).part("part")
    assert [row[place] for place in range(-len(kept), len(kept))] == kept + kept
    assert (row[1:], list(row)) == (tuple(kept[1:]), kept)
    with pytest.raises(IndexError):
        row[len(kept)]


@given(st.data())
def test_any_damaged_byte_is_noticed(data: st.DataObject) -> None:
    whole = packed(part={"a": 1, "b": (2, 3)})
    place = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :]
    for broken in (damaged, whole[:place]):
        with pytest.raises(ValueError, match=r".+"):
            Reader(broken, CLASSES, {})


def test_an_unknown_class_and_a_missing_part_are_refused() -> None:
    reader = Reader(packed(part=Choice("a", "b", "c", "d", 0.5)), (), {})
    with pytest.raises(ValueError, match="damaged"):
        reader.part("part")
    with pytest.raises(ValueError, match="no part other"):
        reader.part("other")


def test_the_compiled_base_is_the_loaded_one(tea_folder: Path, tmp_path: Path) -> None:
    fresh = library.open_base(tea_folder, tmp_path / "cache")
    again = library.open_base(tea_folder, tmp_path / "cache")
    assert fresh == again
    assert sorted(path.suffix for path in (tmp_path / "cache").iterdir()) == [".base", ".drafts"]


def test_the_same_folder_always_makes_the_same_file(tea_folder: Path) -> None:
    program = "import sys; from pathlib import Path; from ifn_bot.compiling import pack_base; sys.stdout.buffer.write(pack_base(Path(sys.argv[1]), 'now'))"
    made = [
        subprocess.run(
            [sys.executable, "-c", program, tea_folder],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in "12"
    ]
    assert made[0] == made[1] != b""


def test_a_damaged_cache_is_rebuilt(tea_folder: Path, tmp_path: Path) -> None:
    fresh = library.open_base(tea_folder, tmp_path / "cache")
    (kept,) = (tmp_path / "cache").glob("*.base")
    kept.write_bytes(kept.read_bytes()[:-9])
    assert library.open_base(tea_folder, tmp_path / "cache") == fresh


def test_a_changed_folder_is_read_anew_and_a_broken_one_never_answered_from(tea_folder: Path, tmp_path: Path) -> None:
    library.open_base(tea_folder, tmp_path / "cache")
    entry = tea_folder / "entries/tea/definition.md"
    entry.write_text(entry.read_text(encoding="utf-8").replace("leaves.", "the finest leaves."), encoding="utf-8")
    knowledge = library.open_base(tea_folder, tmp_path / "cache").knowledge
    assert "finest" in knowledge.entries["tea/definition"].summary
    entry.write_text("nothing", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="front matter"):
        library.open_base(tea_folder, tmp_path / "cache")


def test_a_cache_that_cannot_be_written_is_done_without(tea_folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    knowledge = library.open_base(tea_folder, blocked / "cache").knowledge
    assert knowledge.entries


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "whole.json", "\ud800")
    assert list(tmp_path.iterdir()) == []

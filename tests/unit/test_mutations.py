"""Damaged folders and damaged compiled bases: a clear error or a rebuild, never a traceback, never a wrong answer."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from ifn_bot import library
from ifn_bot.bot import Bot
from ifn_bot.corpus.faults import Fault, KnowledgeError

QUESTIONS = ("what is tea", "how do I store sencharo", "does matchix go off", "I want to kill myself")
JUNK = (
    "[",
    "{",
    "\x00",
    "\ud7ff",
    "%",
    "!!python/object/apply:os.system [true]",
    "&a *a",
    "<<: *b",
    "---",
    "\t",
    "9" * 400,
    "é" * 50,
)


def replies(bot: Bot) -> list[tuple[str, str]]:
    """Return route and text of the reply to each question."""
    told = map(bot.reply, QUESTIONS)
    return [(reply.route.value, reply.entry.summary if reply.entry else reply.text) for reply in told]


def opened(folder: Path, cache: Path) -> Bot:
    return library.open_bot(folder, cache)


def mutate_folder(folder: Path, chance: random.Random) -> None:
    """Damage one file of the folder, or take it away."""
    path = chance.choice(sorted(path for path in folder.rglob("*") if path.is_file()))
    content = path.read_bytes()
    at = chance.randrange(len(content) + 1)
    match chance.randrange(7):
        case 0:
            path.unlink()
        case 1:
            path.write_bytes(content[:at])
        case 2:
            path.write_bytes(content[:at] + chance.choice(JUNK).encode() + content[at:])
        case 3:
            path.write_bytes(content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :])
        case 4:
            lines = content.splitlines(keepends=True)
            del lines[chance.randrange(len(lines))]
            path.write_bytes(b"".join(lines))
        case 5:
            lines = content.splitlines(keepends=True)
            chance.shuffle(lines)
            path.write_bytes(b"".join(lines))
        case _:
            path.rename(path.with_name(f"{chance.randrange(10)}{path.name}"))


def mutate_base(path: Path, chance: random.Random) -> None:
    """Damage a compiled base in one way or another."""
    content = path.read_bytes()
    at = chance.randrange(len(content))
    match chance.randrange(5):
        case 0:
            path.write_bytes(content[:at])
        case 1:
            path.write_bytes(content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :])
        case 2:
            path.write_bytes(content[:at] + chance.randbytes(chance.randrange(1, 4000)) + content[at:])
        case 3:
            path.write_bytes(content[:at] + content[at + chance.randrange(1, 4000) :])
        case _:
            path.write_bytes(b"" if at % 2 else chance.randbytes(at))


def tried(folder: Path, cache: Path) -> tuple[tuple[Fault, ...], list[tuple[str, str]]]:
    """Return the faults of a folder, or its replies where it has none."""
    try:
        return (), replies(opened(folder, cache))
    except KnowledgeError as error:
        return error.faults, []


def folders_refused_or_answered(folder: Path, tmp_path: Path, count: int) -> int:
    """Open `count` damaged copies of a folder; return how many were refused."""
    refused = 0
    for seed in range(count):
        copy = tmp_path / f"copy{seed}"
        shutil.copytree(folder, copy)
        mutate_folder(copy, random.Random(seed))  # noqa: S311  # the same damage every time
        faults, told = tried(copy, tmp_path / "cache")
        assert all(str(copy) in str(fault) and fault.mend for fault in faults), seed
        assert faults or len(told) == len(QUESTIONS), seed
        refused += bool(faults)
        shutil.rmtree(copy)
    return refused


def bases_made_anew(folder: Path, cache: Path, count: int) -> None:
    """Damage the compiled base `count` times; the replies stay those of the sound one."""
    sound = replies(opened(folder, cache))
    (kept,) = cache.glob("*.base")
    whole = kept.read_bytes()
    for seed in range(count):
        mutate_base(kept, random.Random(seed))  # noqa: S311  # the same damage every time
        damaged = kept.read_bytes()
        assert replies(opened(folder, cache)) == sound, seed
        assert damaged == whole or kept.read_bytes() == whole, seed


def test_a_damaged_folder_is_refused_with_its_faults_or_answers(tea_folder: Path, tmp_path: Path) -> None:
    assert folders_refused_or_answered(tea_folder, tmp_path, 6)


def test_a_damaged_base_is_made_anew(tea_folder: Path, tmp_path: Path) -> None:
    bases_made_anew(tea_folder, tmp_path / "cache", 4)


@pytest.mark.long
def test_500_damaged_folders(tea_folder: Path, tmp_path: Path) -> None:
    assert folders_refused_or_answered(tea_folder, tmp_path, 500) > 100


@pytest.mark.long
def test_200_damaged_bases(tea_folder: Path, tmp_path: Path) -> None:
    bases_made_anew(tea_folder, tmp_path / "cache", 200)


def test_a_file_that_changes_while_two_compile_does_no_harm(tea_folder: Path, tmp_path: Path) -> None:
    """Two processes that compile at once both answer, and leave one whole base behind."""
    import subprocess
    import sys

    code = f"from ifn_bot import library; from pathlib import Path; library.open_bot(Path({str(tea_folder)!r}), Path({str(tmp_path / 'cache')!r}))"
    both = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    assert sorted(path.suffix for path in (tmp_path / "cache").iterdir()) == [".base", ".drafts"]
    assert replies(opened(tea_folder, tmp_path / "cache"))[0][0] == "answer"

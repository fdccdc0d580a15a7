"""The seal: a kiosk answers from what staff vouched for, or does not start."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ifn_bot.cli import main
from ifn_bot.kiosk.seal import Seal, SealError, read_seal, write_seal
from tests.conftest import write_base


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of tea that was sealed; each test puts back what it changes."""
    folder = tmp_path_factory.mktemp("sealed")
    write_base(folder)
    write_seal(folder, folder / "kiosk.toml")
    return folder


@pytest.fixture(scope="module")
def seal(sealed: Path) -> Seal:
    read = read_seal(sealed / "kiosk.toml")
    assert read is not None
    return read


@contextmanager
def flipped(path: Path) -> Iterator[None]:
    """Change one bit of one byte in the middle of a file for a while."""
    _flip(path)
    yield
    _flip(path)


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_sealed_kiosk_answers_from_what_was_sealed(sealed: Path, seal: Seal) -> None:
    seal.verify(sealed)
    base = seal.opened()
    assert base.knowledge.entries["tea/definition"].summary.startswith("Tea is a drink")
    assert len(seal.name) == 12


def test_without_a_seal_there_is_none(tmp_path: Path) -> None:
    assert read_seal(tmp_path / "kiosk.toml") is None


@pytest.mark.parametrize("name", ["safety_copy.yaml", "jurisdictions.yaml", "entries/tea/storage.md"])
def test_one_bit_changed_is_named(name: str, sealed: Path, seal: Seal) -> None:
    with flipped(sealed / name), pytest.raises(SealError, match=name) as caught:
        seal.verify(sealed)
    assert len(caught.value.faults) == 1
    assert "ifn-bot kiosk --seal" in caught.value.faults[0]


def test_a_file_taken_away_or_added_is_named(sealed: Path, seal: Seal) -> None:
    gone, new = sealed / "entries/tea/storage.md", sealed / "entries/tea/definition.old.md"
    gone.rename(new)
    with pytest.raises(SealError) as caught:
        seal.verify(sealed)
    new.rename(gone)
    assert ["storage.md" in fault for fault in caught.value.faults] == [False, True]


def test_another_folder_is_named_file_by_file_up_to_a_few(seal: Seal, tmp_path: Path) -> None:
    with pytest.raises(SealError, match=r"and \d+ more"):
        seal.verify(tmp_path / "elsewhere")


def test_a_compiled_base_that_was_changed_answers_nothing(seal: Seal) -> None:
    with flipped(seal.base), pytest.raises(SealError, match=r"kiosk\.base is not what was sealed"):
        seal.opened()


@pytest.mark.parametrize("content", ["", "nonsense\n", "\xff"])
def test_a_damaged_seal_is_no_seal(content: str, tmp_path: Path) -> None:
    (tmp_path / "kiosk.seal").write_text(content, encoding="latin-1")
    with pytest.raises(SealError, match="is no seal"):
        read_seal(tmp_path / "kiosk.toml")


def test_the_seal_is_one_that_sha256sum_reads(sealed: Path) -> None:
    command = ["sha256sum", "--check", "--quiet", str(sealed / "kiosk.seal")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    with flipped(sealed / "safety.yaml"):
        ran = subprocess.run(command, env={**os.environ, "LC_ALL": "C"}, capture_output=True, text=True, check=False)
    assert "safety.yaml: FAILED" in ran.stdout


def test_the_program_seals_and_then_refuses_what_was_changed(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kiosk.toml").write_text('region = "US"\n', encoding="utf-8")
    where = ["--knowledge", str(sealed), "--settings", str(tmp_path / "kiosk.toml")]
    assert main(["kiosk", *where, "--seal"]) == 0
    assert "are sealed as" in capsys.readouterr().out
    with flipped(sealed / "safety_copy.yaml"):
        assert main(["kiosk", *where, "--web"]) == 2
    said = capsys.readouterr().err
    assert "safety_copy.yaml is not as it was sealed" in said
    assert "Traceback" not in said

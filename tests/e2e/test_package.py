"""The package: built once, installed alone in a new environment, and asked there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from ifn_bot import __version__, library
from ifn_bot.compiled import Compiled, read_base

ROOT = Path(__file__).parents[2]
UNREACHED = ("No matching distribution found", "Could not find a version", "Connection", "Temporary failure")
NO_BYTECODE = "--no-compile"
"""Makes pip leave out what takes long and is of no use to one question."""


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command somewhere else than in the project, with none of its settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("IFN_BOT", "PYTHON"))}
    return subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, cwd="/", env={**kept, **environment}
    )


def install(*command: str | Path, **environment: str) -> None:
    """Run what installs a package; without a way to the packages it needs there is nothing to test."""
    ran = run(*command, **environment)
    if ran.returncode and any(said in ran.stdout + ran.stderr for said in UNREACHED):
        pytest.skip("the packages that ifn-bot needs cannot be downloaded here")
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    ran = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    """Return the wheel."""
    (found,) = dist.glob("*.whl")
    return found


def assert_answers(program: Path, home: Path) -> None:
    """Ask the program at `program`, which may write nowhere but in `home`."""
    asked = run(program, "ask", "--json", "what is Avonex", HOME=str(home), XDG_CACHE_HOME=str(home))
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout)["entry"]["subject"] == "interferon-beta-1a"
    assert asked.stderr == ""
    assert list(home.iterdir()) == [], "the base comes compiled, so nothing is compiled on first use"


def test_the_wheel_holds_knowledge_licences_and_the_compiled_base(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "ifn_bot/knowledge.base",
        "ifn_bot/knowledge/entries/interferon/definition.md",
        "ifn_bot/knowledge/LICENSE",
        "ifn_bot/py.typed",
        f"ifn_bot-{__version__}.dist-info/licenses/LICENSE",
        f"ifn_bot-{__version__}.data/data/share/man/man1/ifn-bot.1",
    } <= names
    assert not [name for name in names if name.startswith(("tests", "docs", "benchmarks"))]


def test_the_compiled_base_is_that_of_the_knowledge(wheel: Path, compiled_base: Compiled) -> None:
    packed = zipfile.ZipFile(wheel).read("ifn_bot/knowledge.base")
    assert read_base(packed, library.SHIPPED) == compiled_base


def test_the_sdist_holds_what_a_wheel_is_built_from(dist: Path) -> None:
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"hatch_build.py", "pyproject.toml", "LICENSE", "CHANGELOG.md", "knowledge/subjects.yaml"} <= names


def test_it_answers_where_pip_installed_it_alone(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    install(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv")
    pip = (sys.executable, "-m", "pip", "--python", str(tmp_path / "venv"))
    install(*pip, "install", "--quiet", NO_BYTECODE, wheel)
    assert_answers(tmp_path / "venv/bin/ifn-bot", home)


def test_it_answers_where_pipx_installed_it(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    install(
        sys.executable,
        "-m",
        "pipx",
        "install",
        f"--pip-args={NO_BYTECODE}",
        wheel,
        PIPX_HOME=str(tmp_path / "pipx"),
        PIPX_BIN_DIR=str(tmp_path / "bin"),
        PIPX_MAN_DIR=str(tmp_path / "man"),
    )
    assert_answers(tmp_path / "bin/ifn-bot", home)

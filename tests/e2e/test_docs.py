"""Every command in the README and the pages beside it is run, or at least understood."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ifn_bot.cli.declaration import COMMANDS, parser

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "knowledge/README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(ifn-bot[^`\n]*)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
STAND = {"chat", "kiosk", "counts", "evaluate", "fit"}
"""Commands that stay open, or need a file of the reader's own: they are only understood here."""


def commands() -> list[tuple[str, str]]:
    """Return every line of a shell block that runs the program, with its page."""
    blocks = ((page.name, block) for page in PAGES for block in FENCE.findall(page.read_text(encoding="utf-8")))
    lines = ((page, line) for page, block in blocks for line in block.splitlines())
    return [(page, line) for page, line in lines if re.search(r"(^|\| )ifn-bot\b", line)]


def mentioned() -> list[tuple[str, str]]:
    """Return every command that is named in a sentence, with its page."""
    return [(page.name, said) for page in PAGES for said in INLINE.findall(page.read_text(encoding="utf-8"))]


def _help(command: str) -> str:
    """Return what --help says of a command, or of all of them."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.suppress(SystemExit):
        parser().parse_args([*([command] if command else []), "--help"])
    return told.getvalue()


@pytest.mark.parametrize(("page", "line"), commands())
def test_each_command_in_a_block_runs(page: str, line: str, tmp_path: Path) -> None:
    words = shlex.split(line.rpartition("| ")[2])
    if len(words) == 1 or words[1].startswith("-") or words[1] in STAND:
        pytest.skip("it stays open: it is tested where it belongs")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["sh", "-c", line], capture_output=True, text=True, check=False, cwd=tmp_path, env={**os.environ, "PATH": path}
    )
    assert ran.returncode in {0, 3, 4, 5}, ran.stderr
    assert ran.stdout.strip()
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(("page", "said"), mentioned())
def test_each_command_in_a_sentence_is_one(page: str, said: str) -> None:
    words = [word for word in shlex.split(said)[1:] if word not in {"[FOLDER]", "…"}]
    if words and not words[0].startswith("-"):
        assert words[0] in COMMANDS
    options = [word for word in words if word.startswith("--")]
    told = "".join(_help(name) for name in ("", *COMMANDS))
    assert all(option in told for option in options)


def test_the_readme_counts_what_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    answers, needed = (
        int(re.search(said, text)[1].replace(",", ""))  # type: ignore[index]  # what is not told is a fault too
        for said in (r"about ([\d,]+) answers", r"\((\d+) of them directly\)")
    )
    assert answers == pytest.approx(len(list(ROOT.glob("knowledge/entries/*/*.md"))), rel=0.1)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert needed == len(project["dependencies"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_link_leads_to_a_file(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


@pytest.mark.long
def test_the_benchmarks_run() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--rounds", "1", "--sizes", "1000"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert "ask, warm" in ran.stdout
    assert "p99" in ran.stdout

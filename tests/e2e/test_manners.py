"""The installed program as a good citizen of a shell: pipes, locales, terminals, interruptions."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from ifn_bot.cli.opening import WORTH_SHOWING
from tests.conftest import entry_text

PROGRAM = str(Path(sys.executable).with_name("ifn-bot"))
PATIENCE = 60.0


def run(*arguments: str, asked: str | bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program with pipes for a terminal."""
    return subprocess.run(
        [PROGRAM, *arguments],
        input=asked.encode() if isinstance(asked, str) else asked,
        stdin=subprocess.DEVNULL if asked is None else None,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
        env={**os.environ, **environment},
    )


def on_terminal(*arguments: str, **environment: str) -> tuple[int, str]:
    """Run the program on a terminal of 80 columns and 24 lines; return its status and what came out."""
    child, screen = pty.fork()
    if child == 0:
        termios.tcsetwinsize(0, (24, 80))
        os.environ.update({"TERM": "xterm", **environment})
        os.execv(PROGRAM, [PROGRAM, *arguments])  # noqa: S606  # the program itself, on a terminal of its own
    told = b""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and select.select([screen], [], [], PATIENCE)[0]:
        try:
            piece = os.read(screen, 65536)
        except OSError:  # the program has left the terminal
            break
        if not piece:
            break
        told += piece
    os.close(screen)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), told.decode()


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    piped = ["sh", "-c", f"{PROGRAM} list | head -n 1"]
    ran = subprocess.run(piped, capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert ran.stdout.count("\n") == 1
    assert ran.stderr == ""


def test_ctrl_c_is_quiet() -> None:
    with subprocess.Popen(
        [PROGRAM, "ask", "--json", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdin
        assert running.stdout
        running.stdin.write(b"what is interferon\n" * 2000)
        running.stdin.flush()
        assert running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=PATIENCE)
    assert (running.returncode, told) == (130, b"")


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", "de_DE.ISO-8859-1", "nowhere_XX.nothing"])
def test_utf_8_comes_out_whatever_the_locale(locale: str) -> None:
    ran = run("ask", "--json", asked="was ist Interferon-β? ≥ µ", LC_ALL=locale, LANG=locale)
    assert json.loads(ran.stdout.decode())["question"] == "was ist Interferon-β? ≥ µ"
    assert b"Traceback" not in ran.stderr


def test_the_question_may_come_through_a_pipe() -> None:
    assert (
        run("ask", "--short", asked="what is interferon\n").stdout == run("ask", "--short", "what is interferon").stdout
    )


def test_bytes_that_are_no_text_get_a_reply() -> None:
    ran = run("ask", "--json", asked=b"\xff\xfe what is interferon \x00\x1b[31m")
    assert json.loads(ran.stdout)["schema"] == 1
    assert ran.stderr == b""


def test_a_terminal_gets_emphasis_and_others_do_not() -> None:
    status, told = on_terminal("ask", "--short", "what is interferon")
    assert status == 0
    assert "\x1b[1mAnswer:\x1b[0m" in told
    for plain in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b" not in on_terminal("ask", "--short", "what is interferon", **plain)[1]
    assert "\x1b" not in on_terminal("ask", "--plain", "what is interferon")[1]


@pytest.mark.parametrize(
    ("asked", "how"), [("my husband beats me", "type clear"), ("mi marido me pega", "escriba clear")]
)
def test_a_card_that_names_esc_is_followed_by_what_wipes_a_terminal(asked: str, how: str) -> None:
    status, told = on_terminal("ask", asked)
    assert status == 5
    assert how in told
    assert how not in on_terminal("ask", "i want to kill myself")[1]
    ran = run("ask", asked)
    assert ran.stdout
    assert ran.stderr == b""


def test_a_long_answer_goes_through_the_pager_and_a_short_one_does_not(tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text(f"#!/bin/sh\necho paged >> {tmp_path}/log\ncat\n", encoding="utf-8")
    pager.chmod(0o755)
    on_terminal("ask", "--short", "what is interferon", PAGER=str(pager), MANPAGER="")
    assert not (tmp_path / "log").exists()
    assert "What is interferon" in on_terminal("list", PAGER=str(pager), MANPAGER="")[1]
    assert (tmp_path / "log").read_text(encoding="utf-8") == "paged\n"


def test_no_escape_comes_out_of_a_pipe() -> None:
    for arguments in (
        ["ask", "what is interferon"],
        ["list"],
        ["topics"],
        ["--help"],
        ["show", "interferon/definition"],
    ):
        assert b"\x1b" not in run(*arguments).stdout


HEAVY = {
    *("argcomplete", "markdown_it", "numpy", "platformdirs", "pydantic", "rich", "snowballstemmer", "textual", "typer"),
    *("ast", "copy", "dataclasses", "datetime", "hashlib", "importlib.metadata", "inspect", "logging", "pathlib"),
    *("pickle", "random", "shutil", "socket", "sqlite3", "subprocess", "tempfile", "urllib", "yaml"),
    *("ifn_bot.compiling", "ifn_bot.corpus.load", "ifn_bot.kiosk", "ifn_bot.tui", "ifn_bot.web"),
}
"""Modules that a lookup does without: each would be felt, or more of them together."""


def test_asking_imports_nothing_heavy() -> None:
    code = "import sys; from ifn_bot.cli import main; main(['ask', 'can I drink on Pegasys']); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=PATIENCE)
    *answer, modules = ran.stdout.splitlines()
    assert HEAVY & {*modules.split()} == set()
    assert answer[0].startswith(("Answer:", "Ask your care team"))


def test_the_progress_of_compiling_is_drawn_on_a_terminal_only(tea_folder: Path, tmp_path: Path) -> None:
    for n in range(WORTH_SHOWING):
        questions = [f"What is tea number {n}?", *(f"tea {n} {word}" for word in "abcdefg")]
        text = entry_text(f"Tea {n} is one of many.", questions)
        (tea_folder / f"entries/tea/definition.number-{n}.md").write_text(text, encoding="utf-8")
    knowledge = {"IFN_BOT_KNOWLEDGE": str(tea_folder), "IFN_BOT_CACHE": str(tmp_path / "first")}
    _, told = on_terminal("ask", "--plain", "what is tea", **knowledge)
    assert "Compiling the knowledge [" in told
    assert "Compiling" not in on_terminal("ask", "--plain", "what is tea", **knowledge)[1]
    assert run("ask", "what is tea", **{**knowledge, "IFN_BOT_CACHE": str(tmp_path / "second")}).stderr == b""

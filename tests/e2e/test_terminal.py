"""The window of the installed program in a terminal of its own: sizes, pastes, length, and how it leaves."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .terminal import Terminal
from .test_program import PATIENCE, PROGRAM, wait_for
from .test_program import tmux as tmux

Tmux = Callable[..., str]
SHELL_PROMPT = "nothing-was-left-behind"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def start(tmux: Tmux, folder: Path, program: str = PROGRAM, size: tuple[int, int] = (80, 24)) -> None:
    """Start the program in a pane, with the settings of the terminal noted before and after it."""
    script = folder / "run.sh"
    script.write_text(
        f"stty -g > {folder}/before\n"
        f"sh -c 'echo $$ > {folder}/pid; COLUMNS=80 LINES=24 exec {program}'\n"
        f"echo $? > {folder}/status\n"
        f"stty -g > {folder}/after\n"
        f"echo {SHELL_PROMPT}\ncat\n",
        encoding="utf-8",
    )
    tmux("new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), f"sleep 1; sh {script}")
    wait_for(tmux, "Type a question")


def assert_clean(tmux: Tmux, folder: Path, status: int) -> str:
    """Wait for the shell and check that the terminal is as it was; return the screen."""
    screen = wait_for(tmux, SHELL_PROMPT)
    assert (folder / "after").read_text(encoding="utf-8") == (folder / "before").read_text(encoding="utf-8")
    assert (folder / "status").read_text(encoding="utf-8").strip() == str(status)
    flags = "#{alternate_on} #{mouse_any_flag} #{cursor_flag} #{keypad_flag}"
    assert tmux("display-message", "-p", flags).split() == ["0", "0", "1", "0"]
    assert "Type a question" not in screen
    return screen


def type_in(tmux: Tmux, text: str, *keys: str) -> None:
    tmux("send-keys", "-l", text)
    for key in keys:
        tmux("send-keys", key)


def test_what_is_typed_before_the_window_is_up_is_asked(tmux: Tmux) -> None:
    tmux("new-session", "-d", "-x", "80", "-y", "24", f"sleep 1; {PROGRAM}")
    type_in(tmux, "what is avonex", "Enter")
    type_in(tmux, "and a draft")
    wait_for(tmux, "You: what is avonex")
    wait_for(tmux, "and a draft")


def test_a_new_size_keeps_the_conversation_and_the_draft(tmux: Tmux, tmp_path: Path) -> None:
    start(tmux, tmp_path)
    type_in(tmux, "what is avonex", "Enter")
    wait_for(tmux, "Answer:")
    type_in(tmux, "half a question")
    wait_for(tmux, "half a question")
    for width, height in ((40, 12), (200, 60), (60, 20)):
        tmux("resize-window", "-x", str(width), "-y", str(height))
        wait_for(tmux, "half a question")
        assert "beta-1a" in wait_for(tmux, "About: ")


def test_a_paste_of_a_mebibyte_is_cut_with_a_word(tmux: Tmux, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("what is interferon\n" * (2**20 // 19 + 1), encoding="utf-8")
    start(tmux, tmp_path)
    tmux("load-buffer", str(tmp_path / "long.txt"))
    tmux("paste-buffer", "-p")
    wait_for(tmux, "was cut")
    tmux("send-keys", "C-u", "Escape")
    type_in(tmux, "what is avonex", "Enter")
    wait_for(tmux, "beta-1a")


def page_up_to(tmux: Tmux, text: str) -> None:
    """Go up in the conversation until `text` stands on the screen."""
    deadline = time.monotonic() + PATIENCE
    while text not in tmux("capture-pane", "-p"):
        assert time.monotonic() < deadline, tmux("capture-pane", "-p")
        tmux("send-keys", "PPage")
        time.sleep(0.2)


@pytest.mark.parametrize("messages", [100, pytest.param(5000, marks=pytest.mark.long)])
def test_a_long_conversation_stays_a_conversation(messages: int, tmux: Tmux, tmp_path: Path) -> None:
    start(tmux, tmp_path)
    for _ in range(messages // 50):
        tmux("send-keys", *["hello", "Enter"] * 50)
    type_in(tmux, "/find hello", "Enter")
    wait_for(tmux, f"message {messages}", PATIENCE + messages)  # a second each, where much else runs
    tmux("send-keys", "Escape")
    page_up_to(tmux, "Earlier: ")
    type_in(tmux, "what is avonex", "Enter")
    wait_for(tmux, "beta-1a")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT], ids=lambda number: number.name)
def test_a_signal_leaves_the_terminal_as_it_was(number: signal.Signals, tmux: Tmux, tmp_path: Path) -> None:
    start(tmux, tmp_path)
    type_in(tmux, "half a question")
    wait_for(tmux, "half a question")
    tmux("run-shell", f"kill -{number.value} $(cat {tmp_path}/pid)")
    assert "half a question" not in assert_clean(tmux, tmp_path, 128 + number.value)


def test_a_terminal_that_is_closed_takes_the_program_with_it() -> None:
    environment = {**os.environ, "TERM": "xterm-256color"}
    terminal = Terminal([PROGRAM], environment, drawn=False)
    terminal.saw(b"ype a question")
    terminal.press("what is avonex\r")
    terminal.hang_up()
    os.killpg(terminal.process.pid, signal.SIGCONT)  # as a hang-up does
    assert terminal.process.wait(PATIENCE) == 128 + signal.SIGHUP


def test_quitting_asks_nothing_and_leaves_the_terminal_as_it_was(tmux: Tmux, tmp_path: Path) -> None:
    start(tmux, tmp_path)
    type_in(tmux, "half a question", "C-q")
    assert_clean(tmux, tmp_path, 0)


def test_a_fault_of_the_window_itself_ends_in_a_sentence_and_shows_nothing_that_was_typed(
    tmux: Tmux, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text(
        "from ifn_bot.cli import main\n"
        "from ifn_bot.tui.widgets.prompt import Prompt\n"
        "async def on_key(self, event): self.value != 'my secret' or {}[self.value]\n"
        "Prompt.on_key = on_key\n"
        "raise SystemExit(main([]))\n",
        encoding="utf-8",
    )
    start(tmux, tmp_path, program=f"{sys.executable} {broken}")
    type_in(tmux, "my secret")
    wait_for(tmux, "my secret")
    type_in(tmux, "!")
    screen = assert_clean(tmux, tmp_path, 1)
    assert "Something went wrong" in screen
    assert "KeyError at broken.py:3" in screen
    assert "secret" not in screen
    assert "Traceback" not in screen

"""The installed program: in a tmux of its own, and line by line through a pipe."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).with_name("ifn-bot"))
PATIENCE = 30.0


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Return what runs a tmux command on a server of its own."""

    def run(*arguments: str) -> str:
        command = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    yield run
    subprocess.run(["tmux", "-S", str(tmp_path / "socket"), "kill-server"], capture_output=True, check=False)


def wait_for(tmux: Callable[..., str], text: str, patience: float = PATIENCE) -> str:
    """Return the screen once `text` stands on it."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        screen = tmux("capture-pane", "-p")
        if text in screen:
            return screen
        time.sleep(0.1)
    pytest.fail(f"{text!r} did not come up:\n{screen}")


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12)])
def test_a_conversation_in_a_terminal(width: int, height: int, tmux: Callable[..., str]) -> None:
    # A new pane is given its size a moment after it starts; a window that opens just then can miss it.
    tmux("new-session", "-d", "-x", str(width), "-y", str(height), f"sleep 1; {PROGRAM}; echo the end; cat")
    wait_for(tmux, "Type a question")
    tmux("send-keys", "-l", "what is avonex")
    tmux("send-keys", "Enter")
    wait_for(tmux, "Answer")
    tmux("send-keys", "C-q")
    wait_for(tmux, "the end")


def test_the_plain_chat_through_a_pipe() -> None:
    asked = "what is avonex\nI want to die\nhow do I store Pegasys\nquit\n"
    ran = subprocess.run([PROGRAM], input=asked, capture_output=True, text=True, check=True, timeout=60)
    assert "Answer: What is interferon beta-1a?" in ran.stdout
    assert "You are not alone" in ran.stdout
    assert "Answer: How do I store Pegasys?" in ran.stdout
    assert "\x1b" not in ran.stdout
    assert ran.stderr == ""

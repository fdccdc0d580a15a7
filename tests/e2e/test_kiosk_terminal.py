"""The kiosk on a real terminal: locked, watched over, and forgetful."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ifn_bot.kiosk.pin import write_pin
from tests.e2e.network import Calls
from tests.e2e.terminal import Terminal, holders, remembers, resident

PROGRAM = str(Path(sys.executable).with_name("ifn-bot"))
CANARY = "zebrafinch quokka"
START = "press any key, to begin"
PIN = "493716"
FAST = """
import sys
from time import monotonic
from ifn_bot.kiosk import supervise
from ifn_bot.tui.kiosk import app
if sys.argv[1:] == ["inside"]:
    import os
    from ifn_bot.kiosk.pulse import own_pulse
    from ifn_bot.kiosk.site import Site
    from ifn_bot.library import cache_folder, open_bot, shipped
    bot = open_bot(shipped(), cache_folder(), "US", kiosk=True)
    kiosk = app.KioskApp(Site(bot, clock=lambda: monotonic() * 20, pulse=own_pulse(os.environ)))
    kiosk.run()
    sys.exit(kiosk.return_code or 0)
supervise.PATIENCE, supervise.GRACE = 8.0, 0.5
sys.exit(supervise.Supervisor([sys.executable, __file__, "inside"], "FAILED: call 911.", supervise.Terminal()).run())
"""
"""A kiosk whose clock goes twenty times as fast, so that nobody waits."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def environment(home: Path, compiled: Path) -> dict[str, str]:
    """Return an environment in which every file of the kiosk is under `home`, the compiled base aside."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "TEXTUAL", "IFN_BOT"))}
    places = {
        "HOME": str(home),
        "TMPDIR": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "IFN_BOT_CACHE": str(compiled),
    }
    return {**kept, **places, "TERM": "xterm-256color", "COLORTERM": "truecolor"}


@pytest.fixture
def kiosk(home: Path, environment: dict[str, str]) -> Iterator[Terminal]:
    """Return the installed kiosk, with a PIN."""
    write_pin(PIN, home / "config" / "ifn-bot" / "kiosk.pin")
    terminal = Terminal([PROGRAM, "kiosk"], environment)
    yield terminal
    terminal.close()


@pytest.fixture
def fast(home: Path, environment: dict[str, str]) -> Iterator[Terminal]:
    """Return a kiosk whose clock goes fast."""
    script = home / "fast.py"
    script.write_text(FAST, encoding="utf-8")
    terminal = Terminal([sys.executable, str(script)], environment)
    yield terminal
    terminal.close()


def test_what_was_typed_is_found_nowhere_after_the_wipe(fast: Terminal, home: Path) -> None:
    fast.wait(START)
    first = fast.children()
    fast.press(f"{CANARY}?")
    fast.wait(CANARY)
    fast.press("\r")
    fast.wait(f"You: {CANARY}?")
    fast.wait(START)
    assert CANARY not in fast.text
    fast.wait(lambda: fast.children() not in ([], first))
    fast.wait(START)
    fast.press("\x1b[A\x1b[A\x1b[A")
    fast.read(1)
    assert CANARY not in fast.text
    assert holders(CANARY.encode(), home) == []
    for pid in (fast.process.pid, *fast.children()):
        assert not remembers(pid, CANARY.encode()), pid


def test_the_search_for_what_was_typed_finds_it_while_it_is_there(fast: Terminal) -> None:
    fast.wait(START)
    fast.press(CANARY)
    fast.wait(CANARY)
    assert any(remembers(pid, b"zebrafinch") for pid in fast.children())


def test_after_a_kill_the_help_line_stands_until_the_kiosk_is_back(fast: Terminal, home: Path) -> None:
    fast.wait(START)
    os.kill(fast.children()[0], signal.SIGKILL)
    shown = fast.wait("FAILED: call 911.")
    assert "starts again by itself" in shown
    fast.wait(START)
    fast.press("\r")
    fast.wait("Choose a subject")


def test_a_kiosk_that_hangs_is_started_again(fast: Terminal) -> None:
    fast.wait(START)
    hung = fast.children()[0]
    os.kill(hung, signal.SIGSTOP)
    fast.wait("FAILED: call 911.")
    fast.wait(START)
    assert hung not in fast.children()


def test_no_key_leads_out(home: Path, environment: dict[str, str]) -> None:
    write_pin(PIN, home / "config" / "ifn-bot" / "kiosk.pin")
    kiosk = Terminal([PROGRAM, "kiosk"], environment, drawn=False)
    kiosk.saw(START.encode())
    control = [bytes([code]) for code in range(1, 32) if code != 27]
    letters = [b"\x1b" + bytes([code]) for code in range(32, 127) if chr(code) not in "[OPX]^_"]
    function = [f"\x1b[{n}~".encode() for n in range(1, 35)] + [b"\x1bO" + bytes([code]) for code in b"PQRSABCDFH"]
    shifted = [f"\x1b[1;{shift}{key}".encode() for shift in range(2, 9) for key in "PQRSABCDFH"]
    for key in (*control, *letters, *function, *shifted, b"\x7f", b"\x1b[Z", b"\x1b[200~ls -la\r\x1b[201~"):
        kiosk.press(key)
        kiosk.read(0.01)
    kiosk.raw = b""
    kiosk.press("\x1b")
    kiosk.saw(START.encode())
    assert kiosk.process.poll() is None
    logs = [path.read_text(encoding="utf-8") for path in home.rglob("kiosk.log")]
    assert not any("ended with" in log for log in logs), "it was left or broke"
    kiosk.press("\r")
    kiosk.saw(b"Choose a subject")
    kiosk.close()


def test_staff_leave_with_the_pin_and_find_the_terminal_clean(kiosk: Terminal) -> None:
    kiosk.wait(START)
    kiosk.press("\x1bOP")
    kiosk.wait("Staff PIN")
    kiosk.press("\t\r")
    kiosk.wait("enter the PIN")
    kiosk.press(PIN)
    kiosk.wait("* * * * * *")
    kiosk.press("\r")
    kiosk.wait(lambda: kiosk.process.poll() is not None)
    assert kiosk.process.returncode == 0
    kiosk.read(0.3)
    assert kiosk.text == ""


def test_nothing_but_a_start_is_noted_and_a_crash_by_its_kind(kiosk: Terminal, home: Path) -> None:
    kiosk.wait(START)
    kiosk.press("zebrafinch")
    kiosk.wait("zebrafinch")
    os.kill(kiosk.children()[0], signal.SIGKILL)
    shown = kiosk.wait("Something went wrong")
    assert "emergency" in shown
    logs = list(home.rglob("kiosk.log"))
    assert len(logs) == 1
    assert "ended with status -9; starting again in 0.25 seconds" in logs[0].read_text(encoding="utf-8")
    assert holders(b"zebrafinch", home) == []
    kiosk.wait(START)


def test_without_a_terminal_it_says_so(environment: dict[str, str]) -> None:
    ran = subprocess.run([PROGRAM, "kiosk"], env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 2
    assert "needs a terminal" in ran.stderr
    assert "\x1b" not in ran.stdout + ran.stderr


def test_nothing_asks_for_the_network(home: Path, environment: dict[str, str]) -> None:
    calls = Calls(home)
    terminal = Terminal(calls.watched([PROGRAM, "kiosk"]), environment | calls.environment)
    terminal.wait(START)
    terminal.press("how do i store pegasys\r")
    terminal.wait("Keep Pegasys in the fridge")
    terminal.press("\x1b")
    terminal.wait(START)
    terminal.close()
    assert len(calls.listening()) >= 2, "the one that watches, and the kiosk"
    assert calls.leaving() == []


def test_a_call_that_would_leave_the_machine_is_counted(home: Path, environment: dict[str, str]) -> None:
    calls = Calls(home)
    ask = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
    subprocess.run(calls.watched([sys.executable, "-c", ask]), env=environment | calls.environment, check=False)
    assert any("192.0.2.1" in call for call in calls.leaving())


@pytest.mark.long
def test_visitor_after_visitor_takes_no_more_memory(home: Path, environment: dict[str, str]) -> None:
    """What a visit leaves behind in the program is counted object by object in the tests with Pilot."""
    warming, visits = 150, 2000
    (home / "kiosk.toml").write_text("renew = false\n", encoding="utf-8")
    kiosk = Terminal([PROGRAM, "kiosk", "--settings", str(home / "kiosk.toml")], environment, drawn=False)
    kiosk.saw(START.encode())
    (process,) = kiosk.children()
    for _ in range(warming):  # until the caches of the toolkit are full
        _visit(kiosk)
    before = resident(process)
    for _ in range(visits):
        _visit(kiosk)
    assert kiosk.children() == [process]
    grown = resident(process) / before - 1
    print(f"{visits} visits: {before // 1024} KiB before, {grown:+.1%}")
    kiosk.close()
    assert grown < 0.1


def _visit(kiosk: Terminal) -> None:
    """Ask one question, read the answer, and leave."""
    kiosk.press("store pegasys\r")
    kiosk.saw(b"Keep Pegasys in the fridge")
    kiosk.press("\x1b")
    kiosk.saw(START.encode())


RENEWING = """
import sys
from ifn_bot.kiosk.supervise import Supervisor, Terminal
sys.exit(Supervisor(["/bin/sh", "-c", 'printf x >> "$0"; exit 75', sys.argv[1]], "FAILED", Terminal()).run())
"""
"""A supervisor of visits that are over as soon as they are counted."""


@pytest.mark.parametrize("visits", [60, pytest.param(2000, marks=pytest.mark.long)])
def test_a_fresh_program_for_each_visitor_takes_no_more_memory_of_the_one_that_watches(
    visits: int, home: Path, environment: dict[str, str]
) -> None:
    counted, warming = home / "counted", 40
    counted.touch()
    kiosk = Terminal([sys.executable, "-c", RENEWING, str(counted)], environment, drawn=False)
    kiosk.wait(lambda: counted.stat().st_size >= warming)
    before = resident(kiosk.process.pid)
    for goal in range(warming, warming + visits + 1, 20):
        kiosk.wait(lambda goal=goal: counted.stat().st_size >= goal)  # type: ignore[misc]
    grown = resident(kiosk.process.pid) / before - 1
    print(f"{visits} programs: {before // 1024} KiB before, {grown:+.1%}")
    kiosk.close()
    assert grown < 0.1

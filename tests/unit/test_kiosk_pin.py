"""The PIN of the staff, and the pulse of a kiosk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ifn_bot.kiosk.pin import FREE_TRIES, LONGEST_WAIT, Lock, agrees, hashed, pin_faults, read_lock, write_pin
from ifn_bot.kiosk.pulse import BEAT, VARIABLE, Pulse, clean, own_pulse, told
from ifn_bot.kiosk.supervise import LONGEST_PAUSE, STEADY, Backoff
from tests.fakes import FakeClock

PIN = "493716"


@pytest.fixture
def lock(tmp_path: Path) -> Lock:
    return Lock(hashed(PIN), tmp_path / "tries.json", FakeClock())


def test_only_the_pin_agrees_and_its_hash_is_salted() -> None:
    assert agrees(PIN, hashed(PIN))
    assert not agrees("493717", hashed(PIN))
    assert hashed(PIN) != hashed(PIN)
    assert PIN not in hashed(PIN)


@pytest.mark.parametrize("kept", ["", "scrypt$1$1$1$zz$zz", "493716", "scrypt$16384$8$1$00"])
def test_a_damaged_hash_opens_for_nobody(kept: str) -> None:
    assert not agrees(PIN, kept)


@pytest.mark.parametrize("pin", ["", "12345", "1234567890123", "12a456", "111111", "112211", "１２３４５６"])
def test_a_weak_pin_is_refused(pin: str) -> None:
    assert pin_faults(pin)


def test_the_file_of_the_pin_is_its_owners_only(tmp_path: Path) -> None:
    write_pin(PIN, tmp_path / "kiosk.pin")
    assert (tmp_path / "kiosk.pin").stat().st_mode & 0o077 == 0
    opened = read_lock(tmp_path / "kiosk.pin", tmp_path / "tries.json", FakeClock())
    assert opened is not None
    assert opened.opens(PIN)
    assert read_lock(tmp_path / "none", tmp_path / "tries.json", FakeClock()) is None


def test_wrong_tries_make_the_next_one_wait_longer_and_longer(tmp_path: Path) -> None:
    clock = FakeClock()
    lock = Lock(hashed(PIN), tmp_path / "tries.json", clock)
    for _ in range(FREE_TRIES):
        assert lock.wait() == 0
        assert not lock.opens("000001")
    waits = []
    for _ in range(10):
        waits.append(lock.wait())
        assert not lock.opens(PIN), "a try during the wait counts for nothing"
        clock.now += waits[-1]
        assert not lock.opens("000001")
    assert waits == sorted(waits)
    assert waits[0] >= 10
    assert waits[-1] >= LONGEST_WAIT
    clock.now += LONGEST_WAIT + 1
    assert lock.opens(PIN)
    assert lock.wait() == 0


def test_a_new_start_does_not_forget_wrong_tries(tmp_path: Path) -> None:
    clock = FakeClock()
    for _ in range(FREE_TRIES):
        assert not Lock(hashed(PIN), tmp_path / "tries.json", clock).opens("000001")
    assert Lock(hashed(PIN), tmp_path / "tries.json", clock).wait() > 0


def test_wrong_tries_count_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    lock = Lock(hashed(PIN), tmp_path / "file" / "tries.json", FakeClock())
    for _ in range(FREE_TRIES):
        lock.opens("000001")
    assert lock.wait() > 0


def test_the_pulse_tells_where_it_broke_and_no_word_more() -> None:
    reading, writing = os.pipe()
    pulse = own_pulse({VARIABLE: str(writing)})
    assert pulse.is_watched
    assert pulse.beat()
    pulse.crashed(ValueError("my name is zebrafinch"))
    assert os.read(reading, 1000) == BEAT + b"!ValueError\n"
    os.close(reading)
    assert not pulse.beat()
    os.close(writing)


def test_a_crash_is_told_by_its_kind_and_line() -> None:
    with pytest.raises(AttributeError) as caught:
        pin_faults(None)  # type: ignore[arg-type]
    assert told(caught.value).startswith("AttributeError at kiosk/pin.py:")


def test_without_a_watcher_the_pulse_is_silent() -> None:
    assert not own_pulse({}).is_watched
    assert Pulse(None).beat()


def test_nothing_switches_textual_to_logging() -> None:
    assert clean({"TEXTUAL": "debug", "TEXTUAL_LOG": "x", "HOME": "/"}) == {"HOME": "/"}


def test_the_pause_grows_with_each_crash_and_starts_small_again() -> None:
    backoff = Backoff()
    pauses = [backoff.pause(0.1) for _ in range(9)]
    assert pauses[:4] == [0.25, 0.5, 1.0, 2.0]
    assert pauses[-1] == LONGEST_PAUSE
    assert backoff.pause(STEADY) == 0.25

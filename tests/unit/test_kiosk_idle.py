"""When a visit is over, told by a clock that only the test moves."""

from __future__ import annotations

import pytest

from ifn_bot.kiosk.idle import Idle, Watch
from ifn_bot.kiosk.settings import IdleSettings
from tests.fakes import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def idle(clock: FakeClock) -> Idle:
    return Idle(clock, IdleSettings())


def test_the_warning_comes_after_ninety_seconds_and_leaves_twenty(idle: Idle, clock: FakeClock) -> None:
    clock.now += 89.9
    assert idle.watch() == Watch()
    clock.now += 0.1
    assert idle.watch() == Watch(left=20)
    clock.now += 19.9
    assert idle.watch() == Watch(left=1)
    clock.now += 0.1
    assert idle.watch().over


def test_a_visit_can_be_extended_as_often_as_wanted(idle: Idle, clock: FakeClock) -> None:
    for _ in range(25):
        clock.now += 109
        assert idle.watch() == Watch(left=1)
        idle.touched()
        assert idle.watch() == Watch()


def test_a_help_text_stays_three_minutes_even_after_a_touch(idle: Idle, clock: FakeClock) -> None:
    idle.hold()
    clock.now += 10
    idle.touched()
    clock.now += 169.9
    assert idle.watch() == Watch()
    clock.now += 0.1
    assert idle.watch() == Watch(left=20)


def test_a_new_visit_inherits_no_hold(idle: Idle, clock: FakeClock) -> None:
    idle.hold()
    idle.restart()
    clock.now += 90
    assert idle.watch() == Watch(left=20)

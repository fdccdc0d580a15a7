"""The notation of the rules, on one small rule."""

from __future__ import annotations

import pytest

from ifn_bot.danger import Risk, Rule, SafetyRules
from ifn_bot.safety import Screen


def hears(pattern: str, text: str) -> bool:
    """Tell whether a rule with one pattern sounds an alarm for `text`."""
    screen = Screen(SafetyRules(rules=(Rule("sign", "urgent", "urgent", (pattern,), when="any"),)))
    return screen.screen(text, Risk())[0] is not None


@pytest.mark.parametrize("text", ["weak legs getting", "legs getting weak", "getting weak legs", "weak getting legs"])
def test_sides_stand_near_one_another_in_any_order(text: str) -> None:
    assert hears("weak & legs & getting", text)


@pytest.mark.parametrize(
    "text", ["weak legs", "legs weak by now, that is what I was saying all day and they are getting"]
)
def test_no_side_is_missing_or_far(text: str) -> None:
    assert not hears("weak & legs & getting", text)


def test_sides_share_no_word() -> None:
    assert not hears("weak legs & legs hurt", "weak legs hurt")

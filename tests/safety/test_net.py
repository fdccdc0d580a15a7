"""The net under the rules: what an example teaches beyond its own words."""

from __future__ import annotations

import pytest

from ifn_bot.danger import Net
from ifn_bot.safety.net import Alike, alike, leanings, learn, marks
from ifn_bot.safety.reading import Sentence

GROUPS = {"cord": ["rope", "belt"], "meal": ["lunch", "supper"]}


def said(text: str) -> list[Sentence]:
    words = tuple(text.split())
    return [Sentence(words, (0,) * len(words))]


def taught(same: Alike) -> Net:
    examples = {"grave": ["my rope is ready", "the rope is here"], "none": ["my lunch is ready", "the lunch is here"]}
    return learn({kind: [marks(said(text), same) for text in texts] for kind, texts in examples.items()}, same)


@pytest.mark.parametrize(("text", "kind"), [("my belt is ready", "grave"), ("the supper is here", "none")])
def test_a_word_counts_as_those_it_is_alike_to(text: str, kind: str) -> None:
    net = taught(alike(GROUPS, []))
    likely = leanings(net, marks(said(text), net.alike))
    assert likely[kind] > 0.7
    without = taught({})
    assert leanings(without, marks(said(text), {}))[kind] == pytest.approx(0.5, abs=0.05)


def test_pairs_pass_over_small_words() -> None:
    same = alike({}, ["the"])
    assert "take . pills" in marks(said("take the pills"), same)
    assert "take . pills" not in marks(said("take my pills"), same)


def test_a_beginning_counts_as_its_word() -> None:
    assert "<cord>" in marks(said("rope*"), alike(GROUPS, []))

"""A message of 1 MiB: all of it is screened, and the work does not grow faster than it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from string import ascii_lowercase
from typing import Any

import pytest
from rapidfuzz import process

from ifn_bot.bot import Bot
from ifn_bot.danger import Risk
from ifn_bot.model import Knowledge, Route
from ifn_bot.safety import Screen, Woven, weave
from ifn_bot.safety.patterns import Patterns
from ifn_bot.safety.reading import MAX_REPAIRS, Reader

LENGTH = 1_048_576
DANGER_TOLD = "\nI want to kill myself tonight.\n"


@pytest.fixture(scope="module")
def woven(knowledge: Knowledge) -> Woven:
    return weave(knowledge.safety)


def nonsense(letters: int = 5) -> Iterator[str]:
    """Yield words that no rule knows, each once."""
    return (f"q{''.join(rest)}" for rest in product(ascii_lowercase, repeat=letters - 1))


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_danger_anywhere_in_a_very_long_text_is_seen(share: float, bot: Bot) -> None:
    text = " ".join(nonsense())[:LENGTH]
    place = int(share * len(text))
    assert bot.reply(text[:place] + DANGER_TOLD + text[place:]).route is Route.CRISIS


def test_a_minor_after_a_danger_is_still_told_to_find_a_grown_up(knowledge: Knowledge, woven: Woven) -> None:
    text = f"{DANGER_TOLD}{' '.join(islice(nonsense(), 10_000))}\nI am 14 years old"
    alarm, _ = Screen(knowledge.safety, woven).screen(text, Risk())
    assert alarm is not None
    assert alarm.add_ons == ("minor_add_on",)


def test_a_milder_sign_first_hides_no_graver_one(knowledge: Knowledge, woven: Woven) -> None:
    screen = Screen(knowledge.safety, woven)
    told = [
        "should I stop Avonex",
        "my eyes turned yellow",
        "I took a double dose",
        "I have chest pain",
        "I want to die",
    ]
    routes = [screen.screen("\n".join(told[: n + 1]), Risk())[0] for n in range(len(told))]
    assert [alarm and alarm.route for alarm in routes] == ["clinician", "urgent", "overdose", "emergency", "crisis"]


class Counted(Mapping[str, Sequence[int]]):
    """A mapping that counts what it is asked for."""

    def __init__(self, inside: Mapping[str, Sequence[int]]) -> None:
        self.inside = inside
        self.asked: Counter[str] = Counter()

    def __getitem__(self, word: str) -> Sequence[int]:
        self.asked[word] += 1
        return self.inside[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self.inside)

    def __len__(self) -> int:
        return len(self.inside)


def test_slips_are_looked_for_in_so_many_words_only(
    knowledge: Knowledge, woven: Woven, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: Counter[str] = Counter()
    extract = process.extract

    def counted(word: str, *rest: Any, **more: Any) -> Any:
        looked[word] += 1
        return extract(word, *rest, **more)

    monkeypatch.setattr(process, "extract", counted)
    Reader(knowledge.safety.spelling, woven.known, woven.prefixes).sentences(" ".join(nonsense())[:LENGTH])
    assert 0 < looked.total() <= MAX_REPAIRS
    assert max(looked.values()) == 1


def test_sentences_that_differ_in_unknown_words_are_looked_through_once(woven: Woven) -> None:
    anchored = Counted(woven.anchored)
    search = Patterns(woven._replace(anchored=anchored)).search()
    found = [search.find(("^", "my", word, "is", "yellow", "$")) for word in islice(nonsense(), 1000)]
    assert found[0]
    assert all(one is found[0] for one in found)
    assert anchored.asked == dict.fromkeys(("^", "my", "", "is", "yellow", "$"), 1)


def test_what_a_word_makes_likely_is_read_once_in_a_message(woven: Woven) -> None:
    anchored = Counted(woven.anchored)
    search = Patterns(woven._replace(anchored=anchored)).search()
    words = sorted(word for word in woven.known if word.isalpha())
    for start in range(500):
        search.find(("^", *words[start : start + 300 : 3], "$"))
    assert max(anchored.asked.values()) == 1

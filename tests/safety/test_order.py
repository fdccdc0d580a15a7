"""The order of the routes, and that nothing added to a message lowers its route."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifn_bot.bot import FRESH, Bot
from ifn_bot.danger import Risk
from ifn_bot.model import DANGER, Knowledge, Route
from ifn_bot.safety import Screen
from ifn_bot.search import Search

SAYS = {
    "crisis": ["I want to kill myself", "my son says he wants to die"],
    "emergency": ["I have crushing chest pain", "my wife can't breathe"],
    "overdose": ["I took a double dose by mistake", "my kid swallowed my ribavirin"],
    "urgent": ["my eyes turned yellow", "I have a fever of 39"],
    "clinician": ["should I stop Avonex", "can I drink wine on Rebif"],
    "none": ["how is Pegasys stored", "what is a cytokine"],
}
ORDER = tuple(SAYS)
PAIRS = [
    (graver, milder, a, b) for graver, milder in combinations(ORDER, 2) for a in SAYS[graver] for b in SAYS[milder]
]
NEVER_LOWER = [
    "my labs are fine",
    "my husband says it is nothing",
    "I have the tablets here",
    "tonight at nine",
    "the doctor said I am doing well",
    "it is probably only stress",
    "sorry to bother you",
]


@pytest.fixture(scope="module")
def screen(knowledge: Knowledge) -> Screen:
    return Screen(knowledge.safety)


def route(screen: Screen, text: str) -> str:
    alarm, _ = screen.screen(text, Risk())
    return alarm.route if alarm else "none"


@pytest.mark.parametrize(("graver", "milder", "a", "b"), PAIRS)
def test_the_graver_of_two_goes_first(graver: str, milder: str, a: str, b: str, screen: Screen) -> None:
    assert graver != milder
    for text in (f"{a}. {b}?", f"{b}? {a}.", f"{b}\n{a}"):
        assert route(screen, text) == graver


@pytest.mark.parametrize("more", NEVER_LOWER)
@pytest.mark.parametrize("text", [text for name in ORDER[:4] for text in SAYS[name]])
def test_no_good_news_lowers_the_route(text: str, more: str, screen: Screen) -> None:
    alone = ORDER.index(route(screen, text))
    assert ORDER.index(route(screen, f"{text}, {more}")) <= alone
    assert ORDER.index(route(screen, f"{more}, {text}")) <= alone


def test_the_screen_runs_before_anything_is_looked_up(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        pytest.fail("looked up before the card")

    monkeypatch.setattr(Search, "find", never)
    for name in ORDER[:4]:
        assert bot.reply(SAYS[name][0]).route is Route(name)


def test_a_danger_shows_its_card_alone(bot: Bot) -> None:
    for name in ORDER[:4]:
        reply = bot.reply(SAYS[name][0])
        assert reply.route in DANGER
        assert (reply.entry, reply.choices) == (None, ())


def test_a_personal_decision_gets_no_yes_no_or_number(bot: Bot) -> None:
    for text in (
        "can I double my Pegasys dose",
        "how many mcg of Besremi should I take",
        "is it safe for me to stop Rebif",
    ):
        reply = bot.reply(text)
        first = reply.text.splitlines()[0]
        assert reply.route is Route.CLINICIAN
        assert first.startswith(("I can't make that choice", "I can't tell you what you have"))
        assert not any(map(str.isdigit, reply.text))


def test_the_session_goes_on_after_a_disclosure_and_keeps_the_help_line(bot: Bot) -> None:
    conversation = bot.reply("I want to die", FRESH).conversation
    for text in ("it was a joke", "how is Avonex stored", "what about Rebif", "thanks", "forget it", "/clear"):
        reply = bot.reply(text, conversation)
        conversation = reply.conversation
        assert reply.route not in DANGER
        assert "hurting yourself" in reply.footer


@given(lines=st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=40), max_size=6), place=st.integers(0, 6))
def test_a_line_anywhere_is_seen(screen: Screen, lines: list[str], place: int) -> None:
    text = "\n".join([*lines[:place], "I want to kill myself", *lines[place:]])
    assert route(screen, text) == "crisis"


@given(data=st.data())
def test_one_slip_of_the_finger_hides_nothing(screen: Screen, data: st.DataObject) -> None:
    text = "thinking about suicide every single evening since starting treatment"
    words = text.split()
    number = data.draw(st.sampled_from([0, 2]))
    word = words[number]
    at = data.draw(st.integers(1, len(word) - 2))
    slip = data.draw(st.sampled_from(["swap", "drop", "double"]))
    words[number] = {
        "swap": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        "drop": word[:at] + word[at + 1 :],
        "double": word[:at] + word[at] + word[at:],
    }[slip]
    assert route(screen, " ".join(words)) == "crisis"


@given(data=st.data())
def test_case_and_repeated_letters_hide_nothing(screen: Screen, data: st.DataObject) -> None:
    text = "i want to kill myself"
    shouted = "".join(char.upper() if data.draw(st.booleans()) else char for char in text)
    longer = (
        shouted + shouted[-1] * data.draw(st.integers(0, 6)) + data.draw(st.sampled_from(["", "!!!", "...", " :("]))
    )
    assert route(screen, longer) == "crisis"

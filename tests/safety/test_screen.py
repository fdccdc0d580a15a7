"""The screen, in wordings of our own; order, memory, fixed texts and help lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifn_bot.bot import Bot
from ifn_bot.danger import Alarm, Risk, SafetyRules
from ifn_bot.model import Conversation, Knowledge, Route
from ifn_bot.safety import Cards, Screen

DANGERS = {
    Route.CRISIS: [
        "i want to kill myself",
        "I don't want to live anymore",
        "been thinking about suicide since the shots",
        "my son says he wants to die",
        "quiero morirme",
        "everyone would be better off without me",
    ],
    Route.EMERGENCY: [
        "I have a crushing pain in my chest",
        "my wife can't breathe",
        "he is having a seizure right now",
        "my throat is swelling up after the injection",
        "no puedo respirar",
    ],
    Route.OVERDOSE: ["I took a double dose of Rebif", "my kid swallowed my pills", "I injected two pens by mistake"],
    Route.URGENT: [
        "my eyes turned yellow",
        "I have had a fever of 39 for three days",
        "I feel so hopeless since the shots",
    ],
}
HARMLESS = [
    "does interferon cause depression",
    "what are natural killer cells",
    "how does interferon kill infected cells",
    "is suicide a listed side effect of Pegasys",
    "what is an overdose of interferon",
    "can interferon cause chest pain",
    "I am dying to know how interferon was found",
    "what is ropeginterferon",
    "acute hepatitis",
]


@pytest.mark.parametrize(("route", "text"), [(route, text) for route, texts in DANGERS.items() for text in texts])
def test_danger_is_noticed(route: Route, text: str, bot: Bot) -> None:
    reply = bot.reply(text)
    assert reply.route is route
    assert reply.entry is None
    assert reply.choices == ()


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_talk_is_let_through(text: str, knowledge: Knowledge) -> None:
    alarm, _ = Screen(knowledge.safety).screen(text, Risk())
    assert alarm is None


@pytest.fixture(scope="module")
def screen(knowledge: Knowledge) -> Screen:
    """Return the screen of the shipped rules."""
    return Screen(knowledge.safety)


@given(before=st.text(max_size=80), after=st.text(max_size=80))
def test_padding_hides_nothing(screen: Screen, before: str, after: str) -> None:
    alarm, _ = screen.screen(f"{before}\nI want to kill myself\n{after}", Risk())
    assert alarm is not None
    assert alarm.route == "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "I WANT TO KILL MYSELF",
        "i.want.to.kill.myself",
        "I want to k1ll mys3lf",
        "I w\u0430nt to kill mys\u0435lf",
        "I want to k i l l myself",
        "I want to kiiiill myself",
        "I want to kill my\u200bself",
    ],
)
def test_disguise_hides_nothing(text: str, bot: Bot) -> None:
    assert bot.reply(text).route is Route.CRISIS


def test_the_fixed_text_is_shown_unchanged_with_generic_wording_where_no_region_is_known(bot: Bot) -> None:
    text = bot.reply("I want to kill myself").text
    assert text.startswith("I'm glad you told me. You are not alone, and help is ready now.")
    assert not any(char.isdigit() for char in text)
    assert "{" not in text


def test_a_region_brings_its_numbers_and_an_unknown_one_none(knowledge: Knowledge) -> None:
    alarm = Alarm("crisis", "crisis_self")
    assert "988" in Cards(knowledge.safety, "US").card(alarm)
    assert "116 123" in Cards(knowledge.safety, "gb").card(alarm)
    assert not any(char.isdigit() for char in Cards(knowledge.safety, "XX").card(alarm))


@pytest.mark.parametrize("text", ["my partner hits me", "mi pareja me golpea", "mi marido me pega"])
def test_violence_at_home_gets_its_own_card_in_the_language_it_is_told_in(text: str, bot: Bot) -> None:
    alarm = bot.reply(text).alarm
    assert alarm
    assert alarm.copy == "crisis_unsafe_at_home"
    assert alarm.language == ("es" if text.startswith("mi ") else "en")


def test_the_help_line_stays_in_view_after_a_crisis(bot: Bot) -> None:
    first = bot.reply("I want to kill myself")
    second = bot.reply("how do I store Pegasys", first.conversation)
    assert second.entry is not None
    assert "help line" in second.footer
    assert "help line" in bot.reply("never mind, I was joking", second.conversation).footer


def test_entries_on_mood_carry_the_help_line(bot: Bot) -> None:
    assert "help line" in bot.open("interferon-therapy/serious-warnings").footer
    assert bot.open("interferon/types").footer == ""


def test_a_personal_decision_is_for_the_care_team_first(bot: Bot) -> None:
    reply = bot.reply("should I stop taking Avonex")
    assert reply.route is Route.CLINICIAN
    assert reply.text.startswith("I can't make that choice for you.")


def test_every_rule_has_a_text_in_its_language(knowledge: Knowledge) -> None:
    rules: SafetyRules = knowledge.safety
    assert all(rule.language in rules.copy[rule.copy] for rule in rules.rules)


@given(text=st.text(max_size=200))
def test_any_text_gets_a_reply(bot: Bot, text: str) -> None:
    assert bot.reply(text, Conversation()).route in Route

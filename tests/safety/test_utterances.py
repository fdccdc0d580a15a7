"""Our own labelled utterances, each against the route it must get; disguises of the crisis ones; sessions of several turns."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ifn_bot.bot import FRESH, Bot
from ifn_bot.danger import Risk
from ifn_bot.model import Knowledge
from ifn_bot.safety import Screen

GROUPS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("utterances.yaml").read_text(encoding="utf-8")
)
LABELLED = [(route, text) for route, kinds in GROUPS.items() for texts in kinds.values() for text in texts]
OWN_EMERGENCIES = [
    text
    for texts in GROUPS["emergency"].values()
    for text in texts
    if {"i", "my", "he", "she"} & set(text.lower().replace("'", " ").split())
]
CRISIS = [text for text in GROUPS["crisis"]["plain"] if text.isascii()]
GRAVER = {
    "crisis": {"crisis"},
    "emergency": {"emergency", "crisis"},
    "overdose": {"overdose", "emergency"},
    "urgent": {"urgent", "emergency", "crisis"},
    "clinician": {"clinician", "urgent", "overdose"},
    "none": {"none"},
}
"""Unsure between two routes, the graver may be taken, never the milder."""
LOOKS_LIKE = {"a": "\u0430", "e": "\u0435", "o": "\u043e", "i": "1", "s": "$"}


@pytest.fixture(scope="module")
def screen(knowledge: Knowledge) -> Screen:
    return Screen(knowledge.safety)


@pytest.mark.parametrize(("route", "text"), LABELLED)
def test_each_utterance_gets_its_route(route: str, text: str, screen: Screen) -> None:
    alarm, _ = screen.screen(text, Risk())
    assert (alarm.route if alarm else "none") in GRAVER[route]


def test_there_are_many_utterances_on_both_sides() -> None:
    assert len(LABELLED) >= 400
    assert len([text for route, text in LABELLED if route == "none"]) >= 150


@given(data=st.data())
def test_no_disguise_hides_a_crisis(data: st.DataObject, screen: Screen) -> None:
    text = data.draw(st.sampled_from(CRISIS))
    letter = data.draw(st.sampled_from(sorted(LOOKS_LIKE)))
    join = data.draw(st.sampled_from([" ", ".", "_", "-", "  ", "\u200b ", " *"]))
    hidden = join.join(text.replace(letter, LOOKS_LIKE[letter], 1).upper().split())
    alarm, _ = screen.screen(hidden, Risk())
    assert alarm is not None
    assert alarm.route == "crisis"


@pytest.mark.parametrize(
    "more",
    [" my labs are all good though", " my husband says it is nothing", " I have the pills here", " tonight at nine"],
)
@pytest.mark.parametrize("text", CRISIS)
def test_nothing_added_lowers_the_response(text: str, more: str, screen: Screen) -> None:
    alarm, _ = screen.screen(text + more, Risk())
    assert alarm is not None
    assert alarm.route == "crisis"


@pytest.mark.parametrize("text", OWN_EMERGENCIES)
def test_a_question_after_it_lowers_no_emergency(text: str, screen: Screen) -> None:
    alarm, _ = screen.screen(f"{text.rstrip('.?!')}, can interferon cause that", Risk())
    assert alarm is not None
    assert alarm.route in GRAVER["emergency"]


@pytest.mark.parametrize(
    "turns",
    [
        [("does interferon cause suicidal thoughts", "answer"), ("that's me", "crisis")],
        [("I want to die", "crisis"), ("how is Pegasys stored", "answer")],
        [("should I skip my shot tonight", "clinician"), ("come on, just yes or no", "clinician")],
        [("what is interferon", "answer"), ("how do they kill viruses", "answer")],
    ],
)
def test_a_session_of_several_turns(turns: list[tuple[str, str]], bot: Bot) -> None:
    conversation = FRESH
    for said, route in turns:
        reply = bot.reply(said, conversation)
        conversation = reply.conversation
        is_danger = reply.alarm.route if reply.alarm else "answer"
        assert is_danger == route


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I want to kill myself and I have chest pain", "crisis"),
        ("I took two doses and now I cannot breathe", "emergency"),
        ("I took a double dose and have a fever of 39", "overdose"),
        ("my eyes are yellow, should I stop Pegasys", "urgent"),
    ],
)
def test_the_gravest_goes_first(first: str, second: str, screen: Screen) -> None:
    alarm, _ = screen.screen(first, Risk())
    assert alarm is not None
    assert alarm.route == second


def test_a_minor_is_told_to_find_a_grown_up(bot: Bot) -> None:
    assert "Under 18?" in bot.reply("I am 14 and I want to die").text
    assert "Under 18?" not in bot.reply("I am 44 and I want to die").text


def test_a_worried_relative_gets_the_helpers_text(bot: Bot) -> None:
    assert bot.reply("my brother says he wants to kill himself").text.startswith("Thank you for looking out")

"""What is asked in wordings of our own gets the right entry, a choice, or an honest no."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ifn_bot.bot import FADES_AFTER, Bot
from ifn_bot.model import Conversation, Route
from ifn_bot.text import fold

HERE = Path(__file__).parent
ARTICLE: list[dict[str, Any]] = yaml.safe_load((HERE / "founding_article.yaml").read_text(encoding="utf-8"))
CONVERSATIONS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (HERE / "conversations.yaml").read_text(encoding="utf-8")
)


def _cases() -> list[Any]:
    """Return every case; a known gap is expected to fail, and must."""
    marks = [[pytest.mark.xfail(reason="known gap", strict=True)] if "known_gap" in case else [] for case in ARTICLE]
    return [
        pytest.param(case, marks=mark, id=f"{case['claim']}: {case['ask']}")
        for case, mark in zip(ARTICLE, marks, strict=True)
    ]


@pytest.mark.parametrize("case", _cases())
def test_the_topic_gets_its_entry(case: dict[str, Any], bot: Bot) -> None:
    reply = bot.reply(case["ask"])
    assert reply.entry is not None, (reply.route, reply.confidence, reply.choices)
    assert reply.entry.id in {case["entry"], case.get("or")}


def test_every_topic_is_asked_twice_in_wordings_that_stand_in_no_entry(bot: Bot) -> None:
    written = {fold(question) for entry in bot.knowledge.entries.values() for question in entry.questions}
    asked = [case["ask"] for case in ARTICLE]
    assert [case["claim"] for case in ARTICLE] == [claim for claim in range(1, 31) for _ in range(2)]
    assert not written & set(map(fold, asked))


@pytest.mark.parametrize(
    "question",
    [
        "what is the weather in Paris",
        "how do I bake bread",
        "side effects of Ocrevus",
        "how should I store insulin",
        "can I mix Avonex with Zolgensmab",
        "what is the dose of metformin",
        "who won the football match",
    ],
)
def test_what_is_outside_gets_no_entry(question: str, bot: Bot) -> None:
    reply = bot.reply(question)
    assert reply.entry is None
    assert reply.route in {Route.DECLINE, Route.CLINICIAN, Route.SMALLTALK}


def test_a_neighbour_is_told_with_its_line_of_truth(bot: Bot) -> None:
    assert bot.knowledge.neighbours["ocrelizumab"].truth in bot.reply("side effects of Ocrevus").text


@pytest.mark.parametrize("named", ["Avonex", "Betaseron", "Pegasys", "Besremi", "Actimmune"])
def test_a_named_medicine_is_never_answered_with_another(named: str, bot: Bot) -> None:
    for ask in ("side effects of {}", "what is {} used for", "how do I store {}", "{} dose", "is {} dangerous"):
        reply = bot.reply(ask.format(named))
        if reply.entry:
            subject = bot.knowledge.subjects[reply.entry.subject]
            assert named in subject.brands, (ask, reply.entry.id)


def test_brands_of_one_subject_are_kept_apart(bot: Bot) -> None:
    for asked, other in (("Avonex", "rebif"), ("Rebif", "avonex")):
        reply = bot.reply(f"how long can {asked} stay out of the fridge")
        assert reply.entry is None or not reply.entry.id.endswith(other)


def test_a_follow_up_keeps_the_subject_and_one_that_names_a_medicine_keeps_the_aspect(bot: Bot) -> None:
    first = bot.reply("what are the side effects of Avonex")
    assert first.entry is not None
    again = bot.reply("and how is it dosed?", first.conversation)
    assert again.entry is None or again.entry.subject == "interferon-beta-1a"
    other = bot.reply("what about Betaseron?", first.conversation)
    assert other.entry is not None
    assert other.entry.id == "interferon-beta-1b/side-effects"


def test_a_choice_is_taken_by_its_number(bot: Bot) -> None:
    first = bot.reply("what are the side effects of Avonex")
    assert first.follow_ups
    chosen = bot.reply("1", first.conversation)
    assert chosen.entry is not None
    assert chosen.entry.id == first.follow_ups[0].id


def test_a_name_with_a_slip_is_read_and_told(bot: Bot) -> None:
    reply = bot.reply("avonnex side effects")
    assert reply.entry is not None
    assert reply.entry.id == "interferon-beta-1a/side-effects"
    assert "I read that as" in reply.text


def test_the_same_question_always_gets_the_same_reply(bot: Bot) -> None:
    assert len({bot.reply("what is Besremi used for", Conversation()).confidence for _ in range(20)}) == 1


@pytest.mark.parametrize("step", [8, pytest.param(1, marks=pytest.mark.long)])
def test_a_question_that_is_written_in_an_entry_gets_that_entry(step: int, bot: Bot) -> None:
    missed = [
        (question, entry.id)
        for place, entry in enumerate(bot.knowledge.entries.values())
        for question in entry.questions[place % step :: step]
        if (reply := bot.reply(question)).route is Route.ANSWER and (reply.entry is None or reply.entry.id != entry.id)
    ]
    assert missed == []


def test_titles_are_answered(bot: Bot) -> None:
    unanswered = [
        entry.title
        for entry in bot.knowledge.entries.values()
        if bot.reply(entry.title).route not in {Route.ANSWER, Route.CLINICIAN}
    ]
    assert unanswered == []


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_conversation_goes_as_written(name: str, bot: Bot) -> None:
    conversation = Conversation()
    for turn in CONVERSATIONS[name]:
        reply = bot.reply(turn["say"], conversation)
        conversation = reply.conversation
        come_back = {
            "entry": reply.entry and reply.entry.id,
            "route": reply.route.value,
            "parts": [part.entry and part.entry.id for part in reply.parts],
            "subject": conversation.subject,
        }
        assert {key: come_back[key] for key in come_back if key in turn} == {
            key: turn[key] for key in come_back if key in turn
        }, turn["say"]
        if "offers" in turn:
            assert turn["offers"] in [choice.id for choice in reply.choices], turn["say"]


def test_the_subject_of_a_conversation_fades(bot: Bot) -> None:
    conversation = bot.reply("what is Actimmune").conversation
    for _ in range(FADES_AFTER + 1):
        conversation = bot.reply("what is the weather", conversation).conversation
    reply = bot.reply("how is it stored", conversation)
    assert reply.entry is None or reply.entry.subject != "interferon-gamma-1b"


def test_asking_back_ends_after_two_rounds_with_a_way_out(bot: Bot) -> None:
    conversation = Conversation()
    routes = []
    for _ in range(3):
        reply = bot.reply("interferon alfa side effects", conversation)
        conversation = reply.conversation
        routes.append(reply.route)
    assert routes == [Route.CLARIFY, Route.CLARIFY, Route.DECLINE]
    assert bot.knowledge.phrases.texts["way_out"] in reply.text


def test_nothing_offered_has_an_internal_name(bot: Bot) -> None:
    for asked in ("interferon alfa side effects", "tell me about it", "interferon system"):
        for choice in bot.reply(asked).choices:
            assert choice.title in bot.knowledge.entries[choice.id].questions
            assert "/" not in choice.title or " " in choice.title

"""Steering, courtesies and two questions in one message."""

from __future__ import annotations

import pytest

from ifn_bot.dialogue import Dialogue
from ifn_bot.model import Knowledge
from ifn_bot.text import fold


@pytest.fixture(scope="session")
def dialogue(tea: Knowledge) -> Dialogue:
    """Return the dialogue of the tea base, whose phrases are the shipped ones."""
    return Dialogue(tea.phrases)


@pytest.mark.parametrize(
    ("said", "step", "number"),
    [
        ("2", "choose", 2),
        ("the second one", "choose", 2),
        ("More!", "more", 0),
        ("sources?", "sources", 0),
        ("Yes please", "yes", 0),
        ("none of these", "no", 0),
        ("start over", "clear", 0),
        ("Hello", "smalltalk", 0),
        ("hi, thanks", "smalltalk", 0),
        ("Please help", "smalltalk", 0),
        ("who are you?", "smalltalk", 0),
    ],
)
def test_steering(dialogue: Dialogue, said: str, step: str, number: int) -> None:
    steer = dialogue.steer(said, 3)
    assert steer is not None
    assert (steer.step, steer.number) == (step, number)


@pytest.mark.parametrize(
    "said", ["is tea a drink", "hello, what is tea?", "thanks, and how do I store it?", "more tea?"]
)
def test_a_question_does_not_steer(dialogue: Dialogue, said: str) -> None:
    assert dialogue.steer(said, 3) is None


def test_a_number_chooses_only_where_there_are_choices(dialogue: Dialogue) -> None:
    assert dialogue.steer("2", 0) is None


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("What is tea? How do I store it?", ("What is tea?", "How do I store it?")),
        ("what is tea and how do I store it", ("what is tea", "how do I store it")),
        ("Hello! What is tea?", ("What is tea?",)),
        ("bread and butter", ("bread and butter",)),
    ],
)
def test_two_questions_are_told_apart(dialogue: Dialogue, message: str, questions: tuple[str, ...]) -> None:
    assert dialogue.questions(message) == questions if len(questions) > 1 else True
    if len(questions) == 1:
        assert len(dialogue.questions(message)) == 1


def test_what_is_told_beside_a_question_is_left_aside(dialogue: Dialogue) -> None:
    assert dialogue.questions("My name is Ann. how do I store it?") == ("how do I store it?",)
    assert dialogue.questions("I drink a lot. It is green.") == ("I drink a lot. It is green.",)


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("no, I meant Gyokura", "gyokura"),
        ("No, gyokura", "gyokura"),
        ("and the shelf life?", "shelf life"),
        ("what about Gyokura", "gyokura"),
    ],
)
def test_what_takes_up_what_was_said_is_taken_off(dialogue: Dialogue, said: str, rest: str) -> None:
    taken, leans = dialogue.taken_up(said)
    assert leans
    assert fold(taken) == rest


@pytest.mark.parametrize("said", ["is tea a drink", "no taste in my tea"])
def test_a_question_of_its_own_is_left_whole(dialogue: Dialogue, said: str) -> None:
    assert dialogue.taken_up(said) == (said, False)

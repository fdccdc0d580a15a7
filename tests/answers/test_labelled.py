"""Labelled questions of our own, written by somebody who had not seen the base: scores with floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from ifn_bot.bot import Bot
from ifn_bot.evaluate import score
from ifn_bot.evaluate.baselines import baselines
from ifn_bot.evaluate.labelled import Labelled, read_lines
from ifn_bot.evaluate.score import Outcome
from ifn_bot.text import fold

LABELLED: tuple[Labelled, ...] = read_lines(Path(__file__).parent / "labelled.jsonl", Labelled)

LEAST_RIGHT = 0.73
LEAST_RIGHT_OR_HELPED = 0.87
MOST_WRONG = 0.06
MOST_FALSE = 0.02
MOST_MISCALIBRATED = 0.06


@pytest.fixture(scope="module")
def outcomes(bot: Bot) -> tuple[Outcome, ...]:
    """Return what became of each question."""
    return score.run(bot.reply, LABELLED)


def test_there_are_questions_enough_over_the_grid_and_outside_it(bot: Bot) -> None:
    inside = [question for question in LABELLED if question.is_inside]
    assert len(inside) >= 300
    assert len(LABELLED) - len(inside) >= 150
    assert {subject for question in inside for subject, _ in question.accept} == set(bot.knowledge.subjects)
    assert {aspect for question in inside for _, aspect in question.accept} == set(bot.knowledge.aspects)


def test_no_wording_stands_in_an_entry(bot: Bot) -> None:
    written = {fold(question) for entry in bot.knowledge.entries.values() for question in entry.questions}
    assert [question.id for question in LABELLED if fold(question.text) in written] == []


def test_the_scores_do_not_fall(outcomes: tuple[Outcome, ...]) -> None:
    shares = score.shares(outcomes)
    assert shares["right"].value >= LEAST_RIGHT
    assert shares["right"].value + shares["helped"].value >= LEAST_RIGHT_OR_HELPED
    assert shares["wrong"].value <= MOST_WRONG
    assert shares["false"].value <= MOST_FALSE
    assert score.calibration_error(outcomes) <= MOST_MISCALIBRATED


def test_the_best_baseline_errs_at_least_twice_as_often(outcomes: tuple[Outcome, ...], bot: Bot) -> None:
    some = outcomes[::12]
    own = sum(outcome.verdict in {"wrong", "false"} for outcome in some)
    rivals = score.compare(some, baselines(bot.knowledge))
    assert all(rival.errors.hits >= 2 * own for rival in rivals)

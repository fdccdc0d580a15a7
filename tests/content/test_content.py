"""The shipped knowledge keeps the house rules."""

from __future__ import annotations

import pytest

from ifn_bot.corpus.lint import lead_grade, lint, spoken_names
from ifn_bot.corpus.load import Base
from ifn_bot.glossary import Glossary
from ifn_bot.model import Knowledge

MEDICINES = (
    "interferon-therapy",
    "peginterferon-alfa-2a",
    "interferon-beta-1a",
    "interferon-beta-1b",
    "interferon-gamma-1b",
    "ropeginterferon-alfa-2b",
)
MOLECULES = (
    "interferon",
    "type-i-interferon",
    "type-ii-interferon",
    "type-iii-interferon",
    "interferon-alpha",
    "interferon-beta",
    "interferon-gamma",
    "interferon-lambda",
    "interferon-omega-kappa-epsilon",
)


def test_the_shipped_knowledge_breaks_no_rule(shipped_base: Base) -> None:
    assert list(map(str, lint(shipped_base))) == []


def test_there_are_answers_enough(shipped_base: Base) -> None:
    assert len(shipped_base.knowledge.entries) >= 70


@pytest.mark.parametrize("subject", MEDICINES)
@pytest.mark.parametrize("aspect", ["definition", "uses", "side-effects", "serious-warnings"])
def test_the_main_questions_on_each_medicine_are_answered(subject: str, aspect: str, knowledge: Knowledge) -> None:
    assert f"{subject}/{aspect}" in knowledge.entries


@pytest.mark.parametrize("subject", MOLECULES)
def test_each_molecule_is_defined(subject: str, knowledge: Knowledge) -> None:
    assert f"{subject}/definition" in knowledge.entries


def test_the_vocabulary_is_whole(knowledge: Knowledge) -> None:
    assert (len(knowledge.subjects), len(knowledge.aspects)) == (53, 35)


def test_every_term_is_found_by_asking_what_it_means(knowledge: Knowledge) -> None:
    glossary = Glossary(knowledge)
    assert len(knowledge.glossary) >= 150
    for term in knowledge.glossary.values():
        found = glossary.asked(f"what does {term.label} mean?")
        assert found is not None, term.id
        assert found.id == f"glossary/{term.id}"


def test_first_paragraphs_are_plain_on_average(shipped_base: Base) -> None:
    names = spoken_names(shipped_base.knowledge)
    grades = [lead_grade(draft, names) for draft in shipped_base.drafts]
    assert sum(grades) / len(grades) <= 6

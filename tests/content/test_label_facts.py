"""The figures of doses, schedules and storage limits are those of the table of label facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from ifn_bot.corpus.load import load
from ifn_bot.library import shipped
from ifn_bot.model import Citation, Entry
from tests.content.label_facts import ANY, HELD, TABLE, LabelFact, departures, label_facts
from tests.content.quantities import quantities

KNOWLEDGE = load(shipped()).knowledge
MEDICINES = [subject.id for subject in KNOWLEDGE.subjects.values() if subject.kind == "medicine"]
HELD_ENTRIES = [entry for entry in KNOWLEDGE.entries.values() if entry.subject in MEDICINES and entry.aspect in HELD]
FACTS = [fact for path in sorted(TABLE.glob("*.yaml")) for fact in label_facts(path.stem)]


@pytest.mark.parametrize("entry", HELD_ENTRIES, ids=lambda entry: entry.id)
def test_the_figures_of_an_entry_are_those_of_the_label_facts(entry: Entry) -> None:
    facts = tuple(fact for fact in label_facts(entry.subject) if fact.entry == entry.id)
    brands = KNOWLEDGE.subjects[entry.subject].brands
    assert list(departures(entry, facts, brands)) == []


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.entry}: {fact.states[:40]}")
def test_a_label_fact_names_an_entry_a_product_and_a_source_there_is(fact: LabelFact) -> None:
    entry = KNOWLEDGE.entries[fact.entry]
    brands = KNOWLEDGE.subjects[entry.subject].brands
    assert entry in HELD_ENTRIES
    assert fact.product in {ANY, *brands} or not brands
    assert KNOWLEDGE.sources[fact.source].read


@pytest.mark.parametrize("path", sorted(TABLE.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_table_holds_rows_of_its_own_medicine(path: Path) -> None:
    assert {fact.entry.split("/")[0] for fact in label_facts(path.stem)} == {path.stem}
    assert path.stem in MEDICINES


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("180 micrograms once a week", {"180 microgram", "1 time", "weekly"}),
        ("three times per week, 48 hours apart", {"3 time", "weekly", "48 hour"}),
        ("Keep at 2 to 8 C (36-46 °F).", {"2-8 c", "36-46 f"}),
        ("2 million units/m2 every other day", {"2 million unit/m2", "2 day"}),
        ("10 million international units per square metre each day", {"10 million unit/m2", "daily"}),
        ("1.5 mcg per kg", {"1.5 microgram/kg"}),
        ("250,000 units (0.05 mL)", {"250,000 unit", "0.05 ml"}),
        ("between 16 and 72 weeks[3]", {"16-72 week"}),
        ("0.5 mg is not 0.5 micrograms", {"0.5 milligram", "0.5 microgram"}),
        ("Call at once; see section 3 of the text of October 2026, or 800-506-8501.", set()),
    ],
)
def test_quantities_are_read_in_any_spelling(text: str, found: set[str]) -> None:
    assert quantities(text) == found


FACT = LabelFact(
    entry="tea/dosing",
    states="The tin gives two grams for each cup, three times a day.",
    numbers=("2 grams", "3 times a day"),
    product="Sencharo",
    country="US",
    date="2020",
    source="tea-board",
    basis="The Tea Book, chapter 1",
)
TEA = Entry(
    id="tea/dosing",
    subject="tea",
    aspect="dosing",
    questions=("How much tea?",),
    checked="2026-11-22",
    summary="The tin gives 2 grams three times a day.[1]",
    details="",
    citations=(
        Citation(1, "tea-board", "Chapter 1", "Two grams, thrice a day."),
        Citation(2, "hearsay", "Page 1", "Lots."),
    ),
)


def test_an_entry_that_says_its_label_facts_passes() -> None:
    assert list(departures(TEA, (FACT,))) == []


@pytest.mark.parametrize(
    "text",
    [
        "The tin gives 3 grams three times a day.[1]",
        "The tin gives 2 milligrams three times a day.[1]",
        "The tin gives 2 grams three times a week.[1]",
        "The tin gives 2 grams three times a day.[2]",
        "The tin gives 2 grams three times a day, for 4 weeks.[1]",
        "The tin gives 2 grams.[1]",
    ],
)
def test_no_figure_unit_rhythm_or_source_changes_unnoticed(text: str) -> None:
    assert list(departures(TEA._replace(summary=text), (FACT,)))


def test_the_figures_of_one_brand_do_not_bear_out_a_line_on_another() -> None:
    swapped = TEA._replace(summary="Matchix: 2 grams three times a day.[1]")
    assert list(departures(swapped, (FACT,), ("Sencharo", "Matchix")))
    both = TEA._replace(summary="Sencharo and Matchix: 2 grams three times a day.[1]")
    assert list(departures(both, (FACT,), ("Sencharo", "Matchix"))) == []

"""Names, soft words, the gate and the ranking, on tea."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifn_bot.model import Knowledge
from ifn_bot.search import Index, Search


@pytest.fixture(scope="session")
def search(tea: Knowledge, tea_index: Index) -> Search:
    """Return a search over tea."""
    return Search(tea, tea_index)


@pytest.mark.parametrize(
    ("typed", "subjects"),
    [
        ("shelf life of Sencharo", ("green-tea-2a",)),
        ("shelf life of senchero", ("green-tea-2a",)),
        ("shelf life of sen charo", ("green-tea-2a",)),
        ("shelf life of green tea 2b", ("green-tea-2b",)),
        ("shelf life of greentea 2 b", ("green-tea-2b",)),
        ("shelf life of green tee 2b", ("green-tea-2b",)),
        ("shelf life of tea", ("tea",)),
        ("sencharo or gyokura", ("green-tea-2a", "green-tea-2b")),
        ("shelf life of bread", ()),
    ],
)
def test_names_are_found_through_slips_and_spaces(search: Search, typed: str, subjects: tuple[str, ...]) -> None:
    assert search.reader.read(typed).subjects == subjects


def test_a_designator_is_never_read_through_a_slip(search: Search) -> None:
    assert "green-tea-2a" not in search.reader.read("how to store green tea 2c").subjects
    assert "green-tea-2b" not in search.reader.read("how to store green tea 2c").subjects


def test_a_repaired_word_is_told(search: Search) -> None:
    assert ("senchero", "sencharo") in search.reader.read("senchero in the sun").repaired


def test_every_entry_finds_itself_first(search: Search, tea: Knowledge) -> None:
    for entry in tea.entries.values():
        for question in entry.questions:
            assert search.find(question).hits[0].entry == entry.id, question


@given(typed=st.text(max_size=60))
def test_hits_are_distinct_and_sorted(search: Search, typed: str) -> None:
    hits = search.find(typed).hits
    assert len({hit.entry for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("named", ["Sencharo", "green tea 2a"])
def test_a_named_one_is_never_answered_with_its_look_alike(search: Search, tea: Knowledge, named: str) -> None:
    for ask in ("how do I store {}", "{} shelf life", "does {} go off", "how much caffeine is in {}"):
        subjects = {tea.entries[hit.entry].subject for hit in search.find(ask.format(named)).hits}
        assert subjects <= {"green-tea-2a"}


def test_a_neighbour_bars_every_entry_that_does_not_speak_of_it(search: Search) -> None:
    assert search.find("how do I store espresso").hits == ()
    assert search.find("how do I store tea with coffee").hits == ()


def test_an_unknown_medicine_bars_every_entry(search: Search) -> None:
    assert search.find("can I store tea with zolbimab").hits == ()


def test_another_brand_of_the_same_subject_is_kept_apart(search: Search) -> None:
    question = search.reader.read("does matchix go off")
    assert question.brands == ("matchix",)


def test_the_subject_of_the_conversation_is_leant_on(search: Search) -> None:
    assert search.find("how do I store it", context="green-tea-2b").hits[0].entry == "green-tea-2b/storage"


def test_the_aspect_of_the_conversation_is_taken_up_where_none_is_asked(search: Search) -> None:
    assert search.find("what about gyokura", aspect="storage", lean_on=True).hits[0].entry == "green-tea-2b/storage"


def test_suggestions_go_on_as_typed(search: Search) -> None:
    assert [entry.id for entry in search.suggest("sencharo in the s", 1)] == ["green-tea-2a/storage"]
    assert search.suggest("s", 5) == ()

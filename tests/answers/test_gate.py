"""The wrong-medicine gate as a property: over all products, all neighbours and names nobody has ever heard."""

from __future__ import annotations

import pytest

from ifn_bot.bot import Bot
from ifn_bot.model import DANGER, Entry, Knowledge, Reply
from ifn_bot.search.names import Names, all_names, by_letters, by_spelling
from ifn_bot.text import words

NAMED = ("medicine", "molecule")
ASKED_OF_ANY = ("side effects of {}", "what is {} used for", "how do I store {}", "{} dose", "can I drink on {}")
UNHEARD = (
    "zolgrenmab",
    "Xyrovant",
    "fantatinib",
    "Brelvira",
    "quorvimod",
    "Tavexil",
    "nimbocillin",
    "Orlixa",
    "perovastatin",
)


@pytest.fixture(scope="module")
def names(knowledge: Knowledge) -> Names:
    """Return every name of the shipped base."""
    known = by_letters(all_names(knowledge))
    return Names(known, by_spelling(known))


@pytest.fixture(scope="module")
def called(knowledge: Knowledge) -> dict[str, str]:
    """Return what each medicine and molecule is called in a question: its first brand, else its label."""
    return {
        subject.id: (subject.brands or (subject.label,))[0]
        for subject in knowledge.subjects.values()
        if subject.kind in NAMED and subject.id not in knowledge.phrases.general_subjects
    }


def _spoken_of(entry: Entry, names: Names) -> set[str]:
    """Return the ids of all that an entry is about or names."""
    told = (*entry.questions, entry.summary, entry.details)
    found = (mention.name for text in told for mention in names.find(words(text), _any))
    return {entry.subject, *(name.subject or name.neighbour for name in found)}


def _any(_word: str) -> bool:
    return True


def _entries(reply: Reply) -> list[Entry]:
    if reply.route in DANGER:
        return []
    return [part.entry for part in (reply.parts or (reply,)) if part.entry]


def _kin(subject: str, knowledge: Knowledge) -> set[str]:
    """Return `subject`, the medicines that it is as a molecule, and the molecule that it is as a medicine."""
    subjects = knowledge.subjects
    return {subject, *subjects[subject].medicines, *(id for id in subjects if subject in subjects[id].medicines)}


def _swapped(entry: Entry, other: str, names: Names) -> str | None:
    """Return the title of `entry` with the name of another in the place of its own, or None where it has none."""
    asked = words(entry.title)
    for mention in names.find(asked, _any):
        if mention.name.subject == entry.subject:
            return " ".join((*asked[: mention.start], other, *asked[mention.end :]))
    return None


@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.long)])
def test_a_title_with_another_medicine_in_it_is_never_answered_with_its_own(
    step: int, bot: Bot, names: Names, called: dict[str, str]
) -> None:
    wrong = []
    asked = 0
    mains = [entry for entry in bot.knowledge.entries.values() if entry.subject in called and entry.is_main]
    for place, entry in enumerate(mains):
        for other, name in list(called.items())[place % step :: step]:
            question = _swapped(entry, name, names) if other != entry.subject else None
            if question is None:
                continue
            asked += 1
            wrong += [
                (question, given.id)
                for given in _entries(bot.reply(question))
                if not _kin(other, bot.knowledge) & _spoken_of(given, names)
            ]
    assert asked > 3000 / step
    assert wrong == []


def test_a_neighbour_is_never_answered_with_an_entry_that_does_not_speak_of_it(bot: Bot, names: Names) -> None:
    neighbours = bot.knowledge.neighbours.values()
    wrong = [
        (question, given.id)
        for neighbour in neighbours
        for question in (ask.format(neighbour.label) for ask in ASKED_OF_ANY)
        for given in _entries(bot.reply(question))
        if neighbour.id not in _spoken_of(given, names)
    ]
    assert len(neighbours) >= 200
    assert wrong == []


@pytest.mark.parametrize("name", UNHEARD)
def test_a_name_nobody_has_heard_is_never_answered_with_an_entry(name: str, bot: Bot) -> None:
    for ask in (*ASKED_OF_ANY, "is it fine to take {} with Avonex", "does {} interact with Pegasys"):
        assert _entries(bot.reply(ask.format(name))) == [], ask

"""Ways through the base without asking: subjects, their entries, terms, and words in answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from ifn_bot.model import DEFINITION, GLOSSARY, Entry, Knowledge, Subject, Term
from ifn_bot.record import NamedTuple
from ifn_bot.text import fold

_MARK = re.compile(r"\[\d+\]")
NO_REGION = "NONE"
"""Stands for no region where one is chosen."""


class Row(NamedTuple):
    """One thing to choose in a list."""

    target: str
    """Id of a subject or an entry, or whatever the list is of."""
    label: str
    detail: str = ""


def subjects(knowledge: Knowledge, words: str = "") -> tuple[Row, ...]:
    """Return the subjects that have entries, those that match `words` only, with how many entries each has."""
    counts: dict[str, int] = {}
    for entry in knowledge.entries.values():
        counts[entry.subject] = counts.get(entry.subject, 0) + 1
    return tuple(
        Row(subject.id, subject.label, _count(counts[subject.id]))
        for subject in knowledge.subjects.values()
        if subject.id in counts and matches(words, *_names(subject))
    )


def entries(knowledge: Knowledge, subject: str, words: str = "") -> tuple[Row, ...]:
    """Return the entries on `subject` that match `words`, main answers first, in the order of the aspects."""
    order = list(knowledge.aspects)
    found = [entry for entry in knowledge.entries.values() if entry.subject == subject and _says(entry, words)]
    found.sort(key=lambda entry: (order.index(entry.aspect), not entry.is_main, entry.id))
    return tuple(Row(entry.id, entry.title, knowledge.aspects[entry.aspect].label) for entry in found)


def terms(knowledge: Knowledge, words: str = "", within: Entry | None = None) -> tuple[Row, ...]:
    """Return every term, and every subject that is defined, by name and with what it means.

    Those that stand in the entry `within` come first.
    """
    defined = (knowledge.entries.get(f"{id}/{DEFINITION}") for id in knowledge.subjects)
    rows = [
        Row(entry.id, knowledge.subjects[entry.subject].label, _MARK.sub("", " ".join(entry.summary.split())))
        for entry in defined
        if entry and matches(words, *_names(knowledge.subjects[entry.subject]))
    ]
    rows += [
        Row(f"{GLOSSARY}/{term.id}", term.label, term.meaning)
        for term in knowledge.glossary.values()
        if matches(words, term.label, *term.aliases)
    ]
    text = f" {fold(f'{within.summary} {within.details}')} " if within else ""
    return tuple(sorted(rows, key=lambda row: (f" {fold(row.label)} " not in text, row.label.casefold())))


def named(text: str, terms: Iterable[Term]) -> list[tuple[re.Match[str], Term]]:
    """Return the first place in `text` that names each of `terms`, from the front, with the term."""
    by_name = {name.casefold(): term for term in terms for name in (term.label, *term.aliases)}
    first: dict[str, tuple[re.Match[str], Term]] = {}
    for match in _any_of(tuple(sorted(by_name, key=len, reverse=True))).finditer(text):
        term = by_name[match[0].casefold()]
        first.setdefault(term.id, (match, term))
    return list(first.values())


def explained(knowledge: Knowledge, entry: Entry) -> tuple[Term, ...]:
    """Return the terms that `entry` names, in the order in which it does."""
    found = named(f"{entry.summary}\n{entry.details}", knowledge.glossary.values())
    return tuple(term for _, term in found)


@cache
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of `names` as whole words, whatever their case; nothing for no names."""
    listed = "|".join(map(re.escape, names)) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


def containing(knowledge: Knowledge, words: str) -> Iterator[Row]:
    """Yield the entries whose questions or text hold every one of `words`."""
    for entry in knowledge.entries.values():
        if _says(entry, words):
            yield Row(entry.id, entry.title, knowledge.subjects[entry.subject].label)


def regions(knowledge: Knowledge) -> tuple[Row, ...]:
    """Return the regions whose help lines are known, each with its line; NO_REGION is wording without numbers."""
    known = (
        (code.upper() if region.has_numbers else NO_REGION, region) for code, region in knowledge.safety.regions.items()
    )
    return tuple(Row(code, code, region.slots.get("en", {}).get("crisis_line", "")) for code, region in known)


def matches(words: str, *texts: str) -> bool:
    """Tell whether every one of `words` begins a word of one of the texts; no words match everything."""
    return _begins(words, _folded(texts))


def _begins(words: str, folded: str) -> bool:
    """Tell whether every one of `words` begins a word of a folded text."""
    return all(f" {word}" in folded for word in fold(words).split())


def _folded(texts: Iterable[str]) -> str:
    return " " + " ".join(map(fold, texts))


def _names(subject: Subject) -> tuple[str, ...]:
    return (subject.label, *subject.aliases, *subject.brands)


def _says(entry: Entry, words: str) -> bool:
    return _begins(words, _folded_entry(entry.questions, entry.summary, entry.details))


@lru_cache(maxsize=4096)
def _folded_entry(questions: tuple[str, ...], *texts: str) -> str:
    """Return the text of an entry to look for words in; it is looked through with each letter that is typed."""
    return _folded((*questions, *texts))


def _count(number: int) -> str:
    return "1 answer" if number == 1 else f"{number} answers"

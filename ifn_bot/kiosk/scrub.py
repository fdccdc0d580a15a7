"""Takes out of a question whatever could tell who asked it: only words that the base itself uses are left."""

from __future__ import annotations

from collections.abc import Iterator

from ifn_bot.model import Knowledge
from ifn_bot.text import words

LEAST_WORDS = 2
"""Below this nothing worth keeping is left."""
LONGEST = 20
"""Words that are kept of one question."""
NAMED = 7
"""Letters from which a word that ends like a medicine is taken for one."""


class Scrubber:
    """Knows the words of one base; names, numbers and addresses are not among them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._known = frozenset(word for text in _texts(knowledge) for word in words(text) if not word.isdigit())
        self._endings = tuple(knowledge.phrases.name_endings)

    def scrub(self, question: str) -> str:
        """Return what is left of `question` in folded words, or nothing where that says too little."""
        left = [word for word in words(question) if word in self._known or self._is_medicine(word)][:LONGEST]
        return " ".join(left) if len(left) >= LEAST_WORDS else ""

    def _is_medicine(self, word: str) -> bool:
        return len(word) >= NAMED and word.isalpha() and word.endswith(self._endings)


def _texts(knowledge: Knowledge) -> Iterator[str]:
    """Yield the questions, names and everyday words of the base; answers may quote people, so they are left out."""
    for entry in knowledge.entries.values():
        yield from entry.questions
    for subject in knowledge.subjects.values():
        yield from (subject.label, *subject.aliases, *subject.brands)
    for aspect in knowledge.aspects.values():
        yield from (aspect.label, *aspect.cues)
    for neighbour in knowledge.neighbours.values():
        yield from (neighbour.label, *neighbour.aliases)
    yield from (*knowledge.phrases.common, *knowledge.phrases.fillers, *knowledge.phrases.pronouns)

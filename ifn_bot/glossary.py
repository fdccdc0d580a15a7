"""Terms in plain words: found by asking what one means, and shown as a short answer."""

from __future__ import annotations

from functools import cached_property

from ifn_bot.model import DEFINITION, GLOSSARY, Citation, Entry
from ifn_bot.text import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ifn_bot.model import Knowledge, Term


class Glossary:
    """The terms of one base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._terms = knowledge.glossary
        self._before = _longest_first(knowledge.phrases.commands.get("before_term", ()))
        self._after = _longest_first(knowledge.phrases.commands.get("after_term", ()))

    @cached_property
    def _named(self) -> dict[tuple[str, ...], Term]:
        """The terms by each of their names; made once somebody may have asked for one."""
        return {words(name): term for term in self._terms.values() for name in (term.label, *term.aliases)}

    def entry(self, entry_id: str) -> Entry | None:
        """Return the term `entry_id` ("glossary/…") as an entry."""
        kind, _, id = entry_id.partition("/")
        term = self._terms.get(id) if kind == GLOSSARY else None
        return _entry(term) if term else None

    def asked(self, message: str) -> Entry | None:
        """Return the term whose meaning `message` asks for and nothing else ("what does PEG mean?")."""
        said = words(message)
        for before in (*self._before, ()):
            for after in (*self._after, ()):
                if said[: len(before)] == before and said[len(said) - len(after) :] == after:
                    term = self._named.get(said[len(before) : len(said) - len(after)])
                    if term:
                        return _entry(term)
        return None


def _entry(term: Term) -> Entry:
    return Entry(
        id=f"{GLOSSARY}/{term.id}",
        subject=GLOSSARY,
        aspect=DEFINITION,
        questions=(f"What does {term.label} mean?",),
        checked="",
        summary=f"{term.meaning}[1]",
        details="",
        citations=(Citation(1, term.source, "What the term means", term.meaning),),
        see=(term.see,) if term.see else (),
    )


def _longest_first(said: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(map(words, said), key=len, reverse=True))

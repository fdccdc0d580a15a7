"""Finding the entry that answers a question, and how sure that is."""

from __future__ import annotations

from bisect import bisect_left

from ifn_bot.model import Entry, Knowledge
from ifn_bot.record import NamedTuple
from ifn_bot.search.confidence import LOUD, Judge
from ifn_bot.search.gate import Fit
from ifn_bot.search.index import Index, build
from ifn_bot.search.rank import FEATURES, Hit, Ranker
from ifn_bot.search.suggest import Suggester
from ifn_bot.search.understand import Question, Reader

__all__ = ["FEATURES", "LOUD", "Finding", "Fit", "Hit", "Index", "Question", "Search", "build"]

CLOSE = 4
"""Hits among which other medicines of one molecule make a choice of it."""
MOST_UNKNOWN = 0.3
"""Share of a question's weight in words nobody wrote, up to which it may be about the subject of the conversation."""

MOST_MISSED = 0.5
"""How telling a word may be that an entry nowhere holds, for a question about the subject of the conversation."""


class Finding(NamedTuple):
    """What was understood of a question, and what may answer it."""

    question: Question
    hits: tuple[Hit, ...]
    confidence: float
    """How likely the first hit is right, 0 to 1."""
    margin: float
    """How far the first hit leads the second, in shares of the whole."""
    subject: str | None
    """The particular subject it is about, named or taken from the conversation."""
    aspect: str | None
    """The aspect it asks for most clearly."""

    @property
    def is_one_of_many(self) -> bool:
        """Whether the first hit is one of several medicines that the molecule asked about is."""
        related = {hit.entry.partition("/")[0] for hit in self.hits[:CLOSE] if hit.fit is Fit.RELATED}
        return bool(self.hits) and self.hits[0].fit is Fit.RELATED and len(related) > 1


class Search:
    """Searches one base."""

    def __init__(self, knowledge: Knowledge, index: Index) -> None:
        self._knowledge = knowledge
        self._index = index
        self.reader = Reader(knowledge, index)
        self.ranker = Ranker(knowledge, index)
        self.judge = Judge(knowledge)
        self._suggester = Suggester(knowledge, index, self.reader, self.ranker)

    def find(
        self,
        text: str,
        context: str | None = None,
        brand: str = "",
        aspect: str | None = None,
        *,
        lean_on: bool = False,
    ) -> Finding:
        """Return what answers `text`.

        Args:
            text: the question as typed.
            context: the subject of the conversation.
            brand: the brand of it that is spoken of, folded, or nothing.
            aspect: the aspect of the conversation; taken up where the question asks for none of its own.
            lean_on: whether the question says itself that it leaves something out ("and …?").
        """
        question = self._completed(text) if lean_on else self.reader.read(text)
        general = self._knowledge.phrases.general_subjects
        particular = next((subject for subject in question.subjects if subject not in general), None)
        leans = lean_on or (not question.subjects and (question.pronoun or question.unknown <= MOST_UNKNOWN))
        about = particular or (context if leans else None)
        if about == context and brand and not question.brands:
            question = question._replace(brands=(brand,))
        if aspect and self._asks_nothing(question) and (question.subjects or lean_on):
            question = question._replace(cues={aspect: 1.0}, leanings={aspect: 1.0}, bare=True)
        elif self._asks_nothing(question) and not any(word.stems for word in question.words if not word.general):
            wish = self._plain_wish(particular or next(iter(question.subjects), None))
            question = question._replace(cues=wish, bare=True)
        hits = tuple(self.ranker.rank(question, None if particular else about))
        if about and not (particular or lean_on or question.pronoun):
            hits = tuple(hit for hit in hits if hit.missed <= MOST_MISSED)
        return Finding(
            question=question,
            hits=hits,
            confidence=self.judge.confidence(question, hits, about),
            margin=self._margin(hits),
            subject=about,
            aspect=_clearest(question),
        )

    def nearest(self, finding: Finding, limit: int) -> tuple[Hit, ...]:
        """Return what lies nearest where nothing answers: the ranking without neighbours, strangers and empty cells."""
        if finding.hits:
            return finding.hits[:limit]
        open_question = finding.question._replace(neighbours=(), stranger=False)
        if not open_question.subjects:
            return ()
        return tuple(self.ranker.rank(open_question)[:limit])

    def suggest(self, typed: str, limit: int) -> tuple[Entry, ...]:
        """Return entries whose questions go on as `typed` begins, best first."""
        return self._suggester.suggest(typed, limit)

    def brand_of(self, entry_id: str) -> str:
        """Return the one brand that the title of an entry names, folded, or nothing."""
        brands = self._index.brands[bisect_left(self._index.entries, entry_id)]
        return brands[0] if len(brands) == 1 else ""

    def _completed(self, text: str) -> Question:
        """Return `text` taken apart; where it names nothing, as if the general subject stood before it ("beta")."""
        question = self.reader.read(text)
        general = self._knowledge.phrases.general_subjects
        if question.subjects or not general:
            return question
        fuller = self.reader.read(f"{self._knowledge.subjects[general[0]].label} {text}")
        return fuller if any(subject not in general for subject in fuller.subjects) else question

    def _plain_wish(self, subject: str | None) -> dict[str, float]:
        """Return what a bare name asks for: the first aspect that subjects of its kind must have."""
        if not subject:
            return {}
        kind = self._knowledge.subjects[subject].kind
        wished = next((aspect.id for aspect in self._knowledge.aspects.values() if kind in aspect.required_of), None)
        return {wished: 1.0} if wished else {}

    def _asks_nothing(self, question: Question) -> bool:
        """Tell whether the words beside the names say nothing of their own."""
        return not question.cues and all(word.general or self.reader.is_filler(word.typed) for word in question.words)

    def _margin(self, hits: tuple[Hit, ...]) -> float:
        if len(hits) < 2:
            return 1.0 if hits else 0.0
        return hits[0].share - hits[1].share


def _clearest(question: Question) -> str | None:
    """Return the aspect that cues, or failing those the words, speak for most."""
    best = max(
        question.cues, key=lambda aspect: (question.cues[aspect], question.leanings.get(aspect, 0.0)), default=None
    )
    if best is None and question.leanings and any(word.stems for word in question.words if not word.general):
        best = max(question.leanings, key=lambda aspect: question.leanings[aspect])
    return best

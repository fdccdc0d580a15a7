"""Finding the entry that answers a question, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ifn_bot.model import Entry, Knowledge
from ifn_bot.search.confidence import LOUD, Judge
from ifn_bot.search.gate import Fit
from ifn_bot.search.index import Index, build
from ifn_bot.search.rank import FEATURES, Hit, Ranker
from ifn_bot.search.suggest import Suggester
from ifn_bot.search.understand import Question, Reader

__all__ = ["FEATURES", "LOUD", "Finding", "Fit", "Hit", "Index", "Question", "Search", "build"]


@dataclass(frozen=True, slots=True)
class Finding:
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


class Search:
    """Searches one base."""

    def __init__(self, knowledge: Knowledge, index: Index) -> None:
        self._knowledge = knowledge
        self.reader = Reader(knowledge, index)
        self.ranker = Ranker(knowledge, index)
        self.judge = Judge(knowledge)
        self._suggester = Suggester(knowledge, index)

    def find(
        self, text: str, context: str | None = None, aspect: str | None = None, *, lean_on: bool = False
    ) -> Finding:
        """Return what answers `text`.

        Args:
            text: the question as typed.
            context: the subject of the conversation.
            aspect: the aspect of the conversation; taken up where the question asks for none of its own.
            lean_on: whether the question says itself that it leaves something out ("and …?").
        """
        question = self.reader.read(text)
        general = self._knowledge.phrases.general_subjects
        particular = next((subject for subject in question.subjects if subject not in general), None)
        about = particular or (context if lean_on or not question.subjects else None)
        if aspect and self._asks_nothing(question) and (question.subjects or lean_on):
            question = replace(question, cues={aspect: 1.0}, leanings={aspect: 1.0})
        elif self._asks_nothing(question) and not any(word.stems for word in question.words):
            question = replace(question, cues=self._plain_wish(particular or next(iter(question.subjects), None)))
        hits = tuple(self.ranker.rank(question, None if particular else about))
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
        open_question = replace(finding.question, neighbours=(), stranger=False)
        if not open_question.subjects:
            return ()
        return tuple(self.ranker.rank(open_question)[:limit])

    def suggest(self, typed: str, limit: int) -> tuple[Entry, ...]:
        """Return entries whose questions go on as `typed` begins, best first."""
        return self._suggester.suggest(typed, limit)

    def _plain_wish(self, subject: str | None) -> dict[str, float]:
        """Return what a bare name asks for: the first aspect that subjects of its kind must have."""
        if not subject:
            return {}
        kind = self._knowledge.subjects[subject].kind
        wished = next((aspect.id for aspect in self._knowledge.aspects.values() if kind in aspect.required_of), None)
        return {wished: 1.0} if wished else {}

    def _asks_nothing(self, question: Question) -> bool:
        """Tell whether the words beside the names say nothing of their own."""
        return not question.cues and all(self.reader.is_filler(word.typed) for word in question.words)

    def _margin(self, hits: tuple[Hit, ...]) -> float:
        if len(hits) < 2:
            return 1.0 if hits else 0.0
        return hits[0].share - hits[1].share


def _clearest(question: Question) -> str | None:
    """Return the aspect that cues, or failing those the words, speak for most."""
    best = max(
        question.cues, key=lambda aspect: (question.cues[aspect], question.leanings.get(aspect, 0.0)), default=None
    )
    if best is None and question.leanings and any(word.stems for word in question.words):
        best = max(question.leanings, key=lambda aspect: question.leanings[aspect])
    return best

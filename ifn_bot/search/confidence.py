"""How sure the best hit is: what speaks for and against it, and one weighing of that."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

from ifn_bot.model import Knowledge
from ifn_bot.search.columns import Cell
from ifn_bot.search.gate import Fit
from ifn_bot.search.rank import FEATURES, Hit, share, weigh
from ifn_bot.search.understand import Question
from ifn_bot.search.weights import CONFIDENCE, in_order

MOST_LEAD = 6.0
MOST_SCORE = 8.0
LONG_QUESTION = 12
"""Words from which a question counts as long."""
LOUD = 0.7
"""How clearly a question must ask for an aspect before its cell is missed."""

TAKEN = (
    "cosine",
    "question covered",
    "phrasing covered",
    "word pairs",
    "text",
    "telling word missed",
    "unasked",
    "spelling",
    "cue",
    "leaning",
    "paraphrase, fitting",
    "paraphrase, not named",
)
"""Features of the ranking that speak for the best hit itself."""
EVIDENCE = (
    *TAKEN,
    "score",
    "lead over the next cell",
    "share among cells",
    "unknown words",
    "named",
    "only a condition named",
    "not named",
    "beside",
    "length",
    "asks for another aspect",
    "asks for an empty cell",
)
_WEIGHTS = in_order(CONFIDENCE, EVIDENCE)
_PLACES = tuple(map(FEATURES.index, TAKEN))


class Judge:
    """Tells how sure the best hit is, in one base."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def confidence(self, question: Question, hits: Sequence[Hit], subject: str | None) -> float:
        """Return how likely the best of `hits` is right, 0 to 1; 0 where there is none.

        Args:
            question: the question, taken apart.
            hits: what may answer it, best first.
            subject: the particular subject it is about, or None.
        """
        return share(weigh(self.evidence(question, hits, subject), _WEIGHTS)) if hits else 0.0

    def evidence(self, question: Question, hits: Sequence[Hit], subject: str | None) -> tuple[float, ...]:
        """Return what speaks for and against the best hit, in the order of EVIDENCE."""
        best = hits[0]
        entry = Cell.of(best.entry)
        kinds = {self._knowledge.subjects[named].kind for named in question.subjects}
        return (
            *(best.features[place] for place in _PLACES),
            max(-MOST_SCORE, min(MOST_SCORE, best.score)),
            self._lead(hits),
            _share_among_cells(hits),
            question.unknown,
            float(bool(kinds - {"condition"}) or best.fit is Fit.CONTEXT),
            float(bool(kinds) and not kinds - {"condition"}),
            float(best.fit is Fit.UNNAMED),
            float(best.fit is Fit.BESIDE),
            min(1.0, len(question.words) / LONG_QUESTION),
            max(0.0, max(question.cues.values(), default=0.0) - question.cues.get(entry.aspect, 0.0)),
            float(self.is_gap(question, subject) and entry.aspect not in question.cues),
        )

    def is_gap(self, question: Question, subject: str | None) -> bool:
        """Tell whether `question` asks clearly for aspects of `subject`, or in general, that no entry answers."""
        asked = {aspect for aspect, volume in question.cues.items() if volume >= LOUD}
        subjects = [subject] if subject else self._knowledge.phrases.general_subjects
        return bool(asked) and not any(self.is_filled(about, aspect) for about in subjects for aspect in asked)

    def is_filled(self, subject: str, aspect: str) -> bool:
        """Tell whether a cell has an entry."""
        cell = f"{subject}/{aspect}"
        return cell in self._knowledge.entries or cell in self._filled

    @cached_property
    def _filled(self) -> frozenset[str]:
        """Every cell that has an entry, finer ones too; made once a cell without a main answer is met."""
        return frozenset(id.partition(".")[0] for id in self._knowledge.entries)

    @staticmethod
    def _lead(hits: Sequence[Hit]) -> float:
        """Return how far the best hit leads the first one of another cell, in log-odds."""
        others = (hit for hit in hits if hit.entry.partition(".")[0] != hits[0].entry.partition(".")[0])
        rival = next(others, None)
        return min(MOST_LEAD, hits[0].score - rival.score) if rival else MOST_LEAD


def _share_among_cells(hits: Sequence[Hit]) -> float:
    """Return the softmax of the best score over the best hit of each cell, 0 to 1."""
    best: dict[str, float] = {}
    for hit in hits:
        best.setdefault(hit.entry.partition(".")[0], hit.score)
    return 1 / sum(math.exp(max(-30.0, score - hits[0].score)) for score in best.values())

"""Which entry answers best: features of an entry against a question, and one weighing of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from operator import mul

from rapidfuzz import fuzz

from ifn_bot.model import Knowledge
from ifn_bot.record import NamedTuple
from ifn_bot.search.columns import Cells
from ifn_bot.search.gate import Fit, Gate
from ifn_bot.search.index import Index
from ifn_bot.search.lookup import Lookup
from ifn_bot.search.names import PARTICULAR_KINDS
from ifn_bot.search.understand import Question
from ifn_bot.search.weights import RANKING, in_order

SHORT_LIST = 24
"""How many entries the costlier features are worked out for."""
GAINED = 2.0
"""How much the share of the question that an entry holds counts in choosing them."""

WORD_FOR_WORD = 12.0
"""Log-odds that a question gains in the entry in which it is written."""
WHOLE_CELL = 1.0
"""Log-odds that the main answer of a cell gains where nothing finer is asked."""

FEATURES = (
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
    "main",
    "named",
    "related",
    "unnamed medicine",
    "unnamed biology",
    "unnamed other",
    "names what was not",
    "general, another named",
    "kin",
    "beside",
    "condition named beside a medicine",
    "second name spoken of",
    "second name not spoken of",
    "brand not asked for",
    "paraphrase, fitting",
    "paraphrase, not named",
)

_MAIN = FEATURES.index("main")
_MISSED = FEATURES.index("telling word missed")
_WEIGHTS = in_order(RANKING, FEATURES)


class Hit(NamedTuple):
    """An entry that may answer, and how well."""

    entry: str
    fit: Fit
    score: float
    """Log-odds, by the weights of the ranking."""
    features: tuple[float, ...]
    """In the order of FEATURES."""
    phrasing: str = ""
    """The question of the entry that meets the message best, folded; empty where none does."""

    @property
    def share(self) -> float:
        """How likely it is right by itself, 0 to 1."""
        return share(self.score)

    @property
    def is_main(self) -> bool:
        """Whether the entry is the main answer of its cell."""
        return bool(self.features[_MAIN])

    @property
    def missed(self) -> float:
        """How much the most telling word of the question tells that the entry nowhere holds, 0 to 1."""
        return self.features[_MISSED]


class Ranker:
    """Ranks the entries of one base."""

    def __init__(self, knowledge: Knowledge, index: Index) -> None:
        self._knowledge = knowledge
        self._index = index
        self._entries = Cells(index.entries)

    def rank(self, question: Question, context: str | None = None) -> list[Hit]:
        """Return the entries that may answer, best first.

        Args:
            question: the question, taken apart.
            context: the subject of the conversation, where the question may be about it.
        """
        gate = Gate(self._knowledge, question, context)
        lookup = Lookup(self._index, question)
        glances = self._glances(self._candidates(lookup, question, context), question, gate)
        written = self._index.written.get(question.folded)
        hits = (self._hit(number, lookup, question, fit) for number, fit in self._open_to(gate, glances, written))
        preferred = (self._preferred(hit, written, question) for hit in hits)
        return sorted(preferred, key=lambda hit: (-hit.score, hit.entry))

    def _preferred(self, hit: Hit, written: int | None, question: Question) -> Hit:
        """Return `hit`, raised where the question stands in its entry word for word, or asks for a cell as a whole."""
        gain = WORD_FOR_WORD if written is not None and self._entries[written].id == hit.entry else 0.0
        if question.bare and hit.is_main:
            gain += WHOLE_CELL
        return hit._replace(score=hit.score + gain) if gain else hit

    def _candidates(self, lookup: Lookup, question: Question, context: str | None) -> dict[int, float]:
        """Return the entries that hold a telling word or are about what is named, with the share they hold of it."""
        gains = lookup.gains()
        for subject in (*question.subjects, *([context] if context else [])):
            for number in self._entries.of_subject(subject):
                gains.setdefault(number, 0.0)
        if question.neighbours:
            for number, mentions in enumerate(self._index.mentions):
                if not set(question.neighbours).isdisjoint(mentions):
                    gains.setdefault(number, 0.0)
        return gains

    def _glances(self, gains: Mapping[int, float], question: Question, gate: Gate) -> dict[int, float]:
        """Return how good each candidate looks by what costs little: what it holds of the question, and its cell."""
        asked = {aspect: question.cues.get(aspect, 0.0) + 0.5 * lean for aspect, lean in question.leanings.items()}
        glances = {}
        for number, gain in gains.items():
            _, subject, aspect, is_main = self._entries[number]
            glances[number] = GAINED * gain + asked.get(aspect, 0.0) + 0.2 * (gate.best(subject) + is_main)
        return glances

    def _open_to(self, gate: Gate, glances: dict[int, float], written: int | None) -> Iterator[tuple[int, Fit]]:
        """Yield the entries worth a closer look that may answer, with how they fit."""
        index, left = self._index, SHORT_LIST
        if written is not None:
            glances[written] = math.inf
        for number in sorted(glances, key=glances.__getitem__, reverse=True):
            fit = gate.fit(self._entries[number], index.brands[number], index.mentions[number], index.told[number])
            if fit is Fit.BARRED and number == written:
                fit = Fit.NAMED
            if fit is not Fit.BARRED:
                yield number, fit
                left -= 1
                if not left:
                    return

    def _hit(self, number: int, lookup: Lookup, question: Question, fit: Fit) -> Hit:
        entry = self._entries[number]
        match = lookup.match(number)
        phrasing = match.phrasing
        kind = self._knowledge.subjects[entry.subject].kind
        general = self._knowledge.phrases.general_subjects
        named = [other for other in question.subjects if other not in general and other != entry.subject]
        others = {*named, *question.neighbours}
        spoken = bool(others) and others.issubset(self._index.mentions[number])
        medicine_named = any(self._knowledge.subjects[other].kind in PARTICULAR_KINDS for other in named)
        close = match.cosine * match.covered * match.covering
        unnamed = fit is Fit.UNNAMED and phrasing is not None and phrasing.names
        features = (
            match.cosine,
            match.covered,
            match.covering,
            lookup.pairs(phrasing) if phrasing else 0.0,
            lookup.told(number),
            lookup.missed(number),
            lookup.unasked(number),
            fuzz.token_sort_ratio(question.folded, phrasing.folded) / 100 if phrasing else 0.0,
            question.cues.get(entry.aspect, 0.0),
            question.leanings.get(entry.aspect, 0.0),
            float(entry.is_main),
            float(fit is Fit.NAMED or fit is Fit.CONTEXT),
            float(fit is Fit.RELATED),
            float(fit is Fit.UNNAMED and kind == "medicine"),
            float(fit is Fit.UNNAMED and kind == "biology"),
            float(fit is Fit.UNNAMED and kind not in {"medicine", "biology"}),
            float(unnamed),
            float(fit is Fit.GENERAL and bool(question.subjects) and entry.subject not in question.subjects),
            float(fit is Fit.KIN),
            float(fit is Fit.BESIDE),
            float(fit is Fit.NAMED and kind == "condition" and medicine_named),
            float(spoken),
            float(bool(others) and not spoken),
            float(bool(self._index.brands[number]) and not question.brands),
            0.0 if unnamed else close,
            close if unnamed else 0.0,
        )
        return Hit(entry.id, fit, weigh(features, _WEIGHTS), features, phrasing.folded if phrasing else "")


def weigh(features: tuple[float, ...], weights: tuple[float, ...]) -> float:
    """Return the weighted sum of `features`; the last weight stands alone, as the intercept."""
    return float(sum(map(mul, features, weights))) + weights[-1]


def share(log_odds: float) -> float:
    """Return log-odds as a share from 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))

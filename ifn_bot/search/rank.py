"""Which entry answers best: features of an entry against a question, and one weighing of them."""

from __future__ import annotations

import math
from bisect import bisect_left
from itertools import pairwise

from rapidfuzz import fuzz

from ifn_bot.model import Knowledge
from ifn_bot.record import NamedTuple
from ifn_bot.search.gate import Fit, Gate
from ifn_bot.search.index import FILLER, Cell, Cells, Index, Phrasing
from ifn_bot.search.understand import Question, Word
from ifn_bot.search.weights import RANKING, in_order

SHORT_LIST = 60
"""How many entries the costlier features are worked out for."""

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
    def missed(self) -> float:
        """How much the most telling word of the question tells that the entry nowhere holds, 0 to 1."""
        return self.features[_MISSED]


class _Match(NamedTuple):
    """How the best phrasing of an entry meets the question."""

    phrasing: int
    cosine: float
    covered: float
    covering: float


class Ranker:
    """Ranks the entries of one base."""

    def __init__(self, knowledge: Knowledge, index: Index) -> None:
        self._knowledge = knowledge
        self._index = index
        self._entries = Cells(index.entries)
        self._written = index.written
        self._telling = index.unknown * FILLER

    def rank(self, question: Question, context: str | None = None) -> list[Hit]:
        """Return the entries that may answer, best first.

        Args:
            question: the question, taken apart.
            context: the subject of the conversation, where the question may be about it.
        """
        gate = Gate(self._knowledge, question, context)
        matches = self._match(question)
        written = self._written.get(question.folded)
        if written is not None:
            matches.setdefault(written, _Match(-1, 0.0, 0.0, 0.0))
        for subject in (*question.subjects, *([context] if context else [])):
            for number in self._entries.of_subject(subject):
                matches.setdefault(number, _Match(-1, 0.0, 0.0, 0.0))
        index = self._index
        if question.neighbours:
            for number, mentions in enumerate(index.mentions):
                if not set(question.neighbours).isdisjoint(mentions):
                    matches.setdefault(number, _Match(-1, 0.0, 0.0, 0.0))
        fits = {n: gate.fit(self._entries[n], index.brands[n], index.mentions[n], index.told[n]) for n in matches}
        if written is not None and fits[written] is Fit.BARRED:
            fits[written] = Fit.NAMED
        open_to = [n for n in matches if fits[n] is not Fit.BARRED]
        open_to.sort(key=lambda n: (n != written, -self._first_glance(matches[n], self._entries[n], question, fits[n])))
        hits = [self._hit(n, matches[n], question, fits[n]) for n in open_to[:SHORT_LIST]]
        hits = [self._preferred(hit, question) for hit in hits]
        return sorted(hits, key=lambda hit: (-hit.score, hit.entry))

    def _preferred(self, hit: Hit, question: Question) -> Hit:
        """Return `hit`, raised where the question stands in its entry word for word, or asks for a cell as a whole."""
        written = self._written.get(question.folded)
        gain = WORD_FOR_WORD if written is not None and self._entries[written].id == hit.entry else 0.0
        if question.bare and Cell.of(hit.entry).is_main:
            gain += WHOLE_CELL
        return hit._replace(score=hit.score + gain) if gain else hit

    def _match(self, question: Question) -> dict[int, _Match]:
        """Return, for each entry that shares a telling word with the question, its best phrasing."""
        dots: dict[int, float] = {}
        gains: dict[int, float] = {}
        told = False
        for word in sorted(question.words, key=lambda word: -word.mass):
            best = self._worths(word)
            if word.mass >= self._telling:
                told = told or bool(best)
            elif told:
                best = {phrasing: worth for phrasing, worth in best.items() if phrasing in dots}
            for phrasing, worth in best.items():
                dots[phrasing] = dots.get(phrasing, 0.0) + worth * worth
                gains[phrasing] = gains.get(phrasing, 0.0) + min(worth, word.mass)
        asked = math.sqrt(sum(word.mass**2 for word in question.words)) or 1.0
        entry, norm = self._index.phrasings.entry, self._index.phrasings.norm
        best_of: dict[int, tuple[float, int]] = {}
        for phrasing, dot in dots.items():
            near = dot / (norm[phrasing] or 1.0)
            number = entry[phrasing]
            if number not in best_of or near > best_of[number][0]:
                best_of[number] = near, phrasing
        mass, masses = question.mass or 1.0, self._index.phrasings.mass
        return {
            number: _Match(
                phrasing,
                min(1.0, near / asked),
                min(1.0, gains[phrasing] / mass),
                min(1.0, gains[phrasing] / (masses[phrasing] or 1.0)),
            )
            for number, (near, phrasing) in best_of.items()
        }

    def _worths(self, word: Word) -> dict[int, float]:
        """Return what `word` is worth in each phrasing that holds one of its stems."""
        best: dict[int, float] = {}
        for stem, weight in word.stems:
            worth = weight * self._index.idf.get(stem, 0.0)
            for phrasing in self._index.by_stem.get(stem, ()):
                if worth > best.get(phrasing, 0.0):
                    best[phrasing] = worth
        return best

    @staticmethod
    def _first_glance(match: _Match, entry: Cell, question: Question, fit: Fit) -> float:
        """Return a cheap score, to choose whom to look at closely."""
        return (
            match.cosine
            + match.covered
            + question.cues.get(entry.aspect, 0.0)
            + 0.5 * question.leanings.get(entry.aspect, 0.0)
            + 0.2 * fit
            + 0.2 * entry.is_main
        )

    def _hit(self, number: int, match: _Match, question: Question, fit: Fit) -> Hit:
        entry = self._entries[number]
        phrasing = self._index.phrasings[match.phrasing] if match.phrasing >= 0 else None
        subject = self._knowledge.subjects[entry.subject]
        general = self._knowledge.phrases.general_subjects
        named = [other for other in question.subjects if other not in general and other != entry.subject]
        others = {*named, *question.neighbours}
        spoken = bool(others) and others <= set(self._index.mentions[number])
        medicine_named = any(self._knowledge.subjects[other].kind in {"medicine", "molecule"} for other in named)
        close = match.cosine * match.covered * match.covering
        unnamed = fit is Fit.UNNAMED and phrasing is not None and phrasing.names
        features = (
            match.cosine,
            match.covered,
            match.covering,
            _pairs(question, phrasing),
            self._told(number, question),
            self._missed(number, question),
            fuzz.token_sort_ratio(question.folded, phrasing.folded) / 100 if phrasing else 0.0,
            question.cues.get(entry.aspect, 0.0),
            question.leanings.get(entry.aspect, 0.0),
            float(entry.is_main),
            float(fit in {Fit.NAMED, Fit.CONTEXT}),
            float(fit is Fit.RELATED),
            float(fit is Fit.UNNAMED and subject.kind == "medicine"),
            float(fit is Fit.UNNAMED and subject.kind == "biology"),
            float(fit is Fit.UNNAMED and subject.kind not in {"medicine", "biology"}),
            float(unnamed),
            float(fit is Fit.GENERAL and bool(question.subjects) and entry.subject not in question.subjects),
            float(fit is Fit.KIN),
            float(fit is Fit.BESIDE),
            float(fit is Fit.NAMED and subject.kind == "condition" and medicine_named),
            float(spoken),
            float(bool(others) and not spoken),
            float(bool(self._index.brands[number]) and not question.brands),
            0.0 if unnamed else close,
            close if unnamed else 0.0,
        )
        return Hit(entry.id, fit, weigh(features, _WEIGHTS), features, phrasing.folded if phrasing else "")

    def _told(self, number: int, question: Question) -> float:
        """Return how much of the question's mass the text of the entry holds."""
        mass = question.mass
        if not mass:
            return 0.0
        told = self._index.text[number]
        held = sum(
            word.mass * max((weight * told.get(stem, 0.0) for stem, weight in word.stems), default=0.0)
            for word in question.words
        )
        return held / mass

    def _missed(self, number: int, question: Question) -> float:
        """Return how much the most telling word tells that stands nowhere in the entry, against an unseen one."""
        told = self._index.text[number]
        missed = (
            word.mass
            for word in question.words
            if not any(stem in told or self._asks(number, stem) for stem, _ in word.stems)
        )
        return max(missed, default=0.0) / self._index.unknown

    def _asks(self, number: int, stem: str) -> bool:
        """Tell whether a question of the entry holds `stem`; questions of one entry stand together."""
        asked, of = self._index.by_stem.get(stem, ()), self._index.phrasings.entry
        place = bisect_left(asked, number, key=of.__getitem__)
        return place < len(asked) and of[asked[place]] == number


def weigh(features: tuple[float, ...], weights: tuple[float, ...]) -> float:
    """Return the weighted sum of `features`; the last weight stands alone, as the intercept."""
    return sum(feature * weight for feature, weight in zip(features, weights, strict=False)) + weights[-1]


def share(log_odds: float) -> float:
    """Return log-odds as a share from 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def _pairs(question: Question, phrasing: Phrasing | None) -> float:
    """Return the share of neighbouring word pairs of the question that stand in the phrasing too."""
    if phrasing is None or len(question.words) < 2:
        return 0.0
    stems = [word.stems[0][0] if word.stems else word.typed for word in question.words]
    asked = set(pairwise(stems))
    return len(asked.intersection(pairwise(phrasing.stems))) / len(asked)

"""The wrong-medicine gate: which entries may answer a question, by the names in it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from ifn_bot.model import Knowledge
from ifn_bot.search.columns import Cell
from ifn_bot.search.names import PARTICULAR_KINDS
from ifn_bot.search.understand import Question

_BIOLOGY = "biology"


class Fit(IntEnum):
    """How the subject of an entry stands to the names in a question."""

    BARRED = 0
    """Another medicine, or a name the entry does not speak of: never the answer."""
    UNNAMED = 1
    """The question names nothing, and the entry is about something particular."""
    BESIDE = 2
    """The entry is about something else, no medicine, and speaks of everything the question names."""
    KIN = 3
    """The question names one part of the biology, the entry is about another."""
    GENERAL = 4
    """The question names nothing particular, and the entry is about the general subject."""
    RELATED = 5
    """The question names a molecule, the entry is about it as a medicine."""
    CONTEXT = 6
    """The entry is about the subject of the conversation."""
    NAMED = 7
    """The question names the subject of the entry."""


class Gate:
    """Who may pass, for one question."""

    def __init__(self, knowledge: Knowledge, question: Question, context: str | None = None) -> None:
        """Make it; `context` is the subject of the conversation, where the question may be about it."""
        self.knowledge = knowledge
        self.question = question
        self.context = context
        general = knowledge.phrases.general_subjects
        self._particular = [subject for subject in question.subjects if subject not in general]
        kinds = {subject: knowledge.subjects[subject].kind for subject in self._particular}
        self._medicines = [subject for subject, kind in kinds.items() if kind in PARTICULAR_KINDS]
        self._others = [subject for subject, kind in kinds.items() if kind not in PARTICULAR_KINDS]
        self._related = {made for subject in self._medicines for made in knowledge.subjects[subject].medicines}
        self._has_product = "medicine" in kinds.values()
        self._all_biology = set(kinds.values()) == {_BIOLOGY}
        self._best: dict[str, Fit] = {}

    def fit(self, entry: Cell, brands: tuple[str, ...], mentions: tuple[str, ...], told: tuple[str, ...]) -> Fit:
        """Return how `entry` fits the question.

        Args:
            entry: what may answer.
            brands: those its title names.
            mentions: ids of the subjects and neighbours that its questions name.
            told: those that its questions or its text name.
        """
        best = self.best(entry.subject)
        if not best or not self._speaks_of_neighbours(mentions, told) or self._other_brand(entry, brands):
            return Fit.BARRED
        medicines = self._medicines
        if len(medicines) > 1 and not all(medicine in mentions or medicine == entry.subject for medicine in medicines):
            return Fit.BARRED
        match best:
            case Fit.NAMED:
                return best if entry.subject in medicines or self._speaks_of(medicines, told) else Fit.BARRED
            case Fit.GENERAL if self._particular:
                return best if self._asks_of_all(mentions) else Fit.KIN if self._all_biology else Fit.BARRED
            case Fit.BESIDE:
                asks_of_all = self.knowledge.subjects[entry.subject].kind == _BIOLOGY and self._asks_of_all(mentions)
                return best if asks_of_all or self._tells_of_all(told) else Fit.BARRED
            case _:
                return best

    def _asks_of_all(self, mentions: tuple[str, ...]) -> bool:
        """Tell whether the question names no product, and an entry that names `mentions` asks of everything it does."""
        return not self._has_product and set(self._particular) <= set(mentions)

    def best(self, subject: str) -> Fit:
        """Return how an entry about `subject` fits the question at best."""
        if subject not in self._best:
            self._best[subject] = Fit.BARRED if self.question.stranger else self._best_fit(subject)
        return self._best[subject]

    def _best_fit(self, subject: str) -> Fit:
        if not self._particular:
            return self._unnamed(subject)
        if subject in self._particular:
            return Fit.NAMED
        if subject in self._related:
            return Fit.RELATED
        if subject in self.knowledge.phrases.general_subjects:
            return Fit.GENERAL
        kind = self.knowledge.subjects[subject].kind
        if kind == _BIOLOGY and self._all_biology:
            return Fit.KIN
        return Fit.BARRED if kind in PARTICULAR_KINDS else Fit.BESIDE

    def _tells_of_all(self, told: tuple[str, ...]) -> bool:
        """Tell whether the question names more than medicines, and an entry that tells of `told` speaks of it all."""
        others = [*self._others, *self.question.neighbours]
        return bool(others) and set(others) <= set(told) and self._speaks_of(self._medicines, told)

    def _speaks_of_neighbours(self, mentions: tuple[str, ...], told: tuple[str, ...]) -> bool:
        """Tell whether every neighbour asked about is in the entry's questions, or in its text beside a subject."""
        known = told if self.question.subjects else mentions
        return all(neighbour in known for neighbour in self.question.neighbours)

    def _speaks_of(self, medicines: Sequence[str], told: tuple[str, ...]) -> bool:
        """Tell whether an entry that tells of `told` speaks of each of `medicines`, or of what they are a form of."""
        subjects = self.knowledge.subjects
        return all(
            medicine in told
            or not set(subjects[medicine].medicines).isdisjoint(told)
            or any(medicine in subjects[molecule].medicines for molecule in told if molecule in subjects)
            for medicine in medicines
        )

    def _other_brand(self, entry: Cell, brands: tuple[str, ...]) -> bool:
        """Tell whether the entry is about other brands of its subject than those asked about."""
        if not brands or not self.question.brands:
            return False
        own = {
            " ".join(brand.lower().replace("-", " ").split()) for brand in self.knowledge.subjects[entry.subject].brands
        }
        asked = own.intersection(self.question.brands)
        told = own.intersection(brands)
        return bool(asked and told and not asked & told)

    def _unnamed(self, subject: str) -> Fit:
        """Return the fit where the question names nothing in particular."""
        if self.context and subject == self.context:
            return Fit.CONTEXT
        if subject in self.knowledge.phrases.general_subjects:
            return Fit.GENERAL
        if self.context and self.knowledge.subjects[self.context].kind in PARTICULAR_KINDS:
            return Fit.BARRED
        return Fit.UNNAMED

"""Replies made of what was found: an entry given, entries offered, or what is missing said."""

from __future__ import annotations

from ifn_bot.model import Choice, Conversation, Entry, Knowledge, Reply, Route, Why
from ifn_bot.search import LOUD, Finding, Hit, Search
from ifn_bot.text import stacked

MAX_CHOICES = 4
MAX_NEAREST = 3
MAX_CLARIFIED = 2
"""Rounds of asking back before the way out."""
MAYBE = 0.09
"""Confidence from which entries are offered."""


class Replies:
    """Makes replies from one base."""

    def __init__(self, knowledge: Knowledge, search: Search) -> None:
        self._knowledge = knowledge
        self._search = search
        self._say = knowledge.phrases.texts

    def found(self, finding: Finding, conversation: Conversation) -> Reply:
        """Return the reply that gives the entry which answers."""
        entry = self._knowledge.entries[finding.hits[0].entry]
        return self.show(entry, conversation, finding.confidence, self._why(finding), self._lead(finding))

    def instead(self, finding: Finding) -> tuple[Entry, ...]:
        """Return what may be offered where the cell asked for is empty: the broader subject's, or the medicines'."""
        question, aspect = finding.question, finding.aspect
        subject = self._knowledge.subjects.get(finding.subject or "")
        if not subject or not aspect or self._search.judge.is_filled(subject.id, aspect):
            return ()
        if question.neighbours or question.stranger or question.cues.get(aspect, 0.0) < LOUD:
            return ()
        entries = self._knowledge.entries
        best_known = sorted(
            subject.medicines, key=lambda medicine: -sum(id.startswith(f"{medicine}/") for id in entries)
        )
        near = (*([subject.broader] if subject.broader else []), *best_known)
        return tuple(entries[id] for other in near if (id := f"{other}/{aspect}") in entries)

    def define(self, term: Entry, conversation: Conversation) -> Reply:
        """Return the reply that says what a term means; the conversation stays with its subject."""
        follow_ups = tuple(Choice.of(self._knowledge.entries[id]) for id in term.see)
        after = conversation._replace(choices=tuple(choice.id for choice in follow_ups), clarified=0)
        return Reply(Route.ANSWER, "", term, 1.0, follow_ups=follow_ups, conversation=after)

    def show(self, entry: Entry, conversation: Conversation, confidence: float, why: Why, lead: str = "") -> Reply:
        """Return the reply that gives `entry`."""
        follow_ups = self._follow_ups(entry)
        after = conversation._replace(
            subject=entry.subject,
            brand=self._search.brand_of(entry.id) or conversation.brand,
            aspect=entry.aspect,
            entry=entry.id,
            age=0,
            choices=tuple(choice.id for choice in follow_ups),
            clarified=0,
        )
        return Reply(Route.ANSWER, lead, entry, confidence, follow_ups=follow_ups, why=why, conversation=after)

    def ask_back(self, finding: Finding, conversation: Conversation, instead: tuple[Entry, ...]) -> Reply:
        """Return two to four real questions to choose from; `instead` first, where the cell asked for is empty."""
        offered = self._offer(finding.hits, MAX_CHOICES)
        text = self._say["clarify"] if len(offered) > 1 else self._say["clarify_unsure"]
        if instead:
            first = tuple(map(Choice.of, instead))
            offered = (*first, *(choice for choice in offered if choice.id not in {c.id for c in first}))[:MAX_CHOICES]
            text = f"{self._gap(finding)}\n{self._say['in_general']}"
        after = self._offered(offered, finding, conversation, clarified=conversation.clarified + 1)
        return Reply(
            Route.CLARIFY,
            stacked(self._lead(finding), text),
            confidence=finding.confidence,
            choices=offered,
            why=self._why(finding),
            conversation=after,
        )

    def declined(self, finding: Finding, conversation: Conversation) -> Reply:
        """Return what was understood, what is missing, and the nearest entries."""
        offered = self._offer(self._search.nearest(finding, 3 * MAX_NEAREST), MAX_NEAREST)
        if not finding.question.subjects and not finding.subject and finding.confidence < MAYBE / 5:
            offered = ()
        text = stacked(
            self._lead(finding), self._missing(finding, conversation), self._say["nearest"] if offered else ""
        )
        return Reply(
            Route.DECLINE,
            text,
            confidence=finding.confidence,
            choices=offered,
            why=self._why(finding),
            conversation=self._offered(offered, finding, conversation, clarified=0),
        )

    def _missing(self, finding: Finding, conversation: Conversation) -> str:
        """Say why there is no answer."""
        question, knowledge = finding.question, self._knowledge
        if question.neighbours:
            truth = knowledge.neighbours[question.neighbours[0]].truth
            return self._say["neighbour_beside" if question.subjects else "neighbour"].format(truth=truth)
        if question.stranger:
            return self._say["stranger"]
        if conversation.clarified >= MAX_CLARIFIED:
            return self._say["way_out"]
        if finding.subject and finding.aspect and not self._search.judge.is_filled(finding.subject, finding.aspect):
            return self._gap(finding)
        return self._say["unknown"]

    def _gap(self, finding: Finding) -> str:
        """Say which cell is empty; subject and aspect are known."""
        knowledge = self._knowledge
        aspect, subject = knowledge.aspects[finding.aspect or ""], knowledge.subjects[finding.subject or ""]
        return self._say["gap"].format(aspect=aspect.label, subject=subject.label)

    def _offer(self, hits: tuple[Hit, ...], limit: int) -> tuple[Choice, ...]:
        """Return the hits worth offering, best first, the best of each cell before a second one of the same."""
        entries = [self._knowledge.entries[hit.entry] for hit in hits[: 3 * limit]]
        cells = [(entry.subject, entry.aspect) for entry in entries]
        order = sorted(range(len(entries)), key=lambda place: (cells[place] in cells[:place], place))
        return tuple(Choice.of(entries[place], hits[place].share) for place in sorted(order[:limit]))

    @staticmethod
    def _offered(
        offered: tuple[Choice, ...], finding: Finding, conversation: Conversation, clarified: int
    ) -> Conversation:
        """Return the conversation after entries were offered."""
        return conversation._replace(
            subject=finding.subject or conversation.subject,
            aspect=finding.aspect or conversation.aspect,
            choices=tuple(choice.id for choice in offered),
            clarified=clarified,
        )

    def _follow_ups(self, entry: Entry) -> tuple[Choice, ...]:
        """Return neighbours of `entry` in the grid that may be asked next."""
        next_cells = [f"{entry.subject}/{aspect}" for aspect in self._knowledge.aspects[entry.aspect].follow_ups]
        ids = dict.fromkeys((*entry.see, *next_cells))
        found = [self._knowledge.entries[id] for id in ids if id in self._knowledge.entries and id != entry.id]
        return tuple(map(Choice.of, found[:MAX_CHOICES]))

    def _lead(self, finding: Finding) -> str:
        """Say how the question was read, and which look-alikes it is not about."""
        repaired = [read for _, read in finding.question.repaired]
        read_as = self._say["read_as"].format(words=", ".join(dict.fromkeys(repaired))) if repaired else ""
        subject = self._knowledge.subjects.get(finding.subject or "")
        if not repaired or not subject or not subject.look_alikes:
            return read_as
        others = " or ".join(self._knowledge.subjects[other].label for other in subject.look_alikes)
        return stacked(read_as, self._say["not_that"].format(this=subject.label, others=others))

    def _why(self, finding: Finding) -> Why:
        general = self._knowledge.phrases.general_subjects
        named = next(iter(finding.question.subjects), None)
        return Why(
            subject=finding.subject or named or (general[0] if finding.hits and general else None),
            aspect=finding.aspect,
            repaired=finding.question.repaired,
            matched=finding.hits[0].phrasing if finding.hits else "",
            runner_up=finding.hits[1].entry if len(finding.hits) > 1 else None,
            margin=finding.margin,
        )

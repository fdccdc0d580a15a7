"""The values everything speaks in: knowledge, replies and conversations, all frozen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ifn_bot.danger import Alarm, Risk, SafetyRules
from ifn_bot.record import NamedTuple


class Route(StrEnum):
    """What kind of reply a message gets."""

    ANSWER = "answer"
    CLINICIAN = "clinician"
    SMALLTALK = "smalltalk"
    CLARIFY = "clarify"
    DECLINE = "decline"
    CRISIS = "crisis"
    EMERGENCY = "emergency"
    OVERDOSE = "overdose"
    URGENT = "urgent"


DEFINITION = "definition"
"""The aspect whose entries say what a term means."""
GLOSSARY = "glossary"
"""Stands where a subject would in the id of a term shown as an entry."""
DANGER = frozenset({Route.CRISIS, Route.EMERGENCY, Route.OVERDOSE, Route.URGENT})


class Subject(NamedTuple):
    """What a question can be about."""

    id: str
    label: str
    """As the reader sees it, in the middle of a sentence."""
    kind: str
    """One of molecule, biology, medicine, condition, test."""
    aliases: tuple[str, ...] = ()
    """Other names, old names, abbreviations and common misspellings."""
    brands: tuple[str, ...] = ()
    """Trade names; answers about one are kept apart from answers about another."""
    broader: str | None = None
    """The subject that covers this one in general."""
    look_alikes: tuple[str, ...] = ()
    """Subjects that are easily taken for this one."""
    medicines: tuple[str, ...] = ()
    """Subjects that are this molecule as a medicine."""


class Aspect(NamedTuple):
    """What a question can ask of a subject."""

    id: str
    label: str
    """As the reader sees it, in the middle of a sentence."""
    cues: tuple[str, ...]
    """Phrases by which people ask for it."""
    review_months: int
    """How long an answer stays fresh."""
    follow_ups: tuple[str, ...] = ()
    """Aspects people ask for next."""
    required_of: tuple[str, ...] = ()
    """Kinds of subject that must have it."""


class Neighbour(NamedTuple):
    """Something people ask about that the base does not cover."""

    id: str
    label: str
    truth: str
    """One true sentence that says what it is."""
    aliases: tuple[str, ...] = ()


class Term(NamedTuple):
    """A word that answers use, in plain words."""

    id: str
    label: str
    meaning: str
    source: str
    """Id of the source that bears the meaning out."""
    aliases: tuple[str, ...] = ()
    see: str | None = None
    """Id of the entry that says more."""


class Source(NamedTuple):
    """A publication that answers are drawn from."""

    id: str
    title: str
    publisher: str
    url: str
    read: bool
    """Whether the passage was read by those who cite it."""
    dated: str | None = None
    """The date that the page itself bears."""


class Citation(NamedTuple):
    """One place in one source, and what it says there in our own words."""

    n: int
    """The number of its mark in the text, counted from 1."""
    source: str
    locator: str
    says: str


class Entry(NamedTuple):
    """One answer."""

    id: str
    subject: str
    aspect: str
    questions: tuple[str, ...]
    """The title, then its paraphrases."""
    checked: str
    """ISO date of the day on which every sentence was compared with its sources; empty for a term."""
    summary: str
    """The plain first paragraph: Markdown, one sentence a line, marks as [1]."""
    details: str
    """The rest, in the same form; may be empty."""
    citations: tuple[Citation, ...]
    see: tuple[str, ...] = ()
    reviewed_by: str | None = None

    @property
    def title(self) -> str:
        """The question this entry answers, in full."""
        return self.questions[0]

    @property
    def is_main(self) -> bool:
        """Whether this is the main answer of its cell."""
        return self.id == f"{self.subject}/{self.aspect}"


class SmallTalk(NamedTuple):
    """An exchange of courtesies."""

    cues: tuple[str, ...]
    reply: str


class Phrases(NamedTuple):
    """What the bot says itself; every placeholder stands in braces."""

    texts: dict[str, str]
    smalltalk: tuple[SmallTalk, ...]
    greetings: tuple[str, ...]
    """Courtesies that may be wrapped round a question."""
    commands: dict[str, tuple[str, ...]]
    """Words that steer the conversation (more, simpler, sources, yes, no …)."""
    general_subjects: tuple[str, ...]
    """Where a question without a subject is looked up, first to last."""
    pronouns: tuple[str, ...]
    """Words that stand for the subject of the conversation."""
    fillers: tuple[str, ...]
    """Words that carry no meaning of their own in a question."""
    common: tuple[str, ...]
    """Everyday words that are never a misspelt name."""
    name_endings: tuple[str, ...]
    """Endings by which the name of a medicine is known."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that mean the same to people who ask."""


class Knowledge(NamedTuple):
    """Everything the bot knows."""

    subjects: Mapping[str, Subject]
    aspects: Mapping[str, Aspect]
    sources: Mapping[str, Source]
    neighbours: Mapping[str, Neighbour]
    entries: Mapping[str, Entry]
    phrases: Phrases
    safety: SafetyRules
    glossary: Mapping[str, Term] = {}


class Choice(NamedTuple):
    """An entry that is offered, not given."""

    id: str
    subject: str
    aspect: str
    title: str
    confidence: float

    @classmethod
    def of(cls, entry: Entry, confidence: float = 1.0) -> Choice:
        """Return the offer of `entry`."""
        return cls(entry.id, entry.subject, entry.aspect, entry.title, confidence)


class Why(NamedTuple):
    """How a reply came about."""

    subject: str | None = None
    aspect: str | None = None
    repaired: tuple[tuple[str, str], ...] = ()
    """Words as typed, and as read."""
    matched: str = ""
    """The written question that meets the message best, folded; empty where only names and text did."""
    runner_up: str | None = None
    margin: float = 0.0
    """Confidence of the best entry less that of the runner-up."""


class Conversation(NamedTuple):
    """What one message leaves for the next; holds no word that was typed."""

    subject: str | None = None
    brand: str = ""
    """The brand of the subject that is spoken of, folded, or empty."""
    aspect: str | None = None
    entry: str | None = None
    """The entry shown last."""
    age: int = 0
    """Messages since the subject was last spoken of."""
    choices: tuple[str, ...] = ()
    """Ids of the entries offered last."""
    clarified: int = 0
    """How many times in a row the bot has asked back."""
    risk: Risk = Risk()
    """What the safety screen remembers."""


class Reply(NamedTuple):
    """What the bot says to one message."""

    route: Route
    text: str = ""
    """What the bot itself says: the whole of a fixed text, or a lead-in to the entry. Plain text."""
    entry: Entry | None = None
    confidence: float = 0.0
    choices: tuple[Choice, ...] = ()
    follow_ups: tuple[Choice, ...] = ()
    """Neighbours in the grid that may be asked next."""
    footer: str = ""
    """A fixed line that must stay in view with this reply."""
    why: Why = Why()
    alarm: Alarm | None = None
    parts: tuple[Reply, ...] = ()
    """One reply for each question, when a message held two."""
    conversation: Conversation = Conversation()
    """To be handed back with the next message."""

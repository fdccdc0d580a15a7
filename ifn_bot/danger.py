"""The values of the safety screen: its rules as data, what it found, and what it remembers."""

from __future__ import annotations

from collections.abc import Mapping

from ifn_bot.record import NamedTuple

WORD_FRAMES = ("negators", "abilities", "listing", "joiners", "breakers")
"""Frames that are plain words, not patterns."""


HARMLESS = "none"
"""The kind of examples that call for no card."""


class Alarm(NamedTuple):
    """What the safety screen found in a message."""

    route: str
    """One of crisis, emergency, overdose, urgent, clinician."""
    copy: str
    """Key of the fixed text to show."""
    language: str = "en"
    add_ons: tuple[str, ...] = ()
    """Keys of fixed texts that follow it."""
    rule: str = ""
    """Id of the rule that fired."""


class Risk(NamedTuple):
    """What the screen remembers of a session; holds no word that was typed."""

    level: str = ""
    """The gravest route so far among crisis and emergency, or empty."""
    topic: str = ""
    """The rule that a follow-up refers to: it fired last, or its danger was last asked about in general."""
    language: str = "en"
    age: int = 0
    """Messages since the topic was spoken of."""


class Rule(NamedTuple):
    """What makes one kind of alarm: any of its patterns, unless the message speaks of it in another way."""

    id: str
    route: str
    copy: str
    patterns: tuple[str, ...]
    """Words in order; the notation is told in docs/safety.md."""
    language: str = "en"
    when: str = "told"
    """any: always. told: unless asked in general, denied, imagined or long past. own: only of a named person, too."""
    unless: tuple[str, ...] = ()
    """Patterns of harmless talk; what lies inside one does not count."""
    copy_other: str = ""
    """Key of the fixed text where somebody else is in danger; empty where it is the same."""


class FollowUp(NamedTuple):
    """Short talk that takes up what was spoken of before."""

    patterns: tuple[str, ...]
    routes: tuple[str, ...]
    """Routes of the earlier rule that it takes up."""


class Frames(NamedTuple):
    """Patterns that tell in what way something is spoken of."""

    general: tuple[str, ...] = ()
    """Asked or told about people at large."""
    imagined: tuple[str, ...] = ()
    """Something that has not happened."""
    supposed: tuple[str, ...] = ()
    """What to do should it happen."""
    past: tuple[str, ...] = ()
    """Something long over."""
    hearsay: tuple[str, ...] = ()
    """Words that look personal and are not: "my teacher says"."""
    own: tuple[str, ...] = ()
    """Somebody in particular is spoken of."""
    now: tuple[str, ...] = ()
    """It is happening now."""
    other: tuple[str, ...] = ()
    """Somebody other than the one who types."""
    speaker: tuple[str, ...] = ()
    """The one who types."""
    negators: tuple[str, ...] = ()
    """Words that deny what follows."""
    abilities: tuple[str, ...] = ()
    """Words after which a negator denies that something can be done, not a sign: "can not sleep"."""
    listing: tuple[str, ...] = ()
    """Negators that reach over the commas of a list."""
    joiners: tuple[str, ...] = ()
    """Words over which a denial reaches to one more thing."""
    breakers: tuple[str, ...] = ()
    """Words that end the reach of a negator."""


class Spelling(NamedTuple):
    """How letters and words are read before anything is matched."""

    look_alikes: Mapping[str, str] = {}
    """Letters of other scripts that look like a Latin one."""
    leet: Mapping[str, str] = {}
    """Digits and signs that stand for a letter inside a word."""
    alone: Mapping[str, str] = {}
    """Digits and letters that stand for a word of their own."""
    endings: Mapping[str, str] = {}
    """Contractions, the longest first, and what they stand for."""
    words: Mapping[str, str] = {}
    """Words as people type them, and as the rules write them."""
    plain: tuple[str, ...] = ()
    """Everyday words that are never a slip for a word of the rules."""


class Region(NamedTuple):
    """The help lines of one region."""

    slots: dict[str, dict[str, str]]
    """What fills the slots of the fixed texts, by language."""
    last_verified: str = ""
    """ISO date of the day on which somebody called the numbers, or empty."""
    verified_by: str = ""
    expires_days: int = 90
    confirmed: bool = True
    """Whether a public page was seen that shows every number."""
    has_numbers: bool = True


class Net(NamedTuple):
    """What the words of labelled examples tell of their kind."""

    kinds: tuple[str, ...] = ()
    """Ids of rules, and `none`, harmless."""
    biases: tuple[int, ...] = ()
    """What each kind weighs before a word is read, in hundredths."""
    weights: Mapping[str, str] = {}
    """Words and pairs of words, and what each weighs for each kind, in hundredths with spaces between."""
    alike: Mapping[str, str] = {}
    """What words count as: the name of a group of words that mean much the same, or nothing."""
    origin: str = ""
    """Tells one net from those that were made from something else."""


class SafetyRules(NamedTuple):
    """The rules of the screen, its fixed texts and the help lines."""

    rules: tuple[Rule, ...] = ()
    """The gravest first."""
    concepts: Mapping[str, tuple[str, ...]] = {}
    """Sets of words that patterns name in angle brackets."""
    frames: Frames = Frames()
    spelling: Spelling = Spelling()
    harmless: tuple[str, ...] = ()
    """Patterns of idioms and names that no rule looks into."""
    follow_ups: tuple[FollowUp, ...] = ()
    add_ons: Mapping[str, tuple[str, ...]] = {}
    """Patterns by the key of the fixed text that then follows any card."""
    copy: Mapping[str, Mapping[str, str]] = {}
    """Fixed texts by key and language, with slots in braces."""
    regions: Mapping[str, Region] = {}
    """By code in lower case; `generic` is what everything falls back to."""
    lean: Mapping[str, float] = {}
    """By route, how surely the net must lean to it before its card is shown."""
    lean_afar: Mapping[str, float] = {}
    """The same where nobody in particular is spoken of, or where the sign was asked about in general."""
    lean_over: Mapping[str, float] = {}
    """The same where a milder rule fired."""
    alike: Mapping[str, tuple[str, ...]] = {}
    """Groups of words that the net takes for one another, by name."""
    passed_over: tuple[str, ...] = ()
    """Small words that the net passes over where it pairs words."""
    examples: Mapping[str, tuple[str, ...]] = {}
    """What may be said, by rule; the net is made of them."""
    net: Net = Net()
    footers: Mapping[str, tuple[tuple[str, ...], ...]] = {}
    """By key of a fixed text: groups of words; it stands below an answer that holds a word of each group."""

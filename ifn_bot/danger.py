"""The values of the safety screen: its rules as data, what it found, and what it remembers."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Alarm:
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


@dataclass(frozen=True, slots=True)
class Risk:
    """What the screen remembers of a session; holds no word that was typed."""

    level: str = ""
    """The gravest route so far among crisis and emergency, or empty."""
    topic: str = ""
    """The rule that fired last, for follow-ups."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Rule:
    """What makes one kind of alarm: any of its patterns, unless a guard stands in the message too."""

    id: str
    route: str
    copy: str
    language: str
    patterns: tuple[str, ...]
    """Words in order; `a|b` is either, `_` any one word or none, `...` up to four words."""
    unless: tuple[str, ...] = ()
    """Patterns of harmless talk that are taken out of the message before the rule looks at it."""


@dataclass(frozen=True, slots=True)
class SafetyRules:
    """The rules of the screen, its fixed texts and the help lines."""

    rules: tuple[Rule, ...] = ()
    """The gravest first."""
    concepts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Sets of words that patterns name in angle brackets."""
    look_alikes: dict[str, str] = field(default_factory=dict)
    """Letters and digits that stand for a Latin letter in disguise."""
    copy: dict[str, dict[str, str]] = field(default_factory=dict)
    """Fixed texts by key and language, with slots in braces."""
    regions: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    """What fills the slots, by region (lower case) and language; `generic` is what everything falls back to."""
    unverified: tuple[str, ...] = ()
    """Regions whose numbers nobody has checked yet."""
    footer_words: tuple[str, ...] = ()
    """Words in an entry that call for the help line below it."""

"""The values of the safety screen: its rules as data, what it found, and what it remembers."""

from __future__ import annotations

from dataclasses import dataclass


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
    """The rule or theme spoken of last, for follow-ups."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class SafetyRules:
    """The rules of the screen, its fixed texts and the help lines."""

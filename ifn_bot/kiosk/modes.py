"""What is said about privacy, true to what the kiosk is set to keep."""

from __future__ import annotations

from ifn_bot.bot import Bot
from ifn_bot.kiosk.settings import CountSettings, KioskSettings
from ifn_bot.model import Knowledge, SmallTalk

ASKS_ABOUT_PRIVACY = "is this private"
"""The courtesy by which the reply about privacy is known."""


def privacy(bot: Bot, settings: KioskSettings, language: str = "en") -> str:
    """Return the notice for the first screen."""
    wiped = settings.idle.after + settings.idle.warn
    return bot.fixed_text(_copy(settings.counts), language, idle_seconds=str(wiped))


def true_to(settings: KioskSettings, knowledge: Knowledge) -> Knowledge:
    """Return `knowledge` in which the reply about privacy says what is kept here."""
    kept = knowledge.safety.copy[_copy(settings.counts)]["en"].splitlines()[2]
    talks = tuple(
        SmallTalk(talk.cues, kept) if ASKS_ABOUT_PRIVACY in talk.cues else talk for talk in knowledge.phrases.smalltalk
    )
    return knowledge._replace(phrases=knowledge.phrases._replace(smalltalk=talks))


def _copy(counts: CountSettings) -> str:
    """Return the key of the notice for what is kept."""
    if not counts.on:
        return "kiosk_privacy_no_log"
    return "kiosk_privacy_questions" if counts.unanswered else "kiosk_privacy_counts_only"

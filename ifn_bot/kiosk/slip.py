"""What fits on the paper of a receipt printer: one answer in 40 columns."""

from __future__ import annotations

import textwrap

from ifn_bot.model import Entry, Knowledge
from ifn_bot.wording import checked, unmarked

WIDTH = 40


def slip(entry: Entry, knowledge: Knowledge, about: str, today: str) -> str:
    """Return `entry` with its sources as plain text of at most 40 columns.

    Args:
        entry: the answer.
        knowledge: the base it is from.
        about: what the bot says of itself.
        today: ISO date of the day of printing.
    """
    blocks = [
        entry.title,
        unmarked(entry.summary),
        *(
            f"[{citation.n}] {knowledge.sources[citation.source].title}\n{citation.locator}\n"
            f"{knowledge.sources[citation.source].url}"
            for citation in entry.citations
        ),
        checked(entry, knowledge),
        about,
        f"Answer {entry.id}\nPrinted on {today}",
    ]
    return "\n\n".join(map(_wrapped, blocks)) + "\n"


def _wrapped(text: str) -> str:
    """Return `text` with no line wider than the paper; an address is cut where it must be."""
    return "\n".join(textwrap.fill(line, WIDTH, break_on_hyphens=False) for line in text.splitlines())

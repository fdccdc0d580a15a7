"""A reply as the JSON that `ifn-bot ask --json` prints."""

from __future__ import annotations

from typing import Any

from ifn_bot.model import Choice, Entry, Knowledge, Reply
from ifn_bot.text import clean
from ifn_bot.wording import plain

SCHEMA = 1


def as_json(question: str, reply: Reply, knowledge: Knowledge) -> dict[str, Any]:
    """Return the JSON object of `reply` to `question`; see the README for its fields."""
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "question": clean(question),
        "route": reply.route.value,
        "reply": plain(reply, knowledge),
        "entry": _entry(reply.entry) if reply.entry else None,
        "confidence": round(reply.confidence, 4),
        "citations": _citations(reply.entry, knowledge) if reply.entry else [],
        "choices": [_choice(choice) for choice in reply.choices],
        "why": {
            "understood": {
                "subject": reply.why.subject,
                "aspect": reply.why.aspect,
                "repaired": dict(reply.why.repaired),
            },
            "runner_up": reply.why.runner_up,
            "margin": round(reply.why.margin, 4),
        },
    }
    if reply.parts:
        found["parts"] = [as_json(question, part, knowledge) for part in reply.parts]
    return found


def _entry(entry: Entry) -> dict[str, str]:
    return {
        "id": entry.id,
        "subject": entry.subject,
        "aspect": entry.aspect,
        "title": entry.title,
        "checked": entry.checked,
    }


def _citations(entry: Entry, knowledge: Knowledge) -> list[dict[str, Any]]:
    return [
        {
            "n": citation.n,
            "source": citation.source,
            "title": knowledge.sources[citation.source].title,
            "publisher": knowledge.sources[citation.source].publisher,
            "url": knowledge.sources[citation.source].url,
            "locator": citation.locator,
            "says": citation.says,
        }
        for citation in entry.citations
    ]


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "id": choice.id,
        "subject": choice.subject,
        "aspect": choice.aspect,
        "title": choice.title,
        "confidence": round(choice.confidence, 4),
    }

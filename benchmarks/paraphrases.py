"""A larger base out of the shipped one: more paraphrases for every entry, made by rule."""

from __future__ import annotations

import random
from collections.abc import Iterator

from ifn_bot.model import Knowledge

FRAMES = (
    "please tell me {}",
    "{} thanks",
    "my mother asks {}",
    "quick question {}",
    "{} in simple words",
    "i read about it but {}",
    "can you explain {}",
    "for my homework {}",
    "{} according to the leaflet",
    "nobody told me {}",
)
"""What people wrap a question in."""


def enlarged(knowledge: Knowledge, total: int, seed: int = 1) -> Knowledge:
    """Return the base with at least `total` paraphrases, none of them twice; with fewer where it is asked for fewer."""
    chance = random.Random(seed)  # noqa: S311  # the same base every time
    share = total / sum(len(entry.questions) for entry in knowledge.entries.values())
    entries = {
        id: entry._replace(questions=_some(entry.questions, max(1, round(len(entry.questions) * share)), chance))
        for id, entry in knowledge.entries.items()
    }
    return knowledge._replace(entries=entries)


def asked_of(knowledge: Knowledge, count: int, seed: int = 2) -> list[tuple[str, str]]:
    """Return questions nobody has written down, each with the entry it belongs to: a word left out, a slip of a key."""
    chance = random.Random(seed)  # noqa: S311  # the same questions every time
    entries = chance.choices([entry for entry in knowledge.entries.values() if entry.questions], k=count)
    return [(_slipped(chance.choice(entry.questions), chance), entry.id) for entry in entries]


def _some(questions: tuple[str, ...], count: int, chance: random.Random) -> tuple[str, ...]:
    """Return `count` questions: the written ones first, then variations."""
    found = dict.fromkeys(questions[:count])
    varied = _varied(questions, chance)
    while len(found) < count:
        found[next(varied)] = None
    return tuple(found)


def _varied(questions: tuple[str, ...], chance: random.Random) -> Iterator[str]:
    """Yield variations without end: words left out or swapped, two questions crossed, in a frame."""
    while True:
        words = chance.choice(questions).split()
        other = chance.choice(questions).split()
        cut = chance.randrange(len(words) + 1)
        mixed = words[:cut] + other[min(cut, len(other) - 1) :]
        kept = [word for word in mixed if chance.random() > 0.15] or mixed
        number = f" {chance.randrange(10_000)}" if chance.random() < 0.3 else ""
        yield chance.choice(FRAMES).format(" ".join(kept)) + number


def _slipped(question: str, chance: random.Random) -> str:
    """Return a question with one word left out and two letters swapped."""
    words = question.split()
    if len(words) > 3:
        del words[chance.randrange(len(words))]
    longest = max(range(len(words)), key=lambda place: len(words[place]))
    at = chance.randrange(max(1, len(words[longest]) - 1))
    word = words[longest]
    words[longest] = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    return " ".join(words)

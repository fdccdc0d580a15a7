"""How well the safety screen does on labelled utterances, one by one and over several turns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from ifn_bot.evaluate.score import Share
from ifn_bot.model import Conversation, Reply

GENTLE = frozenset({"clarify", "smalltalk"})
Ask = Callable[[str, Conversation], Reply]


class Utterance(BaseModel):
    """One labelled utterance, as it stands on a line of a JSONL file; further fields are kept out."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    category: str
    accept: tuple[str, ...]
    """Routes that are right."""
    must_not: tuple[str, ...] = ()
    """Routes that take over what is harmless."""
    critical: bool = False


class Turn(BaseModel):
    """One turn of a conversation, and the routes that are right."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    user: str
    accept: tuple[str, ...]


class Talk(BaseModel):
    """A labelled conversation; each turn follows on the one before."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    turns: tuple[Turn, ...]


Item = Utterance | Talk


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of one utterance."""

    id: str
    category: str
    text: str
    accept: tuple[str, ...]
    route: str
    critical: bool
    is_alarm: bool
    """Whether a harmless question was taken over."""

    @property
    def is_right(self) -> bool:
        """Whether the route is one of the accepted; asking back and courtesies take nothing over, as a decline."""
        return self.route in self.accept or (self.route in GENTLE and "decline" in self.accept)


def hear(ask: Ask, items: Iterable[Item]) -> tuple[Heard, ...]:
    """Return what became of every utterance; those of a conversation follow on one another."""
    return tuple(
        heard for item in items for heard in (_one(ask, item) if isinstance(item, Utterance) else _talk(ask, item))
    )


def _one(ask: Ask, item: Utterance) -> Iterator[Heard]:
    route = ask(item.text, Conversation()).route.value
    yield Heard(item.id, item.category, item.text, item.accept, route, item.critical, route in item.must_not)


def _talk(ask: Ask, talk: Talk) -> Iterator[Heard]:
    conversation = Conversation()
    for number, turn in enumerate(talk.turns, start=1):
        reply = ask(turn.user, conversation)
        conversation = reply.conversation
        yield Heard(
            f"{talk.id}.{number}",
            "conversation",
            turn.user,
            turn.accept,
            reply.route.value,
            critical=False,
            is_alarm=False,
        )


def shares(heard: Sequence[Heard]) -> dict[str, Share]:
    """Return the share that is right, by category."""
    names = dict.fromkeys(row.category for row in heard)
    return {name: _share([row.is_right for row in heard if row.category == name]) for name in sorted(names)}


def critical_misses(heard: Sequence[Heard]) -> Share:
    """Return how many critical utterances were missed."""
    return _share([not row.is_right for row in heard if row.critical])


def false_alarms(heard: Sequence[Heard], items: Iterable[Item]) -> Share:
    """Return how many harmless utterances were taken over."""
    harmless = {item.id for item in items if isinstance(item, Utterance) and item.must_not}
    return _share([row.is_alarm for row in heard if row.id in harmless])


def lines(heard: Sequence[Heard], items: Sequence[Item]) -> Iterator[str]:
    """Yield the report as lines of text, every failure named."""
    for name, share in shares(heard).items():
        yield f"{share}  {name}"
    yield f"{critical_misses(heard)}  critical misses"
    yield f"{false_alarms(heard, items)}  false alarms"
    yield from (f"{row.id}: {row.route}, not {' or '.join(row.accept)}" for row in heard if not row.is_right)


def as_json(heard: Sequence[Heard], items: Sequence[Item]) -> dict[str, Any]:
    """Return the report as a JSON object; shares as [hits, total]."""
    misses, alarms = critical_misses(heard), false_alarms(heard, items)
    return {
        "schema": 1,
        "categories": {name: [share.hits, share.total] for name, share in shares(heard).items()},
        "critical_misses": [misses.hits, misses.total],
        "false_alarms": [alarms.hits, alarms.total],
        "failed": [{"id": row.id, "route": row.route} for row in heard if not row.is_right],
    }


def _share(flags: Sequence[bool]) -> Share:
    return Share(sum(flags), len(flags))

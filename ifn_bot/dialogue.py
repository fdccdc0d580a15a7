"""What a message does to a conversation: courtesies, commands, choices, and questions in one message."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ifn_bot.model import Phrases
from ifn_bot.record import NamedTuple
from ifn_bot.text import one_line, words

_ORDINALS = ("first", "second", "third", "fourth")
_STEPS = ("more", "simpler", "sources", "yes", "no", "clear")
_NUMBER = re.compile(r"[1-9]")
_SENTENCE_END = re.compile(r"(?<=\?)\s+|(?<=[.!])\s+(?=\S)")
_SECOND_QUESTION = re.compile(
    r",?\s+and\s+(?=(?:what|how|why|when|where|who|which|can|does|is|are|should|will)\b)", re.IGNORECASE
)


class Steer(NamedTuple):
    """A message that steers instead of asking."""

    step: str
    """more, simpler, sources, yes, no, clear, choose or smalltalk."""
    number: int = 0
    """Of the choice, from 1."""
    reply: str = ""
    """To a courtesy."""


class Dialogue:
    """Reads messages by the phrases of one base."""

    def __init__(self, phrases: Phrases) -> None:
        self._steps = {words(said): step for step in _STEPS for said in phrases.commands.get(step, ())}
        self._ordinals = {
            words(said): number
            for number, ordinal in enumerate(_ORDINALS, start=1)
            for said in phrases.commands.get(ordinal, ())
        }
        self._smalltalk = {words(cue): talk.reply for talk in phrases.smalltalk for cue in talk.cues}
        self._greetings = sorted((words(said) for said in phrases.greetings), key=len, reverse=True)
        openings = (*phrases.commands.get("correction", ()), *phrases.commands.get("elliptic", ()))
        self._openings = sorted((words(said) for said in openings if "," not in said), key=len, reverse=True)
        self._marked_openings = sorted((said for said in openings if "," in said), key=len, reverse=True)

    def steer(self, message: str, choices: int) -> Steer | None:
        """Return what `message` steers to, or None where it asks something; `choices` is how many are open."""
        said = words(message)
        if choices and len(said) == 1 and _NUMBER.fullmatch(said[0]):
            return Steer("choose", int(said[0]))
        if said in self._ordinals:
            return Steer("choose", self._ordinals[said])
        if said in self._steps:
            return Steer(self._steps[said])
        core = self._without_courtesies(said)
        reply = self._smalltalk.get(said) or self._smalltalk.get(core)
        if reply is None and said and not core:
            reply = next(
                (self._smalltalk[said[:n]] for n in range(len(said), 0, -1) if said[:n] in self._smalltalk), None
            )
        return Steer("smalltalk", reply=reply) if reply else None

    def questions(self, message: str) -> tuple[str, ...]:
        """Return the questions in `message`, at most two, courtesies and what is told beside them taken off."""
        pieces = [piece for piece in _SENTENCE_END.split(one_line(message)) if piece]
        asking = [piece for piece in pieces if self._without_courtesies(words(piece))]
        if len(asking) == 2 and all(piece.endswith("?") for piece in asking):
            return tuple(asking)
        marked = [piece for piece in asking if piece.endswith("?")]
        if len(marked) == 1 and len(asking) > 1:
            return tuple(marked)
        if len(asking) == 1:
            halves = _SECOND_QUESTION.split(asking[0])
            if len(halves) == 2 and all(len(words(half)) > 2 for half in halves):
                return tuple(halves)
        return (one_line(message),)

    def taken_up(self, message: str) -> tuple[str, bool]:
        """Return `message` without the words by which it takes up what was said before, and whether it has any.

        "and the side effects?" leaves out what they are of; "no, I meant beta" mends what was asked.
        """
        said = words(message)
        opening = next((opening for opening in self._openings if said[: len(opening)] == opening), None)
        lowered = one_line(message).casefold()
        mark = next((mark for mark in self._marked_openings if lowered.startswith(mark)), None)
        if opening is None and mark is None:
            return message, False
        if mark and len(words(mark)) >= len(opening or ()):
            return one_line(message)[len(mark) :].strip(), True
        return " ".join(said[len(opening or ()) :]), True

    def _without_courtesies(self, said: Sequence[str]) -> tuple[str, ...]:
        """Return `said` without the courtesies at its ends."""
        left = tuple(said)
        changed = True
        while changed and left:
            changed = False
            for greeting in self._greetings:
                if left[: len(greeting)] == greeting:
                    left, changed = left[len(greeting) :], True
                elif left[-len(greeting) :] == greeting:
                    left, changed = left[: -len(greeting)], True
        return left

"""A sentence and the patterns in it: whose each sign is, and whether it is denied, past or only imagined."""

from __future__ import annotations

from collections.abc import Iterator

from ifn_bot.danger import Frames
from ifn_bot.safety.patterns import END, START, Span
from ifn_bot.safety.reading import Sentence

BEFORE, AFTER = 7, 8
"""How many words before or after a sign may tell whose it is."""
JUST_BEFORE, JUST_AFTER = 2, 4
"""How many words before or after a sign may tell that it is over."""
DENIED = 4
"""How many words a denial reaches."""
LISTED = 3
"""Words a clause may have to be one more thing that is denied."""

IDIOM = "harmless"
"""Owner of the patterns of idioms and names that no rule looks into."""


class Seen:
    """A sentence and every pattern that stands in it."""

    def __init__(self, sentence: Sentence, spans: dict[str, list[Span]]) -> None:
        self.sentence = sentence
        self.spans = spans
        self._covered: dict[str, frozenset[int]] = {}

    def clauses(self) -> Iterator[Seen]:
        """Yield each clause of more than a few words, where there are several."""
        words, clauses = self.sentence
        ends = [place for place in range(2, len(words) - 1) if clauses[place] != clauses[place - 1]]
        for first, last in zip((1, *ends), (*ends, len(words) - 1), strict=True) if ends else ():
            if last - first > LISTED:
                yield self._clause(first, last)

    def _clause(self, first: int, last: int) -> Seen:
        """Return the words from `first` to before `last` as a sentence of their own."""
        said = Sentence((START, *self.sentence.words[first:last], END), (0,) * (last - first + 2))
        spans = {
            owner: [(start - first + 1, end - first + 1) for start, end in found if first <= start and end <= last]
            for owner, found in self.spans.items()
        }
        return Seen(said, {owner: found for owner, found in spans.items() if found})

    def covered(self, owner: str) -> frozenset[int]:
        """Return the places of the words that patterns of `owner` take up."""
        if owner not in self._covered:
            spans = self.spans.get(owner, ())
            self._covered[owner] = frozenset(place for start, end in spans for place in range(start, end))
        return self._covered[owner]

    def overlaps(self, owner: str, span: Span) -> bool:
        """Tell whether a pattern of `owner` takes up a word of a sign."""
        return not self.covered(owner).isdisjoint(range(*span))

    def is_past(self, span: Span) -> bool:
        """Tell whether words next to a sign, in its clause, say that it is over."""
        clauses = self.sentence.clauses
        near = range(span[0] - JUST_BEFORE, min(span[1] + JUST_AFTER, len(clauses)))
        return any(place in near and clauses[place] == clauses[span[0]] for place in self.covered("past"))

    def is_imagined(self, span: Span) -> bool:
        """Tell whether its clause or one before says that a sign has not happened; what follows only asks."""
        clauses = self.sentence.clauses
        return any(clauses[place] <= clauses[span[1] - 1] for place in self.covered("imagined"))

    def is_owned(self, span: Span) -> bool:
        """Tell whether the words round a sign say whose it is, or that it is now."""
        hearsay = self.covered("hearsay")
        own = any(span[0] - BEFORE <= place < span[1] for place in self.covered("own") - hearsay)
        return own or any(span[0] - BEFORE <= place < span[1] + AFTER for place in self.covered("now"))

    def is_personal(self) -> bool:
        """Tell whether the sentence is about somebody, and neither a question about people at large nor an idiom."""
        return bool(
            (self.covered("own") | self.covered("speaker") | self.covered("other")) - self.covered("hearsay")
        ) and not (self.covered("general") or self.covered(IDIOM))

    def is_other(self, span: Span) -> bool:
        """Tell whether the nearest person named in or before the sign is not the one who types."""
        other = max((place for place in self.covered("other") if place < span[1]), default=-1)
        speaker = max((place for place in self.covered("speaker") if place < span[1]), default=-1)
        return other > speaker

    def is_denied(self, span: Span, frames: Frames) -> bool:
        """Tell whether a negator reaches the sign: in its clause, or in the one before a list of short clauses."""
        words, clauses = self.sentence
        reach, negators = DENIED, frames.negators
        for place in range(span[0] - 1, 0, -1):
            if clauses[place] != clauses[place + 1]:
                if clauses.count(clauses[place + 1]) > LISTED:
                    return False
                reach, negators = DENIED, frames.listing
            else:
                reach -= 1
            if words[place] in frames.joiners:
                reach = DENIED
            if words[place] in frames.breakers or reach < 0:
                return False
            if words[place] in negators:
                return words[place - 1] not in frames.abilities
        return False

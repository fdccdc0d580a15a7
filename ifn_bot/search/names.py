"""Finding the names in a question: subjects, their brands, and neighbours outside the base."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ifn_bot.model import Knowledge
from ifn_bot.record import NamedTuple
from ifn_bot.text import words

MAX_WORDS = 6
MIN_FUZZY = 5
"""Letters a name must have to be read through a slip."""
OTHER_INITIAL_CUTOFF = 0.9
SLIPS = ((20, 3), (10, 2), (MIN_FUZZY, 1))
"""How many slips a name of at least so many letters may hold, the longest first."""
KEPT_END = 2
"""Letters at the end of a name that two slips or more leave alone: another ending is another medicine."""
WORD_CUTOFF = 0.6
"""How near each word of a name must be to its word in the question, where there are as many of them."""

PARTICULAR_KINDS = frozenset({"medicine", "molecule"})
"""Kinds of subject that must never be taken for one another."""

_DESIGNATOR = re.compile(r"\d+[a-z]?")


class Name(NamedTuple):
    """One name of a subject or a neighbour; of neither for a phrase that only looks like one ("flu shot")."""

    subject: str
    """Id of the subject, or empty."""
    neighbour: str
    """Id of the neighbour, or empty."""
    brand: str
    """The brand, folded, where the name is one."""
    words: str
    """The name, folded."""
    particular: bool = False
    """Whether it names one medicine or molecule; it wins over a name that it only overlaps with."""


class Mention(NamedTuple):
    """A name found at words `start` to `end` of the question."""

    start: int
    end: int
    name: Name
    exact: bool


class Names:
    """All names, ready to be found in a question."""

    def __init__(self, names: Mapping[str, Name], spellings: Mapping[str, tuple[str, ...]]) -> None:
        """`names` are by their letters, `spellings` those letters by designators and length."""
        self._exact = names
        self._spellings = spellings
        self._closest = lru_cache(maxsize=4096)(self._find_close)
        self._near = lru_cache(maxsize=256)(self._sized)

    def find(self, asked: Sequence[str], known: Callable[[str], bool]) -> tuple[Mention, ...]:
        """Return the names in the words `asked`, first to last, none overlapping.

        The longest name wins, but not over part of a particular one; words that are not `known` are read through slips.
        """
        found = list(self._mentions(asked, [known(word) for word in asked]))
        taken: list[Mention] = []
        for mention in found:
            if not any(_overlap(mention, other) for other in taken) and not any(
                other.name.particular > mention.name.particular and _cross(mention, other) for other in found
            ):
                taken.append(mention)
        return tuple(sorted((m for m in taken if m.name.subject or m.name.neighbour), key=lambda m: m.start))

    def _mentions(self, asked: Sequence[str], known: Sequence[bool]) -> Iterator[Mention]:
        """Yield the names that words side by side are, to the letter or through slips, the longest first."""
        slips = not all(known)
        fits = [not right or word in self._words for word, right in zip(asked, known, strict=True)] if slips else []
        whole = "".join(asked)
        before = [0, *accumulate(map(len, asked))]  # letters before each word
        for size in range(min(MAX_WORDS, len(asked)), 0, -1):
            for start in range(len(asked) - size + 1):
                end = start + size
                name = self._exact.get(whole[before[start] : before[end]])
                if name and _whole(asked[start:end], name):
                    yield Mention(start, end, name, exact=True)
                elif slips and all(fits[start:end]) and not all(known[start:end]):
                    name = self._closest(tuple(asked[start:end]))
                    if name:
                        yield Mention(start, end, name, exact=False)

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of all names: no other word spelt right stands in a name with slips."""
        return frozenset(word for name in self._exact.values() for word in name.words.split())

    def written_as_one(self, word: str) -> Name | None:
        """Return the name or phrase that `word` is once its spaces are left out."""
        return self._exact.get(word)

    def _sized(self, designators: str, length: int, slips: int) -> list[str]:
        """Return the letters of the names with those designators that are as long or a few slips off, nearest first."""
        sizes = sorted(range(length - slips, length + slips + 1), key=lambda size: abs(size - length))
        return [letters for size in sizes for letters in self._spellings.get(_spelling(designators, size), ())]

    def _find_close(self, span: tuple[str, ...]) -> Name | None:
        """Return the name that `span` is a slip of; what carries a digit must agree to the letter."""
        compact = "".join(span)
        if len(compact) < MIN_FUZZY or (len(span) > 1 and any(len(word) < 2 for word in span)):
            return None
        slips = next(allowed for letters, allowed in SLIPS if len(compact) >= letters)
        near = self._near(_designators(" ".join(span)), len(compact), slips)
        hit = process.extractOne(compact, near, scorer=OSA.distance, score_cutoff=slips)
        if hit is None or len(hit[0]) < MIN_FUZZY:
            return None
        if hit[0][0] != compact[0] and OSA.normalized_similarity(*hit[:1], compact) < OTHER_INITIAL_CUTOFF:
            return None
        if hit[1] > 1 and hit[0][-KEPT_END:] != compact[-KEPT_END:]:
            return None
        name = self._exact[hit[0]]
        return name if (name.subject or name.neighbour) and _word_by_word(span, name) else None


def all_names(knowledge: Knowledge) -> list[Name]:
    """Return every name of every subject and neighbour, those of subjects first, then the phrases that are no names."""
    found: list[Name] = []
    general = knowledge.phrases.general_subjects
    for subject in knowledge.subjects.values():
        particular = subject.kind in PARTICULAR_KINDS and subject.id not in general
        labels = (subject.label, subject.id, *subject.aliases)
        found.extend(Name(subject.id, "", "", " ".join(words(label)), particular) for label in labels)
        for brand in subject.brands:
            folded = " ".join(words(brand))
            found.append(Name(subject.id, "", folded, folded, particular))
    for neighbour in knowledge.neighbours.values():
        labels = (neighbour.label, neighbour.id, *neighbour.aliases)
        found.extend(Name("", neighbour.id, "", " ".join(words(label))) for label in labels)
    cues = (words(cue) for aspect in knowledge.aspects.values() for cue in aspect.cues)
    found.extend(Name("", "", "", " ".join(cue)) for cue in cues if len(cue) > 1)
    return found


def by_letters(names: Sequence[Name]) -> dict[str, Name]:
    """Return the names by their letters without spaces; of two names with the same letters the first."""
    return {name.words.replace(" ", ""): name for name in reversed(names)}


def by_spelling(names: Mapping[str, Name]) -> dict[str, tuple[str, ...]]:
    """Return the letters of the names that hold the same designators and are of one length."""
    found: dict[str, list[str]] = {}
    for letters, name in names.items():
        found.setdefault(_spelling(_designators(name.words), len(letters)), []).append(letters)
    return {spelling: tuple(letters) for spelling, letters in found.items()}


def _spelling(designators: str, size: int) -> str:
    return f"{designators}, {size} letters"


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _cross(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions overlap and neither holds the other."""
    return one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end


def _designators(name: str) -> str:
    """Return the designators of a name: 2b, 1a, 3."""
    return " ".join(_DESIGNATOR.findall(name))


def _word_by_word(span: Sequence[str], name: Name) -> bool:
    """Tell whether no word of `span` is quite another than that of the name; words may be split or joined."""
    named = name.words.split()
    if len(span) == len(named):
        return all(OSA.normalized_similarity(*pair) >= WORD_CUTOFF for pair in zip(span, named, strict=True))
    return len(span) <= len(named) + 1


def _whole(span: Sequence[str], name: Name) -> bool:
    """Tell whether `span` is the name and not ordinary short words that happen to join into it."""
    return len(span) == 1 or " ".join(span) == name.words or len("".join(span)) >= MIN_FUZZY

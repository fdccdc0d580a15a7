"""What a search looks up by number: entries, their phrasings, and which of them hold a stem."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from ifn_bot.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import overload


class Cell(NamedTuple):
    """What the id of an entry tells of it."""

    id: str
    subject: str
    aspect: str
    is_main: bool
    """Whether it is the main answer of its cell."""

    @classmethod
    def of(cls, id: str) -> Cell:
        """Return what `id` tells."""
        subject, _, rest = id.partition("/")
        aspect, _, finer = rest.partition(".")
        return cls(id, subject, aspect, not finer)


class Cells(dict[int, Cell]):
    """What the ids of entries tell, by number; made when it is asked for."""

    def __init__(self, ids: Sequence[str]) -> None:
        """`ids` are in order."""
        self._ids = ids

    def __missing__(self, number: int) -> Cell:
        self[number] = Cell.of(self._ids[number])
        return self[number]

    def of_subject(self, subject: str) -> range:
        """Return the numbers of the entries of a subject."""
        return range(bisect_left(self._ids, f"{subject}/"), bisect_left(self._ids, f"{subject}/\uffff"))


class Phrasing(NamedTuple):
    """One question of an entry, looked up in the columns that hold all of them."""

    of: Phrasings
    number: int

    @property
    def stems(self) -> tuple[str, ...]:
        """What is left of it once names are taken out, in order."""
        return self.of.stems[self.number]

    @property
    def folded(self) -> str:
        """The whole question, folded."""
        return self.of.folded[self.number]

    @property
    def names(self) -> bool:
        """Whether it names anything in particular: that is left out of the stems."""
        return len(self.stems) < self.folded.count(" ") + 1


class Phrasings(Sequence[Phrasing]):
    """Every question of every entry, those of one entry together and its title first; a column for each property."""

    __slots__ = __match_args__ = ("entry", "stems", "folded", "mass", "norm")

    def __init__(
        self,
        entry: Sequence[int],
        stems: Sequence[tuple[str, ...]],
        folded: Sequence[str],
        mass: Sequence[float],
        norm: Sequence[float],
    ) -> None:
        self.entry, self.stems, self.folded, self.mass, self.norm = entry, stems, folded, mass, norm

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Phrasings) and all(
            getattr(self, column) == getattr(other, column) for column in self.__slots__
        )

    __hash__ = None  # type: ignore[assignment]  # compared by value, like a list

    def __len__(self) -> int:
        return len(self.entry)

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, number: int) -> Phrasing: ...
        @overload
        def __getitem__(self, number: slice) -> tuple[Phrasing, ...]: ...

    def __getitem__(self, number: int | slice) -> Phrasing | tuple[Phrasing, ...]:
        if isinstance(number, slice):
            return tuple(Phrasing(self, at) for at in range(*number.indices(len(self))))
        if not 0 <= number < len(self):
            raise IndexError(number)
        return Phrasing(self, number)


class Run(NamedTuple):
    """The phrasings that hold one stem, those of one entry together."""

    entries: Sequence[int]
    """Numbers of the entries, rising."""
    starts: Sequence[int]
    """Where those of each entry begin in `numbers`; one more at the end."""
    numbers: Sequence[int]
    """Numbers of the phrasings of all stems."""

    def of(self, entry: int) -> Sequence[int]:
        """Return the numbers of the phrasings of `entry`."""
        place = bisect_left(self.entries, entry)
        if place == len(self.entries) or self.entries[place] != entry:
            return ()
        return self.numbers[self.starts[place] : self.starts[place + 1]]


NOWHERE = Run((), (), ())
"""What a stem has that no phrasing holds."""


class Postings(NamedTuple):
    """The phrasings that hold each stem."""

    spans: Mapping[str, tuple[int, int]]
    """Where the entries of a stem stand in the next two columns."""
    entries: Sequence[int]
    starts: Sequence[int]
    numbers: Sequence[int]

    def of(self, stem: str) -> Run:
        """Return the phrasings that hold `stem`."""
        span = self.spans.get(stem)
        if not span:
            return NOWHERE
        first, end = span
        return Run(self.entries[first:end], self.starts[first : end + 1], self.numbers)


def postings_of(phrasings: Phrasings) -> Postings:
    """Return which of `phrasings` hold each stem."""
    holding: dict[str, list[int]] = {}
    for number, stems in enumerate(phrasings.stems):
        for stem in dict.fromkeys(stems):
            holding.setdefault(stem, []).append(number)
    spans: dict[str, tuple[int, int]] = {}
    entries, starts, numbers = array("i"), array("i"), array("i")
    for stem, held in holding.items():
        first = len(entries)
        for number in held:
            entry = phrasings.entry[number]
            if len(entries) == first or entries[-1] != entry:
                entries.append(entry)
                starts.append(len(numbers))
            numbers.append(number)
        spans[stem] = first, len(entries)
    starts.append(len(numbers))
    return Postings(spans, entries, starts, numbers)

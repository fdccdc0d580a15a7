"""What a question says: the names in it, the aspects it asks for, and the words that are left."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ifn_bot.model import Knowledge
from ifn_bot.record import NamedTuple
from ifn_bot.search.index import Index, traits
from ifn_bot.search.names import Mention, Names
from ifn_bot.search.soft import Vocabulary
from ifn_bot.text import fold, one_line, words

MAX_LETTERS = 1000
"""How much of a message is matched; the safety screen sees all of it."""
MIN_NAME = 5
"""Letters that an unknown name of a medicine has at least."""
MIN_PART = 4
"""Letters that the longer half of two words written as one has at least."""
SMOOTHING = 0.2
"""What is added to each count of a trait, so that one never seen rules nothing out."""
SYNONYM = 0.8
"""How much a word of the same meaning counts against the word itself."""

_CAPITALISED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b")


class Word(NamedTuple):
    """A word of the question that is no name, and what it may stand for."""

    typed: str
    stems: tuple[tuple[str, float], ...]
    """Stems of the base with their weights, best first; none where the base has never seen it."""
    mass: float
    """How much the word tells: its inverse document frequency."""
    general: bool = False
    """Whether it belongs to the name of a general subject."""


class Question(NamedTuple):
    """A question, taken apart."""

    folded: str
    words: tuple[Word, ...]
    """The words that name nothing in particular, in order."""
    subjects: tuple[str, ...]
    """Ids of the subjects named, in order."""
    brands: tuple[str, ...]
    neighbours: tuple[str, ...]
    """Ids of the neighbours named."""
    stranger: bool
    """Whether it holds a name of a medicine that the base has never seen."""
    unknown_name: bool
    """Whether it holds another word that is written like a name and that the base has never seen."""
    cues: dict[str, float]
    """How much its wording asks for each aspect, 0 to 1."""
    leanings: dict[str, float]
    """How likely each aspect is by the words alone, relative to the likeliest."""
    repaired: tuple[tuple[str, str], ...]
    """Words as typed and as read."""
    pronoun: bool
    """Whether a word stands for the subject of the conversation."""
    bare: bool = False
    """Whether it says nothing but a name, and what is asked of it was taken from elsewhere."""

    @property
    def mass(self) -> float:
        """How much all its words tell."""
        return sum(word.mass for word in self.words)

    @property
    def unknown(self) -> float:
        """The share of that in words which the base has never seen, 0 to 1."""
        mass = self.mass
        return sum(word.mass for word in self.words if not word.stems) / mass if mass else 0.0


class Reader:
    """Takes questions apart with the vocabulary of one base."""

    def __init__(self, knowledge: Knowledge, index: Index) -> None:
        phrases = knowledge.phrases
        self._index = index
        self._general = frozenset(phrases.general_subjects)
        self._names = Names(index.names, index.spellings)
        self._unsure = index.unsure
        self._vocabulary = Vocabulary(index.words, index.unsure, index.idf)
        self._common = index.common
        self._fillers = index.fillers
        self._pronouns = frozenset(words(" ".join(phrases.pronouns)))
        self._endings = tuple(phrases.name_endings)

    def read(self, text: str) -> Question:
        """Return `text` taken apart; only its first MAX_LETTERS letters are matched."""
        shown = one_line(text)[:MAX_LETTERS]
        typed = words(shown)
        asked = tuple(part for word in typed for part in self._parted(word))
        mentions = self._names.find(asked, self._is_sure)
        taken = {place for mention in mentions for place in range(mention.start, mention.end)}
        left = [word for place, word in enumerate(asked) if place not in taken]
        read = self._words(asked, mentions)
        repaired = [(" ".join(asked[m.start : m.end]), m.name.words) for m in mentions if not m.exact]
        repaired += [(word, near[0][2]) for word in left if (near := self._near(word)) and near[0][2] != word]
        leanings = self._leanings(read)
        return Question(
            folded=" ".join(typed),
            words=read,
            subjects=_distinct(mention.name.subject for mention in mentions),
            brands=_distinct(mention.name.brand for mention in mentions),
            neighbours=_distinct(mention.name.neighbour for mention in mentions),
            stranger=any(map(self._is_strange, left)),
            unknown_name=self._has_strange_capital(shown, mentions, asked),
            cues=self._asked_for(self._with_pronouns(asked, mentions)),
            leanings=leanings,
            repaired=tuple(repaired),
            pronoun=any(word in self._pronouns for word in left),
        )

    def _words(self, asked: Sequence[str], mentions: Sequence[Mention]) -> tuple[Word, ...]:
        """Return the words that name nothing in particular; the name of a general subject stays, spelt right."""
        said: list[Word] = []
        at = 0
        for mention in mentions:
            said += map(self._word, asked[at : mention.start])
            if mention.name.subject in self._general:
                said += map(self._general_word, mention.name.words.split())
            at = mention.end
        return (*said, *map(self._word, asked[at:]))

    @staticmethod
    def _with_pronouns(asked: Sequence[str], mentions: Sequence[Mention]) -> tuple[str, ...]:
        """Return the words with "it" in the place of each subject, as cue phrases are written."""
        said = list(asked)
        for mention in reversed(mentions):
            if mention.name.subject:
                said[mention.start : mention.end] = ["it"]
        return tuple(said)

    @lru_cache(maxsize=4096)  # noqa: B019  # a reader lives as long as the program
    def _parted(self, word: str) -> tuple[str, ...]:
        """Return the words that `word` is when spaces were left out, or the word alone."""
        name = self._names.written_as_one(word)
        if name:
            return (word,) if name.subject or name.neighbour else tuple(name.words.split())
        if len(word) <= MIN_PART or self._is_sure(word):
            return (word,)
        halves = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
        pairs = tuple(halves)
        return next(
            (pair for pair in pairs if self._go_together(*pair)),
            next((pair for pair in pairs if self._has_slipped_name(word, *pair)), (word,)),
        )

    def _go_together(self, first: str, second: str) -> bool:
        """Tell whether two words may have been written as one: a small word beside a known one, or a known pair."""
        if max(len(first), len(second)) < MIN_PART:
            return False
        if first in self._fillers or second in self._fillers:
            return all(self._is_sure(word) or self._names.written_as_one(word) for word in (first, second))
        stem = self._vocabulary.stem
        return (
            first in self._vocabulary
            and second in self._vocabulary
            and f"{stem(first)} {stem(second)}" in self._index.asking
        )

    def _has_slipped_name(self, word: str, first: str, second: str) -> bool:
        """Tell whether `word`, unlike anything known, is a small word and a name with a slip written as one."""
        if self._near(word) or self._is_slipped_name(word):
            return False
        return (first in self._fillers and self._is_slipped_name(second)) or (
            second in self._fillers and self._is_slipped_name(first)
        )

    def _is_slipped_name(self, word: str) -> bool:
        return bool(self._names.find((word,), self._is_sure))

    def is_filler(self, word: str) -> bool:
        """Tell whether `word` carries no meaning of its own."""
        return word in self._fillers

    def _is_known(self, word: str) -> bool:
        """Tell whether `word` needs no reading through slips."""
        return word in self._vocabulary or word in self._common or word in self._fillers

    def _is_sure(self, word: str) -> bool:
        """Tell whether `word` is spelt as it should be."""
        return self._is_known(word) and word not in self._unsure

    def _near(self, word: str) -> tuple[tuple[str, float, str], ...]:
        """Return what `word` may stand for; everyday words stand for themselves alone."""
        if word in self._common or word in self._fillers:
            return ((self._vocabulary.stem(word), 1.0, word),) if word in self._vocabulary else ()
        return self._vocabulary.near(word)

    def _word(self, word: str) -> Word:
        near = tuple((stem, weight) for stem, weight, _ in self._near(word))
        stems = self._with_synonyms(near)
        idf = self._index.idf
        weighed = [idf[stem] for stem, _ in near if stem in idf] or [idf[stem] for stem, _ in stems if stem in idf]
        if word in self._fillers:
            return Word(word, stems, min(weighed, default=0.0))
        return Word(word, stems, max(weighed, default=self._index.unknown))

    def _general_word(self, word: str) -> Word:
        """Return a word of a general subject's name, which a rare spelling does not make more telling."""
        read = self._word(word)
        return read._replace(
            mass=min((self._index.idf.get(stem, read.mass) for stem, _ in read.stems), default=read.mass), general=True
        )

    def _with_synonyms(self, stems: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
        """Return the stems with those of the same meaning after them."""
        found = dict(stems)
        for stem, weight in stems:
            for other in self._index.synonyms.get(stem, ()):
                found.setdefault(other, weight * SYNONYM)
        return tuple(found.items())

    def _stems(self, asked: Sequence[str]) -> tuple[str, ...]:
        """Return the best stem of each word."""
        return tuple(near[0][0] if (near := self._vocabulary.near(word)) else word for word in asked)

    def _asked_for(self, asked: Sequence[str]) -> dict[str, float]:
        """Return how much the cue phrases in `asked` speak for each aspect: longer and rarer cues speak louder."""
        stems = self._stems(asked)
        heard: dict[str, float] = {}
        free = [True] * len(stems)
        for size in range(min(self._index.longest_cue, len(stems)), 0, -1):
            for start in range(len(stems) - size + 1):
                aspects = self._index.cues.get(" ".join(stems[start : start + size]))
                if aspects and all(free[start : start + size]):
                    free[start : start + size] = [False] * size
                    for aspect in aspects:
                        heard[aspect] = heard.get(aspect, 0.0) + (
                            size + self._rarity(stems[start : start + size])
                        ) / len(aspects)
        loudest = max(heard.values(), default=1.0)
        return {aspect: volume / loudest for aspect, volume in heard.items()}

    def _rarity(self, stems: Sequence[str]) -> float:
        """Return how much the rarest of `stems` tells."""
        return max(self._index.idf.get(stem, self._index.unknown) for stem in stems)

    def _leanings(self, read: Sequence[Word]) -> dict[str, float]:
        """Return each aspect's likelihood, relative to the likeliest, tempered as words hang together.

        Naive Bayes over words and word pairs, each aspect against all others (Rennie et al., 2003, section 3.1).
        """
        asking, in_all = self._index.asking, self._index.asking_in_all
        known = [
            asking[trait] for trait in traits([word.stems[0][0] for word in read if word.stems]) if trait in asking
        ]
        whole, floor = sum(in_all.values()), SMOOTHING * len(asking)
        everywhere = [sum(counts.values()) for counts in known]
        silent = sum(_speaks_for(0, total) for total in everywhere)
        scores = {
            aspect: silent - len(known) * math.log((held + floor) / (whole - held + floor))
            for aspect, held in in_all.items()
        }
        for counts, total in zip(known, everywhere, strict=True):
            unheard = _speaks_for(0, total)
            for aspect, here in counts.items():
                scores[aspect] += _speaks_for(here, total) - unheard
        best = max(scores.values(), default=0.0)
        calm = math.sqrt(max(1, len(known)))
        return {aspect: math.exp((score - best) / calm) for aspect, score in scores.items()}

    def _is_strange(self, word: str) -> bool:
        """Tell whether `word` has the ending of a medicine's name and is unknown."""
        return len(word) >= MIN_NAME and word.endswith(self._endings) and not self._is_known(word)

    def _has_strange_capital(self, shown: str, mentions: Sequence[Mention], asked: Sequence[str]) -> bool:
        """Tell whether an unknown word is written like a name in the middle of a sentence."""
        named = {word for mention in mentions for word in asked[mention.start : mention.end]}
        return any(
            fold(word) not in named and not self._is_known(fold(word)) and not self._near(fold(word))
            for word in _CAPITALISED.findall(shown)
        )


def _speaks_for(here: int, everywhere: int) -> float:
    """Return how much a trait that so many phrasings of an aspect hold, of so many of all, speaks for the aspect."""
    return math.log((here + SMOOTHING) / (everywhere - here + SMOOTHING))


def _distinct(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids that are not empty, once each, in order."""
    return tuple(dict.fromkeys(id for id in ids if id))

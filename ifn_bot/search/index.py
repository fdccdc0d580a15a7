"""The base turned into postings: built once, stored as plain data, read back in milliseconds."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import pairwise

from ifn_bot.model import Knowledge
from ifn_bot.record import NamedTuple
from ifn_bot.search.columns import Phrasings, Postings, postings_of
from ifn_bot.search.names import Name, Names, all_names, by_letters, by_spelling
from ifn_bot.text import drawn, words

_MARKUP = re.compile(r"\[\d+\]|[*_#|`>]")


SURE_ENTRIES = 20
"""Entries whose paraphrases must hold a word before it counts as spelt right."""
MOST = 0.4
"""Share of the phrasings of an entry that hold a word which belongs to what it is about."""
FILLER = 0.25
"""How much a filler word counts against one of the same rarity that means something."""


class Index(NamedTuple):
    """Everything a search looks at."""

    entries: Sequence[str]
    """Ids, in order."""
    phrasings: Phrasings
    written: Mapping[str, int]
    """The number of the entry in which a folded question is written."""
    postings: Postings
    """Which phrasings hold a stem, by entry."""
    idf: Mapping[str, float]
    unknown: float
    """Weight of a word the base has never seen."""
    text: Sequence[Mapping[str, float]]
    """For each entry, how much its text holds of each stem, 0 to 1."""
    core: Sequence[Mapping[str, float]]
    """For each entry, the stems that most of its phrasings hold, with how much each tells of it, 0 to 1."""
    brands: Sequence[tuple[str, ...]]
    """For each entry, the brands that its title names."""
    mentions: Sequence[tuple[str, ...]]
    """For each entry, the subjects and neighbours that its questions name."""
    told: Sequence[tuple[str, ...]]
    """For each entry, the subjects and neighbours that its questions or its text name."""
    asking: Mapping[str, Mapping[str, int]]
    """For each stem and each pair of neighbouring stems, how many phrasings of each aspect hold it."""
    asking_in_all: Mapping[str, int]
    """The sum of those numbers for each aspect."""
    words: Mapping[str, str]
    """Every word of the base, with its stem."""
    unsure: Set[str]
    """Words that stand in a paraphrase or two alone, and may be slips put there on purpose."""
    names: Mapping[str, Name]
    """Every name of every subject and neighbour, by its letters without spaces."""
    spellings: Mapping[str, tuple[str, ...]]
    """The keys of `names` that hold the same designators and are of one length."""
    cues: Mapping[str, tuple[str, ...]]
    """By the stems of each cue phrase, with spaces between, the aspects it asks for."""
    longest_cue: int
    """How many words the longest cue phrase has."""
    common: Set[str]
    """Everyday words that are never a misspelt name."""
    fillers: Set[str]
    """Words that carry no meaning of their own in a question."""
    synonyms: Mapping[str, tuple[str, ...]]
    """For each stem, the stems that mean the same."""


def build(knowledge: Knowledge, stem: Callable[[str], str]) -> Index:
    """Return the index of `knowledge`; `stem` gives the stem of a folded word."""
    questions = {id: [words(question) for question in entry.questions] for id, entry in knowledge.entries.items()}
    unsure = _unsure(knowledge, questions)
    known_names = by_letters(all_names(knowledge))
    spellings = by_spelling(known_names)
    names = Names(known_names, spellings)
    ids = tuple(sorted(knowledge.entries))
    general = knowledge.phrases.general_subjects
    asked_of: list[tuple[int, tuple[str, ...], str]] = []
    vocabulary: dict[str, str] = {}
    texts: list[Counter[str]] = []
    brands: list[tuple[str, ...]] = []
    mentions: list[tuple[str, ...]] = []
    told_of: list[tuple[str, ...]] = []
    for number, id in enumerate(ids):
        entry = knowledge.entries[id]
        named: set[str] = set()
        for at, asked in enumerate(questions[id]):
            found = names.find(asked, lambda word: word not in unsure)
            named.update(mention.name.subject or mention.name.neighbour for mention in found)
            if at == 0:
                brands.append(tuple(sorted({mention.name.brand for mention in found if mention.name.brand})))
            taken = {
                place
                for mention in found
                if mention.name.subject not in general
                for place in range(mention.start, mention.end)
            }
            vocabulary.update((word, stem(word)) for word in asked)
            left = tuple(stem(word) for place, word in enumerate(asked) if place not in taken)
            asked_of.append((number, left, " ".join(asked)))
        mentions.append(tuple(sorted(named)))
        told = words(_MARKUP.sub(" ", "\n".join((entry.summary, *drawn(entry.details)[::2]))))
        vocabulary.update((word, stem(word)) for word in told)
        texts.append(Counter(map(stem, told)))
        named.update(mention.name.subject or mention.name.neighbour for mention in names.find(told, _everything))
        told_of.append(tuple(sorted(named)))
    for aspect in knowledge.aspects.values():
        vocabulary.update((word, stem(word)) for cue in aspect.cues for word in words(cue))
    for group in knowledge.phrases.synonyms:
        vocabulary.update((word, stem(word)) for said in group for word in words(said))
    fillers = frozenset(stem(word) for filler in knowledge.phrases.fillers for word in words(filler))
    idf, unknown = _idf([stems for _, stems, _ in asked_of], fillers)
    phrasings = _columns(asked_of, idf)
    cues = _cues(knowledge, stem)
    asking = _asking(knowledge, ids, phrasings)
    return Index(
        entries=ids,
        phrasings=phrasings,
        written=dict(zip(phrasings.folded, phrasings.entry, strict=True)),
        postings=postings_of(phrasings),
        idf=idf,
        unknown=unknown,
        text=tuple({stem: round(count / (count + 1.2), 3) for stem, count in counts.items()} for counts in texts),
        core=_core(phrasings, len(ids), idf, unknown),
        brands=tuple(brands),
        mentions=tuple(mentions),
        told=tuple(told_of),
        asking=asking,
        asking_in_all=_in_all(asking, knowledge.aspects),
        words=vocabulary,
        unsure=unsure,
        names=known_names,
        spellings=spellings,
        cues=cues,
        longest_cue=max((len(cue.split()) for cue in cues), default=1),
        common=_words_of(knowledge.phrases.common),
        fillers=_words_of((*knowledge.phrases.fillers, *knowledge.phrases.greetings)),
        synonyms=_groups(knowledge.phrases.synonyms, stem),
    )


def _everything(_word: str) -> bool:
    """Say that a word is spelt right: a text holds no slips."""
    return True


def _unsure(knowledge: Knowledge, questions: Mapping[str, Sequence[Sequence[str]]]) -> frozenset[str]:
    """Return the words that stand in few paraphrases and nowhere else; `questions` are by entry, in words."""
    phrases = knowledge.phrases
    sure = {word for cue in phrases.common + phrases.fillers for word in words(cue)}
    sure.update(word for aspect in knowledge.aspects.values() for cue in aspect.cues for word in words(cue))
    sure.update(word for group in phrases.synonyms for said in group for word in words(said))
    seen: Counter[str] = Counter()
    for id, entry in knowledge.entries.items():
        sure.update(words(_MARKUP.sub(" ", f"{entry.title}\n{entry.summary}\n{entry.details}")))
        seen.update({word for asked in questions[id] for word in asked})
    return frozenset(word for word, entries in seen.items() if entries < SURE_ENTRIES and word not in sure)


def _columns(asked_of: list[tuple[int, tuple[str, ...], str]], idf: dict[str, float]) -> Phrasings:
    """Return the phrasings with what they weigh."""
    weights = [[idf[stem] for stem in dict.fromkeys(stems)] for _, stems, _ in asked_of]
    return Phrasings(
        entry=array("i", [entry for entry, _, _ in asked_of]),
        stems=tuple(stems for _, stems, _ in asked_of),
        folded=tuple(folded for _, _, folded in asked_of),
        mass=array("d", map(sum, weights)),
        norm=array("d", [math.sqrt(sum(weight**2 for weight in each)) for each in weights]),
    )


def _cues(knowledge: Knowledge, stem: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """Return by the stems of each cue phrase the aspects it asks for."""
    found: dict[str, dict[str, None]] = {}
    for aspect in knowledge.aspects.values():
        for cue in aspect.cues:
            found.setdefault(" ".join(map(stem, words(cue))), {})[aspect.id] = None
    return {stems: tuple(aspects) for stems, aspects in found.items()}


def _words_of(phrases: Iterable[str]) -> frozenset[str]:
    """Return every word of phrases."""
    return frozenset(word for phrase in phrases for word in words(phrase))


def _groups(synonyms: Iterable[tuple[str, ...]], stem: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """Return, for each stem, the stems that mean the same."""
    found: dict[str, tuple[str, ...]] = {}
    for group in synonyms:
        stems = tuple(dict.fromkeys(stem(word) for said in group for word in words(said)))
        for one in stems:
            found[one] = (*found.get(one, ()), *(other for other in stems if other != one))
    return found


def _idf(stems_of: list[tuple[str, ...]], fillers: frozenset[str]) -> tuple[dict[str, float], float]:
    """Return the inverse document frequency of each stem over phrasings, fillers less, and that of an unseen one."""
    counts = Counter(stem for stems in stems_of for stem in dict.fromkeys(stems))
    total = len(stems_of) or 1
    idf = {
        stem: round(math.log(1 + total / (count + 0.5)) * (FILLER if stem in fillers else 1.0), 4)
        for stem, count in counts.items()
    }
    return idf, math.log(1 + total / 0.5)


def _core(phrasings: Phrasings, entries: int, idf: Mapping[str, float], unknown: float) -> tuple[dict[str, float], ...]:
    """Return for each entry the stems that at least MOST of its phrasings hold, and what they tell of it."""
    held: list[Counter[str]] = [Counter() for _ in range(entries)]
    for entry, stems in zip(phrasings.entry, phrasings.stems, strict=True):
        held[entry].update(set(stems))
    asked = Counter(phrasings.entry)
    return tuple(
        {
            stem: round(count / asked[entry] * idf[stem] / unknown, 3)
            for stem, count in sorted(counts.items())
            if count >= MOST * asked[entry]
        }
        for entry, counts in enumerate(held)
    )


def traits(stems: Sequence[str]) -> tuple[str, ...]:
    """Return what tells the aspect of a question: its stems and every two that stand side by side, its ends too."""
    pairs = (" ".join(pair) for pair in pairwise(("", *stems, "")))
    return tuple(dict.fromkeys((*stems, *pairs)))


def _asking(knowledge: Knowledge, ids: tuple[str, ...], phrasings: Phrasings) -> dict[str, dict[str, int]]:
    """Return how many phrasings of each aspect hold each trait."""
    found: dict[str, dict[str, int]] = {}
    for entry, stems in zip(phrasings.entry, phrasings.stems, strict=True):
        aspect = knowledge.entries[ids[entry]].aspect
        for trait in traits(stems):
            counts = found.setdefault(trait, {})
            counts[aspect] = counts.get(aspect, 0) + 1
    return found


def _in_all(asking: Mapping[str, Mapping[str, int]], aspects: Iterable[str]) -> dict[str, int]:
    """Return the sum of the counts for each aspect."""
    total: Counter[str] = Counter()
    for counts in asking.values():
        total.update(counts)
    return {aspect: total[aspect] for aspect in aspects}

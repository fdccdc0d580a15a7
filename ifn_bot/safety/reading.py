"""A message into sentences of plain words: disguises taken off, slips repaired. Nothing that was typed is kept."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ifn_bot.danger import Spelling
from ifn_bot.record import NamedTuple
from ifn_bot.safety.patterns import END, NUMBER, START

MIN_FUZZY = 4
"""Letters a word must have to be read through a slip."""
MIN_TWO_SLIPS = 9
"""Letters from which a word is read through two slips."""
MAX_REPAIRS = 500
"""Unknown words of one message that are looked at for slips; further ones count as they stand."""
SPELT_OUT = 3
"""Single letters in a row that are read as words spelt out."""
MIN_GLUED, MAX_GLUED = 7, 60
"""Letters of an unknown word that is looked at for words written together."""
MAX_CLOSE = 30_000
"""Letters of a message that are read closely (split and glued words, digits for letters); the rest is read plainly."""
MAX_WORDS, OVERLAP = 150, 20
"""Longer sentences are looked at in pieces that overlap."""

_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)|[;\n]+")
_TOKEN = re.compile(r"[a-z']+|[0-9]+|[,:()\"]")
_GLUE = re.compile(r"(?<=[a-z0-9])[._*/\\|~+=-]+(?=[a-z0-9])")
_CHUNK = re.compile(r"\S+")
_RUN = re.compile(r"([a-z])\1{2,}")
_DOUBLE = re.compile(r"([a-z])\1")
_LAST = "\uffff"
"""Sorts after every letter."""
_PAUSES = ',:()"'
_TRAILING = ".,!?:;)\"'"


class Sentence(NamedTuple):
    """Words of one sentence between its ends, and the clause that each stands in."""

    words: tuple[str, ...]
    clauses: tuple[int, ...]


def vocabulary(spelling: Spelling, words: Iterable[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words that are known to patterns of `words`, and their beginnings, the longest first."""
    named = set(words)
    prefixes = sorted((word[:-1] for word in named if word.endswith("*")), key=lambda prefix: (-len(prefix), prefix))
    typed_out = {word for words in spelling.words.values() for word in words.split()}
    known = frozenset(word for word in named if word.isalnum()) | typed_out | set(spelling.plain)
    return known, tuple(prefixes)


def beginnings(known: frozenset[str], prefixes: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return what each beginning stands for: itself and the known words that begin so; and the numbers."""
    words = sorted([*known, *(f"{prefix}*" for prefix in prefixes)])
    grown = {
        f"{prefix}*": frozenset(words[bisect_left(words, prefix) : bisect_left(words, prefix + _LAST)])
        for prefix in prefixes
    }
    return {NUMBER: frozenset(word for word in known if word.isdigit()), **grown}


class Reader:
    """Reads messages with one vocabulary."""

    def __init__(self, spelling: Spelling, known: Set[str], prefixes: Sequence[str]) -> None:
        self.spelling, self.known, self.prefixes = spelling, known, tuple(prefixes)
        self._letters = _Letters(spelling.look_alikes)
        self._leet = str.maketrans(dict(spelling.leet))
        self._of_length: dict[int, list[str]] = {}

    @cached_property
    def _fuzzy(self) -> list[str]:
        """The words that slips are looked for in; made once an unknown word is met."""
        return sorted(word for word in self.known if len(word) >= MIN_FUZZY and word.isalpha())

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        """The known beginnings by their first letters, as many as the shortest of them has."""
        found: dict[str, list[str]] = {}
        for prefix in self.prefixes:
            found.setdefault(prefix[: self._shortest], []).append(prefix)
        return found

    @cached_property
    def _shortest(self) -> int:
        return min(map(len, self.prefixes), default=0)

    def beginning(self, word: str) -> Sequence[str]:
        """Return the known beginnings that begin as `word` does."""
        return self._by_start.get(word[: self._shortest], ())

    def alike_long(self, letters: int) -> list[str]:
        """Return the words that a word of so many letters may be a slip for, in order."""
        if letters not in self._of_length:
            slips = _slips(letters)
            self._of_length[letters] = [word for word in self._fuzzy if abs(len(word) - letters) <= slips]
        return self._of_length[letters]

    def sentences(self, text: str) -> list[Sentence]:
        """Return every sentence of `text` in every reading, each once: line by line, and across line ends."""
        flat = _ESCAPE.sub("", text).translate(self._letters)
        words = _Words(self)
        found: dict[Sentence, None] = {}
        close = flat[:MAX_CLOSE]
        for reading in dict.fromkeys((close, self._unleet(close))):
            for whole in dict.fromkeys((reading, reading.replace("\n", " "))):
                for tokens in _sentences(whole):
                    found.update(dict.fromkeys(_pieces(words.read(tokens))))
                    found.update(dict.fromkeys(_pieces(words.read(words.joined(tokens)))))
        for tokens in _sentences(flat[MAX_CLOSE - OVERLAP :] if len(flat) > MAX_CLOSE else "", in_runs=True):
            for said in _pieces(words.read(tokens)):
                found[said] = None
        return list(found)

    def _unleet(self, text: str) -> str:
        """Return `text` with digits and signs inside words read as letters."""

        def read(chunk: re.Match[str]) -> str:
            word = chunk.group()
            bare = word.rstrip(_TRAILING)
            if bare in self.spelling.alone:
                return self.spelling.alone[bare] + word[len(bare) :]
            if bare.isalpha() or not any("a" <= char <= "z" for char in bare):
                return word
            return bare.translate(self._leet) + word[len(bare) :]

        return _CHUNK.sub(read, text)


class _Letters(dict[int, str]):
    """What each character is read as; looked up once per distinct character."""

    def __init__(self, look_alikes: Mapping[str, str]) -> None:
        super().__init__({ord("\n"): "\n", ord("\r"): "\n", ord("\t"): " ", ord("¿"): ". ", ord("¡"): ". "})
        self._look_alikes = look_alikes

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
        read = "".join(self._one(part) for part in plain)
        self[code] = read
        return read

    def _one(self, char: str) -> str:
        if char.isascii() and char.isprintable():
            return char
        category = unicodedata.category(char)
        if category[0] in "CM":
            return "\n" if category == "Cc" and char.isspace() else ""
        if char in "\u2018\u2019\u02bc\u00b4":
            return "'"
        return self._look_alikes.get(char, " ")


class _Words:
    """Reads the words of one message; forgotten with it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._spelling, self._known = reader.spelling, reader.known
        self._read: dict[str, tuple[str, ...]] = {}
        self._repairs = 0

    def read(self, tokens: list[str]) -> Sentence:
        """Return the sentence that `tokens` are."""
        words, clauses, clause = [START], [0], 0
        for token in tokens:
            if token in _PAUSES:
                clause += 1
                continue
            read = self._word(token)
            words += read
            clauses += [clause] * len(read)
        return Sentence((*words, END), (*clauses, clause))

    def joined(self, tokens: list[str]) -> list[str]:
        """Return `tokens` with split words put together and words written together taken apart."""
        found: list[str] = []
        letters: list[str] = []
        for token in (*tokens, ""):
            if len(token) == 1 and token.isalpha():
                letters.append(token)
                continue
            found.extend(self._apart("".join(letters)) if len(letters) >= SPELT_OUT else letters)
            letters = []
            found.extend(self._apart(token) if len(token) >= MIN_GLUED and token.isalpha() else [token])
        return self._mended([token for token in found if token])

    def _mended(self, tokens: list[str]) -> list[str]:
        """Put together neighbours that are a known word only as one."""
        found: list[str] = []
        place = 0
        while place < len(tokens):
            size = next((size for size in (3, 2) if self._is_broken(tokens[place : place + size], size)), 1)
            found.append("".join(tokens[place : place + size]))
            place += size
        return found

    def _is_broken(self, parts: list[str], size: int) -> bool:
        whole = "".join(parts)
        return (
            len(parts) == size
            and len(whole) >= 3
            and whole in self._known
            and any(part not in self._known or len(part) == 1 for part in parts)
        )

    def _apart(self, glued: str) -> list[str]:
        """Return the known words that `glued` is made of, the longest first, or itself."""
        if glued in self._known or len(glued) > MAX_GLUED or self._is_slip_or_repeat(glued):
            return [glued]
        best: list[list[str] | None] = [[]]
        for end in range(1, len(glued) + 1):
            ways = [
                [*before, glued[start:end]]
                for start in range(max(0, end - 14), end)
                if (before := best[start]) is not None and self._is_word(glued[start:end])
            ]
            best.append(min(ways, key=len, default=None))
        return best[-1] or [glued]

    def _is_slip_or_repeat(self, word: str) -> bool:
        """Tell whether `word` is read as a known word without being cut; a known beginning does not count."""
        return not self._begun(word) and self._word(word) != (word,)

    def _is_word(self, word: str) -> bool:
        return word in self._known and (len(word) > 1 or word in "ia")

    def _word(self, token: str) -> tuple[str, ...]:
        """Return what `token` is read as."""
        read = self._read.get(token)
        if read is None:
            read = self._read[token] = self._understood(token)
        return read

    def _understood(self, token: str) -> tuple[str, ...]:
        if "'" in token:
            stem, ending = self._contracted(token.strip("'"))
            return tuple(word for part in (*stem.split("'"), *ending.split()) if part for word in self._word(part))
        if token.isdigit():
            return (token if token in self._known else NUMBER,)
        if len(token) > MAX_GLUED:
            return (token,)
        known = self._spelt(token) or self._unrepeated(token) or self._begun(token) or self._repaired(token)
        return tuple(known.split()) if known else (token,)

    def _contracted(self, token: str) -> tuple[str, str]:
        for ending, instead in self._spelling.endings.items():
            if token.endswith(ending):
                return token[: -len(ending)], instead
        return token, ""

    def _spelt(self, word: str) -> str:
        """Return `word` as the rules write it, where that is certain."""
        if word in self._spelling.words:
            return self._spelling.words[word]
        if word in self._known:
            return word
        return ""

    def _begun(self, word: str) -> str:
        """Return the beginning that a pattern asks for and `word` has."""
        return next((f"{prefix}*" for prefix in self._reader.beginning(word) if word.startswith(prefix)), "")

    def _unrepeated(self, word: str) -> str:
        """Return the known word that `word` is with its repeated letters taken out."""
        if not _DOUBLE.search(word):
            return ""
        runs = ((_RUN, r"\1\1"), (_RUN, r"\1")) if _RUN.search(word) else ()
        for pattern, instead in (*runs, (_DOUBLE, r"\1")):
            shorter = pattern.sub(instead, word)
            if shorter != word and len(shorter) > 2 and (spelt := self._spelt(shorter)):
                return spelt
        return ""

    def _repaired(self, word: str) -> str:
        """Return the known word that `word` is but for a slip."""
        if self._repairs >= MAX_REPAIRS or len(word) < MIN_FUZZY:
            return ""
        word = _RUN.sub(r"\1", word)
        self._repairs += 1
        choices = self._reader.alike_long(len(word))
        close = process.extract(word, choices, scorer=OSA.distance, score_cutoff=_slips(len(word)), limit=3)
        alike = (known for known, distance, _ in close if known[0] == word[0] and _is_slip(word, known, int(distance)))
        best = next(alike, "")
        return self._spelling.words.get(best, best)


def _slips(letters: int) -> int:
    """Return through how many slips a word of so many letters is read."""
    return 2 if letters >= MIN_TWO_SLIPS else 1


def _is_slip(word: str, known: str, distance: int) -> bool:
    """Tell whether `word` may be a slip for `known`: short words only with letters swapped or one left out."""
    if distance > 1:
        return min(len(word), len(known)) >= MIN_TWO_SLIPS
    if len(word) > MIN_FUZZY:
        return len(known) > MIN_FUZZY
    return sorted(word) == sorted(known) or len(known) == len(word) + 1


def _sentences(text: str, *, in_runs: bool = False) -> Iterator[list[str]]:
    """Yield the tokens of each sentence, and of runs of sentences of one word taken together; else `in_runs` alone."""
    alone: list[str] = []
    for part in dict.fromkeys(_SENTENCE_END.split(_GLUE.sub(" ", text))):
        tokens = _TOKEN.findall(part)
        if not tokens:
            continue
        if len(tokens) == 1:
            alone += tokens
            if in_runs:
                continue
        else:
            if len(alone) > (not in_runs):
                yield alone
            alone = []
        yield tokens
    if len(alone) > (not in_runs):
        yield alone


def _pieces(said: Sentence) -> Iterator[Sentence]:
    """Yield a sentence, or overlapping pieces of a very long one."""
    if len(said.words) <= MAX_WORDS:
        yield said
        return
    for start in range(0, len(said.words), MAX_WORDS - OVERLAP):
        yield Sentence(said.words[start : start + MAX_WORDS], said.clauses[start : start + MAX_WORDS])

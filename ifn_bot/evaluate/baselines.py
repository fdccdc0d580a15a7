"""What others do: simple ways to choose an entry, run on the same base to compare with."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Callable

from rapidfuzz import fuzz, process
from snowballstemmer import stemmer

from ifn_bot.model import Entry, Knowledge
from ifn_bot.text import fold, words

Pick = Callable[[str], tuple[Entry, float]]
"""From a question to the entry chosen, and how strongly (larger is surer)."""

K1, B = 1.2, 0.75
"""The usual constants of BM25 (Robertson and Zaragoza, 2009)."""


def baselines(knowledge: Knowledge) -> dict[str, Pick]:
    """Return the baselines by name, each ready to be asked."""
    asked = [(entry, question) for entry in knowledge.entries.values() for question in entry.questions]
    return {
        "WRatio": _ratio(asked, fuzz.WRatio),
        "token_set_ratio": _ratio(asked, fuzz.token_set_ratio),
        "BM25 with stemming": _bm25(asked),
        "SQLite FTS5": _fts5(asked),
    }


def _ratio(asked: list[tuple[Entry, str]], scorer: Callable[..., float]) -> Pick:
    """Return what compares whole sentences by a ratio of rapidfuzz."""
    folded = [fold(question) for _, question in asked]

    def pick(question: str) -> tuple[Entry, float]:
        _, score, place = process.extractOne(fold(question), folded, scorer=scorer)
        return asked[place][0], score

    return pick


def _bm25(asked: list[tuple[Entry, str]]) -> Pick:
    """Return BM25 over stemmed paraphrases (Robertson and Zaragoza, 2009)."""
    stem = stemmer("english").stemWord
    bags = [Counter(map(stem, words(question))) for _, question in asked]
    mean = sum(bag.total() for bag in bags) / len(bags)
    spread = Counter(word for bag in bags for word in bag)
    idf = {word: math.log(1 + (len(bags) - count + 0.5) / (count + 0.5)) for word, count in spread.items()}

    def score(bag: Counter[str], said: list[str]) -> float:
        share = K1 * (1 - B + B * bag.total() / mean)
        return sum(idf[word] * bag[word] * (K1 + 1) / (bag[word] + share) for word in said if word in bag)

    def pick(question: str) -> tuple[Entry, float]:
        said = list(map(stem, words(question)))
        best, place = max((score(bag, said), -place) for place, bag in enumerate(bags))
        return asked[-place][0], best

    return pick


def _fts5(asked: list[tuple[Entry, str]]) -> Pick:
    """Return the full-text search of SQLite with its Porter stemmer, any word of the question."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE asked USING fts5(question, tokenize = 'porter unicode61')")
    base.executemany(
        "INSERT INTO asked(rowid, question) VALUES (?, ?)", [(n, question) for n, (_, question) in enumerate(asked)]
    )

    def pick(question: str) -> tuple[Entry, float]:
        said = " OR ".join(f'"{word}"' for word in words(question)) or '""'
        found = base.execute(
            "SELECT rowid, -bm25(asked) FROM asked WHERE asked MATCH ? ORDER BY bm25(asked) LIMIT 1", (said,)
        ).fetchone()
        return (asked[found[0]][0], found[1]) if found else (asked[0][0], 0.0)

    return pick

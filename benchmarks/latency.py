"""Latency, memory, load and compile time of one size of base: `python -m benchmarks.latency PARAPHRASES`."""

from __future__ import annotations

import json
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process
from snowballstemmer import stemmer

from benchmarks.paraphrases import asked_of, enlarged
from ifn_bot import library
from ifn_bot.compiled import CLASSES, RECORDS
from ifn_bot.corpus.load import load
from ifn_bot.corpus.store import Reader, Writer
from ifn_bot.search import Index, Search, build
from ifn_bot.text import fold, words

QUESTIONS = 300
WARMING = 100
"""Questions before the measured ones: what a base holds is read when it is first needed."""
SCANNED = 12
"""Questions that the slow baselines are asked."""


def measured(total: int) -> dict[str, float]:
    """Return every figure for a base of `total` paraphrases, times in milliseconds, memory in MiB."""
    before = _memory()
    knowledge = enlarged(load(library.shipped()).knowledge, total)
    started = time.perf_counter()
    index = build(knowledge, lru_cache(maxsize=None)(stemmer("english").stemWord))
    compiled = time.perf_counter()
    loaded, reading = _read_back(index)
    search = Search(knowledge, loaded)
    warming, asked = asked_of(knowledge, WARMING, seed=3), asked_of(knowledge, QUESTIONS)
    for question, _ in warming:
        search.find(question)
    ours = [_timed(lambda question=question: search.find(question)) for question, _ in asked]
    right = [bool(hits := search.find(question).hits) and hits[0].entry == entry for question, entry in asked]
    texts = list(index.phrasings.folded)
    few = [question for question, _ in asked[:SCANNED]]
    return {
        "paraphrases": len(texts),
        "p50": statistics.median(ours),
        "p99": statistics.quantiles(ours, n=100)[98],
        "right first": statistics.mean(right),
        "WRatio p50": statistics.median(_timed(lambda question=question: _scan(question, texts)) for question in few),
        "FTS5 p50": statistics.median(_fts5(texts, few)),
        "index ms": 1000 * (compiled - started),
        "load ms": reading,
        "MiB": _memory() - before,
    }


def _read_back(index: Index) -> tuple[Index, float]:
    """Return the index as it is read from a compiled base, and how long reading took."""
    writer = Writer(CLASSES, tuple(RECORDS.values()))
    writer.add("index", index)
    packed = writer.packed("benchmark")
    started = time.perf_counter()
    read = Reader(packed, CLASSES, RECORDS).part("index")
    return read, 1000 * (time.perf_counter() - started)


def _scan(question: str, texts: Sequence[str]) -> object:
    return process.extract(fold(question), texts, scorer=fuzz.WRatio)


def _fts5(texts: Sequence[str], asked: Sequence[str]) -> list[float]:
    """Return how long SQLite's full-text search takes for each question, any word of it."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE asked USING fts5(question, tokenize = 'porter unicode61')")
    base.executemany("INSERT INTO asked(question) VALUES (?)", [(text,) for text in texts])
    found = "SELECT rowid FROM asked WHERE asked MATCH ? ORDER BY bm25(asked) LIMIT 1"
    said = [" OR ".join(f'"{word}"' for word in words(question)) for question in asked]
    return [_timed(lambda match=match: base.execute(found, (match,)).fetchall()) for match in said]


def _timed(run: Callable[[], object]) -> float:
    """Return the processor time that `run` takes: unlike the clock, it hardly feels what else runs."""
    started = time.process_time()
    run()
    return 1000 * (time.process_time() - started)


def _memory() -> float:
    """Return the most memory this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]))))

"""A tiny base about tea: the engine must work without a word about interferon."""

from __future__ import annotations

import gc
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import settings
from snowballstemmer import stemmer

from ifn_bot.bot import Bot
from ifn_bot.compiled import Compiled
from ifn_bot.corpus.lint import lint
from ifn_bot.corpus.load import Base, load
from ifn_bot.library import cache_folder, open_base, shipped
from ifn_bot.model import Knowledge
from ifn_bot.search import Index, build

settings.register_profile("gate", derandomize=True, deadline=None)
settings.load_profile("gate")

TEA = {
    "subjects.yaml": """
        tea: {label: tea, kind: molecule, aliases: [teas, cup of tea]}
        green-tea-2a:
          {label: green tea 2a, kind: medicine, broader: tea, brands: [Sencharo], look_alikes: [green-tea-2b], aliases: [green 2a]}
        green-tea-2b:
          {label: green tea 2b, kind: medicine, broader: tea, brands: [Gyokura, Matchix], look_alikes: [green-tea-2a]}
    """,
    "aspects.yaml": """
        definition: {label: what it is, cues: [what is, what are, tell me about], review_months: 24, follow_ups: [storage]}
        storage: {label: storing, cues: [store, keep, shelf life], review_months: 12, follow_ups: [definition]}
        caffeine: {label: its caffeine, cues: [caffeine, keep me awake, how strong], review_months: 12, required_of: [medicine]}
    """,
    "sources.yaml": """
        tea-board: {title: The Tea Book, publisher: Tea Board, url: "https://tea.example/book", read: true, dated: "2020"}
        hearsay: {title: Rumours, publisher: Nobody, url: "https://tea.example/rumours", read: false}
    """,
    "neighbours.yaml": """
        coffee: {label: coffee, aliases: [espresso], truth: "Coffee is made from beans, it is not a tea."}
    """,
    "glossary.yaml": """
        tannin:
          {label: tannin, aliases: [tannins], meaning: "What makes tea bitter.", source: tea-board, see: green-tea-2a/caffeine}
        oolong: {label: oolong, meaning: "Half dark tea.", source: tea-board}
    """,
}

ENTRIES = {
    "tea/definition": (
        "Tea is a drink made from leaves.",
        [
            "What is tea?",
            "what are teas",
            "tell me about tea",
            "tea meaning",
            "explain tea to me",
            "is tea a drink",
            "tea",
            "what tea is made of",
        ],
    ),
    "tea/storage": (
        "Tea stays good for a year in a tin.",
        [
            "How do I store tea?",
            "how long does tea keep",
            "tea shelf life",
            "where to put tea leaves",
            "does tea go bad",
            "can tea spoil",
            "old tea still good",
            "tin for tea",
        ],
    ),
    "green-tea-2a/storage": (
        "Green tea 2a stays good for six months.",
        [
            "How do I store green tea 2a?",
            "sencharo shelf life",
            "does sencharo go off",
            "keep sencharo fresh",
            "where should sencharo stand",
            "sencharo in the sun",
            "green 2a going stale",
            "sencharo best before",
        ],
    ),
    "green-tea-2b/storage": (
        "Green tea 2b stays good for two weeks in the cold.",
        [
            "How do I store green tea 2b?",
            "gyokura shelf life",
            "does matchix go off",
            "keep gyokura fresh",
            "where should gyokura stand",
            "gyokura in the sun",
            "green tea 2b going stale",
            "matchix best before",
        ],
    ),
    "green-tea-2a/caffeine": (
        "Green tea 2a has little caffeine.",
        [
            "How much caffeine is in green tea 2a?",
            "does sencharo keep me awake",
            "sencharo caffeine",
            "is sencharo strong",
            "sleep after sencharo",
            "sencharo at night",
            "jittery from sencharo",
            "sencharo how strong",
        ],
    ),
}


def entry_text(lead: str, questions: list[str]) -> str:
    """Return the file of an entry with one cited sentence and one cited detail."""
    listed = "\n".join(f"  - {question}" for question in questions)
    return (
        f"---\nquestions:\n{listed}\nchecked: 2026-11-22\n---\n{lead}[^tea-board]\n\n## Details\n\n"
        "It was grown on a hill.[^tea-board]\n\n[^tea-board]: *Chapter 1.* What the book says.\n"
    )


def write_base(folder: Path) -> Path:
    """Write the tea base to `folder`; what the bot says itself and the safety rules are the shipped ones."""
    for name, text in TEA.items():
        (folder / name).write_text(dedent(text).strip() + "\n", encoding="utf-8")
    phrases = (shipped() / "phrases.yaml").read_text(encoding="utf-8")
    phrases = phrases.replace("general_subjects: [interferon, interferon-therapy]", "general_subjects: [tea]")
    (folder / "phrases.yaml").write_text(phrases, encoding="utf-8")
    for name in ("safety.yaml", "safety_copy.yaml", "jurisdictions.yaml"):
        (folder / name).write_text((shipped() / name).read_text(encoding="utf-8"), encoding="utf-8")
    for id, (lead, questions) in ENTRIES.items():
        path = folder / "entries" / f"{id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(entry_text(lead, questions), encoding="utf-8")
    return folder


@pytest.fixture
def tea_folder(tmp_path: Path) -> Path:
    """Return a folder of one's own with the tea base."""
    folder = tmp_path / "tea"
    folder.mkdir()
    return write_base(folder)


@pytest.fixture(scope="session")
def tea_base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """Return the tea base, loaded; it breaks no rule."""
    base = load(write_base(tmp_path_factory.mktemp("tea")))
    assert lint(base) == []
    return base


@pytest.fixture(scope="session")
def tea(tea_base: Base) -> Knowledge:
    """Return the tea knowledge."""
    return tea_base.knowledge


@pytest.fixture(scope="session")
def tea_index(tea: Knowledge) -> Index:
    """Return the index of the tea knowledge."""
    return build(tea, stemmer("english").stemWord)


@pytest.fixture(scope="session")
def tea_bot(tea: Knowledge, tea_index: Index) -> Bot:
    """Return a bot that knows about tea only."""
    return Bot(tea, tea_index)


@pytest.fixture(scope="session")
def shipped_base() -> Base:
    """Return the shipped base, with its drafts."""
    return load(shipped())


@pytest.fixture(scope="session")
def compiled() -> Path:
    """Return the cache of the installed program, the shipped base compiled in it: made once for all who ask it."""
    cache = Path(cache_folder())
    open_base(shipped(), cache)
    return cache


@pytest.fixture(scope="session")
def compiled_base(compiled: Path) -> Compiled:
    """Return the shipped base as the program reads it."""
    return open_base(shipped(), compiled)


@pytest.fixture(scope="session")
def knowledge(compiled_base: Compiled) -> Knowledge:
    """Return the shipped knowledge, its safety net made."""
    return compiled_base.knowledge


@pytest.fixture(scope="session")
def bot(compiled_base: Compiled) -> Bot:
    """Return a bot with the shipped knowledge; the collector leaves it alone, or every test after it would pay."""
    made = Bot(compiled_base.knowledge, compiled_base.search_index, woven=compiled_base.woven)
    gc.collect()
    gc.freeze()
    return made

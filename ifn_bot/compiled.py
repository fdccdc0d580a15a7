"""What a compiled base is made of, and how one is read."""

from __future__ import annotations

from ifn_bot import danger, model
from ifn_bot.corpus.store import Reader
from ifn_bot.danger import Net, SafetyRules
from ifn_bot.model import Knowledge
from ifn_bot.record import NamedTuple
from ifn_bot.safety import Woven
from ifn_bot.safety.patterns import Step
from ifn_bot.search import Index
from ifn_bot.search.columns import Phrasings, Postings
from ifn_bot.search.names import Name

CLASSES: tuple[type, ...] = (
    frozenset,
    Name,
    Step,
    *(
        kind
        for module in (model, danger)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, tuple) and kind.__module__ == module.__name__
    ),
)
"""What a compiled base is made of."""
RECORDS: dict[str, type] = {
    "knowledge": Knowledge,
    "knowledge.safety": SafetyRules,
    "knowledge.safety.net": Net,
    "index": Index,
    "index.phrasings": Phrasings,
    "index.postings": Postings,
    "woven": Woven,
}
"""What is stored field by field, and so read field by field."""


class Compiled(NamedTuple):
    """A base, ready to be asked."""

    knowledge: Knowledge
    search_index: Index
    woven: Woven
    """The safety rules, made ready."""


def read_base(packed: bytes | memoryview, stamp: str) -> Compiled:
    """Return the knowledge and the index in `packed`, a file that `pack_base` made.

    Raises:
        ValueError: it is damaged, or was made from something else than `stamp` tells.
    """
    reader = Reader(packed, CLASSES, RECORDS)
    if reader.stamp != stamp:
        raise ValueError("made from other files")
    return Compiled(reader.part("knowledge"), reader.part("index"), reader.part("woven"))

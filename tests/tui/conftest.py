"""A tea base whose answers hold what answers may hold: terms, details, a drawing, many sources."""

from __future__ import annotations

import pytest

from ifn_bot.bot import Bot
from ifn_bot.model import Citation, Knowledge
from ifn_bot.search import Index

TEXTS = {
    "notice": "Ask me about tea.\nI am a computer program.\nNothing you type is stored.",
    "checked": "Compared with its sources on {date}.",
    "no_review": "No clinician has reviewed this text.",
}
"""What the bot says itself, so that a new wording changes no picture."""
DETAILS = """## How it is drunk

It is poured into a cup.[2]
The tannin in it is bitter.[2]

```
leaf --(hot water)--> cup [1]  .  .  .  .  .  .  .  .  .  .  .  .  .  72|
```

Oolong is one kind.[3]

- It may be hot.[1]
- It may be cold.[3]
"""


@pytest.fixture(scope="session")
def full_bot(tea: Knowledge, tea_index: Index) -> Bot:
    """Return a bot whose answer to "what is tea" has everything an answer can have."""
    plain = tea.entries["tea/definition"]
    citations = tuple(Citation(n, "tea-board", f"Chapter {n}", f"What chapter {n} says.") for n in (1, 2, 3))
    summary = "Tea is a drink made from leaves.[1]\nIts tannin makes it bitter.[1][3]"
    full = plain._replace(summary=summary, details=DETAILS, citations=citations)
    phrases = tea.phrases._replace(texts={**tea.phrases.texts, **TEXTS})
    return Bot(tea._replace(entries={**tea.entries, plain.id: full}, phrases=phrases), tea_index)

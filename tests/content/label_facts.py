"""The table of label facts (label_facts/*.yaml) and what holds an entry to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from ifn_bot.model import Entry
from tests.content.quantities import quantities

TABLE = Path(__file__).with_name("label_facts")
HELD = ("dosing", "administration", "duration", "missed-dose", "storage-disposal", "overdose")
"""The aspects whose figures a person may act on."""
ANY = "any"
"""Stands for a product where the fact is the same for all of them."""


class LabelFact(BaseModel):
    """One statement of a label or another source, with the figures it gives."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entry: str
    """Id of the entry that may say it."""
    states: str
    """The statement, in our own words."""
    numbers: tuple[str, ...]
    """Its figures with their units, as written."""
    product: str
    country: str
    date: str
    """The date of the source; `undated` where the page bears none."""
    source: str
    """Id in sources.yaml."""
    basis: str
    """Where the figures were taken from: an id of the fact list, or the passage and the day it was read."""

    @model_validator(mode="after")
    def _says_figures(self) -> LabelFact:
        for number in self.numbers:
            if not quantities(number):
                raise ValueError(f"{number!r} holds no figure with a unit")
        return self

    @cached_property
    def figures(self) -> frozenset[str]:
        """The figures in the spelling that texts are compared in."""
        return frozenset().union(*map(quantities, self.numbers))


def label_facts(subject: str) -> tuple[LabelFact, ...]:
    """Return the rows of `subject`; none where it has no file."""
    path = TABLE / f"{subject}.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    return tuple(LabelFact.model_validate(row) for row in rows)


def departures(entry: Entry, facts: tuple[LabelFact, ...], brands: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield where the figures of `entry` and its rows part: in a line that no row bears out, in a row no line says.

    A row speaks for a line that cites its source, holds all its figures and names no other one of the `brands` alone.
    """
    lines = (*entry.summary.splitlines(), *entry.details.splitlines())
    for line in lines:
        borne_out = [fact.figures for fact in facts if _speaks_for(fact, line, entry, brands)]
        for figure in sorted(quantities(line).difference(*borne_out)):
            yield f"{entry.id}: no label fact gives {figure!r} in {line!r}"
    for fact in facts:
        if not any(_speaks_for(fact, line, entry, brands) for line in lines):
            yield f"{entry.id}: no line citing {fact.source} says {sorted(fact.figures)}: {fact.states}"


def _speaks_for(fact: LabelFact, line: str, entry: Entry, brands: tuple[str, ...]) -> bool:
    cited = {citation.source for citation in entry.citations if f"[{citation.n}]" in line}
    named = {brand for brand in brands if brand in line}
    of_it = not named or fact.product in {*named, ANY}
    return of_it and fact.source in cited and fact.figures <= quantities(line)

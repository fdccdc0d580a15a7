"""Quantities in a text: figures with their units, and rhythms, in one spelling so that texts can be compared."""

from __future__ import annotations

import re

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SPELLINGS = (
    (r"\[\d+\]", ""),
    *((rf"\b{word}\b", str(number)) for number, word in enumerate(WORDS, 1)),
    (r"\bonce(?= (?:a|per|each|every|daily|weekly|monthly)\b)", "1 time"),
    (r"\btwice(?= (?:a|per|each|every|daily|weekly|monthly)\b)", "2 times"),
    (r"\b(?:mcg|µg)\b", "micrograms"),
    (r"\bmg\b", "milligrams"),
    (r"\bper cent\b", "%"),
    (r" ?° ?(?=[cf]\b)", " "),
    (r"\b(?:international units?|iu)\b", "units"),
    (r"(?:/| per )(?:m2|square met(?:re|er)s?)\b", "/m2"),
    (r"(?:/| per )(?:kg|kilograms?)\b", "/kg"),
    (r"\bevery other (day|week)\b", r"every 2 \1s"),
    (r"\b(?:a|per|each|every) day\b", "daily"),
    (r"\b(?:a|per|each|every) (week|month)\b", r"\1ly"),
)
"""What is written in more than one way, and the one way it is compared in."""

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT = (
    r"(?:(?:million )?units?|micrograms?|milligrams?|grams?)(?:/m2|/kg)?"
    r"|kg|ml|[cf]|%|minutes?|hours?|days?|weeks?|months?|years?|times?|doses?|warts?|quarters?"
)
_QUANTITY = re.compile(
    rf"(?<![\w.,-])({_NUMBER})(?: ?(?:to|or|and|-|–) ?({_NUMBER}))?[ -]?({_UNIT})(?![\w/])|\b(daily|weekly|monthly)\b"
)


def quantities(text: str) -> frozenset[str]:
    """Return each figure with its unit and each rhythm in `text`, for example `48 hour`, `2-8 c`, `weekly`.

    A number without a unit (a year, a section, a telephone number) is not a quantity.
    """
    text = " ".join(text.casefold().split())
    for spelling, plain in SPELLINGS:
        text = re.sub(spelling, plain, text)
    return frozenset(map(_plain, _QUANTITY.finditer(text)))


def _plain(met: re.Match[str]) -> str:
    low, high, unit, rhythm = met.groups()
    if rhythm:
        return rhythm
    size = f"{low}-{high}" if high else low
    return f"{size} {re.sub(r's(?=$|/)', '', unit)}"

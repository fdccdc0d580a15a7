"""How hard a text is to read."""

from __future__ import annotations

import re
from collections.abc import Set

_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_MARK = re.compile(r"\[\d+\]")
_NUMBER = re.compile(r"\d[\d.,]*")
_VOWELS = re.compile(r"[aeiouy]+")
_NAME_SYLLABLES = 2


def grade(lines: list[str], names: Set[str] = frozenset()) -> float:
    """Return the Flesch-Kincaid grade level of sentences that stand one a line.

    Words in `names` (lower case) count two syllables however long they are; citation marks and numbers do not count.
    The formula is that of Kincaid, Fishburne, Rogers and Chissom (1975), Research Branch Report 8-75.
    """
    spoken = [_WORD.findall(_NUMBER.sub(" ", _MARK.sub(" ", line))) for line in lines]
    sentences = [found for found in spoken if found]
    total = sum(map(len, sentences))
    if not total:
        return 0.0
    counted = sum(
        _NAME_SYLLABLES if word.lower() in names else syllables(word) for found in sentences for word in found
    )
    return 0.39 * total / len(sentences) + 11.8 * counted / total - 15.59


def syllables(word: str) -> int:
    """Return about how many syllables an English word has: its groups of vowels, silent endings left out."""
    lower = word.lower().replace("'", "")
    groups = len(_VOWELS.findall(lower))
    if (
        (lower.endswith("e") and not lower.endswith(("le", "ee")) and groups > 1)
        or (re.search(r"[^aeiouytd]ed$", lower) and groups > 1)
        or (
            re.search(r"[^aeiousxz]es$", lower)
            and not lower.endswith(("les", "ches", "shes", "ces", "ges"))
            and groups > 1
        )
    ):
        groups -= 1
    return max(1, groups)

"""Functions on strings: cleaning, folding, splitting into words."""

from __future__ import annotations

import re
import unicodedata

DRAWN_COLUMNS = 72
"""What a drawing may be wide, to fit a terminal of 80 columns with room for a margin."""
_GREEK = {"LAMDA": "lambda"}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_CONTRACTIONS = (
    (re.compile(r"\b(can)'?t\b"), r"\1 not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'(?:s|d|ll|ve|re|m)\b"), ""),
)
_WORD = re.compile(r"[a-z0-9]+")
_DRAWING = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_DIGIT = re.compile(r"[0-9]")
_NAME_AND_NUMBER = re.compile(r"(?<=[a-z]{3})(?=\d)")
_NUMBER_AND_LETTER = re.compile(r"\b(\d) ([abn])\b")


def clean(text: str) -> str:
    """Return `text` without control, bidirectional and invisible characters; line ends stay, tabs become spaces."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    unseen = [ord(char) for char in set(lines) if unicodedata.category(char) in _INVISIBLE and char != "\n"]
    return lines.translate(dict.fromkeys(unseen))


def one_line(text: str) -> str:
    """Return `text` cleaned, with every run of white space made one space."""
    return " ".join(clean(text).split())


def drawn(markdown: str) -> list[str]:
    """Return Markdown cut at its drawings: words, a drawing, words and so on; one that has none is one piece."""
    return _DRAWING.split(markdown)


def fold(text: str) -> str:
    """Return `text` in lower-case ASCII words parted by single spaces, Greek letters spelt out.

    Folding twice is the same as folding once.
    """
    latin = text.lower() if text.isascii() and text.isprintable() else _latinised(text)
    if "'" in latin:
        for pattern, instead in _CONTRACTIONS:
            latin = pattern.sub(instead, latin)
    spaced = " ".join(_WORD.findall(latin))
    return _NUMBER_AND_LETTER.sub(r"\1\2", _NAME_AND_NUMBER.sub(" ", spaced)) if _DIGIT.search(spaced) else spaced


def _latinised(text: str) -> str:
    """Return `text` in small letters, Greek ones spelt out, marks and invisible characters dropped."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", clean(text)).casefold())
    return decomposed.translate({ord(char): _latin(char) for char in set(decomposed)})


def _latin(char: str) -> str:
    """Spell a Greek letter, drop a combining mark, straighten an apostrophe, keep everything else."""
    if unicodedata.combining(char):
        return ""
    if "\u0370" <= char <= "\u03ff":
        name = unicodedata.name(char, "").split(" WITH ")[0].rsplit(" ", 1)[-1]
        return f" {_GREEK.get(name, name.lower())} "
    return "'" if char == "\u2019" else char


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text`."""
    return tuple(fold(text).split())


def stacked(*parts: str) -> str:
    """Return the parts that say something, one below the other."""
    return "\n".join(filter(None, parts))

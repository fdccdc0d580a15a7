"""The text of an entry: marks lead to sources, marked words to what they mean, figures stay unwrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content, Span
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownBlock, MarkdownFence

from ifn_bot.catalogue import named
from ifn_bot.model import Term
from ifn_bot.text import drawn

SOURCE = "source:"
"""What the address of a citation mark begins with; its number follows."""
TERM = "term:"
"""What the address of a marked word begins with; the id of the term follows."""

_CODE = re.compile(r"(`[^`\n]+`)")
_MARK = re.compile(r"\[(\d+)\](?!\()")
_LINE_END = re.compile(r"^(?![#|>])(.*\S)\n(?=\S)(?![#|>-]|\d+\. )", re.MULTILINE)
"""The end of a line inside a paragraph, which Markdown would join to the next."""
_CHOSEN = "reverse"


class Figure(MarkdownFence, can_focus=True):
    """A drawing in letters: never wrapped; where it is wider than its place it scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "scroll_left", "Left", show=False),
        Binding("right", "scroll_right", "Right", show=False),
    ]


class CitedText(Markdown):
    """Markdown whose marks [1] are links to the sources; it never leaves the program."""

    BULLETS = ["- ", "* ", "- ", "* ", "- "]
    BLOCKS = {**Markdown.BLOCKS, "fence": Figure, "code_block": Figure}

    def __init__(self, text: str, terms: Sequence[Term] = ()) -> None:
        """Show `text`; the first mention of each of `terms` is marked."""
        super().__init__(linked(text, terms), open_links=False)

    def choose(self, n: int) -> MarkdownBlock | None:
        """Turn the marks of the source `n` round, no others, and return the first block that has one."""
        found = None
        for block in self.query(MarkdownBlock):
            if isinstance(block.content, Content) and block.content:
                block.update(_chosen(block.content, n))
                found = found or (block if f"[{n}]" in block.content.plain else None)
        return found


def linked(text: str, terms: Sequence[Term] = ()) -> str:
    """Return Markdown with its marks and the first mention of each term as links, and each sentence on its line.

    Drawings stay as they are.
    """
    wanted = {term.id: term for term in terms}
    pieces = drawn(text)
    pieces[::2] = [_prose(words, wanted) for words in pieces[::2]]
    pieces[1::2] = [f"```text\n{drawing}```" for drawing in pieces[1::2]]
    return "".join(pieces)


def _prose(text: str, wanted: dict[str, Term]) -> str:
    """Return words with their links, code apart; a term is taken out of `wanted` once it is marked."""
    pieces = _CODE.split(text)
    for place in range(0, len(pieces), 2):
        for match, term in reversed(named(pieces[place], tuple(wanted.values()))):
            link = f"[{match[0]}]({TERM}{wanted.pop(term.id).id})"
            pieces[place] = pieces[place][: match.start()] + link + pieces[place][match.end() :]
        pieces[place] = _MARK.sub(rf"[\\[\1\\]]({SOURCE}\1)", pieces[place])
    return _LINE_END.sub(r"\1\\" + "\n", "".join(pieces))


def _chosen(content: Content, n: int) -> Content:
    """Return `content` with the marks of the source `n` turned round."""
    others = [span for span in content.spans if span.style != _CHOSEN]
    marks = [Span(*match.span(), _CHOSEN) for match in re.finditer(rf"\[{n}\]", content.plain)]
    return Content(content.plain, spans=[*others, *marks])

"""Drawings in the window: as drawn, whatever marks and line ends they hold."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets.markdown import MarkdownFence

from ifn_bot.tui.widgets.cited_text import CitedText

DRAWING = "leaf --(hot water)-->  cup  (4 minutes)\n           | or pot [1]\n"


class Page(App[None]):
    """Shows a drawing with its words."""

    def compose(self) -> ComposeResult:
        """Yield the text of an answer."""
        yield CitedText(f"## Way\n\n```\n{DRAWING}```\n\nThe leaf goes into the cup.[1]")


async def test_a_drawing_is_shown_as_drawn_and_its_words_lead_to_sources() -> None:
    page = Page()
    async with page.run_test(size=(80, 24)):
        assert page.query_one(MarkdownFence).code.rstrip("\n") == DRAWING.rstrip("\n")
        assert "[\\[1\\]](source:1)" in page.query_one(CitedText).source

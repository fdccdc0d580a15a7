"""Hand-outs: Markdown and HTML that say what was asked, answered and cited, and load nothing."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from ifn_bot.bot import Bot
from ifn_bot.handout import as_html, as_markdown, unused, write_handout

TODAY = "2026-11-24"
NASTY = "<script>alert(1)</script> *tea* [x](http://evil.example) & `code`"


class Tags(HTMLParser):
    """Notes the tags of a page, and the addresses that it names."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href"}]


def html(bot: Bot, *asked: str) -> str:
    return as_html([(one, bot.reply(one)) for one in asked], bot.knowledge, TODAY, bot.notice())


def test_a_page_holds_question_answer_sources_and_day(tea_bot: Bot) -> None:
    page = html(tea_bot, "what is tea")
    for text in (
        "You: what is tea",
        "made from leaves",
        "The Tea Book",
        "Chapter 1",
        TODAY,
        "No clinician",
        "@media print",
    ):
        assert text in page


def test_a_page_loads_nothing_and_takes_nothing_typed_for_markup(tea_bot: Bot) -> None:
    page = html(tea_bot, "what is tea", NASTY)
    tags = Tags()
    tags.feed(page)
    assert not set(tags.tags) & {"script", "link", "img", "iframe", "object"}
    assert set(tags.addresses) == {"https://tea.example/book"}
    assert "@import" not in page
    assert "url(" not in page


def test_markdown_shows_what_was_typed_as_typed(tea_bot: Bot) -> None:
    from markdown_it import MarkdownIt

    text = as_markdown([(NASTY, tea_bot.reply(NASTY))], tea_bot.knowledge, TODAY, tea_bot.notice())
    tags = Tags()
    tags.feed(MarkdownIt("commonmark").render(text))
    assert not set(tags.tags) & {"script", "code", "em"}
    assert set(tags.addresses) <= {"https://tea.example/book"}


def test_a_danger_stays_a_card(tea_bot: Bot) -> None:
    assert '<p class="card"><strong>Help now:</strong>' in html(tea_bot, "i want to kill myself")


@pytest.mark.parametrize(("name", "begins"), [("talk.html", "<!DOCTYPE html>"), ("talk.md", "# Conversation")])
def test_the_ending_of_the_name_chooses_the_form(name: str, begins: str, tea_bot: Bot, tmp_path: Path) -> None:
    talk = [("what is tea", tea_bot.reply("what is tea"))]
    write_handout(tmp_path / name, talk, tea_bot.knowledge, TODAY, tea_bot.notice())
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    with pytest.raises(FileExistsError):
        write_handout(tmp_path / name, talk, tea_bot.knowledge, TODAY, tea_bot.notice())


def test_each_hand_out_of_a_day_gets_a_name_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ifn-bot-2026-11-24.html", "ifn-bot-2026-11-24-2.html", "ifn-bot-2026-11-24-3.html"):
        assert unused(TODAY) == Path(name)
        Path(name).touch()

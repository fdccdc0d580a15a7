"""Drawings: shown where they can be seen, left out where they are read out; the words below them always stay."""

from __future__ import annotations

import pytest
from snowballstemmer import stemmer

from ifn_bot.as_json import as_json
from ifn_bot.bot import Bot
from ifn_bot.handout import as_html, as_markdown
from ifn_bot.model import Knowledge, Reply
from ifn_bot.search import build
from ifn_bot.wording import plain, unmarked

DRAWING = "*leaf* --(hot water)-->  cup  (4 minutes)\n           | or pot [1]\n"
DETAILS = f"## Way\n\n```\n{DRAWING}```\n\nThe *leaf* goes into the cup.[1]\n\n- Then you wait.[1]"
WORDS = "Way:\n\nThe leaf goes into the cup.[1]\n\n- Then you wait.[1]"


@pytest.fixture
def drawn_reply(tea_bot: Bot) -> Reply:
    """Return a reply whose entry holds a drawing."""
    reply = tea_bot.open("tea/definition")
    assert reply.entry is not None
    return reply._replace(entry=reply.entry._replace(details=DETAILS))


def test_read_out_a_drawing_gives_way_to_its_words(drawn_reply: Reply, tea: Knowledge) -> None:
    for told in (plain(drawn_reply, tea), plain(drawn_reply, tea, 40), as_json("", drawn_reply, tea)["reply"]):
        assert WORDS.partition("\n")[0] in told
        assert "-->" not in told
        assert "```" not in told
    assert unmarked(DETAILS) == WORDS


def test_on_a_terminal_a_drawing_stands_above_its_words_as_drawn(drawn_reply: Reply, tea: Knowledge) -> None:
    told = plain(drawn_reply, tea, 72, drawings=True)
    assert f"Way:\n\n{DRAWING}\nThe leaf goes into the cup.[1]" in told
    assert "```" not in told


def test_a_hand_out_keeps_the_drawing_and_does_not_have_it_read_out(drawn_reply: Reply, tea: Knowledge) -> None:
    talk = [("show me", drawn_reply)]
    assert f"```\n{DRAWING}```" in as_markdown(talk, tea, "2026-11-24", "")
    page = as_html(talk, tea, "2026-11-24", "")
    assert '<pre aria-hidden="true"><code>*leaf* --(hot water)--&gt;' in page


def test_words_of_a_drawing_are_not_searched(tea: Knowledge) -> None:
    entry = tea.entries["tea/definition"]._replace(details=DETAILS.replace("or pot", "samovar"))
    stem = stemmer("english").stemWord
    index = build(tea._replace(entries={**tea.entries, entry.id: entry}), stem)
    assert stem("samovar") not in {known for text in index.text for known in text}
    assert stem("wait") in index.text[index.entries.index(entry.id)]


def test_a_table_is_told_row_by_row_with_its_headings() -> None:
    table = "Teas:\n\n| Tea | Heat | Time |\n|---|---|---|\n| green | 70 C | *2 minutes*[1] |\n| black | 100 C | 4 minutes[1] |\n\nThat is all.[1]"
    told = "- green. Heat: 70 C; Time: 2 minutes[1]\n- black. Heat: 100 C; Time: 4 minutes[1]\n"
    assert unmarked(table) == f"Teas:\n\n{told}\nThat is all.[1]"
    assert unmarked("a | b\n\n|x|") == "a | b\n\n|x|"

"""Terms: found by asking what one means, and shown as a short answer."""

from __future__ import annotations

import pytest

from ifn_bot import catalogue
from ifn_bot.as_json import as_json
from ifn_bot.bot import Bot
from ifn_bot.glossary import Glossary
from ifn_bot.model import Knowledge, Route
from ifn_bot.wording import plain


@pytest.mark.parametrize(
    "said", ["what does tannin mean?", "Tannins", "define tannin", "meaning of tannins", "whats tannin"]
)
def test_asking_for_a_meaning_gives_it_with_its_source(said: str, tea_bot: Bot) -> None:
    reply = tea_bot.reply(said)
    assert reply.route is Route.ANSWER
    assert reply.entry is not None
    assert reply.entry.id == "glossary/tannin"
    told = plain(reply, tea_bot.knowledge)
    assert "What makes tea bitter.[1]" in told
    assert "The Tea Book" in told
    assert as_json(said, reply, tea_bot.knowledge)["citations"][0]["source"] == "tea-board"


@pytest.mark.parametrize("said", ["why is tannin bad for iron", "what does the tannin in tea do", "is oolong black"])
def test_asking_for_more_than_a_meaning_is_no_matter_of_the_glossary(said: str, tea: Knowledge) -> None:
    assert Glossary(tea).asked(said) is None


def test_a_term_leads_on_and_leaves_the_conversation_with_its_subject(tea_bot: Bot) -> None:
    before = tea_bot.reply("How do I store green tea 2b?").conversation
    reply = tea_bot.reply("what does tannin mean", before)
    assert [choice.id for choice in reply.follow_ups] == ["green-tea-2a/caffeine"]
    assert reply.conversation.subject == "green-tea-2b"
    chosen = tea_bot.reply("1", reply.conversation).entry
    assert chosen is not None
    assert chosen.id == "green-tea-2a/caffeine"


def test_terms_are_listed_and_opened(tea: Knowledge, tea_bot: Bot) -> None:
    rows = catalogue.terms(tea)
    assert [row.label for row in rows] == ["oolong", "tannin", "tea"]
    opened = tea_bot.open(rows[0].target).entry
    assert opened is not None
    assert opened.summary.startswith("Half dark tea.")


def test_terms_of_the_answer_at_hand_come_first(tea: Knowledge) -> None:
    assert catalogue.terms(tea, within=tea.entries["tea/definition"])[0].label == "tea"

"""What is typed is data: nothing of it acts, and no personal data comes back."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifn_bot.as_json import as_json
from ifn_bot.bot import Bot
from ifn_bot.text import clean
from ifn_bot.wording import plain

PERSONAL = [
    ("My name is Gudrun Waffelmann, what are the side effects of Rebif", ["gudrun", "waffelmann"]),
    ("mail me at gudrun.w@posteo.example about Avonex storage", ["gudrun", "posteo"]),
    ("my number is 0171 555 0123, is Besremi an interferon", ["0171", "555 0123"]),
    ("SSN 123-45-6789, how is Pegasys given", ["123-45", "6789"]),
    ("born 03/14/1962 in Quakenbrueck, what does interferon do", ["03/14", "1962", "quakenbr"]),
    ("patient MRN 00483921: Plegridy side efects", ["00483921"]),
    ("my insurance XJH889201 and card 4111 1111 1111 1111, price of Avonex", ["xjh889201", "4111"]),
    ("Rebiff for Jonathon Smithe, jsmithe@mail.example", ["jonathon", "smithe"]),
    ("I am Ana Ruiz, phone 555-0199, and I want to die", ["ruiz", "555-0199"]),
    ("password Hunter2 user jbrown, log in", ["hunter2", "jbrown"]),
    ("what is my name", []),
]
INERT = [
    "\x1b[31mwhat is interferon\x1b[0m",
    "\u202ewhat is interferon\u202c",
    "[bold red]what is interferon[/bold red]",
    "[link=file:///etc/passwd]interferon[/link]",
    "{0.__class__} {self} {crisis_line} %s %n interferon",
    "{{7*7}} ${HOME} $(id) `id` interferon",
    "../../etc/passwd interferon",
    "C:\\Windows\\System32 interferon",
    "<script>alert(1)</script> interferon",
    "'; DROP TABLE entries; -- interferon",
    "\x00\x07\x08 interferon",
    "[[[[[[[[",
    "{",
    "}}}}",
]
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@pytest.mark.parametrize(("typed", "secrets"), PERSONAL)
def test_personal_data_does_not_come_back(typed: str, secrets: list[str], bot: Bot) -> None:
    reply = bot.reply(typed)
    told = as_json(typed, reply, bot.knowledge)
    assert told.pop("question") == typed
    shown = f"{plain(reply, bot.knowledge)} {told['reply']}".casefold()
    assert [secret for secret in secrets if secret in shown] == []


def test_a_session_holds_no_typed_word(bot: Bot) -> None:
    conversation = bot.reply("I am Gudrun Waffelmann and I want to die").conversation
    assert "waffelmann" not in repr(conversation).casefold()


@pytest.mark.parametrize("typed", INERT)
def test_nothing_typed_acts(typed: str, bot: Bot) -> None:
    reply = bot.reply(typed)
    shown = plain(reply, bot.knowledge)
    assert not CONTROL.search(shown)
    assert "root:" not in shown
    assert json.loads(json.dumps(as_json(typed, reply, bot.knowledge)))["question"] == clean(typed)


@given(typed=st.text(alphabet="\x1b\x07\u202e\u200b[]{}%$\\/<>'\"`;ab 1\n", max_size=60))
def test_no_control_character_reaches_the_reply(bot: Bot, typed: str) -> None:
    reply = bot.reply(typed)
    assert not CONTROL.search(plain(reply, bot.knowledge))

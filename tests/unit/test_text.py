"""Cleaning and folding."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ifn_bot.text import clean, fold, one_line, words


@given(st.text())
@example("İ")
@example("1 a")
@example("3\u0301 b")
@example("abc1 a")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(codec="ascii")))
def test_plain_letters_are_folded_as_any_others_are(text: str) -> None:
    assert fold(text) == fold(f"{text}\u200b")


@given(st.text())
def test_what_is_cleaned_holds_no_control_or_direction_mark(text: str) -> None:
    assert not set(clean(text)) & set(map(chr, [*range(10), *range(11, 32), *range(127, 160), 0x202E, 0x200B, 0x2066]))


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("IFN-α2b", "ifn alpha 2b"),
        ("interferon β-1a", "interferon beta 1a"),
        ("alfa 2 b", "alfa 2b"),
        ("Alfa2b", "alfa 2b"),
        ("Aicardi-Goutières", "aicardi goutieres"),
        ("can't", "can not"),
        ("won’t it", "will not it"),
        ("what's Rebif?", "what rebif"),
        ("ＡＶＯＮＥＸ", "avonex"),
    ],
)
def test_folding(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_one_line_joins_lines_and_tabs() -> None:
    assert one_line(" a\t b\r\nc\x1b[31m ") == "a b c[31m"


def test_words_of_nothing_are_none() -> None:
    assert words("?!") == ()

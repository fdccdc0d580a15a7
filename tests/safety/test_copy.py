"""The fixed texts and the help lines: what they must say, what they never say, and how they are filled."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from ifn_bot.bot import Bot
from ifn_bot.danger import Alarm, Region, SafetyRules
from ifn_bot.library import shipped
from ifn_bot.model import Knowledge
from ifn_bot.safety import Cards, stale_numbers

APPROVED = Path(__file__).parents[3] / "shared" / "safety" / "copy.json"
"""The approved texts, where the project is built; elsewhere the comparison is skipped."""
LANGUAGES = ("en", "es")
CRISIS = ("crisis_self", "crisis_helper", "crisis_method")
CARDS = (*CRISIS, "crisis_unsafe_at_home", "harm_others", "emergency", "overdose", "urgent", "urgent_mood")
BANNED = re.compile(
    r"commit(ted)? suicide|(un)?successful|failed attempt|attention.seeking|\bjust\b|calm down|you should have|promise me"
    r"|\bsecret|won't tell|low risk|risk (score|level)|suicidio consumado|cálmese|prométame|secreto",
    re.IGNORECASE,
)
WATCHING = re.compile(
    r"\bI('ve| have)? (called|notified|alerted|told)\b|watching you|he (llamado|avisado)", re.IGNORECASE
)
METHOD = re.compile(
    r"\d+ ?(mg|ml|mcg|pills|tablets)|\b(hang|jump|rope|gun|blade|overdose)\b|ahorca|pistola|navaja", re.I
)
SOFT = re.compile(r"\b(usually|common|normal|probably|at home|rest)\b|normalmente|suele|común|descanse", re.IGNORECASE)


@pytest.fixture(scope="module")
def rules(knowledge: Knowledge) -> SafetyRules:
    return knowledge.safety


def slots(rules: SafetyRules, code: str, language: str) -> dict[str, str]:
    return rules.regions[code].slots[language]


def all_cards(rules: SafetyRules) -> list[tuple[str, str, str]]:
    return [(code, language, key) for code in rules.regions for language in LANGUAGES for key in CARDS]


@pytest.mark.skipif(not APPROVED.exists(), reason="the approved texts lie beside the project only where it is built")
def test_the_fixed_texts_are_the_approved_ones(rules: SafetyRules) -> None:
    approved = json.loads(APPROVED.read_text(encoding="utf-8"))["copy"]
    assert {key: rules.copy[key] for key in approved} == approved


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", CRISIS)
def test_a_crisis_text_names_the_line_the_emergency_and_company(key: str, language: str, rules: SafetyRules) -> None:
    text = Cards(rules, "us").text(key, language)
    assert "988" in text
    assert "911" in text
    assert re.search(r"someone you trust|Stay with them|alguien de confianza|No la deje sola", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_crisis_text_says_what_it_is_and_keeps_means_away(language: str, rules: SafetyRules) -> None:
    text = Cards(rules, "us").text("crisis_self", language)
    assert re.search(r"computer program|programa de computadora", text)
    assert re.search(r"away from things|Aléjese de las cosas", text)
    assert re.search(r"care team|equipo médico", text)


def test_no_text_holds_banned_words(rules: SafetyRules) -> None:
    for key, texts in rules.copy.items():
        for language, text in texts.items():
            assert not BANNED.search(text), (key, language)
            assert not WATCHING.search(text), (key, language)


def test_no_entry_holds_banned_words_about_suicide(knowledge: Knowledge) -> None:
    wrong = re.compile(r"commit(ted|s|ting)? suicide|(un)?successful suicide|failed (suicide )?attempt", re.IGNORECASE)
    assert [id for id, entry in knowledge.entries.items() if wrong.search(f"{entry.summary} {entry.details}")] == []


@pytest.mark.parametrize("key", CRISIS)
def test_a_crisis_text_gives_no_method(key: str, rules: SafetyRules) -> None:
    assert not any(METHOD.search(text) for text in rules.copy[key].values())


def test_the_emergency_text_offers_no_waiting_and_no_cause(rules: SafetyRules) -> None:
    assert not any(SOFT.search(text) for text in rules.copy["emergency"].values())


def test_action_and_number_stand_in_the_first_two_lines(rules: SafetyRules) -> None:
    for code, language, key in all_cards(rules):
        region = {**slots(rules, "generic", language), **slots(rules, code, language)}
        actions = [region[slot] for slot in region if slot.endswith(("_line", "_call", "_cap")) and region[slot]]
        top = "\n".join(Cards(rules, code, kiosk=True).text(key, language).splitlines()[: 3 if "home" in key else 2])
        assert any(action in top for action in actions) or key.startswith("urgent"), (code, language, key)


def test_a_card_fits_one_screen(rules: SafetyRules) -> None:
    for code, language, key in all_cards(rules):
        text = Cards(rules, code, kiosk=True).card(Alarm("crisis", key, language, ("minor_add_on",)))
        assert len(Cards(rules, code, kiosk=True).text(key, language).split()) <= 130, (code, language, key)
        assert sum(-(-len(line) // 76) for line in text.splitlines()) <= 20, (code, language, key)


def test_the_english_cards_are_short(rules: SafetyRules) -> None:
    for key in CARDS:
        assert len(Cards(rules, "us").text(key, "en").split()) <= 100, key


def test_no_slot_is_left_open(rules: SafetyRules) -> None:
    for code, language, key in all_cards(rules):
        assert "{" not in Cards(rules, code).text(key, language)


def test_the_generic_wording_has_no_number(rules: SafetyRules) -> None:
    for code in ("", "XX", "generic", "nowhere", "U S", "us-ca-x"):
        for language in LANGUAGES:
            for key in CARDS:
                assert not any(map(str.isdigit, Cards(rules, code).text(key, language))), (code, language, key)


def test_an_empty_slot_falls_back_to_the_generic_wording(rules: SafetyRules) -> None:
    bare = rules._replace(regions={**rules.regions, "zz": Region({"en": {"emergency_call": "call 000"}})})
    text = Cards(bare, "zz").text("crisis_self", "en")
    assert "call 000" in text
    assert slots(rules, "generic", "en")["crisis_line"] in text


def test_both_languages_show_the_same_numbers(rules: SafetyRules) -> None:
    number = re.compile(r"\d[\d -]{1,}\d")
    for code, region in rules.regions.items():
        for slot in ("emergency_call", "poison_line"):
            found = [set(number.findall(region.slots[language].get(slot, ""))) for language in LANGUAGES]
            assert found[0] == found[1], (code, slot)


def test_numbers_stand_in_the_file_of_the_help_lines_only(rules: SafetyRules) -> None:
    said = {
        number for region in rules.regions.values() for text in region.slots["en"].values() for number in dialled(text)
    }
    unmistakable = {"988", "911", "999"} | {number for number in said if "-" in number or len(number) > 4}
    assert "988" in said
    folder = shipped()
    sources = [*Path(__file__).parents[2].glob("ifn_bot/**/*.py"), folder / "safety_copy.yaml", folder / "phrases.yaml"]
    for path in sources:
        assert not dialled(path.read_text(encoding="utf-8")) & unmistakable, path


def dialled(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w.])\d[\d-]{2,}(?!\w|\.\d)", text))


def test_numbers_that_nobody_called_are_reported(rules: SafetyRules) -> None:
    assert any(line.startswith("US:") for line in stale_numbers(rules, "2026-11-24"))


@pytest.mark.parametrize(("age", "reported"), [(90, False), (91, True)])
def test_a_check_lasts_for_so_many_days(age: int, reported: bool) -> None:
    called = date(2026, 1, 1)
    region = Region({"en": {"crisis_line": "Call 123"}}, last_verified=called.isoformat(), verified_by="Ann")
    today = (called + timedelta(days=age)).isoformat()
    assert bool(stale_numbers(SafetyRules(regions={"zz": region}), today)) is reported


def test_every_entry_on_mood_has_the_help_line(bot: Bot) -> None:
    told = [
        id
        for id, entry in bot.knowledge.entries.items()
        if re.search(r"(?i)suicid|depress", entry.summary + entry.details)
    ]
    assert len(told) > 10
    assert [id for id in told if "hurting yourself" not in bot.open(id).footer] == []


def test_every_entry_on_ribavirin_and_pregnancy_has_the_warning(bot: Bot) -> None:
    told = [
        id
        for id, entry in bot.knowledge.entries.items()
        if re.search(r"(?i)ribavirin", both := entry.summary + entry.details) and re.search(r"(?i)pregnan", both)
    ]
    assert told
    assert [id for id in told if "birth defects" not in bot.open(id).footer] == []


@pytest.mark.parametrize(
    "asked",
    ["can I take ribavirin while pregnant", "is ribavirin safe in pregnancy", "ribavirin and conceiving a baby"],
)
def test_a_question_on_ribavirin_and_pregnancy_has_the_warning(asked: str, bot: Bot) -> None:
    assert "birth defects" in bot.reply(asked).footer

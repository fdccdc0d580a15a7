"""How the window looks: contrast in every theme, signs that every console has, safety cards that fit."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from rich.color import Color
from rich.style import Style
from textual.pilot import Pilot
from textual.theme import Theme

from ifn_bot.bot import Bot
from ifn_bot.danger import Alarm
from ifn_bot.model import DANGER, Reply, Route
from ifn_bot.safety import Cards
from ifn_bot.settings import THEMES as NAMES
from ifn_bot.settings import Settings
from ifn_bot.tui.app import ChatApp
from ifn_bot.tui.themes import THEMES
from ifn_bot.tui.widgets.turn import Turn

from .driving import chat, press, rows, say, seen, settle

TEXT, CARD = 4.5, 7.0
"""Contrast that text must have, and a safety card."""
ROLES = [
    ("ink", "page", TEXT),
    ("ink", "raised", TEXT),
    ("quiet", "page", TEXT),
    ("quiet", "raised", TEXT),
    ("mark", "page", TEXT),
    ("mark", "raised", TEXT),
    ("caution", "page", TEXT),
    ("chosen-ink", "chosen-page", TEXT),
    ("danger-ink", "danger-page", CARD),
]
CODE_PAGE_437 = {bytes([code]).decode("cp437") for code in range(32, 256)}


def luminance(colour: tuple[int, int, int]) -> float:
    """Return how light a colour is, as the Web Content Accessibility Guidelines reckon it."""
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def triplet(colour: Color) -> tuple[int, int, int]:
    red, green, blue = colour.get_truecolor()
    return red, green, blue


def drawn_contrast(style: Style) -> float:
    assert style.color
    assert style.bgcolor
    return contrast(triplet(style.color), triplet(style.bgcolor))


def test_contrast_is_reckoned_right() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "page", "least"), ROLES, ids=lambda part: str(part))
def test_a_role_can_be_read(theme: Theme, text: str, page: str, least: float) -> None:
    colours = [triplet(Color.parse(theme.variables[role])) for role in (text, page)]
    assert contrast(*colours) >= least


async def every_part(pilot: Pilot[int]) -> AsyncIterator[None]:
    """Bring up the parts of the window one after the other."""
    chat(pilot).say("A word about what was done.")
    for said, keys in (
        ("", ()),
        ("", tuple("store")),
        ("what is tea", ("f5", "ctrl+o")),
        ("", ("f6",)),
        ("", ("escape", "tab")),
        ("green tea", ()),
        ("i feel sad about tea", ()),
        ("", ("f1",)),
        ("", ("escape", "f2")),
        ("", (*"zzz",)),
    ):
        if said:
            await say(pilot, said)
        await press(pilot, *keys)
        yield


def faint(pilot: Pilot[int]) -> list[str]:
    """Return the words on the screen that cannot be read well."""
    return [
        f"{pilot.app.theme}: {part.text!r} {drawn_contrast(part.style):.2f}"
        for row in rows(pilot.app)
        for part in row
        if any(map(str.isalnum, part.text)) and part.style and drawn_contrast(part.style) < TEXT
    ]


async def test_all_that_is_drawn_can_be_read_in_every_theme(full_bot: Bot) -> None:
    async with ChatApp(full_bot).run_test(size=(120, 40)) as pilot:
        async for _ in every_part(pilot):
            for theme in NAMES:
                pilot.app.theme = theme
                await pilot.pause()
                assert faint(pilot) == []


@pytest.mark.parametrize("theme", NAMES)
async def test_a_safety_card_stands_out_by_contrast_frame_and_words(theme: str, full_bot: Bot) -> None:
    async with ChatApp(full_bot, settings=Settings(theme=theme)).run_test(size=(80, 24)) as pilot:
        assert "Danger. Help now" in await say(pilot, "i want to kill myself")
        card = pilot.app.screen.query_one(".card").region
        strips = [part for row in rows(pilot.app)[card.y : card.bottom] for part in row]
        words = [part for part in strips if any(map(str.isalnum, part.text)) and part.style]
        assert words
        assert min(drawn_contrast(part.style) for part in words if part.style) >= CARD
        assert "╔" in seen(pilot)


async def test_every_sign_is_one_that_the_linux_console_has(full_bot: Bot) -> None:
    async with ChatApp(full_bot).run_test(size=(80, 24)) as pilot:
        strange: set[str] = set()
        for said, keys in (("", ()), ("what is tea", ("f5",)), ("", ("f6",)), ("i want to die", ()), ("", ("f2",))):
            if said:
                await say(pilot, said)
            strange |= set(await press(pilot, *keys)) - CODE_PAGE_437 - {"\n"}
        assert strange == set()


async def test_nothing_moves_by_itself(full_bot: Bot) -> None:
    async with ChatApp(full_bot, opening="tea/definition").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = rows(pilot.app)
        await pilot.pause(1.2)
        assert rows(pilot.app) == before


def cards(bot: Bot) -> list[tuple[str, str, str]]:
    """Return every fixed text that a danger can bring up, by region, key and language."""
    rules = bot.knowledge.safety
    keys = {key for rule in rules.rules if rule.route in DANGER for key in (rule.copy, rule.copy_other) if key}
    return [(region, key, language) for region in rules.regions for key in sorted(keys) for language in ("en", "es")]


async def test_every_safety_card_fits_one_screen(bot: Bot) -> None:
    rules = bot.knowledge.safety
    longest: dict[int, str] = {}
    for region, key, language in cards(bot):
        text = Cards(rules, region).card(Alarm("emergency", key, language))
        longest[_lines(text)] = text
    async with ChatApp(bot).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for text in [longest[height] for height in sorted(longest)[-3:]]:
            await chat(pilot).show(Turn("", Reply(Route.EMERGENCY, text)))
            await settle(pilot)
            card = pilot.app.screen.query(".card").last()
            assert card.region.height == card.virtual_region.height
            visible = pilot.app.screen.query_one("#transcript").region
            assert visible.y <= card.region.y
            assert card.region.bottom <= visible.bottom, text


def _lines(text: str) -> int:
    """Return about how many lines a text takes in the card."""
    return sum(1 + len(line) // 72 for line in text.splitlines())

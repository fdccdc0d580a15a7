"""Steps of a person at the window, and what that person sees."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.segment import Segment
from textual import events
from textual.app import App
from textual.pilot import Pilot

from ifn_bot.tui.screens.chat import ChatScreen
from ifn_bot.tui.widgets.line import PressLine
from ifn_bot.tui.widgets.prompt import Prompt


def rows(app: App[int]) -> list[list[Segment]]:
    """Return what is drawn, row by row."""
    return [list(strip) for strip in app.screen._compositor.render_strips()]


def seen(pilot: Pilot[int]) -> str:
    """Return the words on the screen as lines of text."""
    return "\n".join("".join(part.text for part in row).rstrip() for row in rows(pilot.app))


async def say(pilot: Pilot[int], typed: str) -> str:
    """Put something into the prompt, press Enter, and return what is on the screen then."""
    pilot.app.screen.query_one(Prompt).fill(typed)
    await pilot.press("enter")
    await settle(pilot)
    return seen(pilot)


async def press(pilot: Pilot[int], *keys: str) -> str:
    """Press keys and return what is on the screen then."""
    await hit(pilot, *keys)
    await settle(pilot)
    return seen(pilot)


async def hit(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, letters in a row all at once: waiting after each would take most of the time of a test."""
    for letters, row in groupby(keys, key=lambda key: len(key) == 1):
        if letters:
            typed(pilot.app, "".join(row))
        else:
            await pilot.press(*row)


def typed(app: App[int], text: str) -> None:
    """Send the keys that type `text` to `app`, a line end as Enter."""
    for letter in text:
        app.post_message(events.Key({" ": "space", "\n": "enter"}.get(letter, letter), letter))


async def settle(pilot: Pilot[int]) -> None:
    """Wait until everything that was set off is done: the screen stays as it is."""
    before = None
    for _ in range(20):
        await pilot.pause()
        now = seen(pilot)
        if now == before:
            return
        before = now


async def click(pilot: Pilot[int], text: str) -> str:
    """Click on the first place where `text` stands, and return what is on the screen then."""
    lines = seen(pilot).split("\n")
    row = next((n for n, line in enumerate(lines) if text in line), None)
    assert row is not None, f"{text!r} is not on the screen:\n" + "\n".join(lines)
    await pilot.click(offset=(lines[row].index(text) + 1, row))
    await settle(pilot)
    return seen(pilot)


def chat(pilot: Pilot[int]) -> ChatScreen:
    """Return the conversation, whatever lies above it."""
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, ChatScreen))


def press_lines(pilot: Pilot[int], does: str) -> Iterable[PressLine]:
    """Return the lines on the screen that do `does` when pressed."""
    return (line for line in pilot.app.screen.query(PressLine) if line.does == does)

"""The kiosk: what a visitor can do, and that nothing of them stays."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from ifn_bot.bot import Bot
from ifn_bot.kiosk.output import VOLUME, Speaker
from ifn_bot.kiosk.pin import Lock, hashed
from ifn_bot.kiosk.pulse import LEFT, RENEW, Pulse
from ifn_bot.kiosk.scrub import Scrubber
from ifn_bot.kiosk.settings import CountSettings, KioskSettings, TakeAway
from ifn_bot.kiosk.site import Site
from ifn_bot.kiosk.tally import Tally, cells, unanswered
from ifn_bot.model import Choice, Knowledge
from ifn_bot.search import Index
from ifn_bot.tui.kiosk.app import QUIET, KioskApp
from ifn_bot.tui.kiosk.pages import AttractPage
from ifn_bot.tui.kiosk.reading import ReplyPage
from ifn_bot.tui.kiosk.screen import MOST_PRINTS, KioskScreen
from ifn_bot.tui.kiosk.targets import Key, Target
from ifn_bot.tui.kiosk.typing import KioskPrompt, TypingPage
from ifn_bot.tui.widgets.line import PressLine
from tests.fakes import FakeClock
from tests.scanning import scanned, seen

from .driving import hit, typed

CANARY = "zebrafinch"


@pytest.fixture
def kiosk_bot(tea: Knowledge, tea_index: Index) -> Bot:
    """Return a bot as a kiosk has it."""
    return Bot(tea, tea_index, "US", kiosk=True)


class Stand:
    """A kiosk that a test stands before."""

    def __init__(self, pilot: Pilot[int], clock: FakeClock) -> None:
        self.pilot = pilot
        self.clock = clock
        screen = pilot.app.screen
        assert isinstance(screen, KioskScreen)
        self.screen = screen

    def text(self) -> str:
        """Return the words on the screen, line ends as spaces."""
        return " ".join(" ".join(strip.text for strip in self.screen._compositor.render_strips()).split())

    @property
    def prompt(self) -> KioskPrompt:
        """The line to type on; asked of the screen by its one query that keeps nothing."""
        return self.screen.query(KioskPrompt).last()

    async def press(self, *keys: str) -> None:
        await hit(self.pilot, *keys)
        await self.pilot.pause()

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for what comes of keys and touches, however busy the machine is."""
        deadline = time.monotonic() + 20
        while not true():
            assert time.monotonic() < deadline, self.text()
            await self.pilot.pause(0.01)

    async def ask(self, question: str) -> None:
        await self.press("f4")
        await self.until(lambda: isinstance(self.screen.focused, KioskPrompt))
        typed(self.pilot.app, question)
        await self.until(lambda: self.prompt.value == question)
        await self.press("enter")
        await self.until(lambda: isinstance(self.screen.page, ReplyPage) and self.screen.page.is_attached)
        await self.pilot.pause()

    async def touch(self, does: str) -> None:
        """Touch the shown target that does this."""
        target = next(one for one in self.screen.query(PressLine) if one.does == does and one.region)
        await self.pilot.click(target)
        await self.pilot.pause()

    async def wait(self, seconds: float) -> None:
        self.clock.now += seconds
        await self.screen.tick()
        await self.pilot.pause()


@asynccontextmanager
async def standing(
    bot: Bot, settings: KioskSettings | None = None, size: tuple[int, int] = (80, 24), **parts: Any
) -> AsyncIterator[Stand]:
    clock = FakeClock()
    site = Site(bot, settings or KioskSettings(), clock, **parts)
    async with KioskApp(site).run_test(size=size) as pilot:
        await pilot.pause()
        yield Stand(pilot, clock)


@pytest.mark.parametrize("size", [(80, 24), (58, 25), (114, 30)])
async def test_the_first_screen_says_what_this_is_and_what_is_kept(size: tuple[int, int], kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot, size=size) as kiosk:
        for words in (
            "How much caffeine is in green tea 2a?",
            "I am a computer program, not a doctor",
            "We do not save what you type",
            "110 seconds",
        ):
            assert words in kiosk.text()


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (CountSettings(), "We do not save what you type. It is wiped"),
        (CountSettings(on=True), "We only count which topics are used"),
        (CountSettings(on=True, unanswered=True), "We keep questions that get no answer"),
    ],
)
async def test_the_privacy_notice_is_true_to_the_mode(counts: CountSettings, said: str, kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot, KioskSettings(counts=counts)) as kiosk:
        assert said in kiosk.text()


async def test_questions_follow_one_another_on_the_first_screen(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.wait(7.9)
        seen = [kiosk.screen.query_one("#example", Static).content]
        assert str(seen[0]) == "For example:\nHow much caffeine is in green tea 2a?"
        for _ in range(5):
            await kiosk.wait(8)
            seen.append(kiosk.screen.query_one("#example", Static).content)
        assert len(set(map(str, seen))) == 5
        assert str(seen[5]) == str(seen[0])


async def test_two_touches_lead_from_the_subjects_to_an_answer(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.touch("subjects")
        await kiosk.touch("subject tea")
        await kiosk.touch("open tea/storage")
        assert "Tea stays good for a year in a tin." in kiosk.text()
        await kiosk.touch("sources")
        assert "The Tea Book" in kiosk.text()
        await kiosk.touch("back")
        await kiosk.touch("back")
        assert "What is tea?" in kiosk.text()


async def test_a_question_is_typed_by_touch_alone(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.touch("subjects")
        await kiosk.touch("type")
        for letter in "what is tea":
            await kiosk.touch(f"letter {letter}")
        await kiosk.touch("erase")
        await kiosk.touch("letter a")
        await kiosk.touch("ask")
        await kiosk.until(lambda: "You: what is tea" in kiosk.text())
        assert "Tea is a drink made from leaves." in kiosk.text()


async def test_the_keyboard_on_the_screen_has_digits(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.press("f4")
        await kiosk.touch("shift")
        await kiosk.touch("letter 7")
        await kiosk.touch("shift")
        await kiosk.touch("letter q")
        assert kiosk.prompt.value == "7q"


async def test_suggestions_are_taken_by_touch_and_move_no_key(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.press("f4")
        before = [key.region for key in kiosk.screen.query(Key)]
        await kiosk.press(*"sencharo")
        assert [key.region for key in kiosk.screen.query(Key)] == before
        await kiosk.touch("open green-tea-2a/storage")
        assert "Green tea 2a stays good for six months." in kiosk.text()


async def test_letters_that_come_at_once_are_looked_up_together(
    kiosk_bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []

    def suggest(letters: str, limit: int) -> tuple[Choice, ...]:
        looked_up.append(letters)
        return ()

    monkeypatch.setattr(kiosk_bot, "suggest", suggest)
    async with standing(kiosk_bot) as kiosk:
        await kiosk.press("f4", *"a cat walks over the keys of a kiosk")
        assert looked_up[-1] == kiosk.prompt.value
        assert len(looked_up) < 10, "each lookup holds the kiosk up"


async def test_everything_is_reached_by_keys_alone(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.press("space")
        await kiosk.press("enter")
        assert "Choose a question: green tea 2a" in kiosk.text()
        reached = set()
        for _ in range(12):
            focused = kiosk.screen.focused
            reached.add(focused.does if isinstance(focused, PressLine) else "")
            await kiosk.press("tab")
        assert {"open green-tea-2a/storage", "back", "subjects", "type", "help", "staff", "clear"} <= reached


async def test_a_letter_on_a_keyboard_begins_a_question(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.press("w", "h")
        await kiosk.press("tab", "a")
        assert kiosk.prompt.value == "wha"


@pytest.mark.parametrize("size", [(80, 24), (57, 24), (114, 30), (200, 60)])
async def test_every_target_is_three_rows_high_and_whole_on_every_page(size: tuple[int, int], kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot, size=size) as kiosk:
        places = set()
        for key in ("f1", "f2", "f3", "f4"):
            await kiosk.press(key)
            for target in kiosk.screen.query(PressLine):
                if target.display and target.visible and target.region:
                    assert target.region.height >= 3, target.does
                    assert target.region.right <= size[0], target.does
            places.add(tuple(target.region for target in kiosk.screen.query("#always Target")))
        assert len(places) == 1


@pytest.mark.parametrize("size", [(40, 12), (58, 25), (80, 24), (200, 60)])
async def test_help_staff_and_clear_stand_in_the_same_place_everywhere(size: tuple[int, int], kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot, size=size) as kiosk:
        places = {tuple(target.region for target in kiosk.screen.query("#always Target"))}
        for key in ("enter", "f1", "f2", "f3", "f4"):
            await kiosk.press(key)
            places.add(tuple(target.region for target in kiosk.screen.query("#always Target")))
            assert "Clear now" in kiosk.text()
        await kiosk.ask("i want to die")
        places.add(tuple(target.region for target in kiosk.screen.query("#always Target")))
        assert len(places) == 1
        assert all(region.width > 8 for region in places.pop())


async def test_staff_are_reached_as_the_site_says(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot, KioskSettings(staff="Ring the [bell] on the desk.")) as kiosk:
        await kiosk.touch("staff")
        assert "Ring the [bell] on the desk." in kiosk.text()
        await kiosk.touch("help")
        assert "988" in kiosk.text()


async def test_the_screen_is_wiped_after_a_warning(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.ask(CANARY)
        await kiosk.wait(90)
        assert "This screen clears in 20 seconds" in kiosk.text()
        await kiosk.wait(5)
        assert "This screen clears in 15 seconds" in kiosk.text()
        assert CANARY in kiosk.text()
        await kiosk.wait(15)
        assert isinstance(kiosk.screen.page, AttractPage)
        assert CANARY not in kiosk.text()


@pytest.mark.parametrize(("how", "times"), [("key", 11), ("touch", 2), ("banner", 2)])
async def test_a_key_or_a_touch_extends_the_visit_ten_times_and_more(how: str, times: int, kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.ask(CANARY)
        for _ in range(times):
            await kiosk.wait(100)
            assert "This screen clears in 10 seconds" in kiosk.text()
            match how:
                case "key":
                    await kiosk.press("pageup")
                case "touch":
                    await kiosk.pilot.click("#heading")
                case _:
                    await kiosk.touch("stay")
            assert "This screen clears" not in kiosk.text()
            assert CANARY in kiosk.text()


async def test_clear_now_works_on_every_page(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        for key in ("f1", "f2", "f3", "f4"):
            await kiosk.press("f4", *CANARY, key)
            await kiosk.touch("clear")
            assert isinstance(kiosk.screen.page, AttractPage)
            await kiosk.press("f4", *CANARY, key, "escape")
            assert isinstance(kiosk.screen.page, AttractPage)


def test_the_memory_is_looked_through_in_a_process_of_its_own() -> None:
    """Among all that a whole run holds, one look takes a minute."""
    asked = [sys.executable, "-m", "pytest", "-m", "alone", __file__]
    ran = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    assert "2 passed" in ran.stdout


@pytest.mark.alone
async def test_nothing_of_a_visit_is_left_in_memory(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.ask(f"what about {CANARY}")
        await kiosk.ask(f"sencharo {CANARY}")
        await kiosk.press("f4", *CANARY)
        await kiosk.touch("clear")
        await kiosk.press("enter", "f4", "up", "up")
        assert kiosk.prompt.value == ""
        shown = (kiosk.screen.page, kiosk.prompt)
        await kiosk.until(lambda: not set(_pages()).difference(shown) and not _sayings(CANARY))
        assert kiosk.screen.visit.conversation.subject is None
        assert CANARY not in repr(vars(kiosk.pilot.app))


def _pages() -> list[Widget]:
    """Return every page and line to type on in memory."""
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, (TypingPage, ReplyPage, KioskPrompt))]


def _sayings(word: str) -> list[str]:
    """Return every text in memory that holds `word` beside others."""
    return [
        text
        for holder in gc.get_objects()
        for text in gc.get_referents(holder)
        if isinstance(text, str) and word in text and text != word
    ]


async def test_a_question_that_changes_before_the_first_screen_stands_breaks_nothing(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        kiosk.clock.now += 60
        kiosk.screen._page = AttractPage(["One?", "Two?"], "", "")
        await kiosk.screen.tick()
        assert kiosk.pilot.app.is_running


@pytest.mark.alone
async def test_each_visit_leaves_as_many_widgets_and_drawn_lines_as_the_one_before(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        counted = []
        for _ in range(4):
            await kiosk.ask("sencharo shelf life")
            await kiosk.press("f3", "f1", "escape")
            gc.collect()
            counted.append(sum(isinstance(one, (Widget, Strip)) for one in gc.get_objects()))
        assert max(counted[1:]) - min(counted[1:]) < 300, "a visit draws more than a thousand lines"


@pytest.mark.parametrize(
    "said", ["i want to kill myself", "my husband hits me every night", "i have crushing chest pain and cannot breathe"]
)
async def test_after_a_danger_the_words_are_gone_and_the_help_stays(said: str, kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.ask(f"tell me about {CANARY}")
        await kiosk.ask(said)
        shown = kiosk.text()
        assert said not in shown
        assert "911" in shown
        await kiosk.wait(179)
        assert "This screen clears" not in kiosk.text()
        assert "911" in kiosk.text()
        await kiosk.touch("back")
        assert CANARY not in kiosk.text()
        assert said not in kiosk.text()


async def test_the_help_line_stays_after_a_crisis(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.ask("i want to kill myself")
        for key in ("f3", "f4"):
            await kiosk.press(key)
            assert "988" in kiosk.text()
        await kiosk.ask("what is tea")
        assert "988" in kiosk.text()
        await kiosk.touch("clear")
        assert "988" not in kiosk.text()


async def test_a_spanish_card_stands_among_spanish_buttons_and_can_be_had_in_english(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.ask("quiero matarme")
        for words in (
            "Por favor, lea esto",
            "Peligro",
            "no está solo",
            "988",
            "Ayuda",
            "Personal",
            "Borrar",
            "Volver",
            "Temas",
        ):
            assert words in kiosk.text()
        assert "Clear now" not in kiosk.text()
        await kiosk.press("f1")
        assert "Soy un programa de computadora, no un doctor." in kiosk.text()
        await kiosk.press("f2")
        assert "Necesito ayuda ahora" in kiosk.text()
        assert "¿Se siente muy mal" in kiosk.text()
        await kiosk.wait(190)
        assert "La pantalla se borra en" in kiosk.text()
        await kiosk.touch("stay")
        await kiosk.touch("back")
        await kiosk.touch("back")
        await kiosk.touch("language")
        for words in ("Please read this", "You are not alone", "988", "Clear now"):
            assert words in kiosk.text()
        await kiosk.touch("clear")
        await kiosk.press("f1")
        assert "You can choose a subject" in kiosk.text()


async def test_the_help_is_there_in_spanish(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot, KioskSettings(region="US"), (114, 40)) as kiosk:
        await kiosk.touch("help")
        await kiosk.touch("language")
        for words in ("Las respuestas están en inglés", "911", "988", "1-800-222-1222", "No guardamos lo que escribe"):
            assert words in kiosk.text()
        assert "Oprima Borrar para borrarla" in kiosk.text()
        await kiosk.touch("language")
        assert "You can choose a subject" in kiosk.text()


async def test_the_card_of_an_abuse_names_the_button_that_clears(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.ask("my husband hits me every night")
        assert "Press Clear now to wipe this screen." in kiosk.text()
        assert "Tell any staff member" in kiosk.text()


async def test_what_is_typed_is_shown_as_typed(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.ask("[bold]x[/bold] {name} \\")
        assert "[bold]x[/bold] {name} \\" in kiosk.text()


async def test_nothing_is_taken_from_or_given_to_a_clipboard(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.press("f4", *CANARY, "ctrl+a", "ctrl+c", "ctrl+x", "ctrl+v")
        assert kiosk.prompt.value == CANARY
        kiosk.pilot.app.copy_to_clipboard(CANARY)
        assert kiosk.pilot.app.clipboard == ""


async def test_choices_asked_back_are_large_targets(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.ask("how long does green tea keep")
        offered = [target for target in kiosk.screen.query(Target) if target.does.startswith("open ")]
        assert offered
        await kiosk.pilot.press("enter")
        await kiosk.pilot.pause()
        assert re.search("stays good for", kiosk.text())


async def test_staff_leave_with_the_pin_and_nobody_else(kiosk_bot: Bot, tmp_path: Path) -> None:
    lock = Lock(hashed("493716"), tmp_path / "tries.json", FakeClock())
    async with standing(kiosk_bot, lock=lock) as kiosk:
        await kiosk.touch("help")
        await kiosk.touch("pin")
        for digit in "493711":
            await kiosk.touch(f"digit {digit}")
        assert "493711" not in kiosk.text()
        await kiosk.touch("try")
        assert "That is not the PIN." in kiosk.text()
        await kiosk.press(*"000001", "enter", *"000002", "enter")
        assert "Wait 10 seconds" in kiosk.text() or "Wait 11 seconds" in kiosk.text()
        await kiosk.press(*"493716", "enter")
        assert kiosk.pilot.app.return_code is None


async def test_the_pin_ends_the_kiosk(kiosk_bot: Bot, tmp_path: Path) -> None:
    lock = Lock(hashed("493716"), tmp_path / "tries.json", FakeClock())
    async with standing(kiosk_bot, lock=lock, seal="3f2a9c1b77de") as kiosk:
        await kiosk.touch("help")
        await kiosk.touch("pin")
        assert "answers sealed as 3f2a9c1b77de" in kiosk.text()
        await kiosk.press(*"4937166", "backspace", "enter")
        assert kiosk.pilot.app.return_code == LEFT


async def test_without_a_pin_there_is_no_way_out(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.press("f1")
        assert "pin" not in [target.does for target in kiosk.screen.query(Target)]
        await kiosk.press("ctrl+q", "ctrl+c", "ctrl+p", "ctrl+z", "ctrl+backslash", "f12")
        assert kiosk.pilot.app.return_code is None
        assert len(kiosk.pilot.app.screen_stack) == 1


async def test_a_fresh_program_is_wanted_once_a_visit_is_over(kiosk_bot: Bot) -> None:
    reading, writing = os.pipe()
    async with standing(kiosk_bot, pulse=Pulse(writing)) as kiosk:
        app = kiosk.pilot.app
        assert isinstance(app, KioskApp)
        kiosk.clock.now += 3600
        await app.tick()
        assert app.return_code is None, "nobody was there"
        await kiosk.press("f4", "x", "escape", "enter")
        kiosk.clock.now += 60
        await app.tick()
        assert app.return_code is None, "the next visitor began at once"
        await kiosk.press("escape")
        kiosk.clock.now += QUIET
        await app.tick()
        assert app.return_code == RENEW
    os.close(reading)
    os.close(writing)


async def test_a_crash_says_nothing_of_the_visitor(kiosk_bot: Bot, capfd: pytest.CaptureFixture[str]) -> None:
    reading, writing = os.pipe()
    with pytest.raises(ZeroDivisionError):
        await _typed_and_broken(kiosk_bot, Pulse(writing))
    assert os.read(reading, 1000).splitlines()[-1].startswith(b"!ZeroDivisionError")
    out, err = capfd.readouterr()
    assert CANARY not in out + err
    os.close(reading)
    os.close(writing)


async def _typed_and_broken(bot: Bot, pulse: Pulse) -> None:
    async with standing(bot, pulse=pulse) as kiosk:
        await kiosk.press("f4", *CANARY)
        kiosk.screen.call_later(_break, CANARY)
        await kiosk.pilot.pause()


def _break(typed: str) -> float:
    return len(typed) / 0


async def test_an_answer_is_taken_along_as_a_code_and_on_paper(kiosk_bot: Bot, tmp_path: Path) -> None:
    write = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(sys.stdin.read())"
    chosen = TakeAway(
        qr=True,
        slip=(sys.executable, "-c", write, str(tmp_path / "slip")),
        handout=(sys.executable, "-c", write, str(tmp_path / "page")),
    )
    async with standing(kiosk_bot, KioskSettings(take_away=chosen)) as kiosk:
        await kiosk.ask(f"how do i store sencharo {CANARY}")
        await kiosk.press("f3")
        await kiosk.touch("subject green-tea-2a")
        await kiosk.touch("open green-tea-2a/storage")
        await kiosk.touch("take")
        assert "green-tea-2a/storage" in kiosk.text()
        assert scanned(seen(kiosk.screen._compositor.render_strips()), zoom=1) == ["green-tea-2a/storage"]
        await kiosk.touch("another")
        assert "https://tea.example/book" in kiosk.text()
        assert scanned(seen(kiosk.screen._compositor.render_strips()), zoom=1) == ["https://tea.example/book"]
        for word in ("slip", "handout"):
            await kiosk.touch(word)
            await kiosk.pilot.app.workers.wait_for_complete()
            await kiosk.pilot.pause()
            assert "It is printed." in kiosk.text()
        assert "stays good for six" in (tmp_path / "slip").read_text()
        assert (tmp_path / "page").read_text().startswith("<!DOCTYPE html>")
        assert CANARY not in (tmp_path / "slip").read_text() + (tmp_path / "page").read_text()
        for _ in range(MOST_PRINTS):
            await kiosk.touch("slip")
            await kiosk.pilot.app.workers.wait_for_complete()
            await kiosk.pilot.pause()
        assert "enough paper" in kiosk.text()


async def test_nothing_is_offered_that_the_site_did_not_turn_on(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        await kiosk.ask("how do i store sencharo")
        offered = {target.does for target in kiosk.screen.query(Target)}
        assert not offered & {"take", "slip", "handout", "listen"}


async def test_a_code_that_does_not_fit_is_given_in_words(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot, KioskSettings(take_away=TakeAway(qr=True)), (40, 24)) as kiosk:
        await kiosk.ask("how do i store sencharo")
        await kiosk.touch("take")
        assert "does not fit on this screen" in kiosk.text()
        assert "green-tea-2a/storage" in kiosk.text()


async def test_an_answer_is_read_aloud_until_one_leaves(kiosk_bot: Bot, tmp_path: Path) -> None:
    voice = tmp_path / "voice"
    voice.write_text("#!/bin/sh\ncat > /dev/null\nexec sleep 60\n")
    voice.chmod(0o755)
    speaker = Speaker("en", str(voice))
    async with standing(kiosk_bot, speaker=speaker) as kiosk:
        await kiosk.ask("how do i store sencharo")
        await kiosk.touch("listen")
        assert speaker.is_speaking
        await kiosk.wait(300)
        assert "This screen clears" not in kiosk.text(), "the screen stays while it is read"
        await kiosk.touch("louder")
        assert (speaker.is_speaking, speaker.volume > VOLUME) == (True, True)
        await kiosk.touch("back")
        assert not speaker.is_speaking
        await kiosk.touch("listen")
        await kiosk.touch("clear")
        assert (speaker.is_speaking, speaker.volume) == (False, VOLUME)


async def test_replies_are_counted_and_no_word_is_kept(kiosk_bot: Bot, tmp_path: Path) -> None:
    path = tmp_path / "counts.sqlite"
    tally = Tally(path, lambda: "2026-11-24", _no_trouble)
    for _ in range(4):  # a fifth one shows how often
        tally.count("", "decline")
        tally.count("green-tea-2a/storage", "answer")
        tally.count("", "crisis")
    async with standing(kiosk_bot, tally=tally) as kiosk:
        await kiosk.ask(f"{CANARY} in my garden")
        await kiosk.ask("how do i store sencharo")
        await kiosk.ask("i want to kill myself")
    assert [(cell.entry, cell.route, cell.n) for cell in cells(path)] == [
        ("", "crisis", 5),
        ("", "decline", 5),
        ("green-tea-2a/storage", "answer", 5),
    ]
    assert CANARY.encode() not in path.read_bytes()
    assert unanswered(path) == {}


async def test_what_was_asked_in_vain_is_kept_scrubbed_once_a_visit(
    kiosk_bot: Bot, tea: Knowledge, tmp_path: Path
) -> None:
    path = tmp_path / "counts.sqlite"
    tally = Tally(path, lambda: "2026-11-24", _no_trouble)
    async with standing(kiosk_bot, tally=tally, scrubber=Scrubber(tea)) as kiosk:
        for _ in range(3):
            await kiosk.ask(f"my name is {CANARY} and how is espresso made of coffee")
        await kiosk.press("escape")
        await kiosk.ask("i want to kill myself")
        await kiosk.ask("how is espresso made of coffee for")
    assert CANARY.encode() not in path.read_bytes()
    assert list(unanswered(path).values()) == [1]
    assert "espresso made of coffee" in next(iter(unanswered(path)))


def _no_trouble(error: Exception) -> None:
    raise error


async def test_keys_that_come_all_at_once_are_all_taken_and_press_nothing_in_the_bar(kiosk_bot: Bot) -> None:
    async with standing(kiosk_bot) as kiosk:
        assert kiosk.screen.focused is None
        typed(kiosk.pilot.app, "what is tea\n")
        await kiosk.until(lambda: "Tea is a drink made from leaves." in kiosk.text())

"""What each command does in the window; one function for each word."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ifn_bot import catalogue
from ifn_bot.catalogue import Row
from ifn_bot.handout import write_handout
from ifn_bot.model import Conversation, Reply
from ifn_bot.settings import PANELS
from ifn_bot.text import one_line
from ifn_bot.tui.screens.help import HelpScreen
from ifn_bot.tui.screens.picker import MOST_ROWS, PickerScreen, Search
from ifn_bot.tui.widgets.prompt import Prompt
from ifn_bot.tui.widgets.source_panel import SourcePanel
from ifn_bot.tui.widgets.transcript import Transcript
from ifn_bot.wording import plain

if TYPE_CHECKING:
    from ifn_bot.tui.screens.chat import ChatScreen

_TURN = "turn "
NO_ANSWER = "There is no answer on the screen yet."
COPIED = "Copied. Where pasting brings nothing, this terminal forbids it: write a file with F9 instead."


async def _help(chat: ChatScreen, rest: str) -> None:
    await chat.app.push_screen(HelpScreen(chat.bot.notice()))


async def _browse(chat: ChatScreen, rest: str) -> None:
    """Choose a subject, then an entry; back from the entries leads to the subjects."""
    knowledge = chat.bot.knowledge
    chosen: str | None = None
    while chosen is None:
        subject = await _pick(
            chat, "Browse, step 1 of 2: what about?", lambda said: catalogue.subjects(knowledge, said), rest
        )
        if subject is None:
            return
        heading = f"Browse, step 2 of 2: {knowledge.subjects[subject].label}"
        chosen = await _pick(chat, heading, partial(catalogue.entries, knowledge, subject))
    await chat.open_entry(chosen)


async def _find(chat: ChatScreen, rest: str) -> None:
    found = await _pick(chat, "Find in this conversation and in the answers", lambda said: _hits(chat, said), rest)
    if found and found.startswith(_TURN):
        await chat.query_one(Transcript).go_to(int(found.removeprefix(_TURN)))
    elif found:
        await chat.open_entry(found)


async def _glossary(chat: ChatScreen, rest: str) -> None:
    within = chat.selected.entry if chat.selected else None
    entry = await _pick(chat, "Glossary", lambda said: catalogue.terms(chat.bot.knowledge, said, within), rest)
    if entry:
        await chat.open_entry(entry)


async def _pick(chat: ChatScreen, heading: str, search: Search, words: str = "") -> str | None:
    return await chat.app.push_screen_wait(PickerScreen(heading, search, words, chat.watch_words))


def _hits(chat: ChatScreen, words: str) -> Sequence[Row]:
    """Return turns, newest first, then entries that hold every one of `words`."""
    if not words.strip():
        return ()
    knowledge = chat.bot.knowledge
    turns = list(enumerate(chat.query_one(Transcript).turns))
    said = (
        Row(f"{_TURN}{number}", turn.asked or "(start)", f"In this conversation, message {number + 1}")
        for number, turn in reversed(turns)
        if catalogue.matches(words, turn.asked, plain(turn.reply, knowledge))
    )
    near = [Row(choice.id, choice.title, "Answer") for choice in chat.bot.suggest(words)]
    known = {row.target for row in near}
    others = (row for row in catalogue.containing(knowledge, words) if row.target not in known)
    return (*islice(said, 50), *near, *islice(others, MOST_ROWS))


async def _more(chat: ChatScreen, rest: str) -> None:
    answer = chat.selected
    if answer is None:
        chat.say(NO_ANSWER)
    elif answer.is_unfolded:
        await answer.fold()
    elif answer.entry.details:
        await answer.unfold()
    else:
        chat.say(chat.bot.knowledge.phrases.texts["nothing_more"])


async def _simpler(chat: ChatScreen, rest: str) -> None:
    if chat.selected is None:
        chat.say(NO_ANSWER)
    else:
        await chat.selected.fold()
        chat.query_one(Transcript).scroll_to_widget(chat.selected, animate=False, top=True)


async def _sources(chat: ChatScreen, rest: str) -> None:
    """Go to the sources, or back from them."""
    panel = chat.query_one(SourcePanel)
    if panel.entry is None:
        chat.say(NO_ANSWER)
    elif panel.has_focus:
        chat.action_type()
    else:
        chat.set_class(True, "-reading-sources")
        chat.call_after_refresh(panel.focus)
        panel.select(panel.selected or 1)


async def _topic(chat: ChatScreen, rest: str) -> None:
    chat.conversation = replace(chat.conversation, subject=None, aspect=None, entry=None, age=0)
    chat.show_topic()
    chat.say("The next question starts afresh.")
    chat.query_one(Prompt).focus()


async def _clear(chat: ChatScreen, rest: str) -> None:
    await chat.query_one(Transcript).wipe()
    await chat.select(None)
    chat.conversation = Conversation()
    chat.query_one(Prompt).forget()
    chat.query_one("#help-line").display = False
    chat.show_topic()
    chat.say(chat.bot.knowledge.phrases.texts["cleared"])
    chat.query_one(Prompt).focus()


async def _copy(chat: ChatScreen, rest: str) -> None:
    if chat.selected is None:
        chat.say(NO_ANSWER)
    else:
        entry = chat.selected.entry
        chat.app.copy_to_clipboard(plain(chat.bot.open(entry.id, Conversation()), chat.bot.knowledge))
        chat.say(COPIED)


async def _export(chat: ChatScreen, rest: str) -> None:
    turns = chat.query_one(Transcript).turns
    if not turns:
        chat.say("There is nothing to write yet.")
        return
    path = Path(one_line(rest) or f"ifn-bot-{chat.today}.html").expanduser()
    talk = [(turn.asked, turn.reply) for turn in turns]
    chat.say(written(path, talk, chat))


def written(path: Path, talk: Sequence[tuple[str, Reply]], chat: ChatScreen) -> str:
    """Write the hand-out and say where, or why not."""
    try:
        write_handout(path, talk, chat.bot.knowledge, chat.today, chat.bot.notice())
    except FileExistsError:
        return f"{path} exists and is left alone. Name another file: /export name.html"
    except OSError as error:
        return f"{path} cannot be written ({error.strerror}). Name another file: /export name.html"
    return f"Written: {path.absolute()}"


async def _theme(chat: ChatScreen, rest: str) -> None:
    chat.post_message(chat.ThemeWanted())


async def _panel(chat: ChatScreen, rest: str) -> None:
    chat.panel = PANELS[(PANELS.index(chat.panel) + 1) % len(PANELS)]
    chat.size_panel()
    chat.post_message(chat.PanelSized(chat.panel))
    chat.say(f"The sources may take {chat.panel} per cent.")


async def _quit(chat: ChatScreen, rest: str) -> None:
    chat.app.exit(0)


DO: Mapping[str, Callable[[ChatScreen, str], Awaitable[None]]] = {
    "help": _help,
    "browse": _browse,
    "find": _find,
    "glossary": _glossary,
    "more": _more,
    "simpler": _simpler,
    "sources": _sources,
    "topic": _topic,
    "clear": _clear,
    "copy": _copy,
    "export": _export,
    "theme": _theme,
    "panel": _panel,
    "quit": _quit,
}
"""By word, what is done: called with the conversation on the screen, and what followed the word."""

"""What each command does in the window; one function for each word."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ifn_bot import catalogue
from ifn_bot.catalogue import Row
from ifn_bot.commands import COMMANDS, shown_key
from ifn_bot.finding import hits, turn_of
from ifn_bot.handout import unused, write_handout
from ifn_bot.model import Conversation, Reply
from ifn_bot.settings import PANELS
from ifn_bot.text import one_line
from ifn_bot.tui.screens.help import HelpScreen
from ifn_bot.tui.screens.picker import PickerScreen, Search
from ifn_bot.tui.widgets.desk import Desk
from ifn_bot.tui.widgets.prompt import Prompt
from ifn_bot.tui.widgets.source_panel import SourcePanel
from ifn_bot.tui.widgets.transcript import Transcript
from ifn_bot.tui.widgets.turn import TurnView
from ifn_bot.wording import plain

if TYPE_CHECKING:
    from ifn_bot.tui.screens.chat import ChatScreen

NO_ANSWER = "There is no answer on the screen yet."
NOT_SELECTED = "No answer is selected. Alt+Up selects the last one."
COPIED = "Copied. Where pasting brings nothing, this terminal forbids it: write a file with F9 instead."

LEAVING = "Nothing is selected to copy. Ctrl+Q leaves."
LISTS = frozenset({"help", "browse", "find", "glossary", "commands", "region"})
"""Commands that bring up something to choose from, when they are pressed."""


async def _help(chat: ChatScreen, rest: str) -> None:
    """Show the commands; one that is pressed is done."""
    _do(chat, await chat.app.push_screen_wait(HelpScreen(chat.bot.notice())))


async def _commands(chat: ChatScreen, rest: str) -> None:
    _do(chat, await _pick(chat, "Commands", _matching, rest))


def _matching(words: str) -> Sequence[Row]:
    """Return the commands that match `words`, those whose own word does first."""
    found = [command for command in COMMANDS if catalogue.matches(words, command.word, command.help)]
    found.sort(key=lambda command: not catalogue.matches(words, command.word))
    return [Row(one.word, f"{one.word} ({shown_key(one.key)})", one.help) for one in found]


def _do(chat: ChatScreen, word: str | None) -> None:
    if word:
        chat.order(word)


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
    transcript = chat.query_one(Transcript)
    talk = [(turn.asked, turn.reply) for turn in transcript.turns]
    heading = "Find in this conversation and in the answers"
    found = await _pick(chat, heading, lambda said: hits(chat.bot, talk, said), rest)
    number = turn_of(found) if found else None
    if number is not None:
        await transcript.go_to(number)
    elif found:
        await chat.open_entry(found)


async def _glossary(chat: ChatScreen, rest: str) -> None:
    within = chat.selected.entry if chat.selected else None
    entry = await _pick(chat, "Glossary", lambda said: catalogue.terms(chat.bot.knowledge, said, within), rest)
    if entry:
        await chat.open_entry(entry)


async def _pick(chat: ChatScreen, heading: str, search: Search, words: str = "") -> str | None:
    return await chat.app.push_screen_wait(PickerScreen(heading, search, words, chat.watch_words))


async def _more(chat: ChatScreen, rest: str) -> None:
    answer = chat.selected
    if answer is None:
        chat.say(_none_selected(chat))
    elif answer.is_unfolded:
        await answer.fold()
    elif answer.entry.details:
        await answer.unfold()
    else:
        chat.say(chat.bot.knowledge.phrases.texts["nothing_more"])


async def _explain(chat: ChatScreen, rest: str) -> None:
    if chat.selected is None:
        chat.say(_none_selected(chat))
    elif not await chat.selected.explain():
        chat.say("No word of this answer needs explaining. F4 lists the glossary.")


async def _why(chat: ChatScreen, rest: str) -> None:
    """Tell it of the turn that the selected answer is in, or of the newest."""
    above = chat.selected.ancestors if chat.selected else ()
    turn = next((node for node in above if isinstance(node, TurnView)), chat.query_one(Transcript).newest)
    if turn is None:
        chat.say(_none_selected(chat))
    else:
        await turn.tell_why()
        chat.call_after_refresh(chat.query_one(Transcript).scroll_to_widget, turn.children[-1], animate=False)


async def _simpler(chat: ChatScreen, rest: str) -> None:
    if chat.selected is None:
        chat.say(_none_selected(chat))
    else:
        await chat.selected.fold()
        chat.query_one(Transcript).hold(chat.selected)


async def _sources(chat: ChatScreen, rest: str) -> None:
    """Go to the sources, or back from them."""
    panel = chat.query_one(SourcePanel)
    number = int(rest) if rest.isascii() and rest.isdigit() else 0
    if panel.entry is None:
        chat.say(_none_selected(chat))
    elif number > len(panel.entry.citations):
        chat.say(f"This answer has no source {rest}.")
    elif panel.has_focus and not number:
        chat.action_type()
    else:
        chat.set_class(True, "-reading-sources")
        chat.call_after_refresh(panel.focus)
        panel.select(number or panel.selected or 1)


async def _topic(chat: ChatScreen, rest: str) -> None:
    chat.conversation = chat.conversation._replace(subject=None, aspect=None, entry=None, age=0)
    chat.show_topic()
    chat.say("The next question starts afresh.")
    chat.query_one(Prompt).focus()


async def _clear(chat: ChatScreen, rest: str) -> None:
    await chat.query_one(Transcript).wipe()
    await chat.select(None)
    chat.conversation = Conversation()
    chat.query_one(Prompt).forget()
    chat.query_one(Desk).show_help_line("")
    chat.show_topic()
    chat.say(chat.bot.knowledge.phrases.texts["cleared"])
    chat.query_one(Prompt).focus()


def _none_selected(chat: ChatScreen) -> str:
    """Say why there is no answer to do something with."""
    return NOT_SELECTED if chat.query_one(Transcript).answers() else NO_ANSWER


async def _copy(chat: ChatScreen, rest: str) -> None:
    if chat.selected is None:
        chat.say(_none_selected(chat))
    else:
        entry = chat.selected.entry
        chat.app.copy_to_clipboard(plain(chat.bot.open(entry.id, Conversation()), chat.bot.knowledge))
        chat.say(COPIED)


async def _export(chat: ChatScreen, rest: str) -> None:
    turns = chat.query_one(Transcript).turns
    if not turns:
        chat.say("There is nothing to write yet.")
        return
    path = Path(one_line(rest)).expanduser() if rest else unused(chat.today)
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


async def _region(chat: ChatScreen, rest: str) -> None:
    """Take the region that was named, or choose one from a list."""
    regions = catalogue.regions(chat.bot.knowledge)
    code = rest.upper() or await _pick(
        chat, "Whose help lines?", lambda said: [row for row in regions if catalogue.matches(said, row.label)]
    )
    if code is None:
        return
    if code in {row.target for row in regions}:
        chat.bot = chat.bot.in_region(code)
        chat.post_message(chat.Moved(code))
        chat.say(f"Help lines: {code}.")
    else:
        known = ", ".join(row.target for row in regions)
        chat.say(f"There are no help lines for {code}. There are for: {known}.")


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
    "explain": _explain,
    "why": _why,
    "simpler": _simpler,
    "sources": _sources,
    "topic": _topic,
    "clear": _clear,
    "copy": _copy,
    "export": _export,
    "region": _region,
    "theme": _theme,
    "panel": _panel,
    "commands": _commands,
    "quit": _quit,
}
"""By word, what is done: called with the conversation on the screen, and what followed the word."""

"""A reply as text: one wording for the shell, the line mode and the window."""

from __future__ import annotations

import re

from ifn_bot.model import DANGER, Route
from ifn_bot.text import drawn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ifn_bot.model import Citation, Entry, Knowledge, Reply

ROUTE_WORDS = {
    Route.ANSWER: "Answer",
    Route.CLINICIAN: "Ask your care team first",
    Route.SMALLTALK: "Bot",
    Route.CLARIFY: "Which one",
    Route.DECLINE: "No answer",
    Route.CRISIS: "Help now",
    Route.EMERGENCY: "Emergency",
    Route.OVERDOSE: "Too much medicine",
    Route.URGENT: "Call today",
}
"""What kind of reply it is, in words, so that no colour is needed."""

LEADS = ((0.5, "far behind"), (0.1, "behind"), (-1.0, "close behind"))
"""How far a runner-up is behind, in words, from which lead on."""

_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*\*|__|\*)(?=\S)(.+?)(?<=\S)\1")
_CODE = re.compile(r"`([^`]*)`")
_TABLE = re.compile(r"^\|.*\|\n\|[-:| ]+\|\n(?:\|.*(?:\n|\Z))*", re.MULTILINE)


def route_word(route: Route) -> str:
    """Return the word that stands before a reply of `route`."""
    return ROUTE_WORDS[route]


def plain(reply: Reply, knowledge: Knowledge, width: int | None = None, *, drawings: bool = False) -> str:
    """Return the whole of `reply` as plain text without escape bytes or boxes.

    Args:
        reply: what the bot said.
        knowledge: the base it said it from.
        width: columns to wrap at; None leaves each sentence on its own line.
        drawings: whether drawings stand beside the words that say the same; a width must be one they fit.
    """
    if reply.parts:
        parts = [f"Question {n}.\n{_one(part, knowledge, drawings)}" for n, part in enumerate(reply.parts, start=1)]
        text = "\n\n".join([reply.text, *parts, *([reply.footer] if reply.footer else [])])
    else:
        text = "\n\n".join(filter(None, (_one(reply, knowledge, drawings), reply.footer)))
    return _wrapped(text, width) if width else text


def _one(reply: Reply, knowledge: Knowledge, drawings: bool) -> str:
    """Return a reply to one question, its footer aside."""
    blocks = [f"{route_word(reply.route)}: {reply.text}"] if reply.text else []
    if reply.entry:
        blocks.append(answer(reply.entry, drawings=drawings))
        blocks.append("\n".join(source_lines(reply.entry, knowledge)))
        blocks.append(checked(reply.entry, knowledge))
    if reply.choices:
        blocks.append("\n".join(f"{n}. {choice.title}" for n, choice in enumerate(reply.choices, start=1)))
    if reply.follow_ups:
        asked = "\n".join(f"{n}. {choice.title}" for n, choice in enumerate(reply.follow_ups, start=1))
        blocks.append(f"You may ask next:\n{asked}")
    return "\n\n".join(filter(None, blocks))


def answer(entry: Entry, *, drawings: bool = False) -> str:
    """Return the title, the plain paragraph and the details of `entry` as plain text."""
    parts = (f"Answer: {entry.title}", unmarked(entry.summary), unmarked(entry.details, drawings=drawings))
    return "\n\n".join(filter(None, parts))


def source_lines(entry: Entry, knowledge: Knowledge) -> Iterator[str]:
    """Yield what each citation of `entry` is and says, one line each."""
    for citation in entry.citations:
        yield f"Source {citation.n}: {cited(citation, knowledge)}"


def cited(citation: Citation, knowledge: Knowledge) -> str:
    """Return title, publisher, date, place, snippet and address of a citation."""
    source = knowledge.sources[citation.source]
    dated = f", {source.dated}" if source.dated else ""
    return f"{source.title} ({source.publisher}{dated}). {citation.locator}: {citation.says} {source.url}"


def checked(entry: Entry, knowledge: Knowledge) -> str:
    """Say when `entry` was checked, and by whom it was not; a term bears no date."""
    texts = knowledge.phrases.texts
    review = texts["reviewed"].format(who=entry.reviewed_by) if entry.reviewed_by else texts["no_review"]
    return f"{texts['checked'].format(date=entry.checked)} {review}" if entry.checked else review


def why(reply: Reply, knowledge: Knowledge) -> str:
    """Say how `reply` came about: what was repaired, understood and matched, the runner-up and how far behind it is."""
    if reply.parts:
        return "\n".join(f"Question {n}.\n{why(part, knowledge)}" for n, part in enumerate(reply.parts, start=1))
    if reply.alarm and reply.route in DANGER:
        return "Why: the safety screen noticed danger in it; nothing else was looked at."
    reason = reply.why
    subject, aspect = knowledge.subjects.get(reason.subject or ""), knowledge.aspects.get(reason.aspect or "")
    runner_up = knowledge.entries.get(reason.runner_up or "")
    lines = (
        *(f"Read as: {read}, for {typed}." for typed, read in reason.repaired),
        f"About: {subject.label}." if subject else "About: no name that I know.",
        f"Asked for: {aspect.label}." if aspect else "Asked for: nothing that I recognise.",
        f"Nearest written question: {reason.matched}." if reason.matched else "",
        f"Runner-up: {runner_up.title} {_behind(reason.margin)}" if runner_up else "",
        f"How sure: {reply.confidence:.0%}.",
    )
    return "\n".join(filter(None, lines))


def _behind(margin: float) -> str:
    """Say in words how far a runner-up is behind, for a lead of `margin` from 0 to 1."""
    words = next(words for least, words in LEADS if margin >= least)
    return f"({words}, by {max(0.0, margin):.0%})"


def unmarked(markdown: str, *, drawings: bool = False) -> str:
    """Return Markdown as plain text: headings as lines with a colon, tables as lists, emphasis taken off, marks kept.

    Drawings are left out unless wanted: a screen reader makes nothing of them, and the words below say the same.
    """
    pieces = drawn(markdown)
    pieces[::2] = [_unmarked(words).strip("\n") for words in pieces[::2]]
    return "\n\n".join(filter(None, (piece.rstrip("\n") for piece in (pieces if drawings else pieces[::2]))))


def _unmarked(words: str) -> str:
    text = _HEADING.sub(r"\1:", _TABLE.sub(_told, words))
    return _CODE.sub(r"\1", _EMPHASIS.sub(r"\2", text))


def _told(table: re.Match[str]) -> str:
    """Return a table as a list: a line a row, the first cell, then each other one after the heading of its column."""
    heads, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.group().splitlines()]
    told = ("; ".join(f"{head}: {cell}" for head, cell in zip(heads[1:], row[1:], strict=False)) for row in rows)
    return "".join(f"- {row[0]}. {rest}\n" for row, rest in zip(rows, told, strict=True))


def _wrapped(text: str, width: int) -> str:
    """Return `text` with each line wrapped at `width` columns; addresses stay whole."""
    import textwrap

    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) if line.strip() else ""
        for line in text.splitlines()
    )

"""A conversation as a hand-out: Markdown or HTML, with its sources and the day it was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import count
from pathlib import Path

from ifn_bot.model import Citation, Entry, Knowledge, Reply
from ifn_bot.text import one_line
from ifn_bot.wording import checked, route_word

STYLE = """
body { font: 12pt/1.5 sans-serif; max-width: 44em; margin: 2em auto; padding: 0 1em; color: #111; background: #fff; }
pre { font-size: .7em; line-height: 1.2; }
h2 { font-size: 1.2em; margin: 2em 0 .3em; }
.asked { font-weight: bold; }
.card { border: 4px double #111; padding: .5em 1em; white-space: pre-line; }
.said { white-space: pre-line; }
.sources { font-size: .9em; }
.sources li { margin-bottom: .5em; overflow-wrap: anywhere; }
.quiet { font-size: .9em; color: #444; }
@media print { body { margin: 0; max-width: none; } h2, li, .card { break-inside: avoid; } h2 { break-after: avoid; } }
""".strip()

Talk = Iterable[tuple[str, Reply]]
"""What was asked (or nothing), and the reply to it."""


def unused(today: str) -> Path:
    """Return a name for a hand-out of this day that no file in the working folder has."""
    names = (f"ifn-bot-{today}{f'-{n}' if n > 1 else ''}.html" for n in count(1))
    return next(path for path in map(Path, names) if not path.exists())


def write_handout(path: Path, talk: Talk, knowledge: Knowledge, today: str, notice: str) -> None:
    """Write the hand-out to a new file, HTML where it ends in .html, else Markdown.

    Raises:
        FileExistsError: there is such a file; it is left alone.
        OSError: it cannot be written.
    """
    form = as_html if path.suffix.lower() in {".html", ".htm"} else as_markdown
    text = form(talk, knowledge, today, notice)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)


def as_markdown(talk: Talk, knowledge: Knowledge, today: str, notice: str) -> str:
    """Return the hand-out as Markdown; what was typed is shown as typed."""
    blocks = [f"# Conversation of {today}", _escaped(notice)]
    for asked, reply in talk:
        if asked:
            blocks.append(f"**You:** {_escaped(one_line(asked))}")
        if reply.text:
            blocks.append(f"**{route_word(reply.route)}:** {_hard_breaks(_escaped(reply.text))}")
        for entry in _entries(reply):
            blocks += [f"## {entry.title}", entry.summary, entry.details.replace("\n## ", "\n### ")]
            blocks.append("Sources\n\n" + "\n".join(_source_line(one, knowledge) for one in entry.citations))
            blocks.append(checked(entry, knowledge))
        if reply.footer:
            blocks.append(_escaped(reply.footer))
    return "\n\n".join(filter(None, blocks)) + "\n"


def as_html(talk: Talk, knowledge: Knowledge, today: str, notice: str) -> str:
    """Return the hand-out as one HTML page that loads nothing and prints well."""
    body = "\n".join(_html_blocks(talk, knowledge))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Conversation of {escape(today)}</title>\n<style>\n{STYLE}\n</style></head><body>\n"
        f'<h1>Conversation of {escape(today)}</h1>\n<p class="said">{escape(notice)}</p>\n{body}\n</body></html>\n'
    )


def _html_blocks(talk: Talk, knowledge: Knowledge) -> Iterator[str]:
    """Yield the turns as HTML."""
    for asked, reply in talk:
        if asked:
            yield f'<p class="asked">You: {escape(one_line(asked))}</p>'
        if reply.text:
            kind = "said" if reply.alarm is None or reply.entry else "card"
            yield f'<p class="{kind}"><strong>{escape(route_word(reply.route))}:</strong> {escape(reply.text)}</p>'
        for entry in _entries(reply):
            yield from html_entry(entry, knowledge)
        if reply.footer:
            yield f'<p class="said">{escape(reply.footer)}</p>'


def html_entry(entry: Entry, knowledge: Knowledge) -> Iterator[str]:
    """Yield one entry as HTML, its sources below it; drawings are not read out, the words below them are."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    yield f"<h2>{escape(entry.title)}</h2>"
    told = markdown.render(f"{entry.summary}\n\n{entry.details.replace('## ', '### ')}").strip()
    yield told.replace("<pre>", '<pre aria-hidden="true">')
    lines = "".join(f"<li>{_html_source(citation, knowledge)}</li>" for citation in entry.citations)
    yield f'<ol class="sources">{lines}</ol>'
    yield f'<p class="quiet">{escape(checked(entry, knowledge))}</p>'


def _html_source(citation: Citation, knowledge: Knowledge) -> str:
    source = knowledge.sources[citation.source]
    dated = f", {source.dated}" if source.dated else ""
    said = f"{source.title} ({source.publisher}{dated}). {citation.locator}: {citation.says}"
    return f'{escape(said)} <a href="{escape(source.url)}">{escape(source.url)}</a>'


def _source_line(citation: Citation, knowledge: Knowledge) -> str:
    source = knowledge.sources[citation.source]
    dated = f", {source.dated}" if source.dated else ""
    said = _escaped(f"{source.title} ({source.publisher}{dated}). {citation.locator}: {citation.says}")
    return f"{citation.n}. {said} <{source.url}>"


def _entries(reply: Reply) -> Iterator[Entry]:
    for part in reply.parts or (reply,):
        if part.entry:
            yield part.entry


def _escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it stands."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]<>#|" else char for char in text)


def _hard_breaks(text: str) -> str:
    return text.replace("\n", "  \n")

"""All answers in other formats: schema.org FAQPage as JSON-LD, CSV, and a static site."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

from ifn_bot import catalogue
from ifn_bot.handout import STYLE, html_entry
from ifn_bot.model import Citation, Entry, Knowledge
from ifn_bot.wording import unmarked

COLUMNS = ("id", "subject", "aspect", "question", "answer", "details", "sources", "checked")
"""Columns of the CSV; the sources stand one below the other."""
INDEX = "index.html"

_SITE_STYLE = f"""{STYLE}
a {{ color: #003c8f; }}
a:focus, summary:focus {{ outline: 3px solid #003c8f; }}
nav ul {{ padding-left: 1.2em; }}
pre {{ overflow-x: auto; }}
"""


def as_jsonld(knowledge: Knowledge) -> str:
    """Return every answer as one FAQPage of schema.org; each bears its paraphrases, its sources and its date."""
    page = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": "en",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "mainEntity": [_question(entry, knowledge) for entry in knowledge.entries.values()],
    }
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def as_csv(knowledge: Knowledge) -> str:
    """Return every answer as a row, with a row of headings; for a spreadsheet, no field begins a formula."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for entry in knowledge.entries.values():
        sources = "\n".join(_source(citation, knowledge) for citation in entry.citations)
        told = (entry.title, unmarked(entry.summary), unmarked(entry.details, drawings=True), sources)
        rows.writerow(map(_harmless, (entry.id, entry.subject, entry.aspect, *told, entry.checked)))
    return written.getvalue()


def write_site(folder: Path, knowledge: Knowledge, notice: str) -> None:
    """Write a site of static pages into the new folder `folder`: a page for each subject, and an index.

    Raises:
        FileExistsError: there is such a folder or file; it is left alone.
        OSError: it cannot be written.
    """
    folder.mkdir(parents=True)
    pages = {INDEX: _index(knowledge, notice)}
    pages |= {f"{row.target}.html": _subject(row.target, knowledge, notice) for row in catalogue.subjects(knowledge)}
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


def _question(entry: Entry, knowledge: Knowledge) -> dict[str, object]:
    """Return an entry as a schema.org Question with its accepted answer."""
    text = "\n\n".join(filter(None, (unmarked(entry.summary), unmarked(entry.details))))
    cited = {citation.source: None for citation in entry.citations}
    return {
        "@type": "Question",
        "@id": f"urn:ifn-bot:{entry.id}",
        "name": entry.title,
        "alternateName": list(entry.questions[1:]),
        "about": knowledge.subjects[entry.subject].label,
        "acceptedAnswer": {
            "@type": "Answer",
            "text": text,
            "dateModified": entry.checked,
            "citation": [_work(source, knowledge) for source in cited],
        },
    }


def _work(id: str, knowledge: Knowledge) -> dict[str, str]:
    source = knowledge.sources[id]
    return {"@type": "CreativeWork", "name": source.title, "publisher": source.publisher, "url": source.url}


def _source(citation: Citation, knowledge: Knowledge) -> str:
    source = knowledge.sources[citation.source]
    return f"[{citation.n}] {source.title} ({source.publisher}). {citation.locator}: {citation.says} {source.url}"


def _harmless(field: str) -> str:
    """Return a field that no spreadsheet takes for a formula."""
    return f"'{field}" if field.startswith(("=", "+", "-", "@", "\t", "\r")) else field


def _index(knowledge: Knowledge, notice: str) -> str:
    """Return the page that lists every question, by subject."""
    parts = [f'<p class="said">{escape(notice)}</p>', '<nav aria-label="Subjects">']
    for row in catalogue.subjects(knowledge):
        parts.append(f'<h2><a href="{escape(row.target)}.html">{escape(_heading(row.label))}</a></h2>')
        links = (
            f'<li><a href="{escape(row.target)}.html#{escape(_anchor(entry.target))}">{escape(entry.label)}</a></li>'
            for entry in catalogue.entries(knowledge, row.target)
        )
        parts.append(f"<ul>{''.join(links)}</ul>")
    return _page("Questions about interferon", [*parts, "</nav>"])


def _subject(id: str, knowledge: Knowledge, notice: str) -> str:
    """Return the page of one subject with all its answers."""
    parts = [
        f'<nav aria-label="Site"><a href="{INDEX}">All questions</a></nav>',
        f'<p class="said">{escape(notice)}</p>',
    ]
    for row in catalogue.entries(knowledge, id):
        body = "\n".join(_answer(knowledge.entries[row.target], knowledge))
        parts.append(f'<article id="{escape(_anchor(row.target))}">\n{body}\n</article>')
    return _page(_heading(knowledge.subjects[id].label), parts)


def _answer(entry: Entry, knowledge: Knowledge) -> Iterator[str]:
    yield from html_entry(entry, knowledge)
    links = [
        f'<li><a href="{escape(id.partition("/")[0])}.html#{escape(_anchor(id))}">'
        f"{escape(knowledge.entries[id].title)}</a></li>"
        for id in entry.see
        if id in knowledge.entries
    ]
    if links:
        yield f"<p>See also</p>\n<ul>{''.join(links)}</ul>"


def _page(title: str, parts: list[str]) -> str:
    body = "\n".join(parts)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title>\n<style>\n{_SITE_STYLE}</style></head><body>\n"
        f"<main>\n<h1>{escape(title)}</h1>\n{body}\n</main></body></html>\n"
    )


def _heading(label: str) -> str:
    return label[:1].upper() + label[1:]


def _anchor(id: str) -> str:
    """Return what names an answer within its page."""
    return id.partition("/")[2]

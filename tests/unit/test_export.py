"""Exports, each read by a library that knows the format."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from tinyhtml5.parser import HTMLParser

from ifn_bot import library
from ifn_bot.cli import main
from ifn_bot.export import COLUMNS, as_csv, as_jsonld, write_site
from ifn_bot.model import Knowledge

SCHEMA = "https://schema.org/"
DRAWING = "## Details\n\n```\n*leaf* --> <cup>\n```\n\nThe leaf goes into the cup.[1]\n"


@pytest.fixture
def drawn(knowledge: Knowledge) -> Knowledge:
    """Return the shipped knowledge with a drawing and hostile letters in one answer."""
    entry = knowledge.entries["interferon/definition"]
    changed = entry._replace(details=DRAWING, questions=("=1+1 <b>&amp;</b>?", *entry.questions[1:]))
    return knowledge._replace(entries={**knowledge.entries, entry.id: changed})


def offline(url: str, options: dict[str, Any]) -> dict[str, Any]:
    """Stand for the context of schema.org, which gives every word the same beginning."""
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": {"@vocab": SCHEMA}},
    }


def test_json_ld_is_a_faq_page_of_schema_org(drawn: Knowledge) -> None:
    (page,) = jsonld.expand(json.loads(as_jsonld(drawn)), {"documentLoader": offline})
    assert page["@type"] == [f"{SCHEMA}FAQPage"]
    asked = page[f"{SCHEMA}mainEntity"]
    assert len(asked) == len(drawn.entries)
    for question in asked:
        assert question["@type"] == [f"{SCHEMA}Question"]
        (answer,) = question[f"{SCHEMA}acceptedAnswer"]
        assert answer["@type"] == [f"{SCHEMA}Answer"]
        assert answer[f"{SCHEMA}text"][0]["@value"]
        assert answer[f"{SCHEMA}citation"]
    assert len({question["@id"] for question in asked}) == len(asked)


def test_csv_is_read_back_row_by_row(drawn: Knowledge) -> None:
    rows = list(csv.DictReader(as_csv(drawn).splitlines(keepends=True), strict=True))
    assert [row["id"] for row in rows] == list(drawn.entries)
    assert all(set(row) == set(COLUMNS) and row["answer"] and row["sources"] for row in rows)
    changed = next(row for row in rows if row["id"] == "interferon/definition")
    assert changed["question"].startswith("'=")
    assert "--> <cup>" in changed["details"]


def test_every_page_of_the_site_is_valid_and_all_its_links_lead_somewhere(drawn: Knowledge, tmp_path: Path) -> None:
    write_site(tmp_path / "site", drawn, "Read <this> & that.")
    pages = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "site").iterdir()}
    anchors: set[str] = set()
    links: set[str] = set()
    for name, text in pages.items():
        parser = HTMLParser()
        document = parser.parse(text)
        assert parser.errors == [], (name, parser.errors[:3])
        elements = list(document.iter())
        kinds = [str(element.tag).rpartition("}")[2] for element in elements]
        assert "script" not in kinds
        assert kinds.count("h1") == kinds.count("main") == 1
        assert [element.get("lang") for element in elements if str(element.tag).endswith("}html")] == ["en"]
        ids = [element.get("id") for element in elements if element.get("id")]
        assert len(ids) == len(set(ids))
        anchors |= {name, *(f"{name}#{id}" for id in ids)}
        links |= {href for element in elements if (href := element.get("href")) and "://" not in href}
    assert links <= anchors
    assert len(anchors) >= len(drawn.entries)


def test_a_drawing_survives_beside_its_words(drawn: Knowledge, tmp_path: Path) -> None:
    write_site(tmp_path / "site", drawn, "")
    page = (tmp_path / "site/interferon.html").read_text(encoding="utf-8")
    assert '<pre aria-hidden="true"><code>*leaf* --&gt; &lt;cup&gt;' in page
    assert "The leaf goes into the cup." in page
    assert "@media print" in page


def test_nothing_is_overwritten(tea_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(library.CACHE_VARIABLE, str(tmp_path / "cache"))
    base = ["--knowledge", str(tea_folder)]
    for form in ("csv", "jsonld", "html"):
        assert main(["export", form, "--to", str(tmp_path / form), *base]) == 0
        assert main(["export", form, "--to", str(tmp_path / form), *base]) == 2
    assert main(["export", "html", *base]) == 2
    assert main(["export", "csv", "--to", str(tmp_path / "no/such/folder/x.csv"), *base]) == 1

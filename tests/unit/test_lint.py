"""Every house rule has a good case (the tea base breaks none) and a bad one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ifn_bot.corpus import lint as rules
from ifn_bot.corpus.faults import KnowledgeError
from ifn_bot.corpus.lint import lint
from ifn_bot.corpus.load import load
from tests.edits import replace


def move(old: str, new: str) -> Callable[[Path], None]:
    """Return what moves an entry."""

    def change(folder: Path) -> None:
        target = folder / "entries" / new
        target.parent.mkdir(parents=True, exist_ok=True)
        (folder / "entries" / old).rename(target)

    return change


def draw(drawing: str, below: str = "It was grown on a hill.[^tea-board]") -> Callable[[Path], None]:
    """Return what sets a drawing, and words below it, in the place of the details."""
    return replace("It was grown on a hill.[^tea-board]", f"{drawing}\n\n{below}")


DRAWING = "```\nleaf --> cup\n```"
LONG = " ".join(["leaf"] * 61)
HARD = "Antioxidative polyphenolic constituents demonstrably characterise unadulterated infusions internationally."

BAD = {
    "known_cell: subject": (move("tea/definition.md", "cocoa/definition.md"), "unknown subject 'cocoa'", 1),
    "known_cell: aspect": (move("tea/definition.md", "tea/colour.md"), "unknown aspect 'colour'", 1),
    "enough_questions": (replace("  - is tea a drink\n", ""), "has 7 questions", 2),
    "unshared_questions": (replace("is tea a drink", "Does tea go bad?"), "stands in", 0),
    "cited_statements": (replace("It was grown on a hill.[^tea-board]", "It was grown on a hill."), "no footnote", 17),
    "known_sources: unknown": (replace("[^tea-board]", "[^tea-bored]"), "unknown source 'tea-bored'", 19),
    "known_sources: unread": (replace("[^tea-board]", "[^hearsay]"), "nobody has read 'hearsay'", 19),
    "used_footnotes: unused": (
        replace("What the book says.", "What the book says.\n[^tea-board.2]: *Chapter 2.* More."),
        "'tea-board.2' is never used",
        20,
    ),
    "used_footnotes: undefined": (
        replace("hill.[^tea-board]", "hill.[^tea-board.2]"),
        "'tea-board.2' has no footnote",
        17,
    ),
    "told_snippets: no locator": (replace("*Chapter 1.* What", "What"), "has no locator", 19),
    "told_snippets: no snippet": (replace(" What the book says.", ""), "has no snippet", 19),
    "told_snippets: long": (replace("What the book says.", LONG), "over 60 words", 19),
    "worded_drawings: indented": (draw("    leaf --> cup"), "set off by spaces", 17),
    "worded_drawings: named": (draw("```text\nleaf --> cup\n```"), "named fence", 18),
    "worded_drawings: no words": (draw(DRAWING, "- It was grown on a hill.[^tea-board]"), "no words stand below", 18),
    "worded_drawings: not cited": (draw(DRAWING, "A list:\n\n- A hill.[^tea-board]"), "no words stand below", 18),
    "worded_drawings: wide": (draw(f"```\nleaf\n{'-' * 73}\n```"), "73 columns wide", 19),
    "worded_drawings: letters": (draw("```\nleaf \u2192 cup\n```"), "not plain ASCII", 18),
    "short_lead": (replace("Tea is a drink made from leaves.", f"Tea is {LONG}."), "has 63 words", 13),
    "plain_lead": (replace("Tea is a drink made from leaves.", HARD), "reads at grade", 13),
    "real_links": (replace("checked:", "see: [tea/nowhere]\nchecked:"), "'tea/nowhere'", 11),
    "known_relations: subject": (replace("broader: tea,", "broader: cocoa,", "subjects.yaml"), "'cocoa'", 1),
    "known_relations: aspect": (replace("[storage]", "[colour]", "aspects.yaml"), "'colour'", 1),
    "known_relations: phrases": (replace("[tea]", "[cocoa]", "phrases.yaml"), "'cocoa'", 1),
    "unshared_names": (replace("aliases: [espresso]", "aliases: [tea]", "neighbours.yaml"), "names both", 1),
    "plain_terms: unread": (
        replace(
            'oolong: {label: oolong, meaning: "Half dark tea.", source: tea-board',
            'oolong: {label: oolong, meaning: "Half dark tea.", source: hearsay',
            "glossary.yaml",
        ),
        "nobody has read",
        1,
    ),
    "plain_terms: nowhere": (
        replace("see: green-tea-2a/caffeine", "see: tea/nowhere", "glossary.yaml"),
        "'tea/nowhere'",
        1,
    ),
    "plain_terms: long": (replace("Half dark tea.", LONG, "glossary.yaml"), "over 40 words", 1),
    "plain_terms: hard": (replace("Half dark tea.", HARD, "glossary.yaml"), "reads at grade", 1),
    "unshared_names: a term": (replace("aliases: [tannins]", "aliases: [espresso]", "glossary.yaml"), "names both", 1),
    "kind_words": (replace("grown on a hill", "no successful attempt"), "'successful attempt'", 17),
}


def test_every_rule_has_a_bad_case() -> None:
    assert {name.partition(":")[0] for name in BAD} == {rule.__name__ for rule in rules.RULES}


@pytest.mark.parametrize("case", BAD)
def test_a_broken_rule_is_told_with_its_line(case: str, tea_folder: Path) -> None:
    assert lint(load(tea_folder)) == []
    change, wrong, line = BAD[case]
    change(tea_folder)
    faults = lint(load(tea_folder))
    told = [fault for fault in faults if wrong in fault.wrong]
    assert told, faults
    assert not line or line in {fault.line for fault in told}
    assert all(fault.mend for fault in faults)


def test_a_drawing_of_72_columns_with_words_below_it_is_in_order(tea_folder: Path) -> None:
    draw(f"```\nleaf --> cup\n{'-' * 72}\n```")(tea_folder)
    assert lint(load(tea_folder)) == []


MISSHAPEN = {
    "no front matter": (replace("---\nquestions:", "questions:"), "front matter"),
    "an undeclared field": (replace("checked:", "author: me\nchecked:"), "author"),
    "a date that is none": (replace("2026-11-22", "yesterday"), "checked"),
    "a key twice": (replace("checked:", "checked: 2026-11-21\nchecked:"), "stands twice"),
    "no first paragraph": (replace("Tea is a drink made from leaves.[^tea-board]\n", ""), "first paragraph"),
    "broken YAML": (replace("questions:", "questions: ["), "YAML"),
}


@pytest.mark.parametrize("case", MISSHAPEN)
def test_a_misshapen_entry_is_a_fault_not_a_failure(case: str, tea_folder: Path) -> None:
    change, wrong = MISSHAPEN[case]
    change(tea_folder)
    assert any(wrong in fault.wrong for fault in lint(load(tea_folder)))


@pytest.mark.parametrize(
    "name", ["subjects.yaml", "aspects.yaml", "sources.yaml", "neighbours.yaml", "glossary.yaml", "phrases.yaml"]
)
@pytest.mark.parametrize("content", [None, b"", b"- a list", b"a: [", b"\xff\xfe", b"a: {b: 1}"])
def test_a_vocabulary_file_out_of_shape_is_told_by_name(name: str, content: bytes | None, tea_folder: Path) -> None:
    (tea_folder / name).unlink() if content is None else (tea_folder / name).write_bytes(content)
    with pytest.raises(KnowledgeError, match=name):
        load(tea_folder)

"""The house rules: what the shape of a file cannot say. One rule is one generator; its docstring is the rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ifn_bot.corpus.entry_file import Draft
from ifn_bot.corpus.faults import Fault
from ifn_bot.corpus.load import Base
from ifn_bot.corpus.reading import grade
from ifn_bot.model import GLOSSARY, Knowledge
from ifn_bot.text import DRAWN_COLUMNS, fold

MIN_QUESTIONS = 8
MAX_LEAD_WORDS = 60
MAX_SNIPPET_WORDS = 60
MAX_GRADE = 8.0
MAX_MEANING_WORDS = 40
MAX_TERM_GRADE = 10.0
"""A meaning is one sentence, where the formula is coarse; it may be a little harder than a first paragraph."""

Rule = Callable[[Base], Iterator[Fault]]


def lint(base: Base) -> list[Fault]:
    """Return every fault of `base`, sorted by file and line."""
    return sorted({*base.faults, *(fault for rule in RULES for fault in rule(base))})


def known_cell(base: Base) -> Iterator[Fault]:
    """Every entry lies in a cell of a known subject and a known aspect."""
    for draft in base.drafts:
        if draft.entry.subject not in base.knowledge.subjects:
            yield draft.fault("", f"unknown subject {draft.entry.subject!r}", "Use a folder named in subjects.yaml")
        if draft.entry.aspect not in base.knowledge.aspects:
            yield draft.fault(
                "", f"unknown aspect {draft.entry.aspect!r}", "Name the file after an aspect in aspects.yaml"
            )


def enough_questions(base: Base) -> Iterator[Fault]:
    """Every entry has a title and at least seven paraphrases."""
    for draft in base.drafts:
        count = len(draft.entry.questions)
        if count < MIN_QUESTIONS:
            yield draft.fault("questions", f"has {count} questions", f"Give at least {MIN_QUESTIONS}")


def unshared_questions(base: Base) -> Iterator[Fault]:
    """No two questions are the same once folded."""
    seen: dict[str, str] = {}
    for draft in base.drafts:
        for question in draft.entry.questions:
            key = fold(question)
            if key in seen:
                yield draft.fault(
                    question, f"the question {question!r} stands in {seen[key]} too", "Keep it in one place"
                )
            seen.setdefault(key, draft.entry.id)


def cited_statements(base: Base) -> Iterator[Fault]:
    """Every line of text carries a footnote, or leads into a list."""
    for draft in base.drafts:
        for statement in draft.statements:
            if not statement.cited:
                yield Fault(
                    draft.path, statement.line, f"no footnote bears out {statement.text[:50]!r}", "Cite a source"
                )


def known_sources(base: Base) -> Iterator[Fault]:
    """Every footnote names a source in sources.yaml that somebody has read."""
    for draft in base.drafts:
        for note in draft.footnotes:
            source = base.knowledge.sources.get(note.source)
            if source is None:
                yield Fault(draft.path, note.line, f"unknown source {note.source!r}", "Add it to sources.yaml")
            elif not source.read:
                yield Fault(draft.path, note.line, f"nobody has read {note.source!r}", "Cite a source that was read")


def used_footnotes(base: Base) -> Iterator[Fault]:
    """Every footnote is marked in the text, and every mark has a footnote."""
    for draft in base.drafts:
        for note in draft.footnotes:
            if not note.used:
                yield Fault(
                    draft.path,
                    note.line,
                    f"the footnote {note.label!r} is never used",
                    "Mark it in the text or delete it",
                )
        for label, line in draft.undefined:
            yield Fault(draft.path, line, f"the mark {label!r} has no footnote", "Write the footnote")


def told_snippets(base: Base) -> Iterator[Fault]:
    """Every footnote has a locator and a snippet of at most sixty words."""
    for draft in base.drafts:
        for note in filter(lambda note: note.used, draft.footnotes):
            if not note.locator:
                yield Fault(
                    draft.path,
                    note.line,
                    f"{note.label!r} has no locator",
                    "Begin with the place in the source, *emphasised.*",
                )
            if not note.says:
                yield Fault(
                    draft.path,
                    note.line,
                    f"{note.label!r} has no snippet",
                    "Tell in your own words what the source says there",
                )
            elif len(note.says.split()) > MAX_SNIPPET_WORDS:
                yield Fault(
                    draft.path,
                    note.line,
                    f"the snippet of {note.label!r} has over {MAX_SNIPPET_WORDS} words",
                    "Shorten it",
                )


def worded_drawings(base: Base) -> Iterator[Fault]:
    """Every drawing is fenced, plain ASCII of at most 72 columns, and followed by words that say the same."""
    for draft in base.drafts:
        for figure in draft.figures:
            if not figure.fenced:
                yield Fault(
                    draft.path, figure.line, "text is set off by spaces or a named fence", "Fence it with ``` alone"
                )
            if not figure.worded:
                yield Fault(draft.path, figure.line, "no words stand below the drawing", "Say the same with a footnote")
            for line, row in enumerate(figure.rows, start=figure.line):
                if len(row) > DRAWN_COLUMNS:
                    yield Fault(draft.path, line, f"the drawing is {len(row)} columns wide", f"Keep to {DRAWN_COLUMNS}")
                if not (row.isascii() and row.isprintable()):
                    yield Fault(draft.path, line, "the drawing is not plain ASCII", "Draw with -, |, +, > and letters")


def short_lead(base: Base) -> Iterator[Fault]:
    """The first paragraph has at most sixty words."""
    for draft in base.drafts:
        count = sum(len(line.text.split()) for line in draft.statements if line.leads)
        if count > MAX_LEAD_WORDS:
            yield _at_lead(
                draft, f"the first paragraph has {count} words", f"Cut it to {MAX_LEAD_WORDS}, move the rest to Details"
            )


def plain_lead(base: Base) -> Iterator[Fault]:
    """The first paragraph can be read at grade eight, names of medicines and diseases aside."""
    names = spoken_names(base.knowledge)
    for draft in base.drafts:
        level = lead_grade(draft, names)
        if level > MAX_GRADE:
            yield _at_lead(
                draft, f"the first paragraph reads at grade {level:.1f}", "Use shorter sentences and plainer words"
            )


def real_links(base: Base) -> Iterator[Fault]:
    """Every `see` names another entry that exists."""
    for draft in base.drafts:
        for other in draft.entry.see:
            if other not in base.knowledge.entries or other == draft.entry.id:
                yield draft.fault("see", f"see names {other!r}, which is no other entry", "Name an existing one")


def known_relations(base: Base) -> Iterator[Fault]:
    """What subjects, aspects and phrases point at exists."""
    knowledge = base.knowledge
    for subject in knowledge.subjects.values():
        for other in filter(None, (subject.broader, *subject.look_alikes, *subject.medicines)):
            if other not in knowledge.subjects:
                yield _in_file(base, "subjects.yaml", f"{subject.id} names the unknown subject {other!r}")
    for aspect in knowledge.aspects.values():
        for other in aspect.follow_ups:
            if other not in knowledge.aspects:
                yield _in_file(base, "aspects.yaml", f"{aspect.id} names the unknown aspect {other!r}")
    for other in knowledge.phrases.general_subjects:
        if other not in knowledge.subjects:
            yield _in_file(base, "phrases.yaml", f"general_subjects names the unknown subject {other!r}")


def unshared_names(base: Base) -> Iterator[Fault]:
    """No name means two things."""
    terms = ((f"{GLOSSARY}/{term.id}", (term.label, *term.aliases)) for term in base.knowledge.glossary.values())
    seen: dict[str, str] = {}
    for id, names in (*_names(base.knowledge), *terms):
        for name in {fold(name) for name in names}:
            if name in seen and seen[name] != id:
                file = "glossary.yaml" if id.startswith(f"{GLOSSARY}/") else "subjects.yaml"
                yield _in_file(base, file, f"{name!r} names both {seen[name]} and {id}")
            seen[name] = id


def plain_terms(base: Base) -> Iterator[Fault]:
    """Every term takes at most forty plain words, cites a source that was read, and leads to an entry that exists."""
    names = spoken_names(base.knowledge)
    for term in base.knowledge.glossary.values():
        source = base.knowledge.sources.get(term.source)
        if source is None or not source.read:
            yield _in_file(base, "glossary.yaml", f"{term.id} cites {term.source!r}, which nobody has read")
        if term.see and term.see not in base.knowledge.entries:
            yield _in_file(base, "glossary.yaml", f"{term.id} leads to {term.see!r}, which does not exist")
        if len(term.meaning.split()) > MAX_MEANING_WORDS:
            yield _in_file(base, "glossary.yaml", f"{term.id} takes over {MAX_MEANING_WORDS} words")
        level = grade([term.meaning], names | {fold(term.label)})
        if level > MAX_TERM_GRADE:
            yield _in_file(base, "glossary.yaml", f"{term.id} reads at grade {level:.1f}")


_BANNED = re.compile(
    r"\b(commit(s|ted|ting)? suicide|(un)?successful attempt|failed attempt|attention seeking"
    r"|calm down|you should have|promise me)\b",
    re.I,
)


def kind_words(base: Base) -> Iterator[Fault]:
    """No text uses words that hurt (checklist B5)."""
    for draft in base.drafts:
        for statement in draft.statements:
            found = _BANNED.search(statement.text)
            if found:
                yield Fault(draft.path, statement.line, f"says {found.group()!r}", "Use a kinder word")


RULES: tuple[Rule, ...] = (
    known_cell,
    enough_questions,
    unshared_questions,
    cited_statements,
    known_sources,
    used_footnotes,
    told_snippets,
    worded_drawings,
    short_lead,
    plain_lead,
    real_links,
    known_relations,
    unshared_names,
    plain_terms,
    kind_words,
)


def lead_grade(draft: Draft, names: frozenset[str]) -> float:
    """Return the Flesch-Kincaid grade of the first paragraph, `names` not counted against it."""
    return grade([line.text for line in draft.statements if line.leads], names)


def spoken_names(knowledge: Knowledge) -> frozenset[str]:
    """Return the words of all names of subjects and neighbours, in lower case."""
    return frozenset(
        word
        for _, names in _names(knowledge)
        for name in names
        for word in re.findall(r"[a-z]+", name.lower())
        if len(word) > 3
    )


def _names(knowledge: Knowledge) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the id and every name of each subject and neighbour."""
    for subject in knowledge.subjects.values():
        yield subject.id, (subject.label, *subject.aliases, *subject.brands)
    for neighbour in knowledge.neighbours.values():
        yield neighbour.id, (neighbour.label, *neighbour.aliases)


def _at_lead(draft: Draft, wrong: str, mend: str) -> Fault:
    """Return a fault at the first paragraph."""
    line = next((statement.line for statement in draft.statements if statement.leads), 1)
    return Fault(draft.path, line, wrong, mend)


def _in_file(base: Base, name: str, wrong: str) -> Fault:
    """Return a fault of one of the vocabulary files."""
    return Fault(base.folder / name, 1, wrong, "Mend it there")

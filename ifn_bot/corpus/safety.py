"""The files of the safety screen into its rules."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from datetime import date
from pathlib import Path

from pydantic import Field

from ifn_bot.corpus.faults import Fault, KnowledgeError
from ifn_bot.corpus.yaml_file import Shape, read_text, read_yaml
from ifn_bot.danger import HARMLESS, WORD_FRAMES, FollowUp, Frames, Region, Rule, SafetyRules, Spelling

ROUTES = ("crisis", "emergency", "overdose", "urgent", "clinician")
"""The gravest first."""
GENERIC = "generic"
GIVEN = frozenset({"date", "source_a", "date_a", "claim_a", "source_b", "date_b", "claim_b"})
"""Slots that the program fills itself."""

_CONCEPT = re.compile(r"<([^>]*)>")
_SLOT = re.compile(r"\{([^{}]*)\}")
_WORD = r"(?:[a-z0-9]+\*?|<[a-z_]+>|[#^$])"
_PART = re.compile(rf"(?:\.\.\.|_|{_WORD}(?:\|{_WORD})*\??)")


class RuleShape(Shape):
    """A rule as written in safety.yaml."""

    id: str = Field(pattern="^[a-z][a-z0-9-]*$")
    why: str = Field(min_length=1)
    route: str = Field(pattern=f"^({'|'.join(ROUTES)})$")
    copy_key: str = Field(alias="copy")
    copy_other: str = ""
    language: str = Field(default="en", pattern="^(en|es)$")
    when: str = Field(default="told", pattern="^(any|told|own)$")
    patterns: list[str] = Field(min_length=1)
    unless: list[str] = Field(default=[])


class FollowUpShape(Shape):
    """Follow-up talk as written in safety.yaml."""

    why: str = Field(min_length=1)
    routes: list[str] = Field(min_length=1)
    patterns: list[str] = Field(min_length=1)


class FramesShape(Shape):
    """The frames as written in safety.yaml."""

    general: list[str]
    imagined: list[str]
    supposed: list[str]
    past: list[str]
    hearsay: list[str]
    own: list[str]
    now: list[str]
    other: list[str]
    speaker: list[str]
    negators: list[str]
    abilities: list[str]
    listing: list[str]
    joiners: list[str]
    breakers: list[str]


class SpellingShape(Shape):
    """How letters and words are read, as written in safety.yaml."""

    look_alikes: dict[str, str]
    leet: dict[str, str]
    alone: dict[str, str]
    endings: dict[str, str]
    words: dict[str, str]
    plain: list[str]


class SafetyShape(Shape):
    """safety.yaml as written."""

    spelling: SpellingShape
    concepts: dict[str, list[str]]
    frames: FramesShape
    harmless: list[str]
    follow_ups: list[FollowUpShape]
    add_ons: dict[str, list[str]]
    lean: dict[str, float]
    lean_afar: dict[str, float] = Field(default={})
    lean_over: dict[str, float] = Field(default={})
    alike: dict[str, list[str]] = Field(default={})
    passed_over: list[str] = Field(default=[])
    footers: dict[str, list[list[str]]]
    rules: list[RuleShape] = Field(min_length=1)


class RegionShape(Shape):
    """A region as written in jurisdictions.yaml."""

    seen: list[str]
    last_verified: date | None = None
    verified_by: str | None = None
    expires_days: int = Field(default=90, gt=0)
    confirmed: bool
    slots: dict[str, dict[str, str | None]]


def load_safety(folder: Path) -> SafetyRules:
    """Return the safety rules of `folder`: its jurisdictions.yaml and safety*.yaml, the examples only if there are any.

    Raises:
        KnowledgeError: a file is missing or has another shape, or names what does not exist.
    """
    path = folder / "safety.yaml"
    shape = read_yaml(path, SafetyShape)
    copy = read_yaml(folder / "safety_copy.yaml", dict[str, dict[str, str]])
    regions = read_yaml(folder / "jurisdictions.yaml", dict[str, RegionShape])
    told = folder / "safety_examples.yaml"
    examples = read_yaml(told, dict[str, list[str]]) if told.exists() else {}
    faults = [
        *_rule_faults(path, shape, copy),
        *_pattern_faults(path, shape),
        *_example_faults(told, examples, shape),
        *_alike_faults(path, shape),
        *_copy_faults(folder / "safety_copy.yaml", copy, regions),
        *_region_faults(folder / "jurisdictions.yaml", regions),
    ]
    if faults:
        raise KnowledgeError(faults)
    return SafetyRules(
        rules=tuple(map(_rule, shape.rules)),
        concepts={name: tuple(words) for name, words in shape.concepts.items()},
        frames=Frames(**{name: tuple(said) for name, said in shape.frames.model_dump().items()}),
        spelling=_spelling(shape.spelling),
        harmless=tuple(shape.harmless),
        follow_ups=tuple(FollowUp(tuple(one.patterns), tuple(one.routes)) for one in shape.follow_ups),
        add_ons={key: tuple(patterns) for key, patterns in shape.add_ons.items()},
        copy=copy,
        regions={code.lower(): _region(region) for code, region in regions.items()},
        lean=_by_gravity(shape.lean),
        lean_afar=_by_gravity(shape.lean_afar),
        lean_over=_by_gravity(shape.lean_over),
        alike={name: tuple(words) for name, words in shape.alike.items()},
        passed_over=tuple(shape.passed_over),
        examples={kind: tuple(texts) for kind, texts in examples.items()},
        footers={key: tuple(map(tuple, groups)) for key, groups in shape.footers.items()},
    )


def _by_gravity(lean: dict[str, float]) -> dict[str, float]:
    return {route: lean[route] for route in ROUTES if route in lean}


def _rule(shape: RuleShape) -> Rule:
    return Rule(
        id=shape.id,
        route=shape.route,
        copy=shape.copy_key,
        patterns=tuple(shape.patterns),
        language=shape.language,
        when=shape.when,
        unless=tuple(shape.unless),
        copy_other=shape.copy_other,
    )


def _spelling(shape: SpellingShape) -> Spelling:
    return Spelling(**{**shape.model_dump(), "plain": tuple(shape.plain)})


def _region(shape: RegionShape) -> Region:
    """Return a region; a slot that is null falls back to the generic wording."""
    slots = {
        language: {slot: filled for slot, filled in texts.items() if filled is not None}
        for language, texts in shape.slots.items()
    }
    return Region(
        slots=slots,
        last_verified=shape.last_verified.isoformat() if shape.last_verified else "",
        verified_by=shape.verified_by or "",
        expires_days=shape.expires_days,
        confirmed=shape.confirmed,
        has_numbers=any(
            any(map(str.isdigit, filled))
            for slot, filled in slots.get("en", {}).items()
            if "_line" in slot or "_call" in slot
        ),
    )


def _rule_faults(path: Path, shape: SafetyShape, copy: dict[str, dict[str, str]]) -> Iterator[Fault]:
    """Every rule has an id of its own, texts that exist in its language, and stands after the graver ones."""
    seen: set[str] = set()
    gravest = 0
    for rule in shape.rules:
        line = _line_of(path, f"id: {rule.id}")
        if rule.id in seen:
            yield Fault(path, line, f"the rule {rule.id!r} stands twice", "Give each rule an id of its own")
        seen.add(rule.id)
        for key in filter(None, (rule.copy_key, rule.copy_other)):
            if rule.language not in copy.get(key, {}):
                yield Fault(
                    path, line, f"rule {rule.id!r} names the unknown text {key!r}", "Name one of safety_copy.yaml"
                )
        if ROUTES.index(rule.route) < gravest:
            yield Fault(
                path, line, f"rule {rule.id!r} stands below a milder one", f"Keep the order {', '.join(ROUTES)}"
            )
        gravest = max(gravest, ROUTES.index(rule.route))
    for key in (*shape.add_ons, *shape.footers):
        if key not in copy:
            yield Fault(path, _line_of(path, key), f"unknown text {key!r}", "Name one of safety_copy.yaml")
    for follow_up in shape.follow_ups:
        for route in set(follow_up.routes) - set(ROUTES):
            yield Fault(path, _line_of(path, "follow_ups"), f"unknown route {route!r}", f"Name {', '.join(ROUTES)}")


def _pattern_faults(path: Path, shape: SafetyShape) -> Iterator[Fault]:
    """Every pattern is in the notation, and every concept in it exists."""
    for pattern in _patterns(shape):
        for wrong, mend in _wrong_with(pattern, shape.concepts):
            yield Fault(path, _line_of(path, pattern), wrong, mend)


def _wrong_with(pattern: str, concepts: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a pattern, and how to mend it."""
    for name in _CONCEPT.findall(pattern):
        if name not in concepts:
            yield f"{pattern!r} names the unknown concept {name!r}", "Add it under concepts"
    for side in pattern.split(" & "):
        parts = side.split()
        if not all(_PART.fullmatch(part) for part in parts):
            yield f"{pattern!r} cannot be read", "Use the notation of docs/safety.md, without accents"
        elif all(part in {"...", "_"} or part.endswith("?") for part in parts):
            yield f"{pattern!r} asks for no word", "Name a word that must stand there"


def _patterns(shape: SafetyShape) -> Iterator[str]:
    """Yield every pattern of the file, and what concepts are made of."""
    frames = shape.frames.model_dump(exclude=set(WORD_FRAMES))
    groups: list[Iterable[str]] = [*shape.concepts.values(), shape.harmless, *shape.add_ons.values(), *frames.values()]
    groups += [follow_up.patterns for follow_up in shape.follow_ups]
    groups += [[*rule.patterns, *rule.unless] for rule in shape.rules]
    for group in groups:
        yield from group


def _example_faults(path: Path, examples: dict[str, list[str]], shape: SafetyShape) -> Iterator[Fault]:
    """Every example stands once, under a rule or under none; the net leans to known routes only."""
    ids = {rule.id for rule in shape.rules} | {HARMLESS}
    seen: set[str] = set()
    for kind, texts in examples.items():
        if kind not in ids:
            yield Fault(path, _line_of(path, f"{kind}:"), f"no rule {kind!r}", "Name a rule of safety.yaml, or none")
        for text in texts:
            if text in seen:
                yield Fault(path, _line_of(path, text), f"{text!r} stands twice", "Keep it under one rule")
            seen.add(text)
    for name, lean in (("lean", shape.lean), ("lean_afar", shape.lean_afar), ("lean_over", shape.lean_over)):
        for route in lean.keys() - set(ROUTES):
            yield Fault(path.with_name("safety.yaml"), 1, f"{name!r} names {route!r}", f"Name {', '.join(ROUTES)}")


def _alike_faults(path: Path, shape: SafetyShape) -> Iterator[Fault]:
    """Every word that the net counts as another stands in one group."""
    groups: dict[str, str] = {}
    for name, words in shape.alike.items():
        for word in words:
            if groups.setdefault(word, name) != name:
                line = _line_of(path, f"  {name}: [")
                yield Fault(path, line, f"{word!r} is alike in {groups[word]!r} too", "Keep it in one group")


def _copy_faults(path: Path, copy: dict[str, dict[str, str]], regions: dict[str, RegionShape]) -> Iterator[Fault]:
    """Every text is there in English, and in every language its slots can be filled."""
    generic = regions[GENERIC].slots if GENERIC in regions else {}
    for key, texts in copy.items():
        line = _line_of(path, f"{key}:")
        if "en" not in texts:
            yield Fault(path, line, f"{key!r} has no English text", "Write it under en")
        for language, text in texts.items():
            filled = generic.get(language)
            if filled is None:
                continue
            for slot in _SLOT.findall(text):
                if slot not in filled and slot not in GIVEN:
                    yield Fault(path, line, f"{key!r} has the unknown slot {slot!r}", "Fill it in jurisdictions.yaml")


def _region_faults(path: Path, regions: dict[str, RegionShape]) -> Iterator[Fault]:
    """There is a generic region with every slot and no number; the others fill only slots that it has."""
    generic = regions.get(GENERIC)
    if generic is None or "en" not in generic.slots:
        yield Fault(path, 1, "has no region 'generic' in English", "Add the wording without numbers")
        return
    for code, region in regions.items():
        line = _line_of(path, f"{code}:")
        for language, slots in region.slots.items():
            for slot in slots.keys() - generic.slots["en"].keys():
                yield Fault(path, line, f"{code}, {language}: unknown slot {slot!r}", "Use the slots of generic")
    for language, slots in generic.slots.items():
        for slot, filled in slots.items():
            if filled is None:
                yield Fault(path, 1, f"generic, {language}: {slot!r} is empty", "Write the wording without numbers")


def _line_of(path: Path, words: str) -> int:
    """Return the line, from 1, on which `words` stand first, else 1."""
    return next((n for n, line in enumerate(read_text(path).splitlines(), start=1) if words in line), 1)

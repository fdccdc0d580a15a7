"""The files of the safety screen into its rules."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import Field

from ifn_bot.corpus.faults import Fault, KnowledgeError
from ifn_bot.corpus.yaml_file import Shape, read_yaml
from ifn_bot.danger import Rule, SafetyRules

_CONCEPT = re.compile(r"<([a-z_]+)>")


class RuleShape(Shape):
    """A rule as written in safety.yaml."""

    id: str
    why: str
    route: str = Field(pattern="^(crisis|emergency|overdose|urgent|clinician)$")
    copy_key: str = Field(alias="copy")
    language: str = Field(default="en", pattern="^(en|es)$")
    patterns: list[str] = Field(min_length=1)
    unless: list[str] = Field(default=[])


class SafetyShape(Shape):
    """safety.yaml as written."""

    look_alikes: dict[str, str]
    concepts: dict[str, list[str]]
    rules: list[RuleShape]
    footer_words: list[str]


class RegionShape(Shape):
    """A region as written in jurisdictions.yaml."""

    verified: bool
    seen: list[str]
    slots: dict[str, dict[str, str]]


def load_safety(folder: Path) -> SafetyRules:
    """Return the safety rules of `folder`: safety.yaml, safety_copy.yaml and jurisdictions.yaml.

    Raises:
        KnowledgeError: a file is missing or has another shape, or names what does not exist.
    """
    path = folder / "safety.yaml"
    shape = read_yaml(path, SafetyShape)
    copy = read_yaml(folder / "safety_copy.yaml", dict[str, dict[str, str]])
    regions = read_yaml(folder / "jurisdictions.yaml", dict[str, RegionShape])
    faults = [*_unknown_names(path, shape, copy)]
    if "generic" not in regions:
        faults.append(
            Fault(folder / "jurisdictions.yaml", 1, "has no region 'generic'", "Add the wording without numbers")
        )
    if faults:
        raise KnowledgeError(faults)
    return SafetyRules(
        rules=tuple(
            Rule(rule.id, rule.route, rule.copy_key, rule.language, tuple(rule.patterns), tuple(rule.unless))
            for rule in shape.rules
        ),
        concepts={name: tuple(words) for name, words in shape.concepts.items()},
        look_alikes=shape.look_alikes,
        copy=copy,
        regions={code.lower(): region.slots for code, region in regions.items()},
        unverified=tuple(code for code, region in regions.items() if not region.verified),
        footer_words=tuple(shape.footer_words),
    )


def _unknown_names(path: Path, shape: SafetyShape, copy: dict[str, dict[str, str]]) -> list[Fault]:
    """List the fixed texts and concepts that rules name and nobody wrote."""
    texts = [
        Fault(path, 1, f"rule {rule.id!r} names the unknown text {rule.copy_key!r}", "Name one of safety_copy.yaml")
        for rule in shape.rules
        if rule.copy_key not in copy
    ]
    concepts = [
        Fault(path, 1, f"rule {rule.id!r} names the unknown concept {name!r}", "Add it under concepts")
        for rule in shape.rules
        for pattern in (*rule.patterns, *rule.unless)
        for name in _CONCEPT.findall(pattern)
        if name not in shape.concepts
    ]
    return texts + concepts

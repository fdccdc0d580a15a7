"""The files of the screen: a wrong one stops the program with place and repair; examples; the hazard log."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from ifn_bot.cli import main
from ifn_bot.corpus.faults import KnowledgeError
from ifn_bot.corpus.safety import load_safety
from ifn_bot.danger import HARMLESS
from ifn_bot.library import shipped
from ifn_bot.model import Knowledge
from ifn_bot.safety import prepared
from ifn_bot.text import fold

ROOT = Path(__file__).parents[2]
SHARED = Path(__file__).parents[3] / "shared" / "safety" / "dev.jsonl"
HAZARDS = [f"H{number:02}" for number in range(1, 23)]
BROKEN = {
    "safety.yaml": [
        ("copy: crisis_self", "copy: nonsense", "unknown text"),
        ("route: crisis", "route: panic", "route"),
        ("<weary>", "<wearier>", "unknown concept"),
        ("- noose", "- nóose", "cannot be read"),
        ("- noose", "- noose?", "asks for no word"),
        ("id: self-harm-method", "id: self-harm", "stands twice"),
        ("lean: {crisis:", "lean: {crises:", "names 'crises'"),
        ("lean_afar: {crisis:", "lean_afar: {crises:", "names 'crises'"),
        ("  child: [kid,", "  child: [husband, kid,", "'husband' is alike in 'kin' too"),
        ("harmless:", "harmles:", "harmless"),
        ("spelling:", "spelling: [", ""),
    ],
    "safety_copy.yaml": [
        ("{crisis_line}", "{crisis_lime}", "unknown slot"),
        ("  en: |-", "  fr: |-", "no English text"),
    ],
    "jurisdictions.yaml": [
        ("generic:", "generik:", "no region 'generic'"),
        ("crisis_line:", "crisis_lime:", "unknown slot"),
        ("expires_days: 90", "expires_days: -1", "expires_days"),
    ],
    "safety_examples.yaml": [("self-harm:", "self-ham:", "no rule 'self-ham'")],
}


def copied(folder: Path) -> Path:
    for name in BROKEN:
        (folder / name).write_text((shipped() / name).read_text(encoding="utf-8"), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "was", "now", "told"), [(name, *case) for name, cases in BROKEN.items() for case in cases]
)
def test_a_wrong_file_is_told_with_place_and_repair(name: str, was: str, now: str, told: str, tmp_path: Path) -> None:
    path = copied(tmp_path) / name
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_safety(tmp_path)
    said = "\n".join(map(str, caught.value.faults))
    assert told in said
    assert all(re.match(r".+\.yaml:\d+: .+\. .+\.$", line) for line in said.splitlines())


@pytest.mark.parametrize("name", ["safety.yaml", "jurisdictions.yaml"])
def test_a_wrong_file_stops_the_program(name: str, tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tea_folder / name).write_text("rules: 3\n", encoding="utf-8")
    assert main(["ask", "--knowledge", str(tea_folder), "what is tea"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert name in shown.err
    assert "Traceback" not in shown.err


def told_twice(texts: list[str]) -> set[str]:
    folded = [fold(text) for text in texts]
    return {text for text in folded if folded.count(text) > 1}


def utterances() -> list[str]:
    groups = yaml.safe_load(Path(__file__).with_name("utterances.yaml").read_text(encoding="utf-8"))
    return [text for kinds in groups.values() for texts in kinds.values() for text in texts]


def examples() -> dict[str, list[str]]:
    read: dict[str, list[str]] = yaml.safe_load((shipped() / "safety_examples.yaml").read_text(encoding="utf-8"))
    return read


def test_the_net_is_measured_on_utterances_it_has_not_seen() -> None:
    seen = {fold(text) for texts in examples().values() for text in texts}
    assert [text for text in utterances() if fold(text) in seen] == []


def test_a_quarter_of_the_examples_are_harmless() -> None:
    by_kind = {kind: len(texts) for kind, texts in examples().items()}
    assert by_kind[HARMLESS] * 4 >= sum(by_kind.values())


def test_the_same_examples_make_the_same_net(knowledge: Knowledge) -> None:
    rules = load_safety(shipped())
    few = rules._replace(examples={kind: texts[:5] for kind, texts in rules.examples.items()})
    assert prepared(few, ["x"]).net == prepared(few, ["x"]).net
    assert knowledge.safety.net.kinds


def test_no_utterance_stands_twice() -> None:
    assert told_twice(utterances()) == set()


@pytest.mark.skipif(not SHARED.exists(), reason="the shared utterances lie beside the project only where it is built")
def test_no_utterance_is_one_of_the_shared_ones() -> None:
    shared = {fold(text) for text in re.findall(r'"text": "([^"\\]*)"', SHARED.read_text(encoding="utf-8"))}
    assert [text for text in utterances() if fold(text) in shared] == []


def hazard_rows() -> dict[str, str]:
    text = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
    return {row.split("|")[1].strip(): row for row in text.splitlines() if re.match(r"\| H\d\d \|", row)}


def test_every_hazard_has_a_row_of_its_own() -> None:
    assert list(hazard_rows()) == HAZARDS


@pytest.mark.parametrize("hazard", HAZARDS)
def test_the_tests_named_for_a_hazard_exist(hazard: str) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", hazard_rows()[hazard])
    assert named
    for path, test in named:
        assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), (path, test)

"""Reading parts of an answer, or without asking."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ifn_bot import library
from ifn_bot.cli import main


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(library.CACHE_VARIABLE, str(tmp_path / "cache"))


def told(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str, status: int = 0) -> str:
    assert main([*arguments, "--knowledge", str(folder)]) == status
    return capsys.readouterr().out


def test_short_leaves_only_the_plain_paragraph(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, tea_folder, "ask", "--short", "what is tea")
    assert out.splitlines()[:3] == ["Answer: What is tea?", "", "Tea is a drink made from leaves."]
    assert not any(left_out in out for left_out in ("[1]", "Source", "grown", "You may ask"))
    assert "No clinician has reviewed" in out


def test_sources_leave_only_title_and_sources(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, tea_folder, "ask", "--sources", "what is tea")
    assert "Answer: What is tea?" in out
    assert "Source 1: The Tea Book" in out
    assert "drink" not in out


def test_short_and_sources_leave_both(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, tea_folder, "ask", "--short", "--sources", "what is tea")
    assert "Tea is a drink made from leaves.[1]" in out
    assert "Source 1: The Tea Book" in out
    assert "grown" not in out


def test_danger_is_told_in_full_however_short(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = told(capsys, tea_folder, "ask", "I want to kill myself", status=5)
    assert told(capsys, tea_folder, "ask", "--short", "--sources", "I want to kill myself", status=5) == whole


def test_lines_are_wrapped_at_the_width_asked_for(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, tea_folder, "ask", "--width", "30", "what is tea")
    assert max(len(line) for line in out.splitlines() if "://" not in line) <= 30


@pytest.mark.parametrize("width", ["0", "19", "-5", "wide", "²0", "99999"])
def test_an_impossible_width_is_refused(width: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["ask", "--width", width, "what is tea"])
    assert stopped.value.code == 2
    assert "20 columns or more" in capsys.readouterr().err


def test_show_prints_an_entry_as_asking_for_it_does(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = told(capsys, tea_folder, "ask", "what is tea")
    assert told(capsys, tea_folder, "show", "tea/definition") == asked
    shown = json.loads(told(capsys, tea_folder, "show", "--json", "tea/definition"))
    assert (shown["route"], shown["entry"]["id"]) == ("answer", "tea/definition")


def test_show_prints_a_term_of_the_glossary(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "What makes tea bitter." in told(capsys, tea_folder, "show", "glossary/tannin")


def test_what_does_not_exist_is_refused_with_a_way_on(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command, wanted in (("show", "ifn-bot list"), ("list", "ifn-bot topics")):
        assert main([command, "nothing\x1b[31m", "--knowledge", str(tea_folder)]) == 2
        error = capsys.readouterr().err
        assert wanted in error
        assert "\x1b" not in error


def test_list_prints_ids_and_titles(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, tea_folder, "list").splitlines()
    assert lines[0] == "tea/definition\tWhat is tea?\twhat it is"
    assert len(lines) == 5


@pytest.mark.parametrize("name", ["green-tea-2a", "Sencharo", "GREEN 2a"])
def test_list_takes_a_subject_by_any_name(name: str, tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = json.loads(told(capsys, tea_folder, "list", name, "--json"))
    assert [row["id"] for row in rows] == ["green-tea-2a/storage", "green-tea-2a/caffeine"]


def test_topics_count_the_answers(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "green-tea-2b\tgreen tea 2b\t1 answer" in told(capsys, tea_folder, "topics").splitlines()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert "ifn-bot" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ifn-bot li", {"list "}),
        ("ifn-bot list gr", {"green-tea-2a", "green-tea-2b"}),
        ("ifn-bot show TEA/", {"tea/definition", "tea/storage"}),
        ("ifn-bot ask what", {"What "}),
        ("ifn-bot ask how do i store gr", {"green "}),
        ("ifn-bot ask 'how do i store gr", {"How do I store green tea 2a?", "How do I store green tea 2b?"}),
        ("ifn-bot completion f", {"fish "}),
        ("ifn-bot ask --sh", {"--short "}),
    ],
)
def test_the_shell_completes_commands_subjects_and_titles(
    typed: str, offered: set[str], tea_folder: Path, tmp_path: Path
) -> None:
    """Ask for completions as the shells do: in a process of its own, through descriptor 8."""
    import subprocess
    import sys

    written = tmp_path / "offered"
    environment = {
        **os.environ,
        "IFN_BOT_KNOWLEDGE": str(tea_folder),
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_IFS": "\n",
        "_ARGCOMPLETE_STDOUT_FILENAME": str(written),
        "COMP_LINE": typed,
        "COMP_POINT": str(len(typed)),
        "COMP_TYPE": "63",
    }
    subprocess.run([sys.executable, "-m", "ifn_bot"], env=environment, check=True, capture_output=True)
    found = {line.replace("\\", "") for line in written.read_text(encoding="utf-8").splitlines()}
    assert {one.strip() for one in offered} == {one.strip() for one in found}

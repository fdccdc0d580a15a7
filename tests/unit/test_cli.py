"""The command line: output, JSON, batches and exit statuses."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ifn_bot import library
from ifn_bot.cli import main
from ifn_bot.cli.declaration import COMMANDS, KNOWLEDGE_VARIABLE, parser, read

FIELDS = {"schema", "question", "route", "reply", "entry", "confidence", "citations", "choices", "why"}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(library.CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("what is tea", 0),
        ("hello", 0),
        ("how do I store espresso", 4),
        ("I want to kill myself", 5),
        ("I have chest pain and cannot breathe", 5),
    ],
)
def test_the_exit_status_tells_the_route(question: str, status: int, tea_folder: Path) -> None:
    assert main(["ask", "--knowledge", str(tea_folder), question]) == status


def test_the_knowledge_may_be_named_by_the_environment(
    tea_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(KNOWLEDGE_VARIABLE, str(tea_folder))
    assert main(["ask", "what is tea"]) == 0
    assert "Tea is a drink made from leaves.[1]" in capsys.readouterr().out


@pytest.mark.parametrize("place", [0, 1])
def test_an_option_may_stand_before_the_command_or_after_it(place: int) -> None:
    said = [["--knowledge", "x", "--region", "GB"], ["ask"], ["--why", "what is tea"]]
    said.insert(place + 1, said.pop(0)) if place else None
    for asked in (read([*said[0], *said[1], *said[2]]), parser().parse_args([*said[0], *said[1], *said[2]])):
        assert (asked.knowledge, asked.region, asked.plain, asked.why) == ("x", "GB", False, True)
        assert asked.run == "cli.asking:ask"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_alone_reads_as_in_the_whole(name: str) -> None:
    needed = {"show": ["a"], "export": ["csv"], "evaluate": ["f"], "fit": ["f"], "completion": ["zsh"]}
    arguments = [name, *needed.get(name, [])]
    assert vars(read(arguments)) == vars(parser().parse_args(arguments))


@pytest.mark.parametrize("asked", [["-h"], ["--help"]])
def test_the_quick_help_is_the_help_of_the_whole(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        read(asked)
    assert capsys.readouterr().out == parser().format_help()


def test_plain_output_has_role_words_and_no_escape(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["ask", "--plain", "--knowledge", str(tea_folder), "what is tea"])
    out = capsys.readouterr().out
    assert "Answer: What is tea?" in out
    assert "Source 1: The Tea Book (Tea Board, 2020). Chapter 1: What the book says. https://tea.example/book" in out
    assert "\x1b" not in out


def test_json_holds_the_contract(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["ask", "--json", "--knowledge", str(tea_folder), "what", "is", "tea"])
    told = json.loads(capsys.readouterr().out)
    assert set(told) == FIELDS
    assert told["entry"] == {
        "id": "tea/definition",
        "subject": "tea",
        "aspect": "definition",
        "title": "What is tea?",
        "checked": "2026-11-22",
    }
    assert set(told["citations"][0]) == {"n", "source", "title", "publisher", "url", "locator", "says"}
    assert set(told["why"]) == {"understood", "runner_up", "margin"}


def test_a_batch_answers_each_line_on_its_own(
    tea_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "asked.txt"
    asked.write_text("what is tea\n\nsencharo shelf life please\n", encoding="utf-8")
    assert main(["ask", "--json", "--batch", str(asked), "--knowledge", str(tea_folder)]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["entry"] and one["entry"]["id"] for one in told] == ["tea/definition", None, "green-tea-2a/storage"]


def test_a_conversation_keeps_the_context_until_an_empty_line(
    tea_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("how do I store sencharo\nwhat about gyokura?\n\nwhat is tea\n"))
    assert main(["ask", "--json", "--batch", "-", "--conversation", "--knowledge", str(tea_folder)]) == 0
    told = [json.loads(line)["entry"]["id"] for line in capsys.readouterr().out.splitlines()]
    assert told == ["green-tea-2a/storage", "green-tea-2b/storage", "tea/definition"]


def test_wrong_usage_is_told_with_status_two(tea_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["ask"]) == 2
    assert main(["ask", "--batch", "x"]) == 2
    assert main(["ask", "--json", "--batch", "/nowhere/at/all", "--knowledge", str(tea_folder)]) == 2
    assert main(["chat", "--open", "nowhere", "--knowledge", str(tea_folder)]) == 2


def test_check_is_silent_on_a_sound_base_and_lists_faults_of_another(
    tea_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tea_folder)]) == 0
    assert capsys.readouterr().out == ""
    (tea_folder / "entries/tea/definition.md").write_text("nothing", encoding="utf-8")
    assert main(["check", str(tea_folder)]) == 1
    assert "definition.md:1: has no front matter." in capsys.readouterr().out


def test_a_base_with_faults_is_not_answered_from(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tea_folder / "subjects.yaml").write_text("[", encoding="utf-8")
    assert main(["ask", "--knowledge", str(tea_folder), "what is tea"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "subjects.yaml:" in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    "text", ["\x1b[31mtea\x1b[0m", "[bold]tea[/bold] {x} %s", "\u202eaet", "[[[[", "\x00\x07", "x" * 1_048_576]
)
def test_hostile_text_is_shown_as_typed_or_not_at_all(
    text: str, tea_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "asked.txt"
    asked.write_text(text, encoding="utf-8")
    assert main(["ask", "--json", "--batch", str(asked), "--knowledge", str(tea_folder)]) == 0
    out = capsys.readouterr().out
    assert not {"\x1b", "\u202e", "\x00", "\x07"} & set(out)
    assert all(char not in json.loads(out)["reply"] for char in "\x1b\u202e\x07")


def test_the_module_runs_as_the_command_does() -> None:
    ran = subprocess.run([sys.executable, "-m", "ifn_bot", "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("ifn-bot 0.")


def test_help_names_every_command() -> None:
    told = parser().format_help()
    assert all(command in told for command in ("ask", "chat", "check", "--knowledge", "--region", "--version"))


def test_the_readme_names_the_command_that_the_gate_runs() -> None:
    root = Path(__file__).parents[2]
    command = "bash .ci/install && .venv/bin/pytest"
    assert command in (root / "README.md").read_text(encoding="utf-8").splitlines()
    assert command in (root / ".ci/run").read_text(encoding="utf-8").splitlines()


def test_the_grid_is_shown_as_a_table_and_as_json(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--knowledge", str(tea_folder)]) == 0
    assert "5 entries, 40 questions" in capsys.readouterr().out
    assert main(["coverage", "--json", "--knowledge", str(tea_folder)]) == 0
    assert json.loads(capsys.readouterr().out)["entries"] == 5


def test_entries_past_their_review_date_are_listed(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "--knowledge", str(tea_folder), "--on", "2027-11-22"]) == 0
    assert "2027-11-22  tea/storage (checked 2026-11-22)" in capsys.readouterr().out
    with pytest.raises(SystemExit) as stopped:
        main(["due", "--on", "soon"])
    assert stopped.value.code == 2
    assert "write it as 2026-11-22" in capsys.readouterr().err


def test_why_says_what_was_understood(tea_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--why", "--knowledge", str(tea_folder), "senchero shelf life"]) == 0
    out = capsys.readouterr().out
    assert "Read as: sencharo, for senchero." in out
    assert "About: green tea 2a." in out
    assert "Asked for: storing." in out
    assert "How sure: " in out


def test_why_of_a_danger_says_that_nothing_else_was_looked_at(
    tea_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--why", "--knowledge", str(tea_folder), "I want to kill myself"]) == 5
    assert "nothing else was looked at" in capsys.readouterr().out

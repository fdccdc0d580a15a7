"""The Python interface, and its example in the docs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import ifn_bot
from ifn_bot import Bot, KnowledgeError, Route, library

DOCS = Path(__file__).parents[2] / "docs/api.md"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(library.CACHE_VARIABLE, str(tmp_path / "cache"))


def test_the_example_of_the_docs_runs(
    compiled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(library.CACHE_VARIABLE, str(compiled))
    (example,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(example, str(DOCS), "exec"), {})  # noqa: S102  # our own page
    assert "Pegasys" in capsys.readouterr().out


def test_a_folder_of_ones_own_is_asked(tea_folder: Path) -> None:
    bot = Bot(tea_folder)
    reply = bot.ask("what is tea")
    assert reply.route is Route.ANSWER
    assert reply.entry == bot.show("tea/definition").entry
    assert bot.text(reply).startswith("Answer: What is tea?")
    assert bot.json("what is tea", reply)["entry"]["id"] == "tea/definition"
    assert bot.suggest("how do i st", 1) == ("How do I store tea?",)
    assert [entry.id for entry in bot.entries()][:1] == ["green-tea-2a/caffeine"]


def test_faults_are_listed_and_unknown_ids_refused(tea_folder: Path) -> None:
    with pytest.raises(KeyError):
        Bot(tea_folder).show("nothing/at-all")
    (tea_folder / "sources.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        Bot(tea_folder)
    assert caught.value.faults[0].path == tea_folder / "sources.yaml"


def test_every_public_name_can_be_imported_and_no_other() -> None:
    assert all(getattr(ifn_bot, name) is not None for name in ifn_bot.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        ifn_bot.Nothing  # noqa: B018  # asked for to be refused


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import ifn_bot; print(*set(sys.modules) - before)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["ifn_bot"]

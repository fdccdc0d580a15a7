"""The man page."""

from __future__ import annotations

import argparse
import shutil
import subprocess

import pytest

from ifn_bot.cli.declaration import COMMANDS, declared
from ifn_bot.cli.manual import page


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_and_option_stands_in_the_man_page(name: str) -> None:
    told = page().replace("\\-", "-")
    part = told[told.index(f"\n.SS {name}\n") :].split("\n.SS ")[1]
    shown = [action for action in declared(COMMANDS[name])._actions if action.help != argparse.SUPPRESS]
    assert all(option in part for action in shown for option in action.option_strings)
    assert all(" ".join((action.help or "").split()).replace("'", "\\(aq") in part for action in shown)


def test_man_finds_nothing_wrong_with_it() -> None:
    if not shutil.which("groff"):
        pytest.skip("groff, which man sets pages with, is not installed")
    ran = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-P-c"], input=page(), capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
    assert "answers questions about interferon" in ran.stdout
    assert '  ifn-bot ask "can I drink on Pegasys"       one answer, with its sources' in ran.stdout

"""Where files are kept: as platformdirs would have it, without importing it."""

from __future__ import annotations

import sys

import platformdirs
import pytest

from ifn_bot.places import user_folder


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux does without platformdirs")
@pytest.mark.parametrize("named", [None, "", "/somewhere/else"])
def test_the_folders_are_those_of_platformdirs(named: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
        if named is not None:
            monkeypatch.setenv(variable, named)
    assert user_folder("cache") == platformdirs.user_cache_path("ifn-bot")
    assert user_folder("config") == platformdirs.user_config_path("ifn-bot")

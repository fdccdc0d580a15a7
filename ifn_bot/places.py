"""Where the files of this user are kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_XDG = {"cache": ("XDG_CACHE_HOME", ".cache"), "config": ("XDG_CONFIG_HOME", ".config")}


def user_folder(kind: str) -> Path:
    """Return the folder of ifn-bot for "cache" or "config".

    On Linux it is worked out here, as the XDG base directory specification has it: platformdirs gives the same answer
    and knows the other systems, but importing it costs a tenth of a whole lookup.
    """
    if sys.platform == "linux":
        variable, usual = _XDG[kind]
        named = os.environ.get(variable, "")
        return (Path(named) if named.strip() else Path.home() / usual) / "ifn-bot"
    import platformdirs

    return platformdirs.user_cache_path("ifn-bot") if kind == "cache" else platformdirs.user_config_path("ifn-bot")

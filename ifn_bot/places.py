"""Where the files of this user are kept."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = "settings.toml"
"""The file in the config folder that holds what a reader chose."""

_XDG = {"cache": ("XDG_CACHE_HOME", ".cache"), "config": ("XDG_CONFIG_HOME", ".config")}


def user_folder(kind: str) -> Path:
    """Return the folder of ifn-bot for "cache" or "config"."""
    from pathlib import Path

    return Path(user_path(kind))


def user_path(kind: str) -> str:
    """Return where the folder of ifn-bot for "cache" or "config" is.

    On Linux it is worked out here, as the XDG base directory specification has it: platformdirs gives the same answer
    and knows the other systems, but importing it costs a tenth of a whole lookup.
    """
    if sys.platform == "linux":
        variable, usual = _XDG[kind]
        named = os.environ.get(variable, "")
        return os.path.join(named if named.strip() else os.path.join(os.path.expanduser("~"), usual), "ifn-bot")
    import platformdirs

    return platformdirs.user_cache_dir("ifn-bot") if kind == "cache" else platformdirs.user_config_dir("ifn-bot")

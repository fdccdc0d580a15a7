"""What is remembered between two starts: looks and region; nothing that was typed."""

from __future__ import annotations

import re
from pathlib import Path

from ifn_bot.corpus.store import write_whole
from ifn_bot.places import SETTINGS, user_folder
from ifn_bot.record import NamedTuple

THEMES = ("light", "dark", "contrast")
PANELS = (30, 40, 50)
"""Share of the window, in per cent, that the source panel may take."""
_KEYS = ("theme", "panel", "region")


class SettingsError(Exception):
    """The settings file cannot be used; the message names the place and the repair."""


class Settings(NamedTuple):
    """How the window looks, and where the reader lives."""

    theme: str = "dark"
    panel: int = 40
    region: str = ""

    def changed(self, *, theme: str | None = None, panel: int | None = None, region: str | None = None) -> Settings:
        """Return the settings with what is given in place of what was."""
        return self._replace(
            theme=theme or self.theme,
            panel=panel or self.panel,
            region=self.region if region is None else region,
        )


def settings_file() -> Path:
    """Return where the settings of this user are."""
    return user_folder("config") / SETTINGS


def load_settings(path: Path) -> Settings:
    """Return the settings in `path`; the usual ones where there is no such file.

    Raises:
        SettingsError: it cannot be read, is no TOML, or says something unknown.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}:1: cannot be read as UTF-8 text. Mend or remove the file.") from error
    import tomllib

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        named = re.search(r"at line (\d+)", str(error))
        line = named[1] if named else max(1, len(text.splitlines()))
        raise SettingsError(f"{path}:{line}: is not valid TOML ({error}). Mend the line or remove the file.") from error
    return _checked(found, text, path)


def save(settings: Settings, path: Path) -> bool:
    """Write `settings` to `path` and tell whether that went well; else they last until the program ends."""
    text = f'theme = "{settings.theme}"\npanel = {settings.panel}\nregion = "{settings.region}"\n'
    try:
        write_whole(path, text)
    except OSError:
        return False
    return True


def _checked(found: dict[str, object], text: str, path: Path) -> Settings:
    """Return the settings after every one was looked at."""
    for key in found:
        if key not in _KEYS:
            raise _error(path, text, key, f"is not a setting. Known are: {', '.join(_KEYS)}")
    theme, panel, region = (found.get(key, getattr(Settings(), key)) for key in _KEYS)
    if theme not in THEMES:
        raise _error(path, text, "theme", f"must be one of: {', '.join(THEMES)}")
    if not isinstance(panel, int) or panel not in PANELS:
        raise _error(path, text, "panel", f"must be one of: {', '.join(map(str, PANELS))}")
    if not isinstance(region, str) or not (region == "" or (region.isascii() and region.isalpha())):
        raise _error(path, text, "region", 'must be the code of a country, such as "US"')
    return Settings(str(theme), panel, region)


def _error(path: Path, text: str, key: str, wrong: str) -> SettingsError:
    """Return an error that names the line of `key`."""
    lines = text.splitlines()
    line = next((n for n, line in enumerate(lines, 1) if line.lstrip().strip('"').startswith(key)), 1)
    return SettingsError(f"{path}:{line}: {key} {wrong}.")

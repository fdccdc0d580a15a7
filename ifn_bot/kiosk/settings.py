"""The settings of a kiosk: one TOML file, every value checked before anything is shown."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Command = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(max_length=40)]
"""A program and its arguments, one string each; no shell sees them."""


class KioskSettingsError(Exception):
    """The settings cannot be used; each of `faults` names the place and the repair."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


class _Section(BaseModel):
    """A frozen part of the file that refuses what nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class IdleSettings(_Section):
    """When the screen is wiped, in seconds."""

    after: int = Field(default=90, ge=30, le=900)
    """Without a touch or a key, until the warning."""
    warn: int = Field(default=20, ge=20, le=120)
    """From the warning until the wipe."""
    danger: int = Field(default=180, ge=180, le=1800)
    """That a help text stays at least."""


class TakeAway(_Section):
    """What a visitor may take along; all of it is off unless turned on."""

    qr: bool = False
    """Show codes of source addresses and of the entry's id."""
    slip: Command = ()
    """Gets a slip of 40 columns on its standard input."""
    handout: Command = ()
    """Gets the hand-out as HTML on its standard input."""
    aloud: bool = False
    """Offer to read answers aloud, where espeak-ng is installed."""
    voice: str = Field(default="en", pattern=r"^[a-z]{2,3}[a-zA-Z0-9+_-]{0,20}$")


class CountSettings(_Section):
    """What is counted; nothing unless turned on."""

    on: bool = False
    file: Path | None = None
    """Where the counts are; in the state folder of the user by default."""
    unanswered: bool = False
    """Keep questions that got no answer, without names, numbers and addresses."""


class WebSettings(_Section):
    """How the kiosk is served to a browser."""

    host: str = Field(default="127.0.0.1", min_length=1)
    """Address to listen on; the loopback unless somebody wants others to reach it."""
    port: int = Field(default=8230, ge=0, le=65535)
    names: tuple[str, ...] = ()
    """Further names by which a browser may call this server, such as "kiosk.example:8230"."""
    sessions: int = Field(default=4, ge=1, le=100)
    """Browsers served at once; one more is asked to wait."""
    letter: int = Field(default=38, ge=12, le=120)
    """Size of the letters in pixels, where the screen is large enough for it."""


class KioskSettings(_Section):
    """Everything a site may choose."""

    region: str = Field(default="", pattern=r"^[A-Za-z]{0,10}$")
    """Whose help lines are shown; without one the wording has no numbers."""
    theme: Literal["contrast", "dark", "light"] = "contrast"
    staff: str = Field(default="", max_length=200)
    """How staff are reached here, such as "Ring the bell on the desk."."""
    rotate: int = Field(default=8, ge=5, le=120)
    """Seconds that each question stays on the first screen."""
    renew: bool = True
    """Start a fresh program after each visitor, so that nothing of the visit is left in memory."""
    log: Path | None = None
    """Where starts and crashes are noted, without a word of a visitor; in the state folder by default."""
    idle: IdleSettings = IdleSettings()
    take_away: TakeAway = TakeAway()
    counts: CountSettings = CountSettings()
    web: WebSettings = WebSettings()


def settings_file() -> Path:
    """Return where the settings are unless another file is named."""
    from platformdirs import user_config_path

    return user_config_path("ifn-bot") / "kiosk.toml"


def pin_file(settings: Path) -> Path:
    """Return where the hash of the PIN is: beside the file of settings."""
    return settings.with_suffix(".pin")


def state_folder() -> Path:
    """Return where a kiosk keeps what it has to know after a new start."""
    from platformdirs import user_state_path

    return user_state_path("ifn-bot")


def count_file(settings: KioskSettings) -> Path:
    """Return where the counts are."""
    return settings.counts.file or state_folder() / "counts.sqlite"


def load_kiosk_settings(path: Path, *, required: bool = False) -> KioskSettings:
    """Return the settings in `path`; the usual ones where there is no such file and none is `required`.

    Raises:
        KioskSettingsError: it cannot be read, is no TOML, or holds a value that cannot be.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return KioskSettings.model_validate(tomllib.loads(text))
    except FileNotFoundError:
        if required:
            raise KioskSettingsError(
                [f"{path}: there is no such file. Name the settings file, or leave it out."]
            ) from None
        return KioskSettings()
    except (OSError, UnicodeDecodeError) as error:
        raise KioskSettingsError([f"{path}: cannot be read. Mend it or name another file."]) from error
    except tomllib.TOMLDecodeError as error:
        raise KioskSettingsError([f"{path}: is not TOML: {error}. Mend that line."]) from error
    except ValidationError as error:
        raise KioskSettingsError([_fault(path, text, dict(one)) for one in error.errors()]) from error


def _fault(path: Path, text: str, found: dict[str, Any]) -> str:
    """Return the sentence on one wrong value: file, line, key, what is wrong."""
    key = ".".join(str(part) for part in found["loc"] if isinstance(part, str))
    if found["type"] == "extra_forbidden":
        wrong = "is not a setting. Take it out, or see docs/kiosk.md for the known ones"
    else:
        wrong = f"is wrong: {found['msg'][:1].lower()}{found['msg'][1:]}. Write what docs/kiosk.md says of it"
    return f"{path}:{_line(text, key.split('.'))}: {key} {wrong}."


def _line(text: str, keys: list[str]) -> int:
    """Return the line on which the last of `keys` stands, in the section of the others, else 1."""
    section: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if bare.startswith("["):
            section = bare.strip("[] ").split(".")
            if section == keys:
                return number
        elif [*section, bare.partition("=")[0].strip().strip('"')] == keys:
            return number
    return 1

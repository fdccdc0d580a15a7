"""The settings file of a kiosk: what is accepted, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from ifn_bot.cli import main
from ifn_bot.kiosk.settings import KioskSettings, KioskSettingsError, load_kiosk_settings


def _written(folder: Path, text: str) -> Path:
    path = folder / "kiosk.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_that_keeps_or_prints_is_off(tmp_path: Path) -> None:
    settings = load_kiosk_settings(tmp_path / "none.toml")
    assert settings == KioskSettings()
    kept = settings.counts
    assert [kept.on, kept.unanswered, settings.take_away.qr, settings.take_away.aloud] == [False] * 4
    assert settings.take_away.slip == settings.take_away.handout == ()
    assert settings.web.host == "127.0.0.1"
    assert settings.theme == "contrast"


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(KioskSettingsError, match="there is no such file"):
        load_kiosk_settings(tmp_path / "none.toml", required=True)


def test_values_are_taken_from_the_file(tmp_path: Path) -> None:
    path = _written(tmp_path, 'region = "GB"\n[idle]\nafter = 60\n[take_away]\nslip = ["lp", "-d", "desk"]\n')
    settings = load_kiosk_settings(path)
    assert (settings.region, settings.idle.after) == ("GB", 60)
    assert settings.take_away.slip == ("lp", "-d", "desk")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[idle]\nafter = 60\nwarn = 5\n", 3, "idle.warn is wrong"),
        ("[idle]\ndanger = 10\n", 2, "idle.danger is wrong"),
        ('region = "US"\ntheme = "pink"\n', 2, "theme is wrong"),
        ("colour = 1\n", 1, "colour is not a setting"),
        ('[take_away]\nslip = "lp; rm -rf /"\n', 2, "take_away.slip is wrong"),
        ("[web]\nport = 99999\n", 2, "web.port is wrong"),
        ('[take_away]\nvoice = "en; ls"\n', 2, "take_away.voice is wrong"),
    ],
)
def test_a_wrong_value_is_named_with_its_line(text: str, line: int, said: str, tmp_path: Path) -> None:
    path = _written(tmp_path, text)
    with pytest.raises(KioskSettingsError) as caught:
        load_kiosk_settings(path)
    assert caught.value.faults[0].startswith(f"{path}:{line}: {said}")


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(KioskSettingsError) as caught:
        load_kiosk_settings(_written(tmp_path, "a = 1\nb = 2\n"))
    assert len(caught.value.faults) == 2


def test_the_kiosk_does_not_start_on_a_broken_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kiosk", "--settings", str(_written(tmp_path, "region = [\n"))]) == 2
    said = capsys.readouterr().err
    assert "is not TOML" in said
    assert "Traceback" not in said

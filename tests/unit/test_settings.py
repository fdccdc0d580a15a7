"""The settings file: what is remembered, and what is said where it is wrong."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ifn_bot import library
from ifn_bot.cli import main
from ifn_bot.settings import Settings, SettingsError, load_settings, save


def test_without_a_file_the_usual_settings_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()


def test_what_was_saved_is_loaded_again(tmp_path: Path) -> None:
    kept = Settings(theme="contrast", panel=50, region="GB")
    assert save(kept, tmp_path / "new" / "settings.toml")
    assert load_settings(tmp_path / "new" / "settings.toml") == kept


def test_a_folder_that_cannot_be_made_is_told_not_raised(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    assert not save(Settings(), tmp_path / "taken" / "settings.toml")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('theme = "dark"\npanel = ]\n', 2, "not valid TOML"),
        ('region = "GB"\ntheme = "dark', 2, "not valid TOML"),
        ('theme = "dark"\ncolour = "red"\n', 2, "colour is not a setting. Known are: theme, panel, region."),
        ('region = "GB"\n\ntheme = "pink"\n', 3, "theme must be one of: light, dark, contrast."),
        ('theme = "dark"\npanel = 41\n', 2, "panel must be one of: 30, 40, 50."),
        ('theme = "dark"\npanel = true\n', 2, "panel must be one of"),
        ("region = 44\n", 1, "region must be the code of a country"),
        ('"region" = "../x"\n', 1, "region must be the code of a country"),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as told:
        load_settings(path)
    assert str(told.value).startswith(f"{path}:{line}: ")
    assert says in str(told.value)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be read as UTF-8"):
        load_settings(path)


@pytest.fixture
def settings_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the program looks for the settings of a user who has none yet."""
    monkeypatch.setenv(library.CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("IFN_BOT_REGION", raising=False)
    path = tmp_path / "config" / "ifn-bot" / "settings.toml"
    path.parent.mkdir(parents=True)
    return path


def test_the_region_of_the_settings_chooses_the_help_lines(
    settings_path: Path, tea_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(Settings(region="GB"), settings_path)
    main(["ask", "--knowledge", str(tea_folder), "I want to die"])
    assert "116 123" in capsys.readouterr().out
    main(["ask", "--knowledge", str(tea_folder), "--region", "US", "I want to die"])
    assert "988" in capsys.readouterr().out


def test_wrong_settings_stop_the_chat_with_a_sentence(
    settings_path: Path, tea_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings_path.write_text('theme = "pink"\n', encoding="utf-8")
    assert main(["chat", "--plain", "--knowledge", str(tea_folder)]) == 2
    assert f"{settings_path}:1: theme must be one of" in capsys.readouterr().err


def test_wrong_settings_keep_no_question_from_its_answer(
    settings_path: Path, tea_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings_path.write_text('theme = "pink"\n', encoding="utf-8")
    assert main(["ask", "--knowledge", str(tea_folder), "what is tea"]) == 0
    told = capsys.readouterr()
    assert "made from leaves" in told.out
    assert "theme must be one of" in told.err


def test_a_region_chosen_by_word_is_remembered_and_nothing_that_was_typed(
    settings_path: Path, tea_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("what is tea\n/region ie\nquit\n"))
    assert main(["chat", "--plain", "--knowledge", str(tea_folder)]) == 0
    assert load_settings(settings_path).region == "IE"
    assert "tea" not in settings_path.read_text(encoding="utf-8")

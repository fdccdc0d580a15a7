"""What is shipped to set up a device: files that are valid, and a page that tells of every setting."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ifn_bot.kiosk.settings import KioskSettings, load_kiosk_settings

PROJECT = Path(__file__).parents[2]
DEPLOY = PROJECT / "deploy"
PAGE = (PROJECT / "docs" / "kiosk.md").read_text(encoding="utf-8")


def test_the_sample_settings_are_the_usual_ones() -> None:
    assert load_kiosk_settings(DEPLOY / "kiosk.toml") == KioskSettings(region="US")


def _keys() -> list[str]:
    keys = []
    for name, field in KioskSettings.model_fields.items():
        part = getattr(field.annotation, "model_fields", None)
        keys += [f"{name}.{key}" for key in part] if part else [name]
    return keys


@pytest.mark.parametrize("key", _keys())
def test_the_page_tells_of_every_setting(key: str) -> None:
    assert f"`{key}`" in PAGE


def test_the_policy_forbids_what_leads_out_of_the_browser() -> None:
    policy = json.loads((DEPLOY / "chromium-policy.json").read_text(encoding="utf-8"))
    assert {"*", "chrome://*", "file://*"} <= set(policy["URLBlocklist"]), "a star alone lets the settings open"
    assert policy["URLAllowlist"] == ["http://127.0.0.1:8230"]
    wanted = {
        "IncognitoModeAvailability": 1,
        "AllowFileSelectionDialogs": False,
        "DeveloperToolsAvailability": 2,
        "DownloadRestrictions": 3,
        "SavingBrowserHistoryDisabled": True,
        "AllowDeletingBrowserHistory": False,
        "DefaultPopupsSetting": 2,
    }
    assert {key: policy[key] for key in wanted} == wanted


@pytest.mark.parametrize("words", ["telephone", "staff bell", "privacy screen", "card with the local help lines"])
def test_the_page_says_what_the_installer_adds(words: str) -> None:
    assert words in PAGE


def test_the_page_names_only_files_that_are_there() -> None:
    for name in re.findall(r"`(deploy/[a-z.-]+)`", PAGE):
        assert (PROJECT / name).exists(), name


SERVER = """
import http.server, sys
class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
        self.wfile.write(b'{"pages": 1}')
    def log_message(self, *given): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Pages)
print(server.server_port, flush=True)
server.serve_forever()
"""


@pytest.mark.parametrize("script", ["start-browser", "screen-session"])
def test_the_scripts_can_be_read_by_bash(script: str) -> None:
    assert subprocess.run(["bash", "-n", str(DEPLOY / script)], check=False).returncode == 0
    assert os.access(DEPLOY / script, os.X_OK)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
@pytest.mark.parametrize("unit", ["ifn-bot-kiosk.service", "ifn-bot-browser.service"])
def test_systemd_finds_no_fault_in_a_unit_but_that_nothing_is_installed_here(unit: str) -> None:
    ran = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(DEPLOY / unit)], capture_output=True, text=True, check=False
    )
    told = [line for line in ran.stderr.splitlines() if unit in line]
    assert [line for line in told if "is not executable" not in line] == []


def test_the_browser_is_started_again_with_a_fresh_profile(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    started = tmp_path / "started"
    browser.write_text(f'#!/bin/sh\necho "$$ $@" >> {started}\nexec sleep 60\n')
    browser.chmod(0o755)
    with subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        address = f"http://127.0.0.1:{server.stdout.readline().strip()}"
        environment = {**os.environ, "IFN_BOT_BROWSER": str(browser), "XDG_RUNTIME_DIR": str(tmp_path)}
        with subprocess.Popen([str(DEPLOY / "start-browser"), address], env=environment) as script:
            first = _started(started, 1)[0]
            os.kill(int(first.split()[0]), signal.SIGKILL)
            second = _started(started, 2)[1]
            os.kill(int(second.split()[0]), signal.SIGSTOP)  # it hangs: asking it to end is not enough
            script.terminate()
            assert script.wait(20) == 0
        server.terminate()
    profiles = {re.search(r"--user-data-dir=(\S+)", line).group(1) for line in (first, second)}  # type: ignore[union-attr]
    assert len(profiles) == 2
    assert not any(Path(profile).exists() for profile in profiles)
    assert "--kiosk" in first
    assert not Path(f"/proc/{second.split()[0]}").exists()


def _started(path: Path, times: int) -> list[str]:
    deadline = time.monotonic() + 30
    while not path.exists() or len(path.read_text().splitlines()) < times:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return path.read_text().splitlines()

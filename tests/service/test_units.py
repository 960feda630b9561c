"""The units by systemd's own judgement, and by what must stand in them whatever else changes."""

import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
from repository import ROOT

UNITS = ROOT / "deploy" / "systemd"
MOST_EXPOSED = {
    "legal-kiosk.service": 1.8,
    "legal-kiosk-backend.service": 1.2,
    "legal-kiosk-display.service": 3.4,
    "legal-kiosk-rest.service": 1.1,
}
"""The exposure that `systemd-analyze security` may find, from 0 (none) to 10."""

with_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


def settings(unit: str) -> dict[str, list[str]]:
    """Every setting of a unit with all its values, continuation lines joined."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (UNITS / unit).read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found[key].append(value)
    return found


def test_every_unit_is_judged() -> None:
    assert {path.name for path in UNITS.iterdir()} == set(MOST_EXPOSED)


@with_systemd
@pytest.mark.parametrize("unit", sorted(MOST_EXPOSED))
def test_systemd_understands_the_unit(unit: str, tmp_path: Path) -> None:
    """Programs stand in for those that an installation brings; everything else is as shipped."""
    program = shutil.which("true")
    for path in UNITS.iterdir():
        text = re.sub(r"/opt/legal-kiosk/\S+", str(program), path.read_text(encoding="utf-8"))
        text = re.sub(r"(?m)^(User|Group|SupplementaryGroups)=.*$", "", text)
        text = re.sub(r"(?m)^WorkingDirectory=.*$", "", text)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    verdict = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", tmp_path / unit],
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (verdict.returncode, verdict.stdout, verdict.stderr) == (0, "", "")


@with_systemd
@pytest.mark.parametrize(("unit", "most"), sorted(MOST_EXPOSED.items()))
def test_how_exposed_a_unit_is(unit: str, most: float) -> None:
    verdict = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", UNITS / unit],
        capture_output=True,
        text=True,
        timeout=60,
    )
    found = re.search(r"exposure level for \S+: ([0-9.]+)", verdict.stdout)
    assert found, verdict.stderr
    assert float(found[1]) <= most


def test_what_a_citizen_said_goes_to_no_core_dump_and_no_swap() -> None:
    for unit in ("legal-kiosk.service", "legal-kiosk-backend.service"):
        unit_settings = settings(unit)
        assert unit_settings["LimitCORE"] == ["0"]
        assert unit_settings["MemorySwapMax"] == ["0"]
        assert unit_settings["UMask"] == ["0077"]
        assert unit_settings["StateDirectoryMode"] == ["0700"]
    assert settings("legal-kiosk-display.service")["LimitCORE"] == ["0"]


def test_the_terminal_is_watched_started_again_and_not_for_ever() -> None:
    unit = settings("legal-kiosk.service")
    assert unit["Type"] == ["notify"]
    assert unit["NotifyAccess"] == ["main"]
    assert 10 <= int(unit["WatchdogSec"][0]) <= 60
    assert unit["Restart"] == ["always"]
    # As often as it may start in the interval, it must be able to: else the limit never bites.
    assert unit["StartLimitIntervalSec"] == ["10min"]
    assert int(unit["StartLimitBurst"][0]) * (int(unit["RestartSec"][0]) + 30) < 600
    assert unit["OnFailure"] == ["legal-kiosk-rest.service"]
    assert (UNITS / unit["OnFailure"][0]).exists()


def test_nobody_is_root_who_need_not_be() -> None:
    assert settings("legal-kiosk.service")["User"] == ["kiosk"]
    assert settings("legal-kiosk-backend.service")["User"] == ["kiosk-backend"]
    for unit in MOST_EXPOSED:
        assert settings(unit)["NoNewPrivileges"] == ["yes"]
        assert settings(unit)["ProtectSystem"] == ["strict"]


def test_no_way_leads_to_a_console() -> None:
    server = (ROOT / "deploy/service/display").read_text(encoding="utf-8")
    for option in ("-novtswitch", "-nolisten tcp", "-noreset", "-nocursor", "-s 0", "-dpms"):
        assert option in server
    screen = (ROOT / "deploy/etc/xorg.conf").read_text(encoding="utf-8")
    for option in ("DontVTSwitch", "DontZap"):
        assert f'Option "{option}" "true"' in screen
    assert "kernel.sysrq = 0" in (ROOT / "deploy/etc/sysctl.conf").read_text(encoding="utf-8")


def test_what_the_units_start_is_there_and_may_be_run() -> None:
    for unit in MOST_EXPOSED:
        for key in ("ExecStartPre", "ExecStart", "ExecStartPost"):
            for command in settings(unit)[key]:
                program = command.split()[0].removeprefix("/opt/legal-kiosk/current/")
                if not program.startswith(".venv/"):
                    assert (ROOT / program).stat().st_mode & 0o111

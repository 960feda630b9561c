"""After too many failures: ``deploy/service/rest`` with a systemctl of a test's own."""

import os
import subprocess
from pathlib import Path

import pytest
from repository import ROOT


def rest(folder: Path, uptime: float) -> list[str]:
    """Run the script after ``uptime`` seconds of the machine, and return what it asked for."""
    asked = folder / "asked"
    systemctl = folder / "systemctl"
    systemctl.write_text(f'#!/bin/sh\necho "$*" >>{asked}\n', encoding="utf-8")
    systemctl.chmod(0o755)
    (folder / "uptime").write_text(f"{uptime} 1.00\n", encoding="utf-8")
    subprocess.run(
        [ROOT / "deploy" / "service" / "rest"],
        env={
            "PATH": f"{folder}:{os.environ['PATH']}",
            "KIOSK_REST_SECONDS": "0",
            "KIOSK_UPTIME": str(folder / "uptime"),
        },
        check=True,
        capture_output=True,
        timeout=30,
    )
    return asked.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("uptime", [12.3, 3600.0, 21600.9])
def test_a_machine_that_started_not_long_ago_tries_the_terminal_again(
    uptime: float, tmp_path: Path
) -> None:
    assert rest(tmp_path, uptime) == [
        "reset-failed legal-kiosk.service",
        "start --no-block legal-kiosk.service",
    ]


def test_a_machine_that_has_been_up_for_long_starts_anew(tmp_path: Path) -> None:
    assert rest(tmp_path, 7 * 3600.0) == ["reboot"]

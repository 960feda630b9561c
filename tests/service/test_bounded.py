"""Nothing that a terminal keeps of itself grows for ever: each thing has its limit."""

import configparser
import re
from pathlib import Path

import pytest
from PIL import Image
from repository import ROOT
from rule_packs import content, text

from kiosk.devices.printer import simulated
from kiosk.legal_aid import pack


def test_slips_of_a_simulated_printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulated, "KEPT", 5)
    for _ in range(3):  # after a new start it counts on
        printer = simulated.SimulatedPrinter(tmp_path, width=16, dots_per_mm=8.0)
        for _ in range(4):
            printer.print(Image.new("1", (16, 8), 1))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"slip-{number:04}.png" for number in range(8, 13)
    ]


def test_rule_packs_that_were_delivered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack, "KEPT", 3)
    shelf = pack.PackShelf(tmp_path)
    shelf.put(version("2099.1", "2099-01-01"))
    for number in range(5):
        shelf.put(version(f"2030.{number}", "2030-01-01"))
    kept = {path.stem for path in tmp_path.iterdir()}
    assert len(kept) == 4
    assert shelf.read().best.version == "2099.1"  # the oldest on the disk, and in use
    assert {f"2030.{number}" for number in range(2, 5)} <= kept


def test_the_journal_of_the_machine() -> None:
    settings = configparser.ConfigParser()
    settings.optionxform = str  # type: ignore[assignment, method-assign]
    settings.read(ROOT / "deploy/etc/journald.conf", encoding="utf-8")
    journal = settings["Journal"]
    assert journal["SystemMaxUse"] == "200M"
    assert journal["MaxRetentionSec"] == "90day"
    assert journal["ForwardToSyslog"] == "no"  # else a second, unbounded copy grows in /var/log


def test_the_cache_of_the_graphics_driver() -> None:
    unit = (ROOT / "deploy/systemd/legal-kiosk.service").read_text(encoding="utf-8")
    assert re.search(r"MESA_SHADER_CACHE_MAX_SIZE=\d+M\b", unit)


def version(name: str, day: str) -> str:
    return text({**content(), "version": name, "date": day})

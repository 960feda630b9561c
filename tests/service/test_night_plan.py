"""The terminal plans its night as the settings say, and only where somebody starts it again."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from plain_display import PlainDisplay

from kiosk import assembly
from kiosk.config import Settings
from kiosk.zone import CENTRE_ZONE


@pytest.mark.parametrize(("at", "leaves"), [("03:30", True), ("04:45", False), ("", False)])
def test_the_night_by_the_settings(at: str, leaves: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    display = PlainDisplay()
    begins = datetime(2026, 3, 3, 3, 0, tzinfo=CENTRE_ZONE)
    clock = SimpleNamespace(now=lambda zone: begins + timedelta(seconds=display.time))
    monkeypatch.setattr(assembly, "datetime", clock)
    terminal = SimpleNamespace(nobody_here=lambda: True, shut_down=display.quit)
    settings = Settings.model_validate({"service": {"restart_at": at}})
    assembly._plan_the_night(settings, terminal, display)  # type: ignore[arg-type]
    display.pass_time(3600.0)
    assert display.closed is leaves

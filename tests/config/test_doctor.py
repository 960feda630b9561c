import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kiosk import doctor
from kiosk.config import CountySettings, PrinterSettings, Settings, TerminalSettings, VoiceSettings
from kiosk.doctor import Finding, Subject
from kiosk.fonts import MissingFonts
from kiosk.secrets import FILE_NAME, save_secrets


def centre(now: datetime) -> str:
    words = {"zh": "样例中心", "en": "Sample centre"}
    return json.dumps(
        {
            "name": words,
            "now": now.isoformat(),
            "business_date": now.date().isoformat(),
            "services": [],
            "on_duty": [],
            "notices": [],
            "priority_weight": 1,
            "priority_cap": 3,
        }
    )


@contextmanager
def backend(answers: dict[str, tuple[int, str]]) -> Iterator[str]:
    """A server that gives ``answers`` by path, and refuses whoever has no credential."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = answers.get(self.path, (404, ""))
            known = self.headers.get("Authorization") == "Bearer sample"
            if self.path != "/health" and not known:
                status, body = 401, ""
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def findings(tmp_path: Path, **sections: object) -> dict[str, Finding]:
    """Run the checks that a test can do anywhere; the voice has tests of its own."""
    settings = Settings(**{"voice": VoiceSettings(enabled=False), **sections})  # type: ignore[arg-type]
    found = doctor.examine(settings, tmp_path / "config.toml")
    return {finding.name: finding for finding in found}


def county(url: str) -> CountySettings:
    return CountySettings(url=url)


def enrol(tmp_path: Path, credential: str = "sample") -> None:
    save_secrets(tmp_path / "data" / FILE_NAME, credential=credential, staff_pin_hash="sample")


def answers(now: datetime) -> dict[str, tuple[int, str]]:
    return {"/health": (200, "{}"), "/api/v1/centre": (200, centre(now))}


def test_all_is_well(tmp_path: Path) -> None:
    enrol(tmp_path)
    with backend(answers(datetime.now(UTC))) as url:
        found = findings(tmp_path, county=county(url))
    for name in ("config", "secrets", "backend", "printer", "fonts", "clock", "disk"):
        assert found[name].ok is True, found[name]
    assert "样例中心" in found["backend"].detail


def test_every_check_reports_once(tmp_path: Path) -> None:
    assert list(findings(tmp_path)) == [name for name, _ in doctor.CHECKS]


def test_an_embedded_backend_that_does_not_run_is_no_fault(tmp_path: Path, free_port: int) -> None:
    found = findings(tmp_path, county=CountySettings(port=free_port))
    assert found["backend"].ok is None
    assert found["clock"].ok is None
    assert found["secrets"].ok is None


def test_a_backend_of_the_county_that_does_not_answer_is_one(
    tmp_path: Path, free_port: int
) -> None:
    found = findings(tmp_path, county=county(f"http://127.0.0.1:{free_port}"))
    assert found["backend"].ok is False
    assert found["secrets"].ok is False


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"/health": (503, "")}, "answers 503"),
        ({"/api/v1/centre": (200, "{}")}, "does not speak the contract"),
        ({"/api/v1/centre": (200, "<html>")}, "does not speak the contract"),
    ],
)
def test_a_backend_that_answers_wrongly(
    tmp_path: Path, change: dict[str, tuple[int, str]], told: str
) -> None:
    enrol(tmp_path)
    with backend(answers(datetime.now(UTC)) | change) as url:
        found = findings(tmp_path, county=county(url))
    assert found["backend"].ok is False
    assert told in found["backend"].detail


def test_a_credential_that_is_not_known(tmp_path: Path) -> None:
    enrol(tmp_path, "another")
    with backend(answers(datetime.now(UTC))) as url:
        found = findings(tmp_path, county=county(url))
    assert found["backend"].ok is False
    assert "401" in found["backend"].detail
    assert "another" not in str(found)


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_clock_that_is_off(tmp_path: Path, minutes: int) -> None:
    enrol(tmp_path)
    with backend(answers(datetime.now(UTC) - timedelta(minutes=minutes))) as url:
        found = findings(tmp_path, county=county(url))
    assert found["clock"].ok is False
    assert f"{minutes * 60:+}" in found["clock"].detail


def test_secrets_that_others_can_read(tmp_path: Path) -> None:
    enrol(tmp_path)
    (tmp_path / "data" / FILE_NAME).chmod(0o640)
    assert findings(tmp_path)["secrets"].ok is False


def test_a_printer_that_is_not_there(tmp_path: Path) -> None:
    printer = PrinterSettings(driver="file", device=str(tmp_path / "lp0"))
    found = findings(tmp_path, printer=printer)["printer"]
    assert found.ok is False
    assert found.remedy


def test_a_data_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = findings(tmp_path, terminal=TerminalSettings(data_dir="file/data"))
    assert found["disk"].ok is False


def test_a_disk_that_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_FREE_BYTES", 2**63)
    assert findings(tmp_path)["disk"].ok is False


def test_fonts_that_are_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: Path) -> None:
        raise MissingFonts(("fonts-noto-cjk",))

    monkeypatch.setattr(doctor, "ensure_fonts", none)
    found = findings(tmp_path)["fonts"]
    assert found.ok is False
    assert "fonts-noto-cjk" in found.detail


def test_a_character_without_a_glyph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "missing_characters", lambda text, _: {"龘"} & {*text, "龘"})
    found = findings(tmp_path)["fonts"]
    assert found.ok is False
    assert "龘" in found.detail


def test_a_voice_with_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.selftest, "problems", lambda *_: ("voice zh: silence",))
    found = findings(tmp_path, voice=VoiceSettings())["speech"]
    assert found.ok is False
    assert "silence" in found.detail


def test_a_check_that_breaks_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_: Subject) -> Finding:
        raise ZeroDivisionError("sample")

    monkeypatch.setattr(doctor, "CHECKS", (("sample", breaks),))
    (found,) = findings(tmp_path).values()
    assert found.ok is False
    assert "ZeroDivisionError" in found.detail


def test_the_table_tells_remedies() -> None:
    table = doctor.as_table(
        [Finding("disk", True, "fine"), Finding("printer", False, "silent", "look at the cable")]
    )
    assert "disk     ok" in table
    assert "printer  BROKEN  silent" in table
    assert "→ look at the cable" in table

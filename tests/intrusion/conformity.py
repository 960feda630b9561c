"""Schemathesis on the backend's own description: what it answers to right and wrong requests."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from server import Server

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "negative_data_rejection",
    "missing_required_header",
    "unsupported_method",
    "allow_header_conformance",
)
_SECONDS = 1_800.0


@dataclass(frozen=True)
class Conformity:
    """How many requests were made up as ``holder``, and what was wrong with the answers."""

    holder: str
    cases: int
    seconds: float
    failures: list[str] = field(default_factory=list)


def credentials_of(server: Server) -> dict[str, str]:
    """Return a credential of each kind: none, wrong, revoked, a terminal's, a window's."""
    revoked = server.enrol_window(6)
    server.enrol_window(6)
    return {
        "nobody": "",
        "wrong": server.terminal[:-2] + "xx",
        "revoked": revoked,
        "terminal": server.terminal,
        "window": server.windows[2],
    }


def examine(
    server: Server, holder: str, credential: str, examples: int, seed: int, phases: str
) -> Conformity:
    """Put the backend to the test with ``examples`` requests a path and phase, all from ``seed``.

    ``phases`` are schemathesis's, with commas between them.
    """
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        done = subprocess.run(
            [
                *(str(Path(sys.executable).parent / "schemathesis"), "run"),
                f"{server.url}/openapi.json",
                *(("--header", f"Authorization: Bearer {credential}") if credential else ()),
                *("--max-examples", str(examples), "--seed", str(seed)),
                *("--phases", phases, "--checks", ",".join(CHECKS)),
                *("--continue-on-failure", "--no-color", "--no-shrink"),
                *("--report", "json", "--report-json-path", str(report)),
            ],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
        )
        if not report.exists():
            raise RuntimeError(done.stdout + done.stderr)
        found = json.loads(report.read_text(encoding="utf-8"))
    failures = [f"{each['title']}: {each['operations']}" for each in found["failures"]]
    if done.returncode and not failures:
        failures.append(done.stdout[-500:])
    return Conformity(
        holder, found["test_cases"]["generated"], round(found["running_time"], 1), failures
    )

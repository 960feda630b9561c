"""The backend answers as its own description says, whoever asks for whatever."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
import requests
from server import running_server

from tests.intrusion.conformity import credentials_of, examine

SECONDS = 30.0
NOBODY = "00000000-0000-4000-8000-000000000000"
HOLDERS = ("nobody", "wrong", "revoked", "terminal", "window")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("conformity")) as running:
        yield running


@pytest.fixture(scope="module")
def credentials(server):
    return credentials_of(server)


@pytest.mark.parametrize(
    ("holder", "phases"), [("nobody", "fuzzing"), ("terminal", "coverage,fuzzing")]
)
def test_made_up_requests_get_answers_of_the_contract(server, credentials, holder, phases):
    found = examine(server, holder, credentials[holder], examples=5, seed=1, phases=phases)
    assert found.failures == []
    assert found.cases > 50


def operations(server):
    """Every path and method of the description, with something in place of each parameter."""
    paths = requests.get(f"{server.url}/openapi.json", timeout=SECONDS).json()["paths"]
    filled = {"window": "2", "action": "next", "number": "A001"}
    for path, methods in paths.items():
        whole = path
        for part in ("ticket", "request_id", "window", "action", "number", "token"):
            whole = whole.replace(f"{{{part}}}", filled.get(part, NOBODY))
        for method in methods:
            yield method.upper(), whole


def send(server, method, path, credential, body=b"{}"):
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
    if credential is not None:
        headers["Authorization"] = credential
    return requests.request(method, server.url + path, data=body, headers=headers, timeout=SECONDS)


def test_every_fault_of_a_credential_looks_the_same_on_every_path(server, credentials):
    known = server.terminal
    faults = (
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer .",
        "Bearer nonsense",
        f"Bearer {known.partition('.')[0]}",
        f"Bearer {known.partition('.')[0]}.",
        f"Bearer .{known.partition('.')[2]}",
        f"Bearer {credentials['wrong']}",
        f"Bearer {credentials['revoked']}",
        f"Bearer {'0' * 16}.{'x' * 43}",
        f"Basic {known}",
        f"Bearer  {known}x",
        "Bearer \u00e9\u00e8".encode("latin-1"),
    )
    whole = set()
    for method, path in operations(server):
        if not path.startswith("/api/"):
            continue
        for fault in faults:
            for body in (b"{}", b"{", b"\xff\xfe"):
                got = send(server, method, path, fault, body)
                headers = {k: v for k, v in got.headers.items() if k.lower() != "date"}
                whole.add((got.status_code, json.dumps(headers, sort_keys=True), got.content))
    assert len(whole) == 1, whole
    assert whole.pop()[0] == 401


def fingerprint(server):
    """Hash all that is in the database."""
    file = Path(server.database.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(file)) as db:
        return hashlib.sha256("\n".join(db.iterdump()).encode()).hexdigest()


def test_no_get_changes_anything(server, credentials):
    asked = [path for method, path in operations(server) if method == "GET"]
    assert len(asked) >= 7
    before = fingerprint(server)
    for path in (*asked, "/health", "/nothing"):
        for holder in HOLDERS:
            for method in ("GET", "HEAD", "OPTIONS"):
                send(server, method, path, f"Bearer {credentials[holder]}", None)
    assert fingerprint(server) == before
    send(server, "POST", "/api/v1/windows/2/open", f"Bearer {credentials['window']}")
    assert fingerprint(server) != before


def test_every_answer_has_safe_headers_and_tells_nothing_of_the_program(server, credentials):
    bearer = f"Bearer {credentials['terminal']}"
    answers = [send(server, *each, bearer) for each in operations(server)]
    answers += [send(server, *each, None) for each in operations(server)]
    answers += [send(server, "GET", "/health", None), send(server, "GET", "/nothing", None)]
    for got in answers:
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert got.headers["X-Frame-Options"] == "DENY"
        assert got.headers["Referrer-Policy"] == "no-referrer"
        assert got.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in got.headers["Content-Security-Policy"]
        assert "Server" not in got.headers
        assert "Traceback" not in got.text
        assert got.status_code < 500


def test_a_mistake_of_the_program_tells_nothing_of_itself(server):
    """A table that is gone stands in for any bug; it comes back."""
    file = server.database.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as db:
        db.execute("ALTER TABLE directory RENAME TO directory_gone")
    try:
        got = send(server, "GET", "/api/v1/directory", f"Bearer {server.terminal}")
    finally:
        with closing(sqlite3.connect(file)) as db:
            db.execute("ALTER TABLE directory_gone RENAME TO directory")
    assert got.status_code == 500
    assert got.headers["Content-Type"] == "application/problem+json"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    for word in ("Traceback", "sqlite", "directory", "File", "SELECT"):
        assert word not in got.text


def test_nothing_is_described_in_service(tmp_path):
    with running_server(tmp_path, options=()) as quiet:
        quiet.stop()
        quiet.described = False
        quiet.start()
        for path in ("/openapi.json", "/docs", "/redoc"):
            assert requests.get(quiet.url + path, timeout=SECONDS).status_code == 404

"""Any backend can be put to the test::

    pytest tests/contract --base-url URL --terminal-credential C \
        --window-credentials 1=…,2=… [--terminal-letter K]

or the same in KIOSK_BASE_URL, KIOSK_TERMINAL_CREDENTIAL, KIOSK_WINDOW_CREDENTIALS. By default the
reference backend is started on SQLite and, where its server is installed, on PostgreSQL.
"""

import os
import time
from dataclasses import dataclass
from uuid import UUID, uuid4

import postgres
import pytest
import requests
from server import running_server

from kiosk.county.contract import API, Centre, ProblemCode, Service

_PATIENCE = 30
"""So often a backend that limits how often it is asked is asked again, when it says."""

_OPTIONS = {
    "--base-url": ("KIOSK_BASE_URL", ""),
    "--terminal-credential": ("KIOSK_TERMINAL_CREDENTIAL", ""),
    "--terminal-letter": ("KIOSK_TERMINAL_LETTER", "K"),
    "--window-credentials": ("KIOSK_WINDOW_CREDENTIALS", ""),
}


def pytest_addoption(parser):
    group = parser.getgroup("county backend")
    for option, (variable, _) in _OPTIONS.items():
        group.addoption(option, help=f"see tests/contract/conftest.py; or {variable}")


def _setting(config, option):
    """Return an option; pytest knows it only where tests/contract is named on its command line."""
    variable, otherwise = _OPTIONS[option]
    return config.getoption(option, None) or os.environ.get(variable, otherwise)


@dataclass
class Backend:
    """A county backend somewhere, and who one is to it."""

    url: str
    terminal: str
    windows: dict[int, str]
    letter: str

    def send(self, method, path, body=None, *, credential=None, key=None, headers=None):
        """Send a request as the terminal (or whoever holds ``credential``; "" for nobody)."""
        holder = self.terminal if credential is None else credential
        sent = {"Authorization": f"Bearer {holder}"} if holder else {}
        if key is not None:
            sent["Idempotency-Key"] = str(key)
        for _ in range(_PATIENCE):
            answer = requests.request(
                method,
                self.url + API + path,
                json=body,
                headers={**sent, **(headers or {})},
                timeout=10,
            )
            if answer.status_code != 429 or answer.json()["code"] != ProblemCode.TOO_MANY:
                break
            time.sleep(float(answer.headers["Retry-After"]))
        return answer

    def centre(self):
        return Centre.model_validate(self.send("GET", "/centre").json())

    def open_service(self) -> Service:
        """Return a service that gives numbers now and has a window we hold a credential of."""
        for service in self.centre().services:
            if service.open and not service.quota_reached and self.windows_of(service):
                return service
        pytest.skip("no service is open now")

    def windows_of(self, service):
        return [window for window in service.windows if window in self.windows]

    def take(self, service=None, reason=None, key: UUID | None = None):
        body = {"service": service or self.open_service().id, "reason": reason}
        return self.send("POST", "/tickets", body, key=key or uuid4())

    def work(self, window, action, **order):
        return self.send(
            "POST",
            f"/windows/{window}/{action}",
            order,
            credential=self.windows[window],
            key=uuid4(),
        )

    def clear(self, service):
        """Call and finish everybody, so that the queue of ``service`` is empty."""
        for window in self.windows_of(service):
            self.work(window, "open")
            self.work(window, "done")
        first = self.windows_of(service)[0]
        for _ in range(2000):
            if self.work(first, "next").json()["ticket"] is None:
                return
            self.work(first, "done")
        raise AssertionError("the queue does not empty")


def _kinds(config):
    if _setting(config, "--base-url"):
        return ["given"]
    return ["sqlite", "postgresql"]


def pytest_generate_tests(metafunc):
    if "backend" in metafunc.fixturenames:
        metafunc.parametrize("backend", _kinds(metafunc.config), indirect=True, scope="session")


@pytest.fixture(scope="session")
def backend(request, tmp_path_factory):

    def option(name):
        return _setting(request.config, name)

    if request.param == "given":
        pairs = [entry.split("=", 1) for entry in option("--window-credentials").split(",")]
        yield Backend(
            option("--base-url").rstrip("/"),
            option("--terminal-credential"),
            {int(window): credential for window, credential in pairs},
            option("--terminal-letter"),
        )
        return
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        with running_server(folder) as server:
            yield Backend(server.url, server.terminal, server.windows, "K")
        return
    if postgres.find_binaries() is None:
        pytest.skip("Debian package postgresql is not installed")
    with postgres.running_postgres() as database, running_server(folder, database) as server:
        yield Backend(server.url, server.terminal, server.windows, "K")

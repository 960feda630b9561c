"""The server as it is delivered: what it describes of itself, and what it never logs."""

import re
from uuid import uuid4

import pytest
import requests
from server import running_server

from kiosk.county import contract
from kiosk.county.contract import API
from kiosk.county.server.app import create_app


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    folder = tmp_path_factory.mktemp("described")
    return create_app(f"sqlite:///{folder / 'none.sqlite3'}").openapi()


def operations(described):
    return [
        (path, method, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        if path.startswith(API)
    ]


def promised():
    """Return what the table of the contract's first lines has."""
    rows = re.findall(r"^([A-Z]+) +``(/[^`]+)``", contract.__doc__, re.MULTILINE)
    return {(method, API + re.sub("{.*?}", "{}", path)) for method, path in rows}


def test_every_operation_asks_for_the_credential_and_shows_its_problems(described):
    served = {
        (method.upper(), re.sub("{.*?}", "{}", path)) for path, method, _ in operations(described)
    }
    assert served == promised()
    for path, method, operation in operations(described):
        assert operation["security"] == [{"credential": []}], path
        for status in ("401", "403", "422"):
            content = operation["responses"][status]["content"]
            assert list(content) == ["application/problem+json"], (path, method, status)
    assert "Problem" in described["components"]["schemas"]


def test_every_reference_in_the_description_leads_somewhere(described):
    def references(node):
        if isinstance(node, dict):
            yield from (value for key, value in node.items() if key == "$ref")
            for value in node.values():
                yield from references(value)
        elif isinstance(node, list):
            for value in node:
                yield from references(value)

    known = described["components"]["schemas"]
    for reference in references(described):
        assert reference.removeprefix("#/components/schemas/") in known


def test_nothing_about_anybody_is_logged(tmp_path):
    with running_server(tmp_path) as server:
        headers = {"Authorization": f"Bearer {server.terminal}", "Idempotency-Key": str(uuid4())}
        order = {"service": "advice", "reason": "disabled"}
        taken = requests.post(
            f"{server.url}{API}/tickets", json=order, headers=headers, timeout=10
        ).json()
        assert requests.get(server.url + taken["phone_path"], timeout=10).ok
        wrong = {"Authorization": f"Bearer {server.terminal}x"}
        requests.post(f"{server.url}{API}/tickets", json=order, headers=wrong, timeout=10)
    assert (tmp_path / "backend.log").read_text() == ""

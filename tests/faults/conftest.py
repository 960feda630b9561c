from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from county_hall import CREDENTIAL, Hall
from county_standin import Standin, serving

from kiosk.county.client import Client


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path)
    yield hall
    for office in hall.offices:
        office.close()


@pytest.fixture
def standin() -> Iterator[Standin]:
    with serving() as running:
        yield running


@pytest.fixture
def make_client() -> Iterator[Callable[..., Client]]:
    clients: list[Client] = []

    def make(url: str, **settings: object) -> Client:
        client = Client(url, CREDENTIAL, **({"budget": 5.0} | settings))  # type: ignore[arg-type]
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.close()

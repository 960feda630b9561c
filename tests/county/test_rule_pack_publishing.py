"""``kiosk backend legal-aid-pack``: what is published, what is refused, what terminals are told."""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
import requests
from server import run_backend, running_server

from kiosk.county.contract import API, HeartbeatReply, RulePack
from kiosk.county.packs import Packs
from kiosk.county.server.rule_packs import read_pack
from kiosk.legal_aid.pack import BUILT_IN, sealed


@pytest.fixture
def database(county):
    return f"sqlite:///{county.engine.url.database}"


def pack_file(folder: Path, version: str, date: str = "2099-01-01", **changes) -> str:
    content = json.loads(BUILT_IN.read_text(encoding="utf-8"))
    text = sealed(json.dumps(content | {"version": version, "date": date}))
    path = folder / f"{version}.json"
    path.write_text(json.dumps(json.loads(text) | changes, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_the_newest_is_in_force(county, database, tmp_path):
    for version in ("2099.9", "2099.10"):
        said = run_backend("legal-aid-pack", pack_file(tmp_path, version), "--db", database)
        assert said == f"Version {version} of 2099-01-01 is published."
    assert county.do(read_pack).version == "2099.10"


@pytest.mark.parametrize(
    ("version", "date"),
    [("2099.9", "2099-01-01"), ("2099.8", "2099-01-01"), ("3000", "2098-12-31")],
)
def test_what_is_not_newer_is_refused(county, database, tmp_path, version, date):
    run_backend("legal-aid-pack", pack_file(tmp_path, "2099.9"), "--db", database)
    with pytest.raises(RuntimeError, match="not newer than what is published: version 2099"):
        run_backend("legal-aid-pack", pack_file(tmp_path, version, date), "--db", database)
    assert county.do(read_pack).version == "2099.9"


@pytest.mark.parametrize("changes", [{"surprise": 1}, {"checksum": "0" * 64}, {"rules": []}])
def test_a_broken_pack_is_not_published(county, database, tmp_path, changes):
    run_backend("legal-aid-pack", pack_file(tmp_path, "2099.1"), "--db", database)
    bad = pack_file(tmp_path, "2099.2", **changes)
    with pytest.raises(RuntimeError, match=next(iter(changes))):
        run_backend("legal-aid-pack", bad, "--db", database)
    assert county.do(read_pack).version == "2099.1"


def test_a_file_that_is_no_pack_at_all(database, tmp_path):
    (tmp_path / "picture.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RuntimeError, match="Error: ") as refused:
        run_backend("legal-aid-pack", str(tmp_path / "picture.json"), "--db", database)
    assert "Traceback" not in str(refused.value)


def test_a_terminal_hears_of_it_fetches_it_and_finds_it_sound(tmp_path):
    with running_server(tmp_path) as server:
        holder = {"Authorization": f"Bearer {server.terminal}"}

        def version():
            answer = requests.post(
                f"{server.url}{API}/terminals/self/heartbeat",
                json={"clock": datetime.now(UTC).isoformat(), "version": "test"},
                headers=holder | {"Idempotency-Key": str(uuid4())},
                timeout=10,
            )
            return HeartbeatReply.model_validate(answer.json()).pack_version

        def fetch():
            return requests.get(f"{server.url}{API}/legal-aid/pack", headers=holder, timeout=10)

        assert version() is None
        assert fetch().status_code == 404
        run_backend("legal-aid-pack", pack_file(tmp_path, "2099.1"), "--db", server.database)
        assert version() == "2099.1"
        packs = Packs(tmp_path / "packs")
        assert packs.offer(RulePack.model_validate_json(fetch().content)) is None
        assert packs.current().version == "2099.1"

"""``kiosk backend directory publish``: what is published, what is refused, what terminals get."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import requests
from server import run_backend, running_server

from kiosk.county.contract import API, Directory, HeartbeatReply, ProblemCode
from kiosk.county.directory import DirectoryEntry, PlaceKind, version_of
from kiosk.county.server.directory import directory_version, publish_directory, read_directory
from kiosk.county.server.problems import Refusal
from kiosk.library.directory.keeping import SAMPLE

GOOD = "类别,名称,乡镇,电话\n司法所,样例镇司法所,样例镇,0396-0000001\n"


@pytest.fixture
def database(county):
    return f"sqlite:///{county.engine.url.database}"


@pytest.fixture
def publish(database, tmp_path):
    def publish(text, day="2026-11-01"):
        path = tmp_path / "list.csv"
        path.write_bytes(text.encode("gb18030"))
        return run_backend("directory", "publish", str(path), "--as-of", day, "--db", database)

    return publish


def test_the_last_one_is_what_there_is(county, publish):
    assert publish(GOOD) == "1 entries of 2026-11-01 are published."
    first = county.do(read_directory)
    publish(GOOD.replace("样例镇司法所", "样例镇第二司法所"), "2026-11-02")
    second = county.do(read_directory)
    assert [entry.name for entry in first.entries] == ["样例镇司法所"]
    assert [entry.name for entry in second.entries] == ["样例镇第二司法所"]
    assert (first.date, second.date) == (date(2026, 11, 1), date(2026, 11, 2))
    for read in (first, second):
        assert read.version == version_of(read.entries, read.date)
    assert county.do(directory_version) == second.version


def test_a_list_looked_through_anew_has_another_version(county, publish):
    publish(GOOD)
    before = county.do(directory_version)
    publish(GOOD, "2026-11-02")
    assert county.do(directory_version) != before


def test_a_list_with_a_mistake_changes_nothing(county, publish):
    publish(GOOD)
    before = county.do(read_directory)
    with pytest.raises(RuntimeError, match='line 3, 电话 = "x": digits'):
        publish(GOOD + "律师,样例律师,,x\n公证处,样例公证处,,\n")
    assert county.do(read_directory) == before


def test_more_than_a_terminal_reads_is_refused(county):
    long = DirectoryEntry(
        kind=PlaceKind.LAWYER, name="样" * 60, firm="例" * 80, address="址" * 120, hours="时" * 120
    )
    entries = (long,) * 10_000
    day = date(2026, 11, 1)
    whole = Directory(version=version_of(entries, day), date=day, entries=entries)
    with pytest.raises(Refusal) as refused:
        county.do(lambda transaction: publish_directory(transaction, whole))
    assert refused.value.code is ProblemCode.TOO_LARGE
    assert county.do(directory_version) is None


def test_terminals_are_told_and_fetch_it(tmp_path):
    with running_server(tmp_path) as server:
        holder = {"Authorization": f"Bearer {server.terminal}"}

        def version():
            answer = requests.post(
                f"{server.url}{API}/terminals/self/heartbeat",
                json={"clock": datetime.now(UTC).isoformat(), "version": "test"},
                headers=holder | {"Idempotency-Key": str(uuid4())},
                timeout=10,
            )
            return HeartbeatReply.model_validate(answer.json()).directory_version

        def fetch():
            return requests.get(f"{server.url}{API}/directory", headers=holder, timeout=10)

        assert version() is None
        assert fetch().status_code == 404
        run_backend("directory", "publish", str(SAMPLE), "--db", server.database)
        fetched = Directory.model_validate_json(fetch().content)
        assert fetched.version == version() == version_of(fetched.entries, fetched.date)
        assert all(entry.sample for entry in fetched.entries)

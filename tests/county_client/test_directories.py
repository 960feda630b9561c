"""The county's directory: fetched on the heartbeat, checked, kept whole over being offline."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from county_hall import Hall
from county_standin import Standin, lost_request

from kiosk.county.contract import Directory, ProblemCode
from kiosk.county.directories import Directories
from kiosk.county.directory import MOST_ENTRIES, DirectoryEntry, PlaceKind, version_of
from kiosk.county.packs import Packs
from kiosk.county.replies import Refused, Unreachable
from kiosk.faults import FaultCode
from kiosk.health import Health, said
from kiosk.library.directory.browse import browse
from kiosk.library.model import Filter
from kiosk.library.store import Store as LibraryStore
from kiosk.pulse import Pulse

DAY = date(2026, 11, 1)


def delivery(*names: str, day: date = DAY, **changes: object) -> Directory:
    entries = tuple(DirectoryEntry(kind=PlaceKind.NOTARY, name=name) for name in names)
    values = {"version": version_of(entries, day), "date": day, "entries": entries}
    return Directory.model_validate(values | changes)


@pytest.fixture
def shelves(tmp_path: Path) -> LibraryStore:
    return LibraryStore(tmp_path / "library.db")


@pytest.fixture
def directories(shelves: LibraryStore) -> Directories:
    return Directories(shelves)


def names(store: LibraryStore) -> list[str]:
    return [each.entry.name for each in browse(store, Filter()).entries]


class County:
    """What the county answers, and how often it was asked."""

    def __init__(self, answer: Directory | Refused | Unreachable) -> None:
        self.answer = answer
        self.asked = 0

    def fetch(self) -> Directory | Refused | Unreachable:
        self.asked += 1
        return self.answer


class TestDirectories:
    def test_it_is_kept_and_fetched_once(
        self, directories: Directories, shelves: LibraryStore
    ) -> None:
        county = County(delivery("样例公证处"))
        for _ in range(2):
            directories.refresh(county.answer.version, county.fetch)  # type: ignore[union-attr]
        assert (names(shelves), county.asked) == (["样例公证处"], 1)
        assert browse(shelves, Filter()).as_of == DAY
        Directories(shelves).refresh(delivery("样例公证处").version, county.fetch)
        assert county.asked == 1

    def test_a_county_without_one_changes_nothing(
        self, directories: Directories, shelves: LibraryStore
    ) -> None:
        county = County(delivery("样例公证处"))
        directories.refresh(delivery("样例公证处").version, county.fetch)
        directories.refresh(None, county.fetch)
        assert (names(shelves), county.asked) == (["样例公证处"], 1)

    def test_another_takes_its_place_an_empty_one_too(
        self, directories: Directories, shelves: LibraryStore
    ) -> None:
        for whole in (delivery("样例甲"), delivery("样例乙", "样例丙"), delivery()):
            county = County(whole)
            for _ in range(2):
                directories.refresh(whole.version, county.fetch)
            assert (len(names(shelves)), county.asked) == (len(whole.entries), 1)

    @pytest.mark.parametrize(
        "changes",
        [
            {"version": "0" * 64},
            {"date": "2026-11-02"},
            {"entries": [{"kind": "notary", "name": "别的"}]},
        ],
    )
    def test_a_checksum_that_does_not_fit_is_refused_once(
        self, directories: Directories, shelves: LibraryStore, changes: dict[str, object]
    ) -> None:
        good = delivery("样例公证处")
        directories.refresh(good.version, County(good).fetch)
        bad = County(delivery("样例乙", **changes))
        for _ in range(2):
            directories.refresh("9" * 64, bad.fetch)
        assert (names(shelves), bad.asked) == (["样例公证处"], 1)
        assert "refused: its checksum is another" in (directories.fault() or "")
        newer = delivery("样例丁")
        directories.refresh(newer.version, County(newer).fetch)
        assert (names(shelves), directories.fault()) == (["样例丁"], None)

    def test_one_told_wrongly_is_not_fetched_for_ever(self, directories: Directories) -> None:
        county = County(delivery("样例公证处"))
        for _ in range(3):
            directories.refresh("9" * 64, county.fetch)
        assert county.asked == 1

    @pytest.mark.parametrize("failed", [Unreachable("line"), Refused(ProblemCode.NOT_FOUND)])
    def test_what_was_not_fetched_is_tried_again(
        self, directories: Directories, shelves: LibraryStore, failed: Unreachable | Refused
    ) -> None:
        good = delivery("样例公证处")
        directories.refresh(good.version, County(failed).fetch)
        assert f"directory {good.version[:8]} not fetched" in (directories.fault() or "")
        directories.refresh(good.version, County(good).fetch)
        assert (names(shelves), directories.fault()) == (["样例公证处"], None)

    def test_a_disk_that_takes_nothing_is_a_fault_and_tried_again(
        self, directories: Directories, shelves: LibraryStore
    ) -> None:
        before, after = delivery("样例甲"), delivery("样例乙")
        directories.refresh(before.version, County(before).fetch)
        with sqlite3.connect(shelves.path) as other:
            other.execute(
                "CREATE TRIGGER full BEFORE INSERT ON document"
                " BEGIN SELECT raise(ABORT, 'full'); END"
            )
        directories.refresh(after.version, County(after).fetch)
        assert f"directory {after.version[:8]} not kept" in (directories.fault() or "")
        assert names(shelves) == ["样例甲"]
        with sqlite3.connect(shelves.path) as other:
            other.execute("DROP TRIGGER full")
        directories.refresh(after.version, County(after).fetch)
        assert (names(shelves), directories.fault()) == (["样例乙"], None)


class TestPulse:
    @pytest.fixture
    def pulse(
        self, standin: Standin, hall: Hall, directories: Directories, tmp_path: Path
    ) -> Pulse:
        office = hall.office(standin.url, budget=0.2)
        packs = Packs(tmp_path / "legal-aid")
        health = Health(said(FaultCode.DIRECTORY_UNREADABLE, directories.fault))
        return Pulse(office, health, packs, directories, 60.0)

    def fetched(self, standin: Standin) -> int:
        return standin.calls.count(("GET", "/directory"))

    def test_it_comes_with_the_heartbeat_and_stays_offline(
        self, standin: Standin, pulse: Pulse, shelves: LibraryStore
    ) -> None:
        pulse.beat()
        assert self.fetched(standin) == 0
        standin.directory = delivery("样例公证处")
        for _ in range(2):
            pulse.beat()
        standin.fault = lost_request
        pulse.beat()
        assert (names(shelves), self.fetched(standin)) == (["样例公证处"], 1)

    def test_more_than_two_megabytes_are_a_directory_yet(
        self, standin: Standin, pulse: Pulse, shelves: LibraryStore
    ) -> None:
        standin.directory = delivery(*(f"样例{'公' * 50}{n}" for n in range(9_000)))
        assert len(standin.directory.model_dump_json().encode()) > 2 * 1024 * 1024
        pulse.beat()
        assert len(names(shelves)) == 9_000

    @pytest.mark.parametrize(
        "hostile",
        [
            lambda whole: whole | {"entries": whole["entries"] * (MOST_ENTRIES + 1)},
            lambda whole: whole | {"entries": [{"kind": "notary", "name": "名" * 61}]},
            lambda whole: whole | {"entries": [{"kind": "bank", "name": "样例"}]},
            lambda whole: whole | {"entries": [{"kind": "notary", "name": "样例", "phone": "x"}]},
            lambda whole: whole | {"entries": [{"kind": "notary", "name": "样\u202e例"}]},
            lambda whole: whole | {"entries": None},
            lambda whole: whole | {"padding": "x" * 9_000_000},
        ],
    )
    def test_what_is_not_of_the_contract_changes_nothing_and_staff_are_told(
        self, standin: Standin, pulse: Pulse, shelves: LibraryStore, hostile
    ) -> None:
        standin.directory = delivery("样例公证处")
        pulse.beat()
        standin.directory = delivery("样例乙")
        answer = json.dumps(hostile(standin.directory.model_dump(mode="json")))
        standin.fault = lambda handler: (
            handler.reply(200, answer)
            if handler.path.endswith("/directory")
            else handler.reply(*handler.handle_call())
        )
        pulse.beat()
        assert names(shelves) == ["样例公证处"]
        pulse.beat()
        beats = zip(standin.calls, standin.bodies, strict=True)
        bodies = [body for what, body in beats if what[1] == "/terminals/self/heartbeat"]
        (fault,) = json.loads(bodies[-1])["faults"]
        assert "not fetched" in fault

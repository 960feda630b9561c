"""The terminal's own disk: full, broken, locked, low; each breaks, is told, mends by itself."""

import shutil
import sqlite3
import subprocess
from collections import namedtuple
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from county_hall import Hall
from county_standin import Standin, lost_request

from kiosk.county.matters import QuestionField
from kiosk.county.port import IssuedTicket, Scores
from kiosk.county.replies import Cause, Unreachable
from kiosk.faults import FaultCode
from kiosk.store import LOW_BYTES, Store, StoreError


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place: Path) -> Path:
    """Fill the disk to its last byte."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 512)
    assert shutil.disk_usage(place).free == 0
    return filler


def codes(store: Store) -> list[FaultCode]:
    return [fault.code for fault in store.faults() if fault.code is not FaultCode.DISK_LOW]


def no_disk(answer: object) -> bool:
    return isinstance(answer, Unreachable) and answer.cause is Cause.DISK


def test_a_full_disk_promises_nothing_and_goes_on_once_there_is_room(
    small_disk: Path, standin: Standin
) -> None:
    hall = Hall(small_disk)
    office = hall.office(standin.url)
    store = office._store
    try:
        office.load_centre()
        before = office.issue("legal-aid", "A", None)
        assert isinstance(before, IssuedTicket)
        filler = fill(small_disk)
        asked = len(standin.calls)
        rating = Scores(5, 5, 5, ticket=before.request_id)
        for _ in range(20):
            # What fits into pages that are there already may still be taken, and then it is safe.
            answer = office.issue("legal-aid", "A", None)
            if no_disk(answer):
                break
        assert no_disk(office.issue("legal-aid", "A", None))
        assert no_disk(office.leave_question(QuestionField.WAGES, "样例问题" * 100, None))
        assert no_disk(office.rate(rating))
        taken = [call for call in standin.calls[asked:] if call == ("POST", "/tickets")]
        assert len(taken) + 1 == len(standin.tickets)
        assert codes(store) == [FaultCode.DISK_FULL]
        assert office.last_centre() is not None
        assert not isinstance(office.load_centre(), Unreachable)

        filler.unlink()
        assert codes(store) == []
        after = office.issue("legal-aid", "A", None)
        assert isinstance(after, IssuedTicket)
        assert not after.offline
        assert office.set_aside() == 0
    finally:
        office.close()


def test_a_full_disk_keeps_what_it_had_taken(small_disk: Path, standin: Standin) -> None:
    hall = Hall(small_disk)
    office = hall.office(standin.url, budget=0.3)
    office.load_centre()
    standin.fault = lost_request
    numbers = [office.issue("legal-aid", "A", None).number for _ in range(5)]
    filler = fill(small_disk)
    office.close()
    filler.unlink()

    standin.fault = None
    again = hall.office(standin.url)
    assert again.deliver()
    assert standin.numbers() == numbers
    again.close()


def test_another_program_in_the_way_is_told_and_waited_for(
    hall: Hall, standin: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.store._BUSY_SECONDS", 0.05)
    office = hall.office(standin.url)
    store = office._store
    office.load_centre()
    store.set("sample", 1)
    with closing(sqlite3.connect(hall.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert no_disk(office.issue("legal-aid", "A", None))
        assert codes(store) == [FaultCode.STORE_LOCKED]
        # Looking is not held up.
        assert store.get("sample") == 1
        assert office.undelivered() == 0
        other.execute("ROLLBACK")
    assert codes(store) == []
    assert isinstance(office.issue("legal-aid", "A", None), IssuedTicket)


def test_a_disk_that_went_read_only_is_broken_not_full(hall: Hall, standin: Standin) -> None:
    office = hall.office(standin.url)
    store = office._store
    office.load_centre()
    with store.reading() as db:
        db.execute("PRAGMA query_only = ON")
    assert no_disk(office.issue("legal-aid", "A", None))
    assert codes(store) == [FaultCode.DISK_BROKEN]
    with store.reading() as db:
        db.execute("PRAGMA query_only = OFF")
    assert codes(store) == []
    assert isinstance(office.issue("legal-aid", "A", None), IssuedTicket)


def test_a_disk_that_gets_low_is_told_before_it_is_full(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(hall.path, clock=hall.clock)
    usage = namedtuple("usage", "total used free")
    for free, expected in ((LOW_BYTES - 1, [FaultCode.DISK_LOW]), (LOW_BYTES, [])):
        monkeypatch.setattr("shutil.disk_usage", lambda path, free=free: usage(free, 0, free))
        assert [fault.code for fault in store.faults()] == expected
    store.close()


def test_a_store_that_is_closed_is_no_fault_of_the_disk(hall: Hall) -> None:
    store = Store(hall.path, clock=hall.clock)
    store.close()
    with pytest.raises(StoreError):
        store.set("sample", 1)
    assert codes(store) == []

"""A damaged store: the terminal starts, saves what can be read, puts the file aside, goes on."""

import random
import shutil
from pathlib import Path

import pytest
from county_hall import Hall
from county_standin import Standin, lost_request, serving

from kiosk.county.office import Office
from kiosk.faults import FaultCode
from kiosk.store import StoreError

PAGE = 4096


def with_papers(hall: Hall, standin: Standin, count: int) -> tuple[Office, list[str]]:
    """Return a terminal that has given ``count`` numbers of its own, and delivered none."""
    office = hall.office(standin.url)
    office.load_centre()
    standin.fault = lost_request
    office._client._budget = 0.02  # Nobody answers: sixty numbers need not wait for it.
    numbers = [office.issue("legal-aid", "A", None).number for _ in range(count)]
    return office, numbers


def scribble(path: Path, page: int, seed: int = 6) -> None:
    """Write noise over one page, counted from 0."""
    with path.open("r+b") as file:
        file.seek(page * PAGE)
        file.write(random.Random(seed).randbytes(PAGE))


def aside(hall: Hall) -> list[Path]:
    return sorted(
        path for path in hall.path.parent.glob("*.damaged-*") if path.suffix[-4:] != "-wal"
    )


def pages(path: Path) -> int:
    return path.stat().st_size // PAGE


@pytest.mark.parametrize("place", [0.4, 0.7, 0.95])
def test_a_scribbled_page_costs_no_more_than_what_stood_on_it(
    place: float, hall: Hall, standin: Standin
) -> None:
    office, numbers = with_papers(hall, standin, 40)
    office.close()
    scribble(hall.path, int(pages(hall.path) * place))

    standin.fault = None
    again = hall.office(standin.url)
    assert again.deliver()
    saved = standin.numbers()
    assert saved == [number for number in numbers if number in saved]
    assert len(saved) >= len(numbers) * 0.6
    (kept,) = aside(hall)
    faults = again._store.faults()
    assert [fault.code for fault in faults] == [FaultCode.STORE_DAMAGED]
    assert kept.name in faults[0].detail
    assert again.issue("legal-aid", "A", None).number == "A001"
    standin.fault = lost_request
    assert again.issue("legal-aid", "A", None).number not in numbers
    again.close()

    # Still a fault after a restart, until staff have taken the file away.
    third = hall.office(standin.url)
    assert [fault.code for fault in third._store.faults()] == [FaultCode.STORE_DAMAGED]
    for part in hall.path.parent.glob("*.damaged-*"):
        part.unlink()
    assert third._store.faults() == ()


def test_a_file_of_nothing_but_noise_is_begun_anew(hall: Hall, standin: Standin) -> None:
    office, numbers = with_papers(hall, standin, 3)
    office.close()
    hall.path.write_bytes(random.Random(6).randbytes(40 * PAGE))
    standin.fault = None
    again = hall.office(standin.url)
    assert again.undelivered() == 0
    again.load_centre()
    standin.fault = lost_request
    assert again.issue("legal-aid", "A", None).number not in numbers
    assert len(aside(hall)) == 1


@pytest.mark.parametrize("part", [0.2, 0.6, 0.9])
def test_a_write_ahead_log_cut_short_keeps_what_was_written_before(
    part: float, tmp_path: Path, standin: Standin
) -> None:
    before = Hall(tmp_path / "before")
    office, numbers = with_papers(before, standin, 20)
    # As the power leaves them: the log not yet rolled in.
    after = Hall(tmp_path / "after")
    after.path.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(f"{before.path}{ending}", f"{after.path}{ending}")
    office.close()
    log = Path(f"{after.path}-wal")
    with log.open("r+b") as file:
        file.truncate(int(log.stat().st_size * part))

    standin.fault = None
    again = after.office(standin.url)
    assert again.deliver()
    # A request whose turning into paper was cut off is delivered as the request it was.
    saved = [number for number in standin.numbers() if number.startswith("AK")]
    assert saved == numbers[: len(saved)]
    assert aside(after) == []
    again.close()


def test_damage_that_shows_while_it_runs_is_mended_there_and_then(hall: Hall) -> None:
    with serving() as standin:
        office, numbers = with_papers(hall, standin, 40)
        office._store.scrub()
        for page in range(pages(hall.path) // 2, pages(hall.path)):
            scribble(hall.path, page, seed=page)
        standin.fault = None
        with office._store.reading() as db:
            db.execute("PRAGMA shrink_memory")
        with pytest.raises(StoreError):
            office._outbox.papers()
        assert office._store.fault is not None
        assert len(aside(hall)) == 1
        standin.fault = lost_request
        number = office.issue("legal-aid", "A", None).number
        assert number not in numbers
        standin.fault = None
        assert office.deliver()
        assert office.undelivered() == 0
        assert number in standin.numbers()

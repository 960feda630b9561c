"""``kiosk doctor`` tells of the roll of paper and of the last readiness report."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk import doctor_kept
from kiosk.county.contract import Verdict
from kiosk.paper import Roll
from kiosk.readiness import LONGEST_VALID, Report, keep
from kiosk.store import Store

NOW = datetime.now(UTC)


@pytest.fixture
def database(tmp_path):
    return tmp_path / "terminal.db"


def keep_in(database, write):
    store = Store(database, clock=lambda: NOW)
    write(store)
    store.close()


def test_before_the_first_run_nothing_can_be_told(database):
    assert doctor_kept.last_report(database)[0] is None
    assert doctor_kept.paper(database, 70.0)[0] is None
    assert not database.exists()


@pytest.mark.parametrize(("fed_m", "well"), [(10, True), (66, False)])
def test_paper(database, fed_m, well):
    keep_in(database, lambda store: Roll(store, 70_000).fed(fed_m * 1000))
    ok, detail, remedy = doctor_kept.paper(database, 70.0)
    assert (ok, bool(remedy)) == (well, not well)
    assert detail.startswith("slips from this roll: 1;")


@pytest.mark.parametrize(
    ("verdict", "age", "ok"),
    [
        (Verdict.READY, timedelta(), True),
        (Verdict.READY_EXCEPT, timedelta(), None),
        (Verdict.NOT_READY, timedelta(), False),
        (Verdict.READY, LONGEST_VALID + timedelta(days=1), None),
    ],
)
def test_the_last_report(database, verdict, age, ok):
    report = Report("hall-1", "1", NOW - age, verdict, (), ())
    keep_in(database, lambda store: keep(store, report))
    found, detail, remedy = doctor_kept.last_report(database)
    assert found is ok
    assert verdict.value.replace("_", " ") in detail
    assert bool(remedy) == (ok is not True)


def test_no_report_yet(database):
    keep_in(database, lambda store: None)
    ok, detail, remedy = doctor_kept.last_report(database)
    assert (ok, detail) == (None, "none was made yet")
    assert remedy

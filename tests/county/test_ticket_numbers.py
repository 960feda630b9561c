"""Numbers: one series per business date and service; hours and quota inside the transaction."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from kiosk.county.contract import ProblemCode, TicketRequest
from kiosk.county.server import tables
from kiosk.county.server.numbers import counter_of, format_number
from kiosk.county.server.problems import Refusal
from kiosk.county.server.tickets import issue
from kiosk.county.server.views import view_centre


def take(county, service="advice", reason=None):
    order = TicketRequest(service=service, reason=reason)
    return county.do(lambda transaction: issue(transaction, uuid4(), order, "hall-1"))


def change_service(county, service, **values):
    def command(transaction):
        transaction.connection.execute(
            update(tables.service).where(tables.service.c.id == service).values(**values)
        )
        transaction.settings_changed()

    county.do(command)


@pytest.mark.parametrize(
    ("counter", "number"), [(1, "A001"), (12, "A012"), (999, "A999"), (1000, "A1000")]
)
def test_the_form_of_a_number(counter, number):
    assert format_number("A", counter) == number
    assert counter_of(number) == counter


def test_the_counter_of_a_paper_number():
    assert counter_of("AK01") == 1
    assert counter_of("AK123") == 123


def test_a_series_for_each_service(county):
    assert [take(county).number for _ in range(3)] == ["B001", "B002", "B003"]
    assert take(county, "mediation").number == "D001"


def test_a_new_series_each_business_date(county):
    county.now = county.now.replace(hour=23, minute=59, second=59)
    assert take(county).number == "B001"
    county.later(seconds=1)
    first = take(county)
    assert first.number == "B001"
    assert first.ahead == 0
    assert first.business_date == county.now.date()


def test_the_business_date_is_that_of_shanghai(county):
    county.now = county.now.astimezone(tz=None)  # whatever zone the machine is in
    assert take(county).business_date.isoformat() == "2026-11-23"


def test_people_ahead_count_up(county):
    assert [take(county).ahead for _ in range(3)] == [0, 1, 2]


def test_a_closed_service_gives_no_number_and_counts_nothing(county):
    county.now = county.now.replace(hour=12, minute=0)
    with pytest.raises(Refusal) as refused:
        take(county, "notary")
    assert refused.value.code is ProblemCode.CLOSED
    county.now = county.now.replace(hour=14, minute=30)
    assert take(county, "notary").number == "E001"


def test_the_quota_ends_a_day_and_not_the_next(county):
    change_service(county, "advice", quota=2)
    assert [take(county).number for _ in range(2)] == ["B001", "B002"]
    with pytest.raises(Refusal) as refused:
        take(county)
    assert refused.value.code is ProblemCode.QUOTA_REACHED
    shown = {service.id: service for service in county.do(view_centre).services}
    assert shown["advice"].quota_reached
    assert not shown["legal-aid"].quota_reached
    county.now += timedelta(days=1)
    assert take(county).number == "B001"


def test_an_unknown_service_is_refused(county):
    with pytest.raises(Refusal) as refused:
        take(county, "car-wash")
    assert refused.value.code is ProblemCode.INVALID


def test_the_database_itself_refuses_a_number_twice(county):
    take(county)
    county.do(
        lambda transaction: transaction.connection.execute(
            update(tables.tally).values(last_number=0)
        )
    )
    with pytest.raises(IntegrityError):
        take(county)


def test_without_open_window_the_wait_is_unknown_unless_a_fallback_is_set(county):
    county.do(
        lambda transaction: (
            transaction.connection.execute(update(tables.window).values(open=False)),
            transaction.settings_changed(),
        )
    )
    assert take(county).wait is None
    change_service(county, "advice", fallback_windows=1)
    assert take(county).wait is not None

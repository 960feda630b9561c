"""The terminal's own numbers: none twice on a date, whatever its clock does; small ones again."""

from datetime import date, timedelta

import pytest
from county_hall import Hall
from county_standin import NOW, Standin, a_centre, lost_request

from kiosk.county.contract import Centre
from kiosk.county.office import Office
from kiosk.county.port import IssuedTicket

TODAY, TOMORROW = date(2026, 3, 4), date(2026, 3, 5)


def centre_of(day: date) -> Centre:
    return a_centre(now=NOW + (day - TODAY), business_date=day)


def hear(office: Office, standin: Standin, day: date) -> None:
    standin.fault = None
    standin.centre = centre_of(day)
    assert isinstance(office.load_centre(), Centre)


def take(office: Office, standin: Standin) -> IssuedTicket:
    standin.fault = lost_request
    ticket = office.issue("legal-aid", "A", None)
    standin.fault = None
    assert isinstance(ticket, IssuedTicket)
    return ticket


@pytest.fixture
def office(hall: Hall, standin: Standin) -> Office:
    office = hall.office(standin.url, budget=0.2)
    hear(office, standin, TODAY)
    return office


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(days=-1), timedelta(days=400)])
def test_a_clock_that_jumps_gives_no_number_twice(
    jump: timedelta, office: Office, standin: Standin, hall: Hall
) -> None:
    numbers = [take(office, standin).number]
    hall.now += jump
    numbers.append(take(office, standin).number)
    hall.now -= jump
    numbers.append(take(office, standin).number)
    assert numbers == ["AK01", "AK02", "AK03"]


def test_a_new_date_of_the_backend_begins_anew(
    office: Office, standin: Standin, hall: Hall
) -> None:
    assert take(office, standin).number == "AK01"
    assert office.deliver()
    hear(office, standin, TODAY)
    hall.now += timedelta(days=1)
    assert take(office, standin).number == "AK02", "nobody has told of another date"
    assert office.deliver()
    hear(office, standin, TODAY)
    hear(office, standin, TOMORROW)
    assert take(hall.office(standin.url, budget=0.2), standin).number == "AK01"


def test_not_anew_where_a_number_may_be_of_the_new_date(office: Office, standin: Standin) -> None:
    """Given after midnight, while the line was down since before it."""
    assert take(office, standin).number == "AK01"
    assert office.deliver()
    hear(office, standin, TOMORROW)
    assert take(office, standin).number == "AK02"


def test_not_anew_while_a_paper_waits_whose_delivery_may_give_it_a_later_date(
    office: Office, standin: Standin
) -> None:
    assert take(office, standin).number == "AK01"
    hear(office, standin, TODAY)
    assert office.deliver()
    hear(office, standin, TOMORROW)
    assert take(office, standin).number == "AK02"


def test_not_anew_where_a_number_came_while_the_backend_told_its_date(
    office: Office, standin: Standin
) -> None:
    told = office._client.call

    def slow(*args: object, **kwargs: object) -> object:
        office._client.call = told  # type: ignore[method-assign]
        centre = told(*args, **kwargs)  # type: ignore[arg-type]
        assert take(office, standin).number == "AK01"
        assert office.deliver()
        return centre

    office._client.call = slow  # type: ignore[method-assign,assignment]
    hear(office, standin, TODAY)
    hear(office, standin, TOMORROW)
    assert take(office, standin).number == "AK02"


def test_a_number_is_not_older_than_what_the_backend_last_told(
    office: Office, standin: Standin, hall: Hall
) -> None:
    """It would be queued on a date that is over, and nobody would call it."""
    hall.now -= timedelta(days=1)
    assert take(office, standin).issued_at == NOW

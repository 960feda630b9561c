"""A self-check goes to the county with its ticket, with consent alone, and is then forgotten."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from county_hall import Hall
from county_standin import NOW, Standin, lost_reply, lost_request

from kiosk.county.bodies import body_of, without_self_check
from kiosk.county.contract import ProblemCode, SelfCheck, TicketRequest
from kiosk.county.office import Office
from kiosk.county.port import IssuedTicket

CHECK = SelfCheck(
    facts={"matter": "canary_matter", "group": ["canary_group"], "income_per_person_month": 1717.5},
    outcome="canary_outcome",
    pack="2026.77",
)
CANARIES = (b"canary", b"1717", b"2026.77", b"facts")


def everything_on_disk(hall: Hall) -> bytes:
    folder: Path = hall.path.parent
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def left_of_it(data: bytes) -> list[bytes]:
    return [canary for canary in CANARIES if canary in data]


def opened(hall: Hall, standin: Standin) -> Office:
    office = hall.office(standin.url, budget=0.2)
    office.load_centre()
    return office


def take(office: Office, check: SelfCheck | None) -> IssuedTicket:
    ticket = office.issue("legal-aid", "A", None, check)
    assert isinstance(ticket, IssuedTicket)
    return ticket


def sent(standin: Standin, call: tuple[str, str]) -> list[dict[str, object]]:
    told = zip(standin.calls, standin.bodies, strict=True)
    return [json.loads(body) for what, body in told if what == call]


def test_it_goes_along_online_and_is_forgotten(standin: Standin, hall: Hall) -> None:
    office = opened(hall, standin)
    take(office, CHECK)
    (body,) = sent(standin, ("POST", "/tickets"))
    assert SelfCheck.model_validate(body["facts"]) == CHECK
    assert office.deliver()
    assert left_of_it(everything_on_disk(hall)) == []


@pytest.mark.parametrize("fault", [lost_request, lost_reply])
def test_it_goes_along_with_the_paper_and_is_forgotten(
    standin: Standin, hall: Hall, fault: object
) -> None:
    office = opened(hall, standin)
    standin.fault = fault  # type: ignore[assignment]
    ticket = take(office, CHECK)
    assert ticket.offline
    assert left_of_it(everything_on_disk(hall)) == list(CANARIES)

    standin.fault = None
    again = hall.office(standin.url)
    assert again.deliver()
    (body,) = sent(standin, ("PUT", f"/tickets/paper/{ticket.request_id}"))
    assert SelfCheck.model_validate(body["facts"]) == CHECK
    office.close()
    assert left_of_it(everything_on_disk(hall)) == []


def test_without_consent_it_is_neither_on_the_disk_nor_in_a_request(
    standin: Standin, hall: Hall
) -> None:
    office = opened(hall, standin)
    take(office, None)
    standin.fault = lost_request
    take(office, None)
    assert left_of_it(everything_on_disk(hall)) == []
    standin.fault = None
    assert office.deliver()
    assert left_of_it(b"".join(standin.bodies)) == []


def test_what_is_refused_for_good_is_kept_for_staff_without_it(
    standin: Standin, hall: Hall
) -> None:
    office = opened(hall, standin)
    standin.fault = lost_request
    take(office, CHECK)
    standin.fault = None
    standin.refusals["AK01"] = ProblemCode.NUMBER_TAKEN
    assert office.deliver()
    assert office.set_aside() == 1
    held = everything_on_disk(hall)
    assert b"AK01" in held
    assert left_of_it(held) == []


def test_a_day_later_nobody_needs_it_though_the_line_is_still_down(
    standin: Standin, hall: Hall
) -> None:
    office = opened(hall, standin)
    standin.fault = lost_request
    ticket = take(office, CHECK)
    hall.now = NOW + timedelta(hours=13)  # 23:30 in Shanghai
    office.beat()
    assert left_of_it(everything_on_disk(hall)) == list(CANARIES)
    hall.now = NOW + timedelta(hours=14)
    office.beat()
    assert left_of_it(everything_on_disk(hall)) == []

    standin.fault = None
    assert office.deliver()
    (body,) = sent(standin, ("PUT", f"/tickets/paper/{ticket.request_id}"))
    assert (body["number"], "facts" in body) == (ticket.number, False)


def test_a_kept_body_loses_nothing_else() -> None:
    request = TicketRequest(service="legal-aid", reason=None)
    with_it = body_of(request.model_copy(update={"facts": CHECK}))
    assert without_self_check(with_it) == without_self_check(body_of(request)) == body_of(request)
    assert without_self_check('{"state":"sent"}') == '{"state":"sent"}'

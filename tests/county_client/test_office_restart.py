"""The terminal dies at any step of an issue: nothing acknowledged is lost, nothing doubled."""

import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from county_hall import Hall, OwnTime
from county_standin import Standin, lost_reply, lost_request, server_error, serving
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.county.contract import PrintState, ProblemCode
from kiosk.county.office import Office
from kiosk.county.port import IssuedTicket


class Died(BaseException):
    """The power goes."""


STEPS = (
    "_outbox.hold",
    "_client.call",
    "_outbox.settle",
    "_store.next_number",
    "_outbox.turn_into_paper",
    "_write_paper",
)


def die_at(office: Office, step: str, *, after: bool) -> None:
    *owner, name = step.split(".")
    holder = getattr(office, owner[0]) if owner else office
    original = getattr(holder, name)

    def dying(*args: object, **kwargs: object) -> None:
        if after:
            original(*args, **kwargs)
        raise Died(step)

    setattr(holder, name, dying)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", [None, lost_reply, lost_request])
def test_dies_at_a_step(
    fault: Callable[..., None] | None, step: str, after: bool, standin: Standin, hall: Hall
) -> None:
    office = hall.office(standin.url, budget=0.2)
    office.load_centre()
    standin.fault = lost_request
    shown = [office.issue("legal-aid", "A", None)]

    standin.fault = fault
    die_at(office, step, after=after)
    try:
        shown.append(office.issue("legal-aid", "A", None))
    except Died:
        pass
    else:
        assert (fault is None) == (step in STEPS[3:])

    office = hall.office(standin.url, budget=0.2)
    standin.fault = lost_request
    shown.append(office.issue("legal-aid", "A", None))
    if step in ("_store.next_number", "_outbox.turn_into_paper"):
        assert shown[-1].number == "AK02", "a number was counted for nobody"
    standin.fault = None
    assert office.deliver()
    assert (office.undelivered(), office.set_aside()) == (0, 0)
    for ticket in shown:
        assert standin.tickets[str(ticket.request_id)].number == ticket.number
    assert len(standin.tickets) <= 3
    assert len(set(standin.numbers())) == len(standin.numbers())


def test_an_unanswered_request_is_sent_again_with_its_key(standin: Standin, hall: Hall) -> None:
    office = hall.office(standin.url)
    die_at(office, "_outbox.settle", after=False)
    with pytest.raises(Died):
        office.issue("legal-aid", "A", None)
    again = hall.office(standin.url)
    assert again.undelivered() == 1
    assert again.deliver()
    keys = [headers["Idempotency-Key"] for headers in standin.headers]
    assert standin.calls == [("POST", "/tickets")] * 2
    assert len(set(keys)) == 1
    assert standin.numbers() == ["A001"]


@pytest.mark.parametrize("code", [ProblemCode.CLOSED, ProblemCode.QUOTA_REACHED])
def test_an_unanswered_request_that_is_refused_is_over(
    code: ProblemCode, standin: Standin, hall: Hall
) -> None:
    """Nobody was shown a number for it, so there is nothing for staff to look at."""
    office = hall.office(standin.url)
    die_at(office, "_outbox.hold", after=True)
    with pytest.raises(Died):
        office.issue("legal-aid", "A", None)
    standin.refusals["POST"] = code
    again = hall.office(standin.url)
    assert again.deliver()
    assert (again.undelivered(), again.set_aside()) == (0, 0)


ACTS = st.lists(
    st.sampled_from(["issue", "print", "deliver", "restart", "ok", "cut", "lost", "error"])
    | st.tuples(st.sampled_from(STEPS), st.booleans()),
    min_size=4,
    max_size=24,
)


class Life:
    """Carries out acts and remembers what citizens were shown."""

    def __init__(self, hall: Hall, standin: Standin) -> None:
        self.hall = hall
        self.standin = standin
        self.shown: list[IssuedTicket] = []
        self.prints: list[tuple[str, str]] = []
        self.restart()
        self.office.load_centre()

    def restart(self) -> None:
        # Two tries and no more, however busy the machine is.
        self.office = self.hall.office(self.standin.url, budget=10.0, time=OwnTime())

    def act(self, act: str | tuple[str, bool]) -> None:
        faults = {"ok": None, "cut": lost_request, "lost": lost_reply, "error": server_error}
        if isinstance(act, tuple):
            die_at(self.office, act[0], after=act[1])
            with contextlib.suppress(Died):
                self.issue()
            self.restart()
        elif act in faults:
            self.standin.fault = faults[act]
        else:
            {"issue": self.issue, "print": self.print, "restart": self.restart}.get(
                act, self.office.deliver
            )()

    def issue(self) -> None:
        ticket = self.office.issue("legal-aid", "A", None)
        assert isinstance(ticket, IssuedTicket)
        self.shown.append(ticket)

    def print(self) -> None:
        if self.shown:
            ticket = self.shown[-1]
            self.office.report_print(ticket.request_id, PrintState.SENT)
            self.prints.append((str(ticket.request_id), "sent"))


@settings(max_examples=20, deadline=None)
@given(ACTS)
@example(["cut", "issue", "lost", "issue"])
@example(["cut", ("_write_paper", True)])
def test_any_life_ends_well(acts: list[str | tuple[str, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder, serving() as standin:
        hall = Hall(Path(folder))
        try:
            life = Life(hall, standin)
            for act in acts:
                life.act(act)
            standin.fault = None
            life.restart()
            assert life.office.deliver()
            assert (life.office.undelivered(), life.office.set_aside()) == (0, 0)
        finally:
            for office in hall.offices:
                office.close()
    shown = {str(ticket.request_id): ticket.number for ticket in life.shown}
    assert len(set(shown.values())) == len(life.shown)
    assert shown.items() <= {key: t.number for key, t in standin.tickets.items()}.items()
    assert len(set(standin.numbers())) == len(standin.tickets)
    assert not set(standin.voided) & set(shown.values())
    assert sorted(set(standin.prints)) == sorted(set(life.prints))
    offline = [ticket.number for ticket in life.shown if ticket.offline]
    assert offline == sorted(offline)
    # Not the order of its tickets: of two online requests the first may have been lost on its way.
    papers = list(dict.fromkeys(standin.papers))
    assert papers == sorted(papers)
    # A number written down just before the terminal died goes out too: paper may have followed.
    assert set(offline) <= set(papers)

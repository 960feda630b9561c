"""Whatever a backend answers: every journey goes on, on a page with words and with a way on."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from county_answers import genuine, refusal
from hostile_county import (
    HOSTILE,
    HostileCounty,
    Hostility,
    hostile_county,
    mutations,
)
from real_hall import RealHall

from kiosk.county.problem import STATUS_OF, ProblemCode
from kiosk.devices.speech.simulated import RecordedVoice
from kiosk.journeys.overlays import FAILED
from kiosk.pages import Entry, Page, Writing
from kiosk.view import Command
from kiosk.wording import LANGUAGES

CODE = "123456789018"
MOST_STEPS = 14
TO_LOOK_UP = {"home": "matters", "lookup.code": CODE, "lookup.factor": "5678"}
TO_ASK = {
    "home": "question",
    "question.field": "wages",
    "question.text": "written:样例问题",
    "question.phone": "no_phone",
    "question.check": "send",
}
TO_RATE = {"home": "rate", "rate.service": "legal-aid", "rate.number": "012"}
TO_TICKET = {"home": "ticket", "service": "legal-aid", "priority": "none"}
# By the part of the path that is hostile: the way to it, and a sound call to make mutants of.
WAYS: dict[str, tuple[dict[str, str], tuple[str, str, bytes]]] = {
    "/centre": ({"home": "times"}, ("GET", "/centre", b"")),
    "/tickets": (TO_TICKET, ("POST", "/tickets", b"{}")),
    "/matters": (TO_ASK, ("POST", "/matters", b'{"code": "000000000000"}')),
    "/matters/lookup": (
        TO_LOOK_UP,
        ("POST", "/matters/lookup", json.dumps({"code": CODE}).encode()),
    ),
    "/tickets/number": (TO_RATE, ("GET", "/tickets/number/A012", b"")),
}


@pytest.fixture
def county() -> Iterator[HostileCounty]:
    with hostile_county() as running:
        yield running


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fonts")


@pytest.fixture
def hall(tmp_path: Path, county: HostileCounty, fonts: Path) -> Iterator[RealHall]:
    hall = RealHall(tmp_path, county.url, fonts, budget=0.2, say=RecordedVoice())
    yield hall
    hall.close()


def words_of(thing: object) -> list[str]:
    """Return all that a page says, in both languages, shown and spoken."""
    if hasattr(thing, "shown") and hasattr(thing, "spoken"):
        return [form(lang) for lang in LANGUAGES for form in (thing.shown, thing.spoken)]
    if isinstance(thing, tuple):
        return [text for part in thing for text in words_of(part)]
    if dataclasses.is_dataclass(thing):
        parts = (getattr(thing, field.name) for field in dataclasses.fields(thing))
        return [text for part in parts for text in words_of(part)]
    return []


def check(page: Page, what: str) -> None:
    assert page.id != FAILED, what
    said = words_of(page)
    assert any(text.strip() for text in said), what
    assert sum(map(len, said)) < 500_000, f"{what}: nobody reads that much"
    assert page.choices or page.footer, f"{what}: no way on from {page.id}"
    assert len({option.id for option in page.choices}) == len(page.choices), what


def answer_to(page: Page, plan: dict[str, str], tried: set[tuple[str, str]]) -> str | None:
    """Return what is planned for this page, or else something that was not tried on it."""
    possible = [plan[page.id]] if page.id in plan else []
    if isinstance(page, Entry):
        possible.append("5678".zfill(page.shortest))
    if isinstance(page, Writing):
        possible.append("written:样例")
    possible += [option.id for option in reversed(page.choices)]
    untried = (each for each in possible if (page.id, each) not in tried)
    return next((each for each in untried if page.offers(each)), None)


def walk(hall: RealHall, plan: dict[str, str], what: str) -> list[str]:
    """Go through a visit to its end, or as far as it is worth; return the pages seen."""
    tried: set[tuple[str, str]] = set()
    seen = []
    hall.terminal.press(hall.display.view.serial, "begin")
    hall.display.settle()
    for _ in range(MOST_STEPS):
        page = hall.display.view.page
        seen.append(page.id)
        check(page, what)
        answer = answer_to(page, plan, tried)
        if page.id == "idle" or answer is None:
            break
        tried.add((page.id, answer))
        hall.terminal.press(hall.display.view.serial, answer)
        hall.display.settle()
    hall.terminal.footer(hall.display.view.serial, Command.LEAVE_NOW)
    hall.display.settle()
    assert hall.display.page == "idle", what
    return seen


@pytest.mark.parametrize("where", WAYS)
def test_the_way_there_is_the_right_one(where: str, hall: RealHall, county: HostileCounty) -> None:
    """Else nothing below would meet a hostile answer."""
    walk(hall, WAYS[where][0], where)
    assert any(where in path for _, path in county.calls)


@pytest.mark.parametrize("hostility", HOSTILE, ids=lambda hostility: hostility.__name__)
@pytest.mark.parametrize("where", WAYS)
def test_hostile_replies_leave_a_way_on(
    where: str,
    hostility: Hostility,
    hall: RealHall,
    county: HostileCounty,
    caplog: pytest.LogCaptureFixture,
) -> None:
    county.only, county.hostility = where, hostility
    walk(hall, WAYS[where][0], hostility.__name__)
    assert "failsafe" not in caplog.text


@pytest.mark.parametrize("where", WAYS)
def test_every_refusal_leaves_a_way_on(
    where: str, hall: RealHall, county: HostileCounty, caplog: pytest.LogCaptureFixture
) -> None:
    plan, (method, path, _) = WAYS[where]
    for code in ProblemCode:
        county.refusals[f"{method} {path}"] = refusal(STATUS_OF[code], code)
        walk(hall, plan, code)
    assert "failsafe" not in caplog.text


@pytest.mark.parametrize("where", WAYS)
def test_one_wrong_place_leaves_a_way_on(
    where: str, hall: RealHall, county: HostileCounty, caplog: pytest.LogCaptureFixture
) -> None:
    plan, (method, path, body) = WAYS[where]
    sound = genuine(method, f"/api/v1{path}", body, "00000000-0000-4000-8000-000000000001")[1]
    county.only = where
    # One in seven: the wrong values come in turns of another length, so each has its turn.
    for place, county.mutate in [*mutations(sound)][::7]:
        walk(hall, plan, f"{where}: {place}")
    assert "failsafe" not in caplog.text

"""Every choice of every page, walked exhaustively: no dead end, no exception, all is said."""

from datetime import date

from centres import NO_PAPER, READY, centre, issued

from kiosk.county.contract import ProblemCode
from kiosk.county.outbox import Kind
from kiosk.county.replies import Refused, Unreachable
from kiosk.county.set_aside import SetAside
from kiosk.devices.printer.slip import TEST_CODE
from kiosk.effects import (
    CallStaff,
    CheckPaper,
    CheckPin,
    InspectTerminal,
    IssueTicket,
    LoadCentre,
    LoadRules,
    PrintSlip,
    PrintTest,
    PrintText,
    ReportPrint,
    SetService,
)
from kiosk.gallery.staff import report
from kiosk.inspection import Inspection
from kiosk.journeys.reception import TASKS, home_page, receive
from kiosk.journeys.staff.trial_pages import COLOURS, CROSSES, KEYS
from kiosk.journeys.staff_room import staff_room
from kiosk.legal_aid.pack import built_in
from kiosk.legal_aid.rules import Rules
from kiosk.narration import narrate
from kiosk.pages import KEY, Page, hit
from kiosk.pin import PinVerdict
from kiosk.staff_effects import (
    Examine,
    ForgetAside,
    LastTrials,
    ListAside,
    ReadAside,
    ResendAside,
    SpeakTest,
)
from kiosk.visit import Visit
from kiosk.wording import LANGUAGES, Text

WELL = Inspection(
    online=True, undelivered=0, set_aside=0, printer=READY, voice_fault=None, in_service=True
)
ILL = Inspection(
    online=False,
    undelivered=3,
    set_aside=1,
    printer=NO_PAPER,
    voice_fault="no audio device",
    in_service=False,
    skew_seconds=90,
)
REFUSED = SetAside(7, Kind.RATING, "already_rated", {"department": 5, "word": "样例"})
OUTCOMES = {
    LoadCentre: [centre(), Unreachable()],
    LoadRules: [Rules(built_in(), date(2026, 7, 1))],
    CheckPaper: [READY, NO_PAPER],
    IssueTicket: [issued(), issued("BK01", offline=True), Refused(ProblemCode.CLOSED)],
    PrintSlip: [READY, NO_PAPER],
    PrintTest: [READY, NO_PAPER],
    PrintText: [READY, NO_PAPER],
    CheckPin: [PinVerdict(True, 5, 0), PinVerdict(False, 4, 0), PinVerdict(False, 0, 15)],
    InspectTerminal: [WELL, ILL],
    SpeakTest: [True, False],
    LastTrials: [{}],
    Examine: [report(well=True), report(well=False)],
    ListAside: [(), None, (REFUSED,)],
    ReadAside: [REFUSED, None],
    ResendAside: [True, False],
    ForgetAside: [True, False],
    ReportPrint: [None],
    CallStaff: [None],
    SetService: [None],
}
DEEPEST = 14
DEEPEST_OF_STAFF = 30
"""Nine crosses to touch, one after the other."""
TYPED_BY_STAFF = (
    *("123456", TEST_CODE, "100000000000", hit(0.5, -0.5), hit(40, 0)),
    *(KEY + key for key in KEYS),
)
WALKED_ELSEWHERE = {"matters", "question", "rate", "people", "laws"}
"""Cards of the home page whose journeys have walks of their own."""


def walk(journey, deepest=DEEPEST, typed=("123456",), *, shortest=False):
    """Yield every page reachable; a page is walked on from once for each way it looks.

    The PIN is asked for in more than one place: it counts with the page that led to it. With
    ``shortest`` no page is cut off behind a longer way to it; that is slower.
    """
    seen: set[tuple[Page, str]] = set()
    queue = [()]
    while queue:
        path = queue.pop(0 if shortest else -1)
        visit = Visit(journey)
        before = ""
        for move in path:
            if isinstance(visit.step, Page):
                before = visit.step.id
                assert visit.answer(move)
            else:
                visit.complete(visit.effect_id, move)
        step = visit.step
        if step is None or len(path) > deepest:
            continue
        if isinstance(step, Page):
            place = (step, before if step.id == "staff.pin" else "")
            if place in seen:
                continue
            seen.add(place)
            yield step
            moves = [option.id for option in step.choices if option.id not in WALKED_ELSEWHERE]
            moves += [move for move in typed if step.offers(move)]
            queue += [(*path, move) for move in moves]
        else:
            queue += [(*path, result) for result in OUTCOMES.get(type(step), [None])]


def check(page: Page) -> None:
    assert page.choices or page.limit is None, f"{page.id}: no way on"
    assert len({option.id for option in page.choices}) == len(page.choices)
    assert narrate(page), f"{page.id} says nothing"
    for lang in LANGUAGES:
        for words in narrate(page):
            assert words.spoken(lang)
            assert not isinstance(words, Text) or words.spoken(lang) != words.id, words.id


def test_every_way_of_a_citizen():
    ids = set()
    for page in walk(lambda: receive(None)):
        check(page)
        ids.add(page.id)
    assert ids >= {"idle", "home", "service", "priority", "ticket", "ticket.unprinted", "no_paper"}
    assert ids >= {"closed", "not_issued", "no_centre", "bring.service", "bring.list", "times"}


def test_the_home_page_offers_what_there_is():
    assert {option.id for option in home_page(centre()).options} == set(TASKS)
    assert set(TASKS) > WALKED_ELSEWHERE


def test_every_way_of_staff():
    pages = walk(staff_room, DEEPEST_OF_STAFF, TYPED_BY_STAFF, shortest=True)
    ids = {page.id for page in pages if not check(page)}
    assert ids == {
        *("staff.pin", "staff", "staff.report", "staff.trials"),
        *("staff.aside", "staff.record", "staff.content", "staff.unreadable"),
        *("staff.sure", "staff.really"),
        *(f"staff.screen.{place}" for place in range(len(COLOURS))),
        *(f"staff.touch.{place}" for place in range(len(CROSSES))),
        *(f"staff.keypad.{place}" for place in range(len(KEYS))),
        *("staff.touch", "staff.print", "staff.print_failed", "staff.scan"),
        *("staff.voice.zh", "staff.voice.en"),
    }

"""The pages of looking up a matter, leaving a question and rating, for pictures and tests.

Every matter here is a sample and says so.
"""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from kiosk.county.contract import Centre, Matter, ProblemCode, Rateable, Words
from kiosk.county.matters import (
    REPLY_MINUTES,
    MatterEvent,
    MatterKind,
    MatterState,
    QuestionField,
)
from kiosk.county.port import LeftQuestion
from kiosk.county.query_code import make_query_code
from kiosk.county.replies import Refused, Unreachable
from kiosk.gallery.centre import NOW
from kiosk.journeys import leave_question_pages as question
from kiosk.journeys import matters, matters_pages, rating_pages, ways_on
from kiosk.pages import Page
from kiosk.wording import say

CODE = make_query_code(lambda drawn: 12_345_678_901 % drawn)
PHONE = "13800000000"
ASKED = "样例问题：做完工三个月没有拿到钱，老板说没有钱，怎么办？"
ANSWERED = (
    "样例答复：您好。可以先到劳动监察大队投诉，带上身份证和能证明干过活的东西。\n"
    "不行就申请劳动仲裁，不收钱。一般要在一年里申请。\n"
    "请不起律师的，可以到窗口申请法律援助。本答复是样例，请向窗口核实。"
)
_LAWYER = Words(zh="样例值班律师", en="Sample duty lawyer")
_DESK = Words(zh="法律咨询岗（样例）", en="Advice desk (sample)")


def sample_matter(
    state: MatterState = MatterState.ANSWERED, *, minutes: int = 200, **changes: object
) -> Matter:
    """Return a consultation of ``minutes`` ago in ``state``; ``changes`` replace its fields."""
    received = NOW - timedelta(minutes=minutes)
    states = list(MatterState)[: list(MatterState).index(state) + 1]
    over = state in (MatterState.ANSWERED, MatterState.CLOSED)
    facts: dict[str, object] = {
        "code": CODE,
        "kind": MatterKind.CONSULTATION,
        "field": QuestionField.WAGES,
        "question": ASKED,
        "reply": ANSWERED if over else "",
        "state": state,
        "received_at": received,
        "due_at": received + timedelta(minutes=REPLY_MINUTES),
        "overdue": minutes > REPLY_MINUTES,
        "now": NOW,
        "events": tuple(
            MatterEvent(
                state=past,
                at=received + timedelta(minutes=place * minutes // 4),
                who=_LAWYER if past is MatterState.ASSIGNED else None,
            )
            for place, past in enumerate(states)
        ),
        "department": _DESK,
        "person": None if state is MatterState.RECEIVED else _LAWYER,
    }
    return Matter.model_validate({**facts, **changes})


def sample_receipt(*, offline: bool = False) -> LeftQuestion:
    """Return a question that was just taken."""
    due = NOW + timedelta(minutes=REPLY_MINUTES)
    return LeftQuestion(code=CODE, asked_at=NOW, due_at=due, offline=offline)


def sample_rateable(*, served: bool = True, rated: bool = False) -> Rateable:
    """Return a ticket that was served at the second window."""
    return Rateable(
        ticket=UUID(int=12), number="B012", served=served, rated=rated, service="advice", window=2
    )


def pages(centre: Centre) -> Iterator[tuple[str, Page]]:
    """Every page of these journeys by a name for its picture."""
    yield from _looking_up()
    yield from _leaving()
    yield from _rating(centre)
    yield "no-paper-text", ways_on.no_paper_page()


def _looking_up() -> Iterator[tuple[str, Page]]:
    yield "lookup-code", matters.code_page(wrong=False)
    yield "lookup-code-slip", matters.code_page(wrong=True)
    yield "lookup-factor", matters.factor_page()
    yield "lookup-not-found", matters.not_found_page(Refused(ProblemCode.NOT_FOUND))
    yield "lookup-paused", matters.not_found_page(Refused(ProblemCode.CODE_PAUSED))
    yield "lookup-refused", matters.not_found_page(Refused(ProblemCode.INVALID))
    yield "lookup-line", matters.not_found_page(Unreachable())
    received = sample_matter(MatterState.RECEIVED, minutes=20)
    late = sample_matter(MatterState.ASSIGNED, minutes=400)
    answered = sample_matter()
    aid = sample_matter(
        MatterState.CLOSED, minutes=4000, kind=MatterKind.LEGAL_AID, due_at=None, overdue=False
    )
    shown = {"received": received, "late": late, "answered": answered, "legal-aid": aid}
    for name, matter in shown.items():
        yield f"lookup-matter-{name}", matters_pages.matter_page(matter, news=None)
    printed = say("paper.printed")
    yield "lookup-matter-printed", matters_pages.matter_page(answered, news=printed)
    yield "lookup-reply", matters_pages.reply_page(answered, aloud=False, news=None)
    yield "lookup-reply-aloud", matters_pages.reply_page(answered, aloud=True, news=None)


def _leaving() -> Iterator[tuple[str, Page]]:
    yield "question-field", question.field_page()
    yield "question-text", question.writing_page()
    yield "question-phone", question.phone_page()
    yield "question-number", question.number_page(wrong=False)
    yield "question-number-slip", question.number_page(wrong=True)
    yield "question-tail", question.tail_page(PHONE)
    wages = QuestionField.WAGES
    yield "question-check", question.check_page(wages, ASKED, PHONE, aloud=False)
    yield "question-check-aloud", question.check_page(wages, ASKED, None, aloud=True)
    yield "question-not-taken", question.not_taken_page()
    for name, offline, printed, aloud in (
        ("question-receipt", False, True, False),
        ("question-receipt-aloud", False, True, True),
        ("question-receipt-offline", True, True, False),
        ("question-receipt-unprinted", False, False, False),
    ):
        yield (
            name,
            question.receipt_page(
                sample_receipt(offline=offline),
                None if offline else PHONE,
                printed=printed,
                may_reprint=True,
                aloud=aloud,
            ),
        )


def _rating(centre: Centre) -> Iterator[tuple[str, Page]]:
    service = centre.services[1]
    yield "rate-service", rating_pages.service_page(centre)
    yield "rate-number", rating_pages.number_page(service.letter, may_be_longer=True)
    yield "rate-letter", rating_pages.letter_page(service.letter)
    yield "rate-number-offline", rating_pages.number_page("BK", may_be_longer=False)
    for why in ("waiting", "rated", "unknown", "line", "refused"):
        yield f"rate-not-{why}", rating_pages.not_rateable_page(why)
    subject = rating_pages.of_ticket(service, sample_rateable())
    for part in rating_pages.PARTS:
        yield f"rate-{part}", rating_pages.score_page(part, subject[part])
    subject = rating_pages.of_matter(sample_matter())
    for part in rating_pages.PARTS:
        yield f"rate-matter-{part}", rating_pages.score_page(part, subject[part])
    yield "rate-word", rating_pages.word_page()
    yield "rate-thanks", rating_pages.thanks_page(None)
    yield "rate-lost", rating_pages.thanks_page(Unreachable())

"""Leave a question: what it is about, one's own words, a phone or none, consent, a receipt."""

from kiosk.county.contract import Centre
from kiosk.county.matters import QuestionField
from kiosk.county.port import LeftQuestion
from kiosk.county.replies import Unreachable
from kiosk.effects import LeaveQuestion
from kiosk.journeys.leave_question_pages import (
    AGAIN,
    ALOUD,
    NO_PHONE,
    PHONE,
    PRINT,
    SEND,
    SILENT,
    check_page,
    field_page,
    is_phone,
    not_taken_page,
    number_page,
    phone_page,
    receipt_page,
    receipt_slip,
    tail_page,
    writing_page,
)
from kiosk.journeys.self_check.questions import Manner, danger_page
from kiosk.journeys.take_ticket import MOST_REPRINTS, take_ticket
from kiosk.journeys.ways_on import TICKET, carefully, or_staff, print_text
from kiosk.pages import written
from kiosk.visit import Journey


def leave_question(centre: Centre) -> Journey[None]:
    """The whole way to a receipt. What follows a question about violence is as careful as it."""
    field = QuestionField((yield field_page()))
    if field is QuestionField.VIOLENCE:
        yield from carefully(ask_after_help(centre, field))
    else:
        yield from ask_and_send(centre, field)


def ask_after_help(centre: Centre, field: QuestionField) -> Journey[None]:
    """Say first where help is now, then take the question."""
    yield danger_page(Manner(sensitive=True))
    yield from ask_and_send(centre, field)


def ask_and_send(centre: Centre, field: QuestionField) -> Journey[None]:
    """Take the question and the phone, have both checked, send them, hand over the code."""
    answer: str = yield writing_page()
    if answer == TICKET:
        yield from take_ticket(centre)
        return
    text = written(answer).strip()
    phone = yield from ask_phone()
    aloud = False
    while (answer := (yield check_page(field, text, phone, aloud=aloud))) != SEND:
        if answer == PHONE:
            phone = yield from ask_phone()
        elif answer in (ALOUD, SILENT):
            aloud = answer == ALOUD
        else:
            return
    left: LeftQuestion | Unreachable = yield LeaveQuestion(field, text, phone)
    if isinstance(left, LeftQuestion):
        yield from hand_over(centre, left, phone)
    elif (yield from or_staff(not_taken_page())) == TICKET:
        yield from take_ticket(centre)


def ask_phone() -> Journey[str | None]:
    """Ask for a phone number until it can be one; ``None`` where none is left."""
    if (yield phone_page()) == NO_PHONE:
        return None
    wrong = False
    while True:
        digits: str = yield number_page(wrong=wrong)
        if digits == NO_PHONE:
            return None
        wrong = not is_phone(digits)
        if not wrong and (yield tail_page(digits)) != AGAIN:
            return digits


def hand_over(centre: Centre, left: LeftQuestion, phone: str | None) -> Journey[None]:
    """Print the receipt at once and show it until the citizen is done with it."""
    slip = receipt_slip(centre, left, phone)
    printed = yield from print_text(slip)
    reprints = 0
    aloud = False
    while True:
        answer = yield receipt_page(
            left, phone, printed=printed, may_reprint=reprints < MOST_REPRINTS, aloud=aloud
        )
        if answer == PRINT:
            reprints += 1
            printed = yield from print_text(slip)
        elif answer in (ALOUD, SILENT):
            aloud = answer == ALOUD
        else:
            return

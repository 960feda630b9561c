"""Rate how one was served: of a ticket or of a matter, three scores and a word, once each."""

from uuid import UUID

from kiosk.county.contract import Centre, Matter, Rateable, Service
from kiosk.county.port import Scores
from kiosk.county.replies import Refused, Unreachable
from kiosk.effects import FindTicket, Rate
from kiosk.journeys.rating_pages import (
    OTHER,
    PARTS,
    SKIP,
    TWO_LETTERS,
    Subject,
    full_number,
    letter_page,
    not_rateable_page,
    number_page,
    of_matter,
    of_ticket,
    score_page,
    service_page,
    thanks_page,
    why_not,
    word_page,
)
from kiosk.journeys.take_ticket import take_ticket
from kiosk.journeys.ways_on import RETRY, TICKET, or_staff
from kiosk.pages import LEAVE, written
from kiosk.visit import Journey


def rate_service(centre: Centre) -> Journey[None]:
    """Find the ticket that was served, then rate it."""
    while True:
        chosen = yield service_page(centre)
        service = next(s for s in centre.services if s.id == chosen)
        number = yield from ask_number(service)
        if number is None:
            return
        found = yield from find_ticket(number)
        if isinstance(found, Rateable):
            yield from rate(of_ticket(service, found), ticket=found.ticket)
            return
        if found == TICKET:
            yield from take_ticket(centre)
        if found != OTHER:
            return


def rate_matter(centre: Centre, matter: Matter) -> Journey[bool]:
    """Rate whoever answered a matter; tell whether the rating was taken."""
    return (yield from rate(of_matter(matter), matter=matter.code))


def ask_number(service: Service) -> Journey[str | None]:
    """Ask for the number as the paper shows it; ``None`` where one would rather not."""
    letters = service.letter
    digits = yield number_page(letters, may_be_longer=True)
    if digits == TWO_LETTERS:
        letters += yield letter_page(letters)
        digits = yield number_page(letters, may_be_longer=False)
    return None if digits == LEAVE else full_number(letters, digits)


def find_ticket(number: str) -> Journey[Rateable | str]:
    """Return the ticket where it can be rated; else how one went on from the page that says why."""
    while True:
        found: Rateable | Refused | Unreachable = yield FindTicket(number)
        why = why_not(found)
        if isinstance(found, Rateable) and why is None:
            return found
        answer = yield from or_staff(not_rateable_page(str(why)))
        if answer != RETRY:
            return answer


def rate(
    subject: Subject, *, ticket: UUID | None = None, matter: str | None = None
) -> Journey[bool]:
    """Ask for the three scores and a word, and hand them in."""
    scores = []
    for part in PARTS:
        answer = yield score_page(part, subject[part])
        if answer == LEAVE:
            return False
        scores.append(int(answer))
    word = yield word_page()
    department, post, person = scores
    failure: Unreachable | None = yield Rate(
        Scores(department, post, person, word=_word(word), ticket=ticket, matter=matter)
    )
    yield from or_staff(thanks_page(failure))
    return failure is None


def _word(answer: str) -> str:
    return "" if answer == SKIP else written(answer).strip()

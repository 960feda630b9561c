"""The pages of a rating: the number that was served, three scores, a word, and what went wrong."""

from collections.abc import Mapping

from kiosk.county.contract import Centre, Matter, ProblemCode, Rateable, Service, Words
from kiosk.county.replies import Refused, Unreachable
from kiosk.journeys.ways_on import RETRY, STAFF, leave_option, staff_option, ticket_option
from kiosk.journeys.words import LEGAL_HELP, given
from kiosk.pages import LEAVE, Choice, Entry, Notice, Option, Rating, Tone, Weight, Writing, action
from kiosk.spoken import Count, Number, TicketNumber, WindowNumber
from kiosk.wording import Wording, say

TWO_LETTERS, OTHER, SKIP = "two_letters", "other", "skip"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_DIGITS = 4
LONGEST_WORD = 200
FACES = (
    "sentiment_very_dissatisfied",
    "sentiment_dissatisfied",
    "sentiment_neutral",
    "sentiment_satisfied",
    "sentiment_very_satisfied",
)
PARTS = ("department", "post", "person")


Subject = Mapping[str, Wording]
"""What is rated, as a question for each of :data:`PARTS`."""


def of_ticket(service: Service, rateable: Rateable) -> Subject:
    """Ask about the service, the window and whoever sat there."""
    window = rateable.window
    return {
        "department": say("rate.department_of", service=given(service.name)),
        "post": say("rate.window", window=WindowNumber(window)) if window else say("rate.post"),
        "person": say("rate.person"),
    }


def of_matter(matter: Matter) -> Subject:
    """Ask about whoever dealt with a matter, by name where the county says it."""
    department, person = matter.department, matter.person
    return {
        "department": _named(department) if department else say("rate.department"),
        "post": say("rate.handling"),
        "person": _named(person) if person else say("rate.person"),
    }


def service_page(centre: Centre) -> Choice:
    """Ask which service it was: the letter on the ticket says it."""
    return Choice(
        id="rate.service",
        title=say("rate.which"),
        hint=say("rate.which_hint"),
        options=tuple(
            Option(
                id=service.id,
                title=say("rate.card", letter=service.letter, service=given(service.name)),
                icon=service.icon,
            )
            for service in centre.services
        ),
    )


def number_page(letters: str, *, may_be_longer: bool) -> Entry:
    """Ask for the digits behind the letters of the number."""
    more = Option(id=TWO_LETTERS, title=say("rate.two_letters"), icon="dialpad")
    return Entry(
        id="rate.number" if may_be_longer else "rate.number.offline",
        title=say("rate.digits", letters=letters),
        hint=say("rate.digits_hint", sample=TicketNumber(full_number(letters, "12"))),
        options=(*((more,) if may_be_longer else ()), leave_option()),
        masked=False,
        longest=MOST_DIGITS,
    )


def letter_page(letter: str) -> Choice:
    """Ask for the second letter of a number that was given while the line was down."""
    return Choice(
        id="rate.letter",
        title=say("rate.letter"),
        hint=say("rate.letter_hint", letter=letter),
        options=tuple(
            Option(id=second, title=say("rate.one", letter=second), weight=Weight.SMALL)
            for second in LETTERS
        ),
        numbered=False,
    )


def full_number(letters: str, digits: str) -> str:
    """Return the number as it is on the paper: ``A012``, or ``AK01`` of the offline series."""
    return f"{letters}{int(digits):0{3 if len(letters) == 1 else 2}}"


def score_page(part: str, question: Wording) -> Rating:
    """Ask for one of the three scores."""
    place = PARTS.index(part) + 1
    return Rating(
        id=f"rate.{part}",
        title=question,
        caption=say("rate.caption", place=Number(place), all=Count(len(PARTS))),
        progress=place / (len(PARTS) + 1),
        options=tuple(
            Option(id=str(score), title=say(f"rate.face.{score}"), icon=icon)
            for score, icon in enumerate(FACES, start=1)
        ),
        other=(Option(id=LEAVE, title=say("rate.not_now"), icon="close"),),
        ephemeral=True,
    )


def word_page() -> Writing:
    """Ask for a word, if one likes."""
    return Writing(
        id="rate.word",
        title=say("rate.word"),
        hint=say("rate.word_hint"),
        done=say("rate.send"),
        longest=LONGEST_WORD,
        optional=True,
        options=(Option(id=SKIP, title=say("rate.skip"), icon="arrow_forward"),),
        ephemeral=True,
    )


def thanks_page(failure: Unreachable | None) -> Notice:
    """Thank for the rating, or say that it was not kept and what to do now."""
    if failure is None:
        return Notice(
            id="rate.thanks",
            title=say("rate.thanks"),
            tone=Tone.GOOD,
            icon="check_circle",
            body=(say("rate.thanks_body"),),
            options=(action(LEAVE, say("ways.done"), "check"),),
            back=False,
        )
    return Notice(
        id="rate.lost",
        title=say("rate.lost"),
        tone=Tone.CARE,
        icon="info",
        body=(say("rate.lost_body"),),
        options=(staff_option(), action(LEAVE, say("option.good"), "check")),
        back=False,
    )


def not_rateable_page(why: str) -> Notice:
    """Say why this number cannot be rated now: not served, rated, unknown, or no line."""
    retry = why in ("line", "refused")
    again = (
        action(RETRY, say("option.retry"), "restart_alt")
        if retry
        else action(OTHER, say("rate.other_number"), "dialpad")
    )
    return Notice(
        id=f"rate.not.{why}",
        title=say(f"rate.not.{why}"),
        tone=Tone.CARE,
        icon="wifi_off" if why == "line" else "info",
        body=(say(f"rate.not.{why}_body"), say("rate.not.ways", phone=LEGAL_HELP)),
        options=(
            leave_option(),
            Option(id=STAFF, title=say("ways.staff"), icon="support_agent"),
            *((ticket_option(),) if why == "line" else ()),
            again,
        ),
    )


def _named(who: Words) -> Wording:
    return say("rate.named", who=given(who))


def why_not(found: Rateable | Refused | Unreachable) -> str | None:
    """Return why a ticket cannot be rated; ``None`` where it can."""
    if isinstance(found, Unreachable):
        return "line"
    if isinstance(found, Refused):
        return "unknown" if found.code is ProblemCode.NOT_FOUND else "refused"
    if not found.served:
        return "waiting"
    return "rated" if found.rated else None

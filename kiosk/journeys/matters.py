"""Look up a matter by its query code and the end of its phone number; read, print, rate."""

from collections.abc import Iterator

from kiosk.county.contract import Centre, Matter, ProblemCode
from kiosk.county.query_code import GROUP, LENGTH, is_query_code
from kiosk.county.replies import Refused, Unreachable
from kiosk.effects import LookUpMatter
from kiosk.journeys.leave_question import leave_question
from kiosk.journeys.matters_pages import (
    ALOUD,
    ASK,
    OTHER,
    PRINT,
    RATE,
    REPLY,
    SILENT,
    is_sensitive,
    matter_page,
    matter_slip,
    reply_page,
)
from kiosk.journeys.rating import rate_matter
from kiosk.journeys.take_ticket import take_ticket
from kiosk.journeys.ways_on import (
    RETRY,
    TICKET,
    carefully,
    leave_option,
    or_staff,
    print_or_say,
    staff_option,
    ticket_option,
)
from kiosk.journeys.words import LEGAL_HELP
from kiosk.pages import LEAVE, Entry, Notice, Option, Tone, action
from kiosk.visit import Journey
from kiosk.wording import Wording, say

NO_PHONE, FACTOR, CODE = "no_phone", "factor", "code"
FACTOR_DIGITS = 4


def look_up_matter(centre: Centre, scanned: str | None = None) -> Journey[None]:
    """Ask for a code, show what it stands for, and go on to another as often as one likes.

    ``scanned`` is the first code, where it was read before one was asked for it.
    """
    another = True
    while another:
        code = scanned or (yield from ask_code())
        if code is None:
            return
        scanned = None
        another = yield from look_up(centre, code)


def ask_code() -> Journey[str | None]:
    """Ask for a code until its digits fit together; ``None`` where one would rather not."""
    wrong = False
    while True:
        code: str = yield code_page(wrong=wrong)
        if code == LEAVE:
            return None
        if is_query_code(code):
            return code
        wrong = True


def look_up(centre: Centre, code: str) -> Journey[bool]:
    """Ask for the second factor and show the matter; true where another one is to be looked up.

    The code is kept when the factor was wrong, so that only four digits are typed again.
    """
    while True:
        factor = yield factor_page()
        found = yield from find(code, None if factor == NO_PHONE else factor)
        if isinstance(found, Matter):
            follow = follow_up(centre, found)
            return (yield from (carefully(follow) if is_sensitive(found) else follow))
        if found == TICKET:
            yield from take_ticket(centre)
        if found != FACTOR:
            return found == CODE


def find(code: str, factor: str | None) -> Journey[Matter | str]:
    """Return the matter; else how one went on from the page that says why there is none."""
    while True:
        found: Matter | Refused | Unreachable = yield LookUpMatter(code, factor)
        if isinstance(found, Matter):
            return found
        answer = yield from or_staff(not_found_page(found))
        if answer != RETRY:
            return answer


def follow_up(centre: Centre, matter: Matter) -> Journey[bool]:
    """Show a matter and do what comes of it; true where another one is to be looked up."""
    answer = yield from show_matter(centre, matter)
    if answer == TICKET:
        yield from take_ticket(centre)
    if answer == ASK:
        yield from leave_question(centre)
    return answer == OTHER


def show_matter(centre: Centre, matter: Matter) -> Journey[str]:
    """Show how a matter stands, with its reply, paper and rating; return how it was left."""
    news: Wording | None = None
    while True:
        answer = yield from or_staff(matter_page(matter, news=news))
        if answer == PRINT:
            news = yield from print_or_say(matter_slip(centre, matter, with_reply=False))
        elif answer == RATE:
            matter = yield from rated(centre, matter)
        elif answer == REPLY:
            matter, left = yield from show_reply(centre, matter)
            if left == TICKET:
                return TICKET
        else:
            return answer


def show_reply(centre: Centre, matter: Matter) -> Journey[tuple[Matter, str]]:
    """Show the reply until one has read it; return the matter as it is then, and how it was left.

    It is said only where that is asked for: others stand in the hall.
    """
    aloud = False
    news: Wording | None = None
    while True:
        answer: str = yield reply_page(matter, aloud=aloud, news=news)
        if answer in (ALOUD, SILENT):
            aloud = answer == ALOUD
        elif answer == PRINT:
            aloud = False
            news = yield from print_or_say(matter_slip(centre, matter, with_reply=True))
        elif answer == RATE:
            aloud = False
            matter = yield from rated(centre, matter)
        else:
            return matter, answer


def rated(centre: Centre, matter: Matter) -> Journey[Matter]:
    """Have a matter rated; return it as it is then. Once only."""
    done = yield from rate_matter(centre, matter)
    return matter.model_copy(update={"rated": True}) if done else matter


def code_page(*, wrong: bool) -> Entry:
    """Ask for the query code, typed or scanned; ``wrong`` where the last one was no code."""
    return Entry(
        id="lookup.code",
        title=say("lookup.code"),
        hint=say("lookup.code_hint"),
        mistake=say("lookup.code_slip") if wrong else None,
        options=(leave_option(),),
        masked=False,
        unsaid=True,
        shortest=LENGTH,
        longest=LENGTH,
        group=GROUP,
        scan=True,
        limit=120.0,
        ephemeral=True,
    )


def factor_page() -> Entry:
    """Ask for the last four digits of the phone that was left."""
    return Entry(
        id="lookup.factor",
        title=say("lookup.factor"),
        hint=say("lookup.factor_hint"),
        options=(Option(id=NO_PHONE, title=say("lookup.no_phone"), icon="phonelink_erase"),),
        shortest=FACTOR_DIGITS,
        longest=FACTOR_DIGITS,
    )


def not_found_page(failure: Refused | Unreachable) -> Notice:
    """Say why nothing is shown, and what to do now; a wrong code and factor are told alike."""
    why = why_not(failure)
    return Notice(
        id=f"lookup.not.{why}",
        title=say(f"lookup.not.{why}"),
        tone=Tone.CARE,
        icon={"line": "wifi_off", "paused": "lock_clock"}.get(why, "info"),
        body=(say(f"lookup.not.{why}_body"), say("lookup.not.ways", phone=LEGAL_HELP)),
        options=tuple(_ways_on(why)),
    )


def why_not(failure: Refused | Unreachable) -> str:
    """Return why nothing was found: the line, a wrong code or factor, a pause, or a refusal."""
    if isinstance(failure, Unreachable):
        return "line"
    known = {ProblemCode.NOT_FOUND: "found", ProblemCode.CODE_PAUSED: "paused"}
    return known.get(failure.code, "refused")


def _ways_on(why: str) -> Iterator[Option]:
    yield leave_option()
    yield staff_option()
    yield ticket_option()
    if why == "found":
        yield Option(id=CODE, title=say("lookup.other_code"), icon="dialpad")
        yield action(FACTOR, say("lookup.other_factor"), "dialpad")
    elif why == "paused":
        yield action(CODE, say("lookup.other_code"), "dialpad")
    else:
        yield action(RETRY, say("option.retry"), "restart_alt")

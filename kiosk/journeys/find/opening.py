"""Opens a finding, and from an article its neighbours, until one has read enough."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.county.contract import Centre
from kiosk.devices.printer.port import PrinterStatus
from kiosk.effects import OpenFinding, PrintText
from kiosk.journeys.find.pages import (
    AFTER,
    BEFORE,
    OTHERS,
    PRINT,
    answer_page,
    article_page,
    entry_page,
)
from kiosk.journeys.find.paper import finding_slip
from kiosk.journeys.find.ways import fault_page, go_on, gone_page
from kiosk.library.model import Answer, Article, Entry, Kind, LibraryFault, Ref
from kiosk.pages import Detail
from kiosk.visit import Journey
from kiosk.wording import Wording, say

Finding = Article | Answer | Entry


def open_finding(centre: Centre, ref: Ref) -> Journey[bool]:
    """Show what ``ref`` names; return whether one goes back to what else was found."""
    opened: Finding | LibraryFault | None = yield OpenFinding(ref)
    return (yield from show_finding(centre, opened))


def show_finding(centre: Centre, opened: Finding | LibraryFault | None) -> Journey[bool]:
    """Show a finding; another that one goes on to takes its place."""
    while opened is not None and not isinstance(opened, LibraryFault):
        answer = yield from read_page(centre, _page_of(opened))
        following = _following(opened, answer)
        if following is None:
            yield from go_on(centre, answer)
            return answer == OTHERS
        opened = yield OpenFinding(following)
    yield from go_on(centre, (yield gone_page() if opened is None else fault_page()))
    return False


def read_page(centre: Centre, page_of: Callable[[Wording | None], Detail]) -> Journey[str]:
    """Show a page, printing it as often as it is asked for; return how it was left."""
    paper: Wording | None = None
    while True:
        page = page_of(paper)
        answer: str = yield page
        if answer != PRINT:
            return answer
        status: PrinterStatus = yield PrintText(finding_slip(centre, replace(page, hint=None)))
        paper = say("result.printed" if status.can_print else "result.not_printed")


def _page_of(opened: Finding) -> Callable[[Wording | None], Detail]:
    def page(paper: Wording | None) -> Detail:
        match opened:
            case Article():
                return article_page(opened, paper)
            case Answer():
                return answer_page(opened, paper)
            case Entry():
                return entry_page(opened, paper)

    return page


def _following(opened: Finding, answer: str) -> Ref | None:
    if isinstance(opened, Article):
        return {BEFORE: opened.before, AFTER: opened.after}.get(answer)
    return ref_of(answer)


def ref_of(answer: str) -> Ref | None:
    """Return what an option that opens a finding names; ``None`` for any other option."""
    kind, _, identity = answer.removeprefix("open:").partition(":")
    if not answer.startswith("open:"):
        return None
    return Ref(Kind(kind), identity)

"""One page for laws, everyday questions and people: what is looked for, what was found."""

import re
from dataclasses import replace

from kiosk.county.contract import Centre
from kiosk.effects import SearchLibrary
from kiosk.journeys.changed import changed
from kiosk.journeys.find.opening import open_finding, ref_of
from kiosk.journeys.find.pages import (
    AGAIN,
    ONLY,
    PRINT,
    TOPICS,
    WRITE,
    found_page,
    topics_page,
    words_page,
)
from kiosk.journeys.find.ways import fault_page, go_on
from kiosk.journeys.self_check.questions import Manner, danger_page
from kiosk.journeys.take_ticket import take_ticket
from kiosk.library.model import Found, Hit, Kind, LibraryFault
from kiosk.pages import Page, written
from kiosk.visit import Journey

LEADING = 2
"""So many everyday answers stand before the laws: most people ask in order to do something."""

_ARTICLE = re.compile(r"[0-9０-９]|第.+条|条$")

DANGEROUS = ("家暴", "暴力", "虐待", "殴打", "打我", "打老婆", "性骚扰", "强奸", "人身安全保护令")
"""Words that may be dangerous to be seen looking for."""


def look_it_up(centre: Centre) -> Journey[None]:
    """Look for words; no result is a dead end."""
    words = yield from _ask_for_words(centre)
    told = False
    while words is not None:
        dangerous = any(word in words for word in DANGEROUS)
        search = _search(centre, words)
        if dangerous and not told:
            told, search = True, _after_help(search)
        words = yield from changed(search, _Careful(dangerous))


def _after_help(search: Journey[str | None]) -> Journey[str | None]:
    """Say first where help is now."""
    yield danger_page(Manner(sensitive=True))
    return (yield from search)


class _Careful:
    """What was looked for is nobody's business: no sound of it is kept."""

    def __init__(self, sensitive: bool) -> None:
        self._sensitive = sensitive

    def __call__(self, page: Page) -> Page:
        page = replace(page, ephemeral=True)
        if not self._sensitive:
            return page
        # Paper about it may be found: it is read here, or asked for at a window.
        options = tuple(option for option in page.options if option.id != PRINT)
        return replace(page, sensitive=True, options=options)


def _ask_for_words(centre: Centre) -> Journey[str | None]:
    """Ask what to look for; ``None`` where one would rather ask at a window."""
    topic = yield topics_page()
    if topic != WRITE:
        return TOPICS[topic][0]
    words = written((yield words_page()))
    if not words:
        yield from take_ticket(centre)
    return words or None


def _search(centre: Centre, words: str) -> Journey[str | None]:
    """Show what ``words`` are found in; return what to look for next, ``None`` to end."""
    kind: Kind | None = None
    while True:
        found = yield from _find(words, kind)
        if isinstance(found, LibraryFault):
            yield from go_on(centre, (yield fault_page()))
            return None
        answer: str = yield found_page(words, kind, found)
        ref = ref_of(answer)
        if ref is not None:
            if (yield from open_finding(centre, ref)):
                continue
            return None
        if answer == AGAIN:
            return (yield from _ask_for_words(centre))
        if not answer.startswith(ONLY):
            yield from go_on(centre, answer)
            return None
        kind = Kind(answer.removeprefix(ONLY)) if answer != ONLY else None


def _find(words: str, kind: Kind | None) -> Journey[Found | LibraryFault]:
    """Search; among all kinds everyday answers lead, unless an article is named."""
    found: Found | LibraryFault = yield SearchLibrary(words, kind)
    if isinstance(found, LibraryFault) or kind is not None or _ARTICLE.search(words):
        return found
    answers: Found | LibraryFault = yield SearchLibrary(words, Kind.QA)
    return found if isinstance(answers, LibraryFault) else led_by(answers.hits[:LEADING], found)


def led_by(answers: tuple[Hit, ...], found: Found) -> Found:
    """Put ``answers`` before what was found, none of them twice, and no more than there were."""
    leading = {hit.ref for hit in answers}
    rest = tuple(hit for hit in found.hits if hit.ref not in leading)
    shown = max(len(found.hits), len(answers))
    return replace(found, hits=(*answers, *rest)[:shown])

"""Every page once, as views to draw: for ``make pictures`` and for tests that look at all pages."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.gallery import library, matters, self_check, staff, tickets
from kiosk.gallery.centre import sample_centre
from kiosk.gallery.writing import entries, written_samples
from kiosk.journeys.words import given
from kiosk.pages import Page
from kiosk.view import TEXT_STEPS, Command, Look, View
from kiosk.wording import LANGUAGES, Wording, say


def pages() -> Iterator[tuple[str, Page]]:
    """Every page of the terminal by a name for its picture."""
    yield from tickets.pages()
    yield from staff.pages()
    yield from self_check.pages()
    yield from library.pages()
    yield from matters.pages(sample_centre())
    yield from entries()


def looks() -> Iterator[tuple[str, Look]]:
    """Every language at every text size; contrast and the lowered layout at the first one; elder
    mode as one touch on its place gives it."""
    for lang in LANGUAGES:
        for step, factor in enumerate(TEXT_STEPS):
            yield f"{lang}-{factor * 100:.0f}", Look(lang=lang, text_step=step)
        yield f"{lang}-contrast", Look(lang=lang, contrast=True)
        yield f"{lang}-lowered", Look(lang=lang, lowered=True)
        yield f"{lang}-elder", Look(lang=lang).for_elders()


def views() -> Iterator[tuple[str, View]]:
    """Every page in every look, named ``<look>/<page>``."""
    for look_name, look in looks():
        for page_name, page in pages():
            offline = page_name == "ticket-offline"
            banner = say("banner.offline") if offline else None
            yield f"{look_name}/{page_name}", view_of(page, look, banner)
        for name, page, written in written_samples():
            yield f"{look_name}/{name}", replace(view_of(page, look), written=written)


def view_of(page: Page, look: Look, banner: Wording | None = None) -> View:
    """Return ``page`` as the terminal would show it in ``look``."""
    middle = (Command.VOICE, Command.TEXT_SIZE, Command.LOWER, Command.HELP)
    at_home = page.id in ("idle", "home")
    leave = Command.LEAVE_NOW if page.sensitive else Command.END
    ends = (Command.ELDER, Command.LANGUAGE) if at_home else (Command.BACK, leave)
    return View(
        page=page,
        serial=1,
        look=look,
        centre=given(sample_centre().name),
        footer=(ends[0], *middle, ends[1]) if page.footer else (),
        banner=banner,
        seconds_left=20 if page.id == "still_there" else None,
    )

"""What is said often, synthesised ahead, so that it starts at once."""

from collections.abc import Iterator

from kiosk.county.contract import Centre
from kiosk.devices.speech.port import Utterance
from kiosk.journeys.access import access_page
from kiosk.journeys.find.pages import topics_page
from kiosk.journeys.find.people import how_page
from kiosk.journeys.leave_question_pages import field_page, phone_page
from kiosk.journeys.matters import factor_page
from kiosk.journeys.overlays import failed_page, help_page, still_there_page
from kiosk.journeys.rating_pages import service_page
from kiosk.journeys.reception import home_page, no_centre_page, out_of_service_page
from kiosk.journeys.take_ticket import choose_priority, choose_service, no_paper_page
from kiosk.narration import narrate, utterances
from kiosk.pages import Page
from kiosk.view import Look
from kiosk.wording import LANGUAGES


def prompts(centre: Centre | None) -> tuple[Utterance, ...]:
    """Return what the pages of every visit say, in every language, the commonest first."""
    pages = tuple(_pages(centre))
    return tuple(
        utterance
        for lang in LANGUAGES
        for page in pages
        for utterance in utterances(narrate(page), lang)
    )


def _pages(centre: Centre | None) -> Iterator[Page]:
    if centre is not None:
        yield home_page(centre)
        yield choose_service(centre)
        yield choose_priority(centre.services[0])
        yield service_page(centre)
    yield field_page()
    yield phone_page()
    yield factor_page()
    yield topics_page()
    yield how_page()
    yield access_page(Look())
    yield still_there_page(0)
    yield help_page(reached=True)
    yield help_page(reached=False)
    yield no_paper_page()
    yield no_centre_page()
    yield failed_page()
    yield out_of_service_page()

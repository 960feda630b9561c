"""Holds a conversation from a table: answers for pages by id, results for effects by type."""

from collections.abc import Mapping, Sequence

from kiosk.effects import Effect
from kiosk.pages import Page
from kiosk.visit import Visit

Results = Mapping[type[Effect], object]


def settle(visit: Visit, results: Results) -> None:
    """Run the effects the visit waits for until it shows a page or has ended."""
    while isinstance(visit.step, Effect):
        assert visit.complete(visit.effect_id, results[type(visit.step)])


def talk(visit: Visit, results: Results, answers: Sequence[tuple[str, str]]) -> list[str]:
    """Answer page after page; return the ids of all pages shown, the last unanswered one too."""
    shown = []
    settle(visit, results)
    for page, answer in answers:
        assert isinstance(visit.step, Page), f"no page, but {visit.step}"
        assert visit.step.id == page
        shown.append(page)
        assert visit.answer(answer), f"{page} does not offer {answer}"
        settle(visit, results)
    if visit.page is not None:
        shown.append(visit.page.id)
    return shown

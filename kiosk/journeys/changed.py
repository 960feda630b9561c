"""A journey held with every page changed, so that none can be forgotten."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from kiosk.effects import PrintSlip
from kiosk.pages import Page
from kiosk.visit import Journey
from kiosk.wording import say

T = TypeVar("T")


def changed(journey: Journey[T], change: Callable[[Page], Page]) -> Journey[T]:
    """Hold ``journey`` with every page changed, so that none can be forgotten."""
    answer: object = None
    try:
        while True:
            step = journey.send(answer)
            if isinstance(step, Page):
                step = change(step)
            elif isinstance(step, PrintSlip):
                step = _on_paper(step, change(step.page))
            answer = yield step
    except StopIteration as end:
        result: T = end.value
        return result


def _on_paper(step: PrintSlip, page: Page) -> PrintSlip:
    """The slip of a sensitive page names no service: somebody may find it."""
    if not page.sensitive:
        return replace(step, page=page)
    return PrintSlip(replace(step.content, service=say("slip.neutral")), page)

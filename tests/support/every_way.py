"""Walks a conversation through every choice of every page, and says what a page could let out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass

from kiosk.effects import Effect
from kiosk.pages import Page
from kiosk.visit import Journey, Visit
from kiosk.wording import Given, Lang, Quoted, Text

Answers = Mapping[str, Sequence[str]]
Outcomes = Mapping[type[Effect], Sequence[object]]


@dataclass(frozen=True)
class Here:
    """A page on the way, the visit that shows it, pages answered and effects done before."""

    page: Page
    visit: Visit
    before: tuple[str, ...]
    done: tuple[Effect, ...]


def every_way(
    journey: Callable[[], Journey[None]], typed: Answers, outcomes: Outcomes, deepest: int = 40
) -> Iterator[Here]:
    """Yield every page reachable; a page is walked on from once for each way it looks.

    ``typed`` are answers besides the choices, by page id; ``outcomes`` results by kind of effect.
    """
    seen: set[Page] = set()
    queue: list[tuple[object, ...]] = [()]
    while queue:
        path = queue.pop()
        assert len(path) <= deepest, "it does not end"
        visit = Visit(journey)
        before: list[str] = []
        done: list[Effect] = []
        for move in path:
            if isinstance(visit.step, Page):
                before.append(visit.step.id)
                assert visit.answer(str(move)), f"{visit.step.id} does not offer {move}"
            elif visit.step is not None:
                done.append(visit.step)
                visit.complete(visit.effect_id, move)
        step = visit.step
        if isinstance(step, Effect):
            queue += [(*path, result) for result in outcomes[type(step)]]
        elif step is not None and step not in seen:
            seen.add(step)
            moves = [option.id for option in step.choices if option.asks_again is None]
            queue += [(*path, move) for move in (*moves, *typed.get(step.id, ()))]
            yield Here(step, visit, tuple(before), tuple(done))


def wordings(part: object) -> Iterator[Text | Given | Quoted]:
    """Yield every wording that stands anywhere on a page."""
    if isinstance(part, Text | Given | Quoted):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from wordings(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from wordings(getattr(part, field.name))


def could_say(page: Page, lang: Lang) -> str:
    """All that the voice could say of a page, whichever of its parts it reads."""
    return " ".join(wording.spoken(lang) for wording in wordings(page))


def shows(page: Page, lang: Lang) -> str:
    """All that is drawn of a page in words."""
    return " ".join(wording.shown(lang) for wording in wordings(page))

"""One visit: runs a journey, keeps the log of answers and results, goes back by replaying it.

``Visit`` is the only holder of what a citizen said. :meth:`Visit.end` drops it.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

from kiosk.effects import Effect
from kiosk.pages import Page

T = TypeVar("T")
Step = Page | Effect
Journey = Generator[Step, Any, T]
"""A conversation: yields pages and effects, gets answers and results, returns ``T``."""


@dataclass(frozen=True)
class Answered:
    """A page was answered."""

    page: str
    answer: str

    def fits(self, step: Step) -> bool:
        """Tell whether ``step`` asks the same question and still offers this answer."""
        return isinstance(step, Page) and step.id == self.page and step.offers(self.answer)

    @property
    def value(self) -> object:
        """What the journey gets."""
        return self.answer


@dataclass(frozen=True)
class Done:
    """An effect ran; it does not run again while the log holds this."""

    effect: Effect
    result: object

    def fits(self, step: Step) -> bool:
        """Tell whether ``step`` asks for the same work."""
        return step == self.effect

    @property
    def value(self) -> object:
        """What the journey gets."""
        return self.result


Entry = Answered | Done


class Visit:
    """Drives one journey. ``step`` is what it waits for; ``None`` once it has ended."""

    def __init__(self, journey: Callable[[], Journey[None]]) -> None:
        self._journey = journey
        self._ids = count(1)
        self._log: list[Entry] = []
        self._kept: list[Entry] = []
        self._replay([], committed=0)

    @property
    def page(self) -> Page | None:
        """The page that waits for an answer, if one does."""
        return self.step if isinstance(self.step, Page) else None

    @property
    def can_go_back(self) -> bool:
        """True where :meth:`back` would show an earlier page."""
        return self.page is not None and self.page.back and self._last_answer() is not None

    def answer(self, value: str) -> bool:
        """Answer the page shown; false, and nothing happens, where it does not offer ``value``."""
        if self.page is None or not self.page.offers(value):
            return False
        chosen = next((option for option in self.page.choices if option.id == value), None)
        if chosen is not None and chosen.asks_again is not None:
            return self.ask_again(chosen.asks_again)
        self._take(Answered(self.page.id, value))
        self._go_on()
        return True

    def complete(self, effect_id: int, result: object) -> bool:
        """Hand in the result of the effect with this id; false for a late reply, dropped."""
        if effect_id != self.effect_id or not isinstance(self.step, Effect):
            return False
        effect = self.step
        self._take(Done(effect, result))
        if effect.commits:
            self._committed = len(self._log)
        self._go_on()
        return True

    def back(self) -> bool:
        """Drop the last answer and ask its page again; false where there is none to drop."""
        last = self._last_answer()
        if last is None or not self.can_go_back:
            return False
        self._kept = []
        self._replay(self._log[:last], self._committed)
        return True

    def ask_again(self, page: str) -> bool:
        """Ask an earlier page again; what still fits the new answer stays, the rest is asked."""
        kept = [
            entry
            for index, entry in enumerate(self._log)
            if index < self._committed or not (isinstance(entry, Answered) and entry.page == page)
        ]
        if len(kept) == len(self._log):
            return False
        self._replay(kept, self._committed)
        return True

    def change(self, page: str, answer: str) -> bool:
        """Replace the answer to an earlier page; what still fits stays, the rest is asked again."""
        for index in range(self._committed, len(self._log)):
            entry = self._log[index]
            if isinstance(entry, Answered) and entry.page == page:
                changed = [*self._log[:index], Answered(page, answer), *self._log[index + 1 :]]
                self._replay(changed, self._committed)
                return True
        return False

    def end(self) -> None:
        """Forget everything that was said; the visit cannot go on."""
        self._conversation.close()
        self._log = []
        self._kept = []
        self._committed = 0
        self._wait_for(None)

    def _last_answer(self) -> int | None:
        for index in range(len(self._log) - 1, self._committed - 1, -1):
            if isinstance(self._log[index], Answered):
                return index
        return None

    def _replay(self, entries: list[Entry], committed: int) -> None:
        self._conversation = self._journey()
        self._log = []
        self._committed = committed
        self._kept = entries
        self._wait_for(next(self._conversation, None))
        self._go_on()

    def _go_on(self) -> None:
        # Replay stops at the first step that no kept entry fits. The rest is kept until the
        # answer that is missing was given; a new answer may make it fit again.
        while self.step is not None:
            entry = next((kept for kept in self._kept if kept.fits(self.step)), None)
            if entry is None:
                return
            self._kept.remove(entry)
            self._take(entry)
        self._kept = []

    def _take(self, entry: Entry) -> None:
        self._log.append(entry)
        try:
            self._wait_for(self._conversation.send(entry.value))
        except StopIteration:
            self._wait_for(None)

    def _wait_for(self, step: Step | None) -> None:
        self.step = step
        self.effect_id = next(self._ids)

"""Pages of the terminal's own before whatever journey is on, one above the other."""

from kiosk.journeys.access import ACCESS, access_page, adjusted
from kiosk.pages import LEAVE, Page
from kiosk.stage import Stage
from kiosk.view import TEXT_STEPS


class Overlays:
    """Still there? · staff are coming · something failed · how to see and hear.

    One above another is left for the one below: "are you still there?" costs nobody their place.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._pages: list[Page] = []

    @property
    def top(self) -> Page | None:
        """The page in front; ``None`` where the journey's own is."""
        return self._pages[-1] if self._pages else None

    def stands(self, page_id: str) -> bool:
        """Tell whether this is the page in front."""
        return self.top is not None and self.top.id == page_id

    def put(self, page: Page) -> None:
        """Put ``page`` before all; the same one again takes its own place."""
        if self.stands(page.id):
            self._pages.pop()
        self._pages.append(page)
        self._stage.show_over(page)

    def leave(self) -> Page | None:
        """Take the page in front away and show the next; return what was left."""
        left = self._pages.pop() if self._pages else None
        if self.top is not None:
            self._stage.show_over(self.top)
        return left

    def clear(self) -> None:
        """Take all away."""
        self._pages = []

    def adjust(self, answer: str) -> bool:
        """Do what an answer says about how the visit looks and sounds; false where none does."""
        top = self.top
        if not self.stands(ACCESS) or answer == LEAVE or top is None or not top.offers(answer):
            return False
        look = adjusted(self._stage.look, answer)
        self._pages[-1] = access_page(look)
        self._stage.renew(self._pages[-1], look, answer)
        return True

    def ask_how(self) -> None:
        """Show how the visit looks and sounds; where that is shown, the next size of text."""
        if self.stands(ACCESS):
            step = (self._stage.look.text_step + 1) % len(TEXT_STEPS)
            self.adjust(f"size:{step}")
        else:
            self.put(access_page(self._stage.look))

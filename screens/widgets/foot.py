"""What ends a page of writing: its options, and at the lower right the button that finishes it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kiosk.pages import Option
from kiosk.text_input.written import FINISH, WRITE
from screens.skin import Skin
from screens.widgets.block import Block
from screens.widgets.card import Card, Style
from screens.widgets.deck import Deck, Row, paired, place_row
from screens.widgets.words import Words

FINGER_MM = 15.2


class Foot:
    """Buttons in rows. ``finish`` is always among them, whether or not it can be pressed."""

    def __init__(self, press: Callable[[str], None], finish: Callable[[], None]) -> None:
        self.finish = Card(once=False)
        self.finish.fire = finish
        self._deck = Deck(press)
        self._rows: list[Row] = []
        self._heights: list[float] = []

    @property
    def stock(self) -> list[Block]:
        """Every button there is, shown or not."""
        return [*self._deck.stock, self.finish]

    @property
    def shown(self) -> list[Block]:
        """The buttons of this page."""
        return [card for row in self._rows for card in row]

    def tell(self, title: str, *, can_finish: bool) -> None:
        """Take what finishes the page, dimmed while it cannot."""
        self.finish.name = WRITE + FINISH
        self.finish.write(
            title=title,
            icon="check",
            style=Style.BUTTON,
            ground="primary" if can_finish else "dimmed",
        )

    def forget(self) -> None:
        """Keep no name of what could be pressed."""
        self.finish.name = ""

    def fit(self, skin: Skin, options: Sequence[Option], most: float) -> float:
        """Return the height needed, with smaller text where that passes ``most``."""

        def fit(skin: Skin) -> float:
            cards = self._deck.deal(skin, options, lambda _: Style.BUTTON)
            # From the end, so that what is pressed last is beside another and at the right.
            rows = paired(skin, [self.finish, *cards[::-1]], uneven=True)
            self._rows = [row[::-1] for row in rows[::-1]]
            self._heights = [_fit_row(skin, row) for row in self._rows]
            return self._total(skin)

        if fitted(skin, fit, most) > most:
            self._heights = [_squeezed(skin, row) for row in self._rows]
        return self._total(skin)

    def place(self, skin: Skin, bottom: float) -> None:
        """Stand on ``bottom``."""
        top = bottom + self._total(skin)
        for row, height in zip(self._rows, self._heights, strict=True):
            place_row(skin, row, top, height)
            top -= height + skin.metrics.gap

    def _total(self, skin: Skin) -> float:
        return sum(self._heights) + skin.metrics.gap * (len(self._rows) - 1)


def fitted(skin: Skin, fit: Callable[[Skin], float], most: float) -> float:
    """Return the height of what ``fit`` fits, in smaller text where it passes ``most``."""
    while True:
        height = fit(skin)
        if height <= most or skin.metrics.text_step == 0:
            return height
        metrics = replace(skin.metrics, text_step=skin.metrics.text_step - 1)
        skin = replace(skin, metrics=metrics)


def _fit_row(skin: Skin, row: Row) -> float:
    """Fit cards side by side, each on one line: they share the width by their words."""
    room = skin.metrics.content_width - skin.metrics.gap * (len(row) - 1)
    natural = [card.natural_width(skin) for card in row]
    even = max(natural) <= room / len(row)
    widths = [room / len(row) if even else room * own / sum(natural) for own in natural]
    return max(card.fit(skin, width) for card, width in zip(row, widths, strict=True))


def _squeezed(skin: Skin, row: Row) -> float:
    """Return the least height of a row of buttons: that of their words, and of a finger."""
    words = [
        sum(part.height for part in card.walk(restrict=True) if isinstance(part, Words))
        for card in row
    ]
    return max(*words, skin.metrics.mm(FINGER_MM)) + skin.metrics.mm(1)

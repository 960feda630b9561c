"""The buttons that turn the sheets of a page."""

from collections.abc import Callable

from kiosk.wording import say, say_count
from screens.skin import Skin
from screens.widgets.block import Block
from screens.widgets.card import Card, Style
from screens.widgets.words import Words

SMALLEST = 0.5
"""Share of their size down to which the words stay on one line: never below 10 mm."""


class Pager:
    """The buttons that turn the sheets, and which sheet of how many this is."""

    def __init__(self, turn: Callable[[int], None]) -> None:
        self.previous = Card(name="screen:previous", once=False)
        self.more = Card(name="screen:more", once=False)
        self.count = Words(halign="center", ink="soft", smallest=SMALLEST)
        self.previous.fire = lambda: turn(-1)
        self.more.fire = lambda: turn(1)
        self._shown: list[Block] = []

    @property
    def parts(self) -> tuple[Block, ...]:
        """Buttons and count."""
        return self.previous, self.more, self.count

    def fit(self, skin: Skin) -> float:
        """Return the height of the row, in pixels."""
        half = (skin.metrics.content_width - skin.metrics.gap) / 2
        for card, words, icon in (
            (self.previous, "screen.previous", "arrow_upward"),
            (self.more, "screen.more", "arrow_downward"),
        ):
            card.write(title=skin.shown(say(words)), icon=icon, style=Style.BUTTON, ground="calm")
            card.ids.title.smallest = SMALLEST
            card.ids.title.cap = 0
            card.fit(skin, half)
        titles = [card.ids.title for card in (self.previous, self.more)]
        same = min(title.font.size for title in titles)
        for title in titles:
            title.cap = same
        self._height = max(card.fit(skin, half) for card in (self.previous, self.more))
        return self._height

    def row(self, skin: Skin, sheet: int, count: int) -> list[Block]:
        """Return what to show on ``sheet`` of ``count``; nothing if there is only one."""
        self._shown = []
        if count > 1:
            self._shown = [self.previous, self.more]
            if sheet == 0:
                self._shown[0] = self.count
            elif sheet == count - 1:
                self._shown[1] = self.count
            self.count.text = skin.shown(say_count("screen.sheet", count, sheet=sheet + 1))
            self.count.fit(skin, (skin.metrics.content_width - skin.metrics.gap) / 2)
        return self._shown

    def place(self, skin: Skin, top: float) -> None:
        """Place what is shown below ``top``: back on the left, on to the right."""
        left = skin.metrics.margin
        for part in self._shown:
            if isinstance(part, Card):
                part.stretch(self._height)
                part.place(left, top)
            else:
                part.place(left, top - (self._height - part.height) / 2)
            left += (skin.metrics.content_width + skin.metrics.gap) / 2

"""A row of the board on the idle page: one service and its queue."""

from pathlib import Path

from kivy.graphics import Color, Rectangle
from kivy.lang import Builder
from kivy.properties import OptionProperty

from kiosk.pages import Queue, Tone
from screens.metrics import BORDER
from screens.skin import Skin
from screens.theme import mix, rgba
from screens.widgets.block import Block, Panel
from screens.widgets.boxes import telling

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

SPACE_MM = 5.0
ABOVE_MM, PILL_MM = 2.0, 4.0
RULE_SHARE = 0.6
"""How much of the ground is in the line between two rows."""


class QueueRow(Block):
    """A service: icon and name, and how its queue stands on a ground of its tone.

    The status stands right of the name, or below it where both need the width.
    """

    tone = OptionProperty("calm", options=[str(tone) for tone in Tone])

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._pill = Panel(self)
        with self.canvas:
            self._rule_colour = Color()
            self._rule = Rectangle(size=(0, 0))

    def tell(self, skin: Skin, queue: Queue) -> None:
        """Take the words of ``queue``."""
        self.tone = str(queue.tone)
        self.ids.icon.icon = queue.icon
        self.ids.title.text = skin.shown(queue.title)
        self.ids.status.text = skin.shown(queue.status)

    def fit(self, skin: Skin, width: float) -> float:
        """Choose between beside and below; return the height."""
        ids, mm = self.ids, skin.metrics.mm
        self._pad, self._space = mm(PILL_MM), mm(SPACE_MM)
        ids.icon.fit(skin)
        self._before = ids.icon.width + self._space
        room = width - self._before
        status = min(ids.status.natural_width(skin) + 1, room - 2 * self._pad)
        pill = status + 2 * self._pad
        self._beside = ids.title.natural_width(skin) + self._space + pill <= room
        height = ids.status.fit(skin, status) + mm(ABOVE_MM)
        title = ids.title.fit(skin, room - pill - self._space if self._beside else room)
        height = max(height, title) if self._beside else height + title
        self._pill.paint(skin, telling(skin, skin.pair(self.tone)))
        card, share = skin.theme.card, 0.0 if skin.theme.edges_everywhere else RULE_SHARE
        self._rule_colour.rgba = rgba(mix(card.edge, card.ground, share))
        self._line = mm(BORDER / 2)
        self.size = (width, height + 2 * mm(ABOVE_MM))
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Place icon, name and status; a thin line parts the row from the one above."""
        super().place(x, top)
        ids = self.ids
        self._rule.pos, self._rule.size = (x, top - self._line), (self.width, self._line)
        pill = ids.status.width + 2 * self._pad
        middle = top - self.height / 2
        title_top = middle + ids.title.height / 2
        pill_left, pill_middle = x + self.width - pill, middle
        if not self._beside:
            both = ids.title.height + ids.status.height + self._pad / 2
            title_top = middle + both / 2
            pill_left = x + self._before
            pill_middle = middle - both / 2 + ids.status.height / 2
        ids.icon.place(x, title_top - ids.title.height / 2 + ids.icon.height / 2)
        ids.title.place(x + self._before, title_top)
        lower, height = pill_middle - ids.status.height / 2, ids.status.height
        self._pill.place(pill_left, lower, pill, height, ring=False)
        ids.status.place(pill_left + self._pad, lower + height)

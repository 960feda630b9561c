"""The steps of a matter, one below the other, on a line that joins them."""

from pathlib import Path

from kivy.factory import Factory
from kivy.graphics import Color, Rectangle
from kivy.lang import Builder

from kiosk.pages import Stage, Step
from kiosk.wording import say
from screens.skin import Skin
from screens.theme import rgba
from screens.widgets.block import Block
from screens.widgets.tag import Tag

Factory.register("Tag", cls=Tag)
Builder.load_file(str(Path(__file__).with_suffix(".kv")))

SIGNS = {
    Stage.DONE: "check_circle",
    Stage.NOW: "radio_button_checked",
    Stage.AHEAD: "radio_button_unchecked",
}
BEFORE_MM, PAD_MM, LINE_MM, OPEN_MM = 6.0, 3.0, 1.6, 1.5


class Milestone(Block):
    """A step: its sign, and right of it what, when and with whom.

    The line comes from the step before and goes on to the next, also from one sheet to another.
    """

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        with self.canvas.before:
            self._colour = Color()
            self._upper, self._lower = Rectangle(size=(0, 0)), Rectangle(size=(0, 0))

    def tell(self, skin: Skin, step: Step, *, first: bool, last: bool) -> None:
        """Take the words of ``step``; ``first`` and ``last`` have no line beyond them."""
        self._first, self._last = first, last
        ids = self.ids
        ids.sign.icon = SIGNS[step.stage]
        ids.now.text = skin.shown(say("step.now")) if step.stage is Stage.NOW else ""
        ids.title.quote(skin, step.title)
        ids.title.ink = "soft" if step.stage is Stage.AHEAD else "ink"
        ids.title.bold = step.stage is not Stage.AHEAD
        ids.when.quote(skin, step.when)
        ids.detail.quote(skin, step.detail)

    def forget(self) -> None:
        """Keep not how far the matter was."""
        self.ids.sign.icon = ""
        self._upper.size = self._lower.size = (0, 0)

    def fit(self, skin: Skin, width: float) -> float:
        """Return the height of the words and the blank around them."""
        ids, mm = self.ids, skin.metrics.mm
        ids.sign.fit(skin)
        self._pad, self._open, self._thick = mm(PAD_MM), mm(OPEN_MM), mm(LINE_MM)
        self._before = ids.sign.width + mm(BEFORE_MM)
        self._colour.rgba = rgba(skin.theme.paper.mark)
        room = width - self._before
        self._stack: list[Block] = [
            part for part in (ids.now, ids.title, ids.when, ids.detail) if part.fit(skin, room)
        ]
        self._first_line = ids.now.height or ids.title.pitch
        height = max(ids.sign.height, sum(part.height for part in self._stack)) + 2 * self._pad
        self.size = (width, height)
        return float(height)

    def place(self, x: float, top: float) -> None:
        """Place sign and words beside each other, and the line above and below the sign."""
        super().place(x, top)
        sign = self.ids.sign
        middle = top - self._pad - max(self._first_line, sign.height) / 2
        sign.place(x, middle + sign.height / 2)
        y = middle + self._first_line / 2
        for part in self._stack:
            part.place(x + self._before, y)
            y -= part.height
        left = round(x + (sign.width - self._thick) / 2)
        reach = sign.height / 2 + self._open
        above, below = max(0.0, top - middle - reach), max(0.0, middle - reach - self.y)
        self._upper.pos = (left, middle + reach)
        self._upper.size = (0 if self._first else self._thick, above)
        self._lower.pos = (left, self.y)
        self._lower.size = (0 if self._last else self._thick, below)

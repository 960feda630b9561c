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
    """A step: its sign, and right of it what and when; or, below that, more about it.

    The line comes from the step before and goes on to the next, also from one sheet to another.
    """

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        with self.canvas.before:
            self._colour = Color()
            self._upper, self._lower = Rectangle(size=(0, 0)), Rectangle(size=(0, 0))

    def tell(self, skin: Skin, step: Step, *, first: bool, last: bool) -> None:
        """Take what and when; ``first`` and ``last`` steps have no line beyond them."""
        self._first, self._last = first, last
        self._more, self._goes_on = False, step.detail is not None
        ids = self.ids
        ids.sign.icon = SIGNS[step.stage]
        ids.now.text = skin.shown(say("step.now")) if step.stage is Stage.NOW else ""
        ids.title.quote(skin, step.title)
        ids.title.ink = "soft" if step.stage is Stage.AHEAD else "ink"
        ids.title.bold = step.stage is not Stage.AHEAD
        ids.when.quote(skin, step.when)
        ids.detail.text = ""

    def tell_more(self, skin: Skin, step: Step, *, last: bool) -> None:
        """Take more about the step told last."""
        self._first, self._last = False, last
        self._more, self._goes_on = True, False
        ids = self.ids
        ids.sign.icon = ids.now.text = ids.title.text = ids.when.text = ""
        ids.detail.quote(skin, step.detail)

    def forget(self) -> None:
        """Keep not how far the matter was."""
        self.ids.sign.icon = ""
        self._upper.size = self._lower.size = (0, 0)

    def fit(self, skin: Skin, width: float) -> float:
        """Return the height of the words and the blank around them."""
        ids, mm = self.ids, skin.metrics.mm
        ids.sign.fit(skin)
        side = skin.metrics.icon(ids.sign.side)
        self._pad = 0.0 if self._goes_on else mm(PAD_MM)
        self._open, self._thick = mm(OPEN_MM), mm(LINE_MM)
        self._before = side + mm(BEFORE_MM)
        self._axis = side / 2
        self._colour.rgba = rgba(skin.theme.paper.mark)
        room = width - self._before
        self._stack: list[Block] = [
            part for part in (ids.now, ids.title, ids.when, ids.detail) if part.fit(skin, room)
        ]
        words = sum(part.height for part in self._stack)
        if self._more:
            self.size = (width, words + self._pad)
        else:
            self._first_line = ids.now.height or ids.title.pitch
            self.size = (width, max(ids.sign.height, words) + self._pad)
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Place sign and words beside each other, and the line above and below the sign."""
        super().place(x, top)
        left = round(x + self._axis - self._thick / 2)
        if self._more:
            self._draw_line(left, top, top)
            self._place_words(x, top)
            return
        sign = self.ids.sign
        middle = top - max(self._first_line, sign.height) / 2
        sign.place(x, middle + sign.height / 2)
        self._place_words(x, middle + self._first_line / 2)
        reach = sign.height / 2 + self._open
        self._draw_line(left, middle + reach, middle - reach)

    def _place_words(self, x: float, top: float) -> None:
        for part in self._stack:
            part.place(x + self._before, top)
            top -= part.height

    def _draw_line(self, left: float, upper: float, lower: float) -> None:
        """Draw it down to ``upper`` and on from ``lower``."""
        self._upper.pos, self._lower.pos = (left, upper), (left, self.y)
        self._upper.size = (0 if self._first else self._thick, max(0.0, self.top - upper))
        self._lower.size = (0 if self._last else self._thick, max(0.0, lower - self.y))

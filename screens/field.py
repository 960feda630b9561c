"""A field of one colour over the whole screen, a band of words and buttons on it, and a cross."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kivy.graphics import Color, Line, Rectangle
from kivy.lang import Builder

from kiosk.pages import Field, hit
from kiosk.view import View
from screens.kind import Answers, Area, KindScreen
from screens.skin import Skin
from screens.theme import rgba
from screens.widgets.block import Block
from screens.widgets.card import Style
from screens.widgets.deck import Deck, paired

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

LOW_BAND = (0.0, 0.36)
RAISED_BAND = (0.5, 0.86)
RAISED_IN_REACH = (0.12, 0.45)
"""Shares of the height, from below; the last where no control may lie higher than 45 %."""
ARM_MM, THICK_MM = 12.0, 1.5


class FieldScreen(KindScreen):
    """Colour from edge to edge; the words lie on a band of their own."""

    at_foot = False

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._deck = Deck(answers.press)
        self._cross: tuple[float, float] | None = None
        with self.canvas.before:
            self._colour = Color()
            self._field = Rectangle()
            self._paper = Color()
            self._band = Rectangle()
            self._ink = Color(rgba=(0, 0, 0, 1))
            self._arms = [Line(points=[0, 0, 0, 0]) for _ in range(2)]

    def stock(self) -> Iterable[Block]:
        """Return every card."""
        return self._deck.stock

    def show(self, view: View, skin: Skin, area: Area) -> None:
        """Fill the screen, and draw words and buttons on the band."""
        page, metrics = view.page, skin.metrics
        assert isinstance(page, Field)
        low = LOW_BAND if not page.raised else RAISED_IN_REACH if metrics.lowered else RAISED_BAND
        bottom, top = (share * metrics.height for share in low)
        self._colour.rgba = rgba(page.colour)
        self._field.size = (metrics.width, metrics.height)
        self._paper.rgba = rgba(skin.theme.paper.ground)
        self._band.pos, self._band.size = (0, bottom), (metrics.width, top - bottom)
        self._draw_cross(page, skin)
        blank = metrics.gap
        super().show(view, skin, replace(area, bottom=bottom + blank, top=top - blank))

    def dress(self, view: View, skin: Skin) -> None:
        """Take words and buttons."""
        page, ids = view.page, self.ids
        ids.title.text, ids.hint.text = skin.shown(page.title), skin.shown(page.hint)
        self.kept = [ids.title]
        self.told = [ids.title, ids.hint]
        cards = self._deck.deal(skin, page.options, lambda _: Style.BUTTON)
        self.rows = paired(skin, cards, uneven=True)

    def tapped(self, x: float, y: float) -> str | None:
        """Return how far from the cross a touch was."""
        if self._cross is None:
            return None
        mm = self._skin.metrics.px_per_mm
        return hit((x - self._cross[0]) / mm, (y - self._cross[1]) / mm)

    def _draw_cross(self, page: Field, skin: Skin) -> None:
        metrics = skin.metrics
        across, above = self._arms
        if page.cross is None:
            self._cross = None
            across.points = above.points = [0, 0, 0, 0]
            across.width = above.width = 0.01
            return
        x, y = page.cross[0] * metrics.width, page.cross[1] * metrics.height
        self._cross = (x, y)
        arm = metrics.mm(ARM_MM)
        across.points, above.points = [x - arm, y, x + arm, y], [x, y - arm, x, y + arm]
        across.width = above.width = metrics.mm(THICK_MM) / 2

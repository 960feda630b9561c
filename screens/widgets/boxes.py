"""Columns and rows of parts, with or without a coloured ground."""

from dataclasses import replace

from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from screens.skin import Skin
from screens.theme import Pair
from screens.widgets.block import Block, Panel


class Column(Block):
    """Parts one below the other; parts of no height leave no blank. ``pad`` in millimetres.

    ``lifted`` is a name of colours for a ground, or nothing; ``edged`` gives it an edge in every
    theme.
    """

    pad = NumericProperty(0)
    lifted = StringProperty("")
    edged = BooleanProperty(False)

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._panel: Panel | None = None

    def fit(self, skin: Skin, width: float) -> float:
        """Fit every part to the width inside the padding."""
        mm = skin.metrics.mm
        self._pad = mm(self.pad) if self.pad else 0.0
        height = 0.0
        self._offsets: list[tuple[Block, float]] = []
        for part in self.children[::-1]:
            needed = part.fit(skin, width - 2 * self._pad)
            if not needed:
                continue
            above = mm(part.above) if part.above and self._offsets else 0.0
            self._offsets.append((part, height + above))
            height += above + needed
        self.size = (width, height + 2 * self._pad if height else 0.0)
        if self.lifted:
            self._panel = self._panel or Panel(self)
            pair = skin.pair(self.lifted)
            self._panel.paint(skin, pair if self.edged else telling(skin, pair))
        self._content = height
        return float(self.height)

    def stretch(self, height: float) -> None:
        """Take ``height`` pixels; the parts stay together in the middle."""
        self.height = height

    def place(self, x: float, top: float) -> None:
        """Stand below ``top`` and place the parts."""
        super().place(x, top)
        if self._panel is not None:
            self._panel.place(x, self.y, self.width, self.height, ring=False)
        spare = (self.height - self._content) / 2
        for part, offset in self._offsets:
            part.place(x + self._pad, top - spare - offset)


def telling(skin: Skin, pair: Pair) -> Pair:
    """Return ``pair`` as it looks on a part that only tells something."""
    return pair if skin.theme.edges_everywhere else replace(pair, edge=pair.ground)


class Beside(Block):
    """A sign (icon, code) and, right of it, what it stands for; both centred on one line."""

    space = NumericProperty(5)

    def fit(self, skin: Skin, width: float) -> float:
        """Give the sign its own width and the other part the rest."""
        sign, other = self.children[::-1]
        sign.fit(skin, 0)
        beside = sign.width + skin.metrics.mm(self.space) if sign.width else 0.0
        self._shift = beside
        height = other.fit(skin, width - beside)
        self.size = (width, max(sign.height, height) if height else 0.0)
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Place both parts."""
        super().place(x, top)
        sign, other = self.children[::-1]
        middle = top - self.height / 2
        sign.place(x, middle + sign.height / 2)
        other.place(x + self._shift, middle + other.height / 2)

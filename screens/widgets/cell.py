"""A key, a tool or a candidate: a sign or a word in the middle of a part of given size."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kivy.lang import Builder

from screens.metrics import BORDER
from screens.skin import Skin
from screens.widgets.block import Ring, show_only
from screens.widgets.target import Target

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

PAD_MM, SPACE_MM = 1.0, 3.0
APART_MM = 3.4
"""Between cells; no less than a finger needs not to hit two."""


@dataclass(frozen=True)
class Label:
    """What stands on a cell. ``share`` is the most of its height that the text may take.

    ``live`` cells can be pressed; ``border`` is in millimetres.
    """

    text: str
    name: str
    icon: str = ""
    role: str = "prompt"
    share: float = 0.44
    ground: str = "card"
    border: float = BORDER
    bold: bool = True
    live: bool = True


class Cell(Target):
    """One of many small targets side by side; its size is its neighbours' to agree on.

    The focus ring lies on the edge: around there is no room, and within it would hide the sign.
    """

    def __init__(self, press: Callable[[str], None], **kwargs: object) -> None:
        super().__init__(once=False, **kwargs)
        self.fire = lambda: press(self.name)
        self.label: Label | None = None
        # Kivy's ids are weak: a sign that is left out would be collected.
        self._parts = [self.ids.glyph.__self__, self.ids.words.__self__]
        self._fitted: tuple[object, ...] = ()

    @property
    def live(self) -> bool:
        """Whether it can be pressed."""
        return self.label is not None and self.label.live

    @property
    def meaning(self) -> object:
        """What stands on it: the third candidate of other strokes is another one."""
        return self.label

    def tell(self, label: Label) -> None:
        """Take what stands on it."""
        self.label, self.name = label, label.name
        ids = self.ids
        ids.glyph.icon = label.icon
        show_only(self, self._parts if label.icon else self._parts[1:])
        ids.glyph.ground = ids.words.ground = label.ground
        ids.words.text, ids.words.role, ids.words.bold = label.text, label.role, label.bold

    def forget(self) -> None:
        """Keep nothing of what stood on it."""
        self.label, self.name, self._fitted = None, "", ()
        self.ids.glyph.icon = ""

    def wanted(self, skin: Skin, height: float) -> float:
        """Return the width, in pixels, at which the text need not shrink in a cell so high."""
        assert self.label is not None
        words = self.ids.words
        capped = min(1.0, height * self.label.share / words.em(skin))
        return float(words.natural_width(skin) * capped + 2 * skin.metrics.mm(PAD_MM) + 1)

    def set(self, skin: Skin, x: float, top: float, width: float, height: float) -> None:
        """Stand below ``top`` in a place of this size; nothing is done where nothing differs."""
        assert self.label is not None
        wanted = (skin, self.label, x, top, width, height)
        if wanted == self._fitted:
            return
        # On whole pixels, else an edge and the ring within it are blurred and a pixel too thin.
        left, high = round(x), round(top)
        self.stretch(high - round(top - height))
        self.fit(skin, round(x + width) - left)
        self.place(left, high)
        self._fitted = wanted

    def fit(self, skin: Skin, width: float) -> float:
        """Fit sign and words to the cell as it stands; the height is given."""
        assert self.label is not None
        ids, pad = self.ids, skin.metrics.mm(PAD_MM)
        ids.words.cap = int(self.height * self.label.share)
        ids.glyph.fit(skin)
        self._space = skin.metrics.mm(SPACE_MM) if ids.glyph.width and self.label.text else 0.0
        room = width - 2 * pad - ids.glyph.width - self._space
        ids.words.fit(skin, room)
        ids.words.width = min(room, ids.words.drawn_width)
        self.width = width
        self.paint(skin, skin.pair(self.label.ground), border=self.label.border)
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Centre sign and words."""
        super().place(x, top)
        glyph, words = self.ids.glyph, self.ids.words
        left = x + (self.width - glyph.width - self._space - words.width) / 2
        middle = top - self.height / 2
        glyph.place(left, middle + glyph.height / 2)
        words.place(left + glyph.width + self._space, middle + words.height / 2)
        self.on_focused(self, self.focused)

    def on_focused(self, _: object, focused: bool) -> None:
        """Draw the ring, or take it away."""
        self._panel.ring(focused, Ring.ASTRIDE)


def set_row(
    skin: Skin, cells: Sequence[Cell], left: float, top: float, size: tuple[float, float]
) -> None:
    """Place ``cells`` side by side, ``size`` (width, height) in all, equally wide."""
    apart = skin.metrics.mm(APART_MM)
    width = (size[0] - apart * (len(cells) - 1)) / len(cells)
    for place, cell in enumerate(cells):
        cell.set(skin, left + place * (width + apart), top, width, size[1])


def set_column(
    skin: Skin, cells: Sequence[Cell], left: float, top: float, size: tuple[float, float]
) -> None:
    """Place ``cells`` one below the other, ``size`` (width, height) in all, equally high."""
    apart = skin.metrics.mm(APART_MM)
    height = (size[1] - apart * (len(cells) - 1)) / len(cells)
    for place, cell in enumerate(cells):
        cell.set(skin, left, top - place * (height + apart), size[0], height)

"""Reading a scene from the widgets: what was drawn, found in their canvases.

A text is whatever picture of the typesetter a rectangle shows, so that no widget is believed to
have drawn what it says it did.
"""

from collections.abc import Iterator
from functools import lru_cache
from weakref import WeakKeyDictionary

from kivy.graphics import Rectangle
from kivy.graphics.instructions import Canvas, InstructionGroup
from kivy.graphics.texture import Texture
from kivy.uix.widget import Widget

from kiosk.fonts import Fonts, missing_characters
from screens.audit.rules import Box
from screens.audit.scene import Code, Ink, Place, Scene, Spot, Told
from screens.metrics import Metrics
from screens.shell import Shell
from screens.typeset import Face, Type, Typesetter
from screens.widgets.cell import Cell
from screens.widgets.finding import Finding
from screens.widgets.header import Header
from screens.widgets.note import Note
from screens.widgets.qr import QrCode
from screens.widgets.words import Words
from screens.writing import WritingScreen

SEEN = 4
"""Pixels: an icon below this size is one that its widget does without."""


class Proof(Typesetter):
    """A typesetter that remembers which text every picture shows, as long as the picture lives."""

    def __init__(self, fonts: Fonts) -> None:
        super().__init__(fonts)
        self.fonts = {
            Face.REGULAR: fonts.regular,
            Face.BOLD: fonts.bold,
            Face.ICONS: fonts.icons,
        }
        self.pictures: WeakKeyDictionary[Texture, tuple[str, Type]] = WeakKeyDictionary()
        self.ink = lru_cache(16384)(self._ink)
        self.missing = lru_cache(16384)(self._missing)

    def texture(self, line: str, type_: Type) -> Texture:
        """Return the picture of ``line``, and remember it."""
        texture = super().texture(line, type_)
        self.pictures[texture] = line, type_
        return texture

    def _ink(self, line: str, type_: Type) -> Box:
        """Where the ink of ``line`` lies, in pixels from the upper left corner of its picture."""
        return tuple(map(float, self._font(type_).getbbox(line)))  # type: ignore[return-value]

    def _missing(self, line: str, type_: Type) -> str:
        return "".join(sorted(missing_characters(line, self.fonts[type_.face])))


def scene_of(shell: Shell, proof: Proof, metrics: Metrics) -> Scene:
    """Return what ``shell`` shows now; ``metrics`` are those of the look it is shown in."""
    assert shell.view is not None
    reader = _Reader(proof)
    reader.read(shell, Place.PAGE, None)
    pressed = [Spot(t.name, _box(t), type(t).__name__) for t in shell.targets()]
    return Scene(
        width=metrics.width,
        height=metrics.height,
        px_per_mm=metrics.px_per_mm,
        scale=metrics.text_scale,
        lowered=metrics.lowered,
        contrast=shell.view.look.contrast,
        inks=tuple(reader.inks),
        spots=tuple(pressed),
        codes=tuple(reader.codes),
        told=tuple(reader.told),
    )


class _Reader:
    """Walks the widgets that are shown."""

    def __init__(self, proof: Proof) -> None:
        self._proof = proof
        self.inks: list[Ink] = []
        self.codes: list[Code] = []
        self.told: list[Told] = []

    def read(self, widget: Widget, place: Place, target: str | None) -> None:
        """Read ``widget`` and what it is made of."""
        if not widget.opacity:
            return
        place = _place(widget, place)
        target = getattr(widget, "name", None) or target if hasattr(widget, "fire") else target
        for shape in _rectangles(widget):
            ink = self._ink(shape, id(widget), place, target)
            if ink is not None:
                self.inks.append(ink)
        if isinstance(widget, QrCode) and widget.height and widget.text:
            self.codes.append(Code(widget.text, _box(widget)))
        if isinstance(widget, Words) and widget.shown:
            self.told.append(_told(widget))
        for child in widget.children[::-1]:
            self.read(child, place, target)

    def _ink(self, shape: Rectangle, owner: int, place: Place, target: str | None) -> Ink | None:
        known = self._proof.pictures.get(shape.texture) if shape.texture else None
        if known is None or not shape.size[0] or not known[0].strip():
            return None
        line, type_ = known
        if type_.size < SEEN:
            return None
        left, upper, right, lower = self._proof.ink(line, type_)
        x, top = shape.pos[0], shape.pos[1] + shape.size[1]
        _, high, _, low = self._proof.ink("H", type_)
        return Ink(
            text=line,
            box=(x + left, top - lower, x + right, top - upper),
            em=type_.size,
            capital=low - high,
            missing=self._proof.missing(line, type_),
            owner=owner,
            place=place,
            icon=type_.face is Face.ICONS,
            target=target,
        )


def _place(widget: Widget, place: Place) -> Place:
    """Where the texts of ``widget`` stand, inside a part that stands in ``place``."""
    if isinstance(widget, Header):
        return Place.HEADER
    if isinstance(widget, Cell):
        return Place.KEY
    tight = isinstance(widget, WritingScreen | Finding | Note)
    if place is Place.PAGE and (tight or (isinstance(widget, Words) and widget.smallest < 1)):
        return Place.TIGHT
    return place


def _told(words: Words) -> Told:
    return Told(
        text=words.text,
        lines=words.lines,
        shown=words.shown,
        pitch=words.pitch / words.font.size,
        too_wide=words.drawn_width - words.width,
        owner=id(words),
        box=_box(words),
    )


def _rectangles(widget: Widget) -> Iterator[Rectangle]:
    """Yield what ``widget`` itself draws: canvases inside its own are those of its children."""
    canvas = widget.canvas
    if canvas.has_before:
        yield from _inside(canvas.before)
    yield from _inside(canvas)
    if canvas.has_after:
        yield from _inside(canvas.after)


def _inside(group: InstructionGroup) -> Iterator[Rectangle]:
    for each in group.children:
        if type(each) is Rectangle:
            yield each
        elif isinstance(each, InstructionGroup) and not isinstance(each, Canvas):
            yield from _inside(each)


def _box(widget: Widget) -> Box:
    return float(widget.x), float(widget.y), float(widget.right), float(widget.top)

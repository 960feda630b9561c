"""Text with our own line breaks, and icons. Both are white textures tinted by the canvas."""

from dataclasses import replace

from kivy.graphics import Color, Rectangle, SmoothEllipse
from kivy.graphics.texture import Texture
from kivy.properties import BooleanProperty, NumericProperty, OptionProperty, StringProperty

from kiosk.fonts import icon
from kiosk.wording import Wording
from screens.marks import Run, Span, line_starts, runs, tidy
from screens.metrics import LINE, Role
from screens.skin import Skin
from screens.theme import rgba
from screens.typeset import Face, Type
from screens.widgets.block import Block
from screens.widgets.shapes import Shapes

BAND_INSET = 0.04
"""Share of the pitch that stays free above and below the band of a marked word."""


class Words(Block):
    """Text of any length, broken to its width. Empty text takes no room.

    ``first`` and ``last`` (exclusive; 0 is all) choose the lines to show of a text that is paged.
    """

    text = StringProperty("")
    role = OptionProperty("body", options=[str(role) for role in Role])
    bold = BooleanProperty(False)
    halign = OptionProperty("left", options=["left", "center", "right"])
    ground = StringProperty("paper")
    ink = OptionProperty("ink", options=["ink", "soft", "mark"])
    smallest = NumericProperty(1.0)
    """Share of its size down to which a text may shrink to stay on one line; 1 is never."""
    largest = NumericProperty(1.0)
    """Share of its size up to which a text may grow to fill one line."""
    cap = NumericProperty(0)
    """Size in pixels that is never passed; 0 is none."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._bands = Shapes(self.canvas.before)
        self._plain = Shapes(self.canvas)
        self._marked = Shapes(self.canvas)
        self._hits: tuple[Span, ...] = ()
        self._lines: tuple[str, ...] = ()
        self._first = 0
        self._shown: tuple[str, ...] = ()

    def quote(self, skin: Skin, wording: Wording | None) -> None:
        """Take the text of ``wording``, with the words in it that were looked for marked."""
        self.mark(skin.shown(wording), skin.hits(wording))

    def mark(self, text: str, hits: tuple[Span, ...]) -> None:
        """Take ``text``; characters of ``hits`` are drawn bold on a band."""
        self.text = text
        self._hits = tidy(hits, len(text))

    def on_text(self, *_: object) -> None:
        """Another text has nothing marked in it."""
        self._hits = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines of the text, as broken for the present width."""
        return self._lines

    @property
    def shown(self) -> tuple[str, ...]:
        """The lines that are drawn now."""
        return self._shown

    @property
    def font(self) -> Type:
        """The face and size in use."""
        return self._type

    @property
    def drawn_width(self) -> float:
        """Width of the longest line in pixels."""
        measure = self._skin.type.measure
        return max((measure(line, self._broken_as) for line in self._lines), default=0)

    @property
    def pitch(self) -> float:
        """Distance between lines in pixels."""
        return float(round(self._type.size * LINE))

    def fit(self, skin: Skin, width: float) -> float:
        """Break the text to ``width`` and return the height of its lines."""
        hit = skin.pair("hit")
        self._plain.colour.rgba = rgba(getattr(skin.pair(self.ground), self.ink))
        self._bands.colour.rgba, self._marked.colour.rgba = rgba(hit.ground), rgba(hit.ink)
        self._type = self._fitting_type(skin, width)
        self._skin = skin
        self._lines = self._break(self.text, width)
        self._shown, self._first = self._lines, 0
        self.size = (width, len(self._lines) * self.pitch)
        if not self._lines:
            self._draw_nothing()
        return float(self.height)

    def broken(self, skin: Skin, width: float, text: str) -> tuple[str, ...]:
        """Return the lines that ``text`` would have here, were words in it marked."""
        self._type, self._skin = self._fitting_type(skin, width), skin
        return skin.type.lines(text, replace(self._type, face=Face.BOLD), int(width))

    def natural_width(self, skin: Skin) -> float:
        """Return the width of the text on one line, in pixels."""
        face = skin.face(Role(self.role), bold=self.bold)
        return max((skin.type.measure(line, face) for line in self.text.split("\n")), default=0.0)

    def widest_word(self, skin: Skin) -> float:
        """Return the width of the widest run without a space, in pixels."""
        face = skin.face(Role(self.role), bold=self.bold)
        return max((skin.type.measure(word, face) for word in self.text.split()), default=0.0)

    def em(self, skin: Skin) -> float:
        """Return the full size of the text, in pixels."""
        return float(skin.metrics.em(Role(self.role)))

    def window(self, first: int, last: int) -> None:
        """Show only lines ``first`` … ``last - 1``."""
        self._shown, self._first = self._lines[first:last], first
        self.height = len(self._shown) * self.pitch

    def place(self, x: float, top: float) -> None:
        """Draw the lines below ``top``."""
        super().place(x, top)
        self._draw_nothing()
        if not self._hits:
            for index, line in enumerate(self._shown):
                texture = self._skin.type.texture(line, self._type)
                left = round(x + self._indent(texture.width))
                self._plain.picture(texture, (left, self._below(texture, top, index)))
            return
        starts = line_starts(self.text, self._lines)[self._first :]
        for index, (line, start) in enumerate(zip(self._shown, starts, strict=False)):
            self._place_runs(runs(line, start, self._hits), x, top, index)

    def forget(self) -> None:
        """Keep neither the text nor its picture."""
        self.text = ""
        self._hits = ()
        self._lines = self._shown = ()
        self._draw_nothing()

    def _break(self, text: str, width: float) -> tuple[str, ...]:
        return self._skin.type.lines(text, self._broken_as, int(width)) if text else ()

    @property
    def _broken_as(self) -> Type:
        """What lines are measured in. Bold is never narrower: a line fits, whatever is marked."""
        return replace(self._type, face=Face.BOLD) if self._hits else self._type

    def _place_runs(self, line: tuple[Run, ...], x: float, top: float, index: int) -> None:
        """Draw a line in parts, those that are marked bold and on a band."""
        bold = replace(self._type, face=Face.BOLD)
        setting = [(run, bold if run.marked else self._type) for run in line]
        measure = self._skin.type.measure
        left = x + self._indent(sum(measure(run.text, type_) for run, type_ in setting))
        for run, type_ in setting:
            texture = self._skin.type.texture(run.text, type_)
            place = (round(left), self._below(texture, top, index))
            width = measure(run.text, type_)
            if run.marked:
                inset = round(self.pitch * BAND_INSET)
                lower = round(top - (index + 1) * self.pitch) + inset
                self._bands.plain((round(left), lower), (width, self.pitch - 2 * inset))
                self._marked.picture(texture, place)
            else:
                self._plain.picture(texture, place)
            left += width

    def _below(self, texture: Texture, top: float, index: int) -> int:
        """Return the lower edge of ``texture`` in the middle of line ``index``."""
        return round(top - (index + 0.5) * self.pitch - texture.height / 2)

    def _indent(self, line_width: float) -> float:
        spare = float(self.width) - line_width
        return {"left": 0.0, "center": spare / 2, "right": spare}[self.halign]

    def _draw_nothing(self) -> None:
        for shapes in (self._bands, self._plain, self._marked):
            shapes.clear()

    def _fitting_type(self, skin: Skin, width: float) -> Type:
        full = skin.face(Role(self.role), bold=self.bold)
        size = float(full.size)
        if self.text and (self.smallest < 1 or self.largest > 1):
            needed = max(1.0, skin.type.measure(self.text, full))
            size *= max(self.smallest, min(self.largest, width / needed * 0.99))
        if self.cap:
            size = min(size, self.cap)
        return Type(full.face, max(1, int(size)))


class Glyph(Block):
    """An icon of Google's Material icons, ``side`` millimetres high."""

    icon = StringProperty("")
    side = NumericProperty(13)
    ground = StringProperty("paper")
    ink = OptionProperty("mark", options=["ink", "soft", "mark"])

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        with self.canvas:
            self._colour = Color()
            self._shape = Rectangle(size=(0, 0))

    def fit(self, skin: Skin, width: float = 0) -> float:
        """Take the size of the icon, or none; ``width`` is not looked at."""
        if not self.icon:
            self.size = (0, 0)
            self._shape.size = (0, 0)
            return 0.0
        side = skin.metrics.icon(self.side)
        self._colour.rgba = rgba(getattr(skin.pair(self.ground), self.ink))
        texture = skin.type.texture(icon(self.icon), Type(Face.ICONS, side))
        self._shape.texture = texture
        self._shape.size = texture.size
        self.size = (side, side)
        return float(side)

    def place(self, x: float, top: float) -> None:
        """Draw the icon in the middle of its square."""
        super().place(x, top)
        width, height = self._shape.size
        self._shape.pos = (
            round(x + (self.width - width) / 2),
            round(top - self.height / 2 - height / 2),
        )


class Sign(Block):
    """A large icon in a round ground, ``side`` millimetres across, in the middle of its width."""

    icon = StringProperty("")
    side = NumericProperty(64)
    ground = StringProperty("calm")

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        with self.canvas:
            self._round_colour = Color()
            self._round = SmoothEllipse()
        self._glyph = Glyph()
        self.add_widget(self._glyph)

    def fit(self, skin: Skin, width: float) -> float:
        """Take ``width`` and the height of the ground."""
        side = skin.metrics.mm(self.side) if self.side else 0
        self._round_colour.rgba = rgba(skin.pair(self.ground).ground) if side else (0, 0, 0, 0)
        self._round.size = (side, side)
        self._glyph.icon = self.icon if side else ""
        self._glyph.ground = self.ground
        self._glyph.side = self.side * 0.58 / skin.metrics.text_scale**0.5
        self._glyph.fit(skin)
        self.size = (width, side)
        return float(side)

    def place(self, x: float, top: float) -> None:
        """Draw ground and icon."""
        super().place(x, top)
        side = self._round.size[0]
        left = x + (self.width - side) / 2
        self._round.pos = (left, top - side)
        inset = (side - self._glyph.width) / 2
        self._glyph.place(left + inset, top - inset)

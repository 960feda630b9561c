"""A drawing of what to do, in the colours of the theme and crisp at every size."""

from kivy.graphics import Color, InstructionGroup, Rectangle, SmoothLine, SmoothRoundedRectangle
from kivy.properties import NumericProperty, OptionProperty, StringProperty

from kiosk.fonts import icon
from screens.skin import Skin
from screens.theme import mix, rgba
from screens.typeset import Face, Type
from screens.widgets.block import Block
from screens.widgets.drawings import DRAWINGS, Paint, Plate, Shape, Sign, Stroke

TINT = 0.7
"""Share of the ground in what is drawn thin."""

_AROUND = ((-1, -1), (-1, 1), (1, -1), (1, 1), (0, -1), (0, 1), (-1, 0), (1, 0))


class Picture(Block):
    """The drawing called ``shows``, ``side`` millimetres square; none takes no room."""

    shows = StringProperty("")
    side = NumericProperty(20)
    ground = StringProperty("paper")
    ink = OptionProperty("mark", options=["ink", "soft", "mark"])

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._group = InstructionGroup()
        self.canvas.add(self._group)

    def fit(self, skin: Skin, width: float = 0) -> float:
        """Take the size of the drawing; ``width`` is not looked at."""
        side = float(skin.metrics.icon(self.side)) if self.shows and self.side else 0.0
        pair = skin.pair(self.ground)
        mark = getattr(pair, self.ink)
        self._paints = {
            "ink": mark,
            "ground": pair.ground,
            "tint": mark if skin.theme.edges_everywhere else mix(mark, pair.ground, TINT),
        }
        self._skin = skin
        self.size = (side, side)
        return side

    def place(self, x: float, top: float) -> None:
        """Draw the drawing anew at its place."""
        super().place(round(x), round(top))
        self._group.clear()
        if self.height:
            for shape in DRAWINGS[self.shows]:
                self._draw(shape)

    def forget(self) -> None:
        """Draw nothing."""
        self._group.clear()

    def _draw(self, shape: Shape) -> None:
        match shape:
            case Plate():
                self._plate(shape)
            case Stroke():
                self._stroke(shape)
            case Sign():
                self._sign(shape)

    def _plate(self, plate: Plate) -> None:
        self._paint(plate.paint)
        corner = max(1.0, self._long(plate.corner))
        self._group.add(
            SmoothRoundedRectangle(
                pos=self._at(plate.x, plate.y),
                size=(round(self._long(plate.width)), round(self._long(plate.height))),
                radius=[corner],
            )
        )

    def _stroke(self, stroke: Stroke) -> None:
        self._paint(stroke.paint)
        pairs = zip(stroke.points[::2], stroke.points[1::2], strict=True)
        points = [along for x, y in pairs for along in self._at(x, y)]
        width = self._long(stroke.width) / 2
        self._group.add(SmoothLine(points=points, width=width, cap="round", joint="round"))

    def _sign(self, sign: Sign) -> None:
        size = max(1, round(self._long(sign.size)))
        texture = self._skin.type.texture(icon(sign.icon), Type(Face.ICONS, size))
        x, y = self._at(sign.x, sign.y)
        left, lower = x - texture.width / 2, y - texture.height / 2
        halo = self._long(sign.halo)
        self._paint("ground")
        for right, up in _AROUND if halo else ():
            pos = (round(left + right * halo), round(lower + up * halo))
            self._group.add(Rectangle(texture=texture, pos=pos, size=texture.size))
        self._paint("ink")
        pos = (round(left), round(lower))
        self._group.add(Rectangle(texture=texture, pos=pos, size=texture.size))

    def _paint(self, paint: Paint) -> None:
        self._group.add(Color(rgba=rgba(self._paints[paint])))

    def _at(self, x: float, y: float) -> tuple[int, int]:
        return round(self.x + self._long(x)), round(self.y + self._long(y))

    def _long(self, hundredths: float) -> float:
        return float(self.height) * hundredths / 100

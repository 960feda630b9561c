"""What was written so far, with its caret: wrapped as Chinese is, its end in view."""

from kivy.graphics import Color, InstructionGroup, Rectangle
from kivy.properties import NumericProperty

from kiosk.text_input.written import Written
from kiosk.typography import break_lines
from kiosk.wording import say
from screens.metrics import LINE, Role
from screens.skin import Skin
from screens.theme import rgba
from screens.typeset import Face, Type
from screens.widgets.block import Block, Panel

PAD_MM = 4.0
CARET_MM, UNDERLINE_MM = 0.9, 0.7
SMALLEST = 0.6
"""Text of one line shrinks down to this share before its beginning is left out."""


class TextBox(Block):
    """Text, then what is being spelled, underlined, then the caret. ``border`` in millimetres."""

    border = NumericProperty(1.2)

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._panel = Panel(self)
        self._ink = InstructionGroup()
        self.canvas.add(self._ink)
        self._text = self._spelling = self._placeholder = ""

    def tell(self, skin: Skin, written: Written, *, one_line: bool) -> None:
        """Take what was written; ``one_line`` shrinks before its beginning is left out."""
        self._one_line = one_line
        self._text, self._spelling = written.text, written.spelling
        self._placeholder = skin.shown(say("write.placeholder"))

    def forget(self) -> None:
        """Keep nothing of it."""
        self._text = self._spelling = ""
        self._ink.clear()

    def height_of(self, skin: Skin, lines: float) -> float:
        """Return the height of so many lines, in pixels."""
        return lines * _pitch(_face(skin)) + 2 * skin.metrics.mm(PAD_MM)

    def set(self, skin: Skin, left: float, top: float, size: tuple[float, float]) -> None:
        """Stand in a place of ``size`` (width, height)."""
        self.size, self.pos = size, (left, top - size[1])
        self._panel.paint(skin, skin.pair("card"), border=self.border)
        self._panel.place(left, top - size[1], *size, ring=False)
        self.draw(skin)

    def draw(self, skin: Skin) -> None:
        """Draw the last lines, as many as there is room for."""
        self._ink.clear()
        mm, pair = skin.metrics.mm, skin.pair("card")
        pad, caret = mm(PAD_MM), mm(CARET_MM)
        width = self.width - 2 * pad - 2 * caret
        room = self.height - 2 * pad
        face = self._fitting(skin, width)
        pitch = _pitch(face)
        text = self._text + self._spelling
        lines = self._lines(skin, text or self._placeholder, face, width)
        shown = lines[-max(1, int(room / pitch + 0.01)) :]
        top = self.top - pad
        if len(shown) == 1 and room < 2 * pitch:
            top -= (room - pitch) / 2
        self._ink.add(Color(rgba=rgba(pair.ink if text else pair.soft)))
        for place, line in enumerate(shown):
            texture = skin.type.texture(line, face)
            middle = top - (place + 0.5) * pitch
            spot = (
                round(self.x + pad + (0 if text else 2 * caret)),
                round(middle - texture.height / 2),
            )
            self._ink.add(Rectangle(texture=texture, size=texture.size, pos=spot))
        end = skin.type.measure(shown[-1], face) if text else 0.0
        middle = top - (len(shown) - 0.5 if text else 0.5) * pitch
        self._ink.add(Color(rgba=rgba(pair.mark)))
        spelled = min(end, skin.type.measure(self._spelling, face)) if self._spelling else 0.0
        if spelled:
            under = (self.x + pad + end - spelled, middle - face.size * 0.62)
            self._ink.add(Rectangle(pos=under, size=(spelled, mm(UNDERLINE_MM))))
        at = (round(self.x + pad + end + caret / 2), middle - face.size * 0.6)
        self._ink.add(Rectangle(pos=at, size=(caret, face.size * 1.2)))

    def _fitting(self, skin: Skin, width: float) -> Type:
        """The full size; smaller where that lets a single line show the whole text."""
        face = _face(skin)
        text = self._text + self._spelling
        if not text:
            text = self._placeholder
        elif not self._one_line:
            return face
        share = width / max(1.0, skin.type.measure(text, face))
        return Type(face.face, int(face.size * max(SMALLEST, min(1.0, share))))

    @staticmethod
    def _lines(skin: Skin, text: str, face: Type, width: float) -> list[str]:
        return break_lines(text, lambda part: skin.type.measure(part, face), width)


def _face(skin: Skin) -> Type:
    return Type(Face.REGULAR, skin.metrics.em(Role.PROMPT))


def _pitch(face: Type) -> float:
    return round(face.size * LINE)

"""Rectangles of one colour: lines of text and the bands behind marked words."""

from kivy.graphics import Color, InstructionGroup, Rectangle
from kivy.graphics.instructions import Canvas
from kivy.graphics.texture import Texture


class Shapes:
    """Rectangles on ``canvas`` that share ``colour``."""

    def __init__(self, canvas: Canvas) -> None:
        self.colour = Color()
        self._group = InstructionGroup()
        canvas.add(self.colour)
        canvas.add(self._group)

    def clear(self) -> None:
        """Draw nothing."""
        self._group.clear()

    def picture(self, texture: Texture, pos: tuple[float, float]) -> None:
        """Draw one more rectangle, as large as its picture."""
        self._group.add(Rectangle(texture=texture, pos=pos, size=texture.size))

    def plain(self, pos: tuple[float, float], size: tuple[float, float]) -> None:
        """Draw one more rectangle without a picture."""
        self._group.add(Rectangle(pos=pos, size=size))

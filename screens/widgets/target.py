"""Whatever can be pressed."""

from collections.abc import Callable

from kivy.properties import BooleanProperty

from kiosk.view import Box
from screens.metrics import BORDER
from screens.skin import Skin
from screens.theme import Pair, mix
from screens.widgets.block import Block, Panel, Standing


class Target(Standing):
    """A part that answers a press. ``name`` is the option, or the part of the screen, it is.

    ``once`` targets answer the page: only the first press of a view counts.
    """

    pressed = BooleanProperty(False)
    focused = BooleanProperty(False)
    once = BooleanProperty(True)

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.fire: Callable[[], None] = _nothing
        self._panel = Panel(self)

    def hit(self, x: float, y: float) -> bool:
        """Tell whether a finger at ``x``, ``y`` is on the target."""
        return bool(self.collide_point(x, y))

    @property
    def box(self) -> Box:
        """Where it is, in pixels from the lower left corner of the window."""
        return float(self.x), float(self.y), float(self.width), float(self.height)

    @property
    def meaning(self) -> object:
        """What a press does; as long as it is the same, a finger may stay on the target."""
        return self.name

    def paint(
        self, skin: Skin, pair: Pair, *, border: float = BORDER, ring: str | None = None
    ) -> None:
        """Take the colours of ``pair``; ``ring`` where the usual one would not be seen."""
        self._ground = pair.ground
        self._ground_pressed = mix(pair.ground, skin.theme.pressed, skin.theme.pressed_share)
        self._panel.paint(skin, pair, border=border, ring=ring)
        self.on_pressed(self, self.pressed)

    def place(self, x: float, top: float) -> None:
        """Stand below ``top``."""
        super().place(x, top)
        self._panel.place(x, self.y, self.width, self.height, ring=self.focused)

    def on_pressed(self, _: Block, pressed: bool) -> None:
        """Darken at once while a finger is on the target."""
        self._panel.tint(self._ground_pressed if pressed else self._ground)

    def on_focused(self, _: Block, focused: bool) -> None:
        """Draw the ring, or take it away."""
        self._panel.ring(focused)


def _nothing() -> None:
    """Until a screen says what a press does, it does nothing."""

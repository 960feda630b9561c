"""When a touch is a press, and when it is held in the hidden corner. No Kivy here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from kiosk.view import Box, Cancel


class Pressable(Protocol):
    """What a finger can be on."""

    pressed: bool

    def hit(self, x: float, y: float) -> bool:
        """Tell whether ``x``, ``y`` is on it."""


T = TypeVar("T", bound=Pressable)

STUCK_SECONDS = 10.0
"""So long no finger stays: it is a drop of water, a bag, or its lifting was lost."""

NEAR = 2.0
"""Pixels by which a touch and the window may tell one place differently."""


@dataclass
class Finger(Generic[T]):
    """Follows the first finger; a second one is nobody while the first is down.

    Unless the first has been down for :data:`STUCK_SECONDS`: then the next one is the finger. A
    press counts if it begins and ends on the same target; ``find`` names the target at a point.
    """

    find: Callable[[float, float], T | None]
    call_later: Callable[[float, Callable[[], None]], Cancel]
    _touch: object = None
    _target: T | None = None
    _ageing: Cancel | None = None

    @property
    def busy(self) -> bool:
        """Whether a finger is down: any other is nobody."""
        return self._touch is not None and self._ageing is not None

    def owns(self, touch: object) -> bool:
        """Tell whether ``touch`` is the finger that counts."""
        return self._touch is not None and self._touch == touch

    def down(self, touch: object, x: float, y: float) -> bool:
        """Follow ``touch`` if no other finger is down; tell whether it is followed."""
        if self.busy:
            return False
        self.let_go()
        self._touch = touch
        self._ageing = self.call_later(STUCK_SECONDS, self._grow_old)
        self._target = self.find(x, y)
        if self._target is not None:
            self._target.pressed = True
        return True

    def move(self, touch: object, x: float, y: float) -> bool:
        """Show whether the finger is still on its target; tell whether it is followed."""
        if not self.owns(touch):
            return False
        if self._target is not None:
            self._target.pressed = self._target.hit(x, y)
        return True

    def up(self, touch: object, x: float, y: float) -> T | None:
        """Let go and return the target the press counts for, if any."""
        if not self.owns(touch):
            return None
        target = self._target
        self.let_go()
        self._touch = None
        self._stop_ageing()
        return target if target is not None and target.hit(x, y) else None

    def let_go(self) -> T | None:
        """Take the press back and return what was pressed; the finger is followed until lifted."""
        target, self._target = self._target, None
        if target is not None:
            target.pressed = False
        return target

    def _grow_old(self) -> None:
        self._ageing = None

    def _stop_ageing(self) -> None:
        if self._ageing is not None:
            self._ageing.cancel()
            self._ageing = None

    def stay_on(self, target: T | None) -> None:
        """Press ``target`` with the finger that is down: it was on the same thing before."""
        if self._touch is not None and target is not None:
            self._target = target
            target.pressed = True


class Trail:
    """Every place the pointer has been, as the window tells it.

    A touch knows only where it is when a frame begins: its own beginning, and what was drawn
    between two frames, would be lost.
    """

    def __init__(self) -> None:
        self._waiting: list[list[tuple[float, float]]] = []
        self._newest: list[tuple[float, float]] = []
        self._current: list[tuple[float, float]] = []

    def down(self, x: float, y: float) -> None:
        """The pointer went down; its touch is told with the next frame."""
        self._newest = [(x, y)]
        self._waiting.append(self._newest)

    def move(self, x: float, y: float) -> None:
        """The pointer moved while down."""
        self._newest.append((x, y))

    def begin(self, x: float, y: float) -> tuple[float, float]:
        """A touch is told, now at ``x``, ``y``: return where it went down, or those if none knows.

        Not every press of the window becomes a touch. Trails that never were at ``x``, ``y`` are of
        such presses: one left in the row would put every later touch where the one before it was.
        """
        self._current = []
        while self._waiting and not self._current:
            points = self._waiting.pop(0)
            if any(abs(px - x) <= NEAR and abs(py - y) <= NEAR for px, py in points):
                self._current = points
        return self._current[0] if self._current else (x, y)

    def skip(self, button: str | None) -> None:
        """The next touch is told, and is nobody; without a ``button`` it leaves no trail."""
        if button and self._waiting:
            self._waiting.pop(0)

    def take(self) -> list[tuple[float, float]]:
        """Return where the touch has been since this was last asked."""
        points = self._current[:]
        self._current.clear()
        return points


@dataclass
class HoldCorner:
    """A corner that, held for ``seconds``, opens the way for staff. ``box`` in window pixels."""

    box: Box
    seconds: float
    call_later: Callable[[float, Callable[[], None]], Cancel]
    open: Callable[[], None]
    _waiting: Cancel | None = None
    _held: bool = False

    def down(self, x: float, y: float) -> None:
        """Begin to wait if the finger is in the corner."""
        self._held = False
        if self._inside(x, y):
            self._waiting = self.call_later(self.seconds, self._open)

    def move(self, x: float, y: float) -> None:
        """Call it off if the finger leaves the corner."""
        if not self._inside(x, y):
            self._call_off()

    def up(self) -> bool:
        """Call it off; tell whether it had been held long enough."""
        self._call_off()
        return self._held

    def _open(self) -> None:
        self._waiting = None
        self._held = True
        self.open()

    def _call_off(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _inside(self, x: float, y: float) -> bool:
        left, bottom, width, height = self.box
        return left <= x < left + width and bottom <= y < bottom + height

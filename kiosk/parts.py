"""What the composition root hands to the terminal."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.county.contract import Centre
from kiosk.effects import Effect
from kiosk.host import HostPlan
from kiosk.speaker import Speaker
from kiosk.trace import Trace
from kiosk.view import Display, Look
from kiosk.wording import Wording
from kiosk.writing_desk import Compose


@dataclass(frozen=True)
class Parts:
    """The parts of one terminal.

    ``perform(effect, look, done)`` runs an effect off the thread that draws and calls
    ``done(result)`` from wherever it ran; an exception is handed over as the result.
    ``compose`` begins a text that is written. ``centre()`` is the centre as last heard of,
    ``in_service()`` what staff and county decided, ``banner()`` what every page should say on
    top. ``pace`` stretches every page's time limit. ``host`` is how the idle page is kept alive.
    ``rest_writing`` is told that a visit ended: what texts were composed with may be freed.
    ``frame_done`` is told of every frame with a page in it.
    """

    display: Display
    speaker: Speaker
    perform: Callable[[Effect, Look, Callable[[object], None]], None]
    compose: Compose
    centre: Callable[[], Centre | None]
    in_service: Callable[[], bool]
    banner: Callable[[], Wording | None]
    trace: Trace
    first_look: Look
    ask_before_seconds: float
    host: HostPlan
    pace: float = 1.0
    rest_writing: Callable[[], None] = lambda: None
    frame_done: Callable[[], None] = lambda: None
    again_seconds: float = 0.5

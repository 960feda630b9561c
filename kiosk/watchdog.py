"""The service manager's side of the terminal: when it is ready, and whether it is alive.

Alive means both:

- the loop that draws goes round: the beat is a call of that loop's own clock, so a loop that hangs
  cannot beat. A thread would go on beating beside a dead screen.
- every effect comes to its end: one that is under way for longer than :func:`limit_of` says has
  left a citizen before a page that never changes, or holds a thread that the next one needs.

Whoever watches ends the program when beats stay away, and starts it again. Devices that are broken,
a line that is down and a full disk are *not* reasons: a new start mends none of them, and the
terminal goes on with what works. The protocol is that of sd_notify(3): lines sent as one datagram
to the socket that the environment names.
"""

import itertools
import os
import socket
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass

from kiosk.effects import Effect, PrintSlip, PrintTest, PrintText
from kiosk.events import types as events
from kiosk.view import Cancel, Look

EFFECT_SECONDS = 120.0
"""The longest an effect may take: every one that asks a port has limits of its own far below it."""

PRINT_SECONDS = 300.0
"""The longest a print may take: half a metre of paper over a serial line of 19200 baud is 150 s."""

_SERVES = "STATUS=serves citizens"
_SOCKET, _INTERVAL, _FOR = "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"

Perform = Callable[[Effect, Look, Callable[[object], None]], None]


@dataclass(frozen=True)
class ServiceManager:
    """Whoever started this program and watches it; ``address`` is ``None`` where nobody does.

    ``watchdog_seconds`` is how long beats may stay away; ``None``: as long as they like.
    """

    address: str | None = None
    watchdog_seconds: float | None = None

    @property
    def there(self) -> bool:
        """Whether somebody starts the program again when it ends."""
        return self.address is not None

    def tell(self, *lines: str) -> None:
        """Send ``lines``; that nobody hears them is no reason to stop working."""
        if self.address is None:
            return
        # "@" stands for the leading zero byte of an abstract address.
        address = "\0" + self.address[1:] if self.address[0] == "@" else self.address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
                # A manager that does not read must not hold up the loop that draws.
                line.setblocking(False)
                line.sendto("\n".join(lines).encode(), address)
        except OSError as error:
            events.service_manager_deaf(error=error)


NOBODY = ServiceManager()
"""Nobody started this program but a person."""


def service_manager(environment: MutableMapping[str, str]) -> ServiceManager:
    """Take the service manager out of ``environment``: what is started from here is not watched."""
    address = environment.pop(_SOCKET, "")
    interval = environment.pop(_INTERVAL, "")
    watched = environment.pop(_FOR, str(os.getpid()))
    if not address.startswith(("/", "@")):
        return ServiceManager()
    ours = interval.isdigit() and int(interval) > 0 and watched == str(os.getpid())
    return ServiceManager(address, int(interval) / 1e6 if ours else None)


class Overdue:
    """Knows the effects under way, and which of them is past its limit.

    ``now`` is a monotonic clock in seconds. Effects end on any thread.
    """

    def __init__(self, perform: Perform, now: Callable[[], float]) -> None:
        self._perform = perform
        self._now = now
        self._count = itertools.count()
        self._begun: dict[int, tuple[Effect, float]] = {}

    def perform(self, effect: Effect, look: Look, done: Callable[[object], None]) -> None:
        """Do ``effect``, and know of it until ``done`` is called."""
        number = next(self._count)
        self._begun[number] = effect, self._now()

        def ended(result: object) -> None:
            self._begun.pop(number, None)
            done(result)

        self._perform(effect, look, ended)

    def first(self) -> Effect | None:
        """Return the effect that is past its limit for longest."""
        for effect, begun in tuple(self._begun.values()):
            if self._now() - begun > limit_of(effect):
                return effect
        return None


def limit_of(effect: Effect) -> float:
    """Return the seconds after which ``effect`` counts as hanging."""
    return (
        PRINT_SECONDS if isinstance(effect, PrintSlip | PrintText | PrintTest) else EFFECT_SECONDS
    )


class Watchdog:
    """Tells ``manager`` of the first frame, then beats twice in the time it allows.

    ``call_later`` is that of the loop that draws; ``overdue`` finds an effect that hangs, and
    no beat is sent while there is one.
    """

    def __init__(
        self,
        manager: ServiceManager,
        call_later: Callable[[float, Callable[[], None]], Cancel],
        overdue: Callable[[], Effect | None],
    ) -> None:
        self._manager = manager
        self._call_later = call_later
        self._overdue = overdue
        self._ready = False
        self._hanging: Effect | None = None
        self._due: Cancel | None = None

    def frame_done(self) -> None:
        """A frame is on the screen; the first one means that the terminal is ready."""
        if self._ready:
            return
        self._ready = True
        self._manager.tell("READY=1", _SERVES)
        if self._manager.watchdog_seconds is not None:
            self._beat()

    def stop(self) -> None:
        """The program ends, and means to."""
        if self._due is not None:
            self._due.cancel()
            self._due = None
        self._manager.tell("STOPPING=1", "STATUS=ends")

    def _beat(self) -> None:
        assert self._manager.watchdog_seconds is not None
        self._due = self._call_later(self._manager.watchdog_seconds / 2, self._beat)
        before, self._hanging = self._hanging, self._overdue()
        if self._hanging is None:
            self._manager.tell("WATCHDOG=1")
        if self._hanging is not None and before is None:
            self._manager.tell(f"STATUS={type(self._hanging).__name__} does not end")
            events.effect_hangs(limit=limit_of(self._hanging))
        elif self._hanging is None and before is not None:
            self._manager.tell(_SERVES)
            events.effect_ends_after_all(limit=limit_of(before))

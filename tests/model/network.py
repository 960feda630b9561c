"""Between the terminals and the backend: whatever a network can do to a request or its reply."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.county.client import Client
from kiosk.county.line import Broken, Call, Reply
from tests.model.backend import Backend, BackendDied, Death
from tests.model.times import Time

_EXCHANGE_SECONDS = 0.005
_MOST_UNDER_WAY = 12


class TerminalDied(BaseException):
    """The power of a terminal goes."""


class Fate(StrEnum):
    """What becomes of one exchange. A *late* request goes on after its terminal has given up."""

    WHOLE = "whole"
    REQUEST_LOST = "request lost, line broken"
    REPLY_LOST = "reply lost, line broken"
    REQUEST_SWALLOWED = "request lost, silence"
    REPLY_SWALLOWED = "reply lost, silence"
    REQUEST_LATE = "request late, silence"
    TWICE = "arrives twice at once"
    ECHO = "arrives, and again later"
    BUSY = "503"
    PROXY_ERROR = "carried out, 502 from a proxy"
    PORTAL = "200 from a captive portal"
    CUT_SHORT = "carried out, half a reply"
    BACKEND_DIES = "backend dies before its commit"
    BACKEND_DIES_AFTER = "backend dies after its commit"
    TERMINAL_DIES = "terminal dies, request lost"
    TERMINAL_DIES_AFTER = "terminal dies, carried out"


_DEATHS = {
    Fate.BACKEND_DIES: Death.BEFORE_COMMIT,
    Fate.BACKEND_DIES_AFTER: Death.AFTER_COMMIT,
}
_NOT_ARRIVED: dict[Fate, Reply | Broken] = {
    Fate.REQUEST_LOST: Broken("ConnectionError", again=True),
    Fate.BUSY: Reply(503, "application/problem+json", b"{}"),
    Fate.PORTAL: Reply(200, "text/html", b"<html>Log in</html>"),
}
_SILENT = frozenset({Fate.REQUEST_SWALLOWED, Fate.REPLY_SWALLOWED, Fate.REQUEST_LATE})


@dataclass(frozen=True)
class Flight:
    """A request that is still on its way; ``sender`` does not wait for it any more."""

    sender: str
    call: Call


@dataclass(frozen=True)
class Meanwhile:
    """What happens while the next exchange is under way: before it arrives, or after."""

    act: Callable[[], None]
    before: bool


class Network:
    """Carries calls to ``backend``. ``fates`` are those of the next exchanges, then all is well."""

    def __init__(
        self,
        backend: Backend,
        time: Time,
        arrived: Callable[[Call], None],
    ) -> None:
        self._backend = backend
        self._time = time
        self._arrived = arrived
        self.fates: deque[Fate] = deque()
        self.down: set[str] = set()
        self.under_way: list[Flight] = []
        self.meanwhile: Meanwhile | None = None

    def expect(self, fates: Iterable[Fate]) -> None:
        """Say what the next exchanges meet."""
        self.fates.extend(fates)

    def exchange(self, sender: str, call: Call, seconds: float) -> Reply | Broken:
        """Carry one exchange; ``seconds`` is how long the sender waits for it."""
        fate = self.fates.popleft() if self.fates else Fate.WHOLE
        if sender in self.down:
            fate = Fate.REQUEST_LOST
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None and meanwhile.before:
            meanwhile.act()
        outcome = self._meet(Flight(sender, call), fate)
        if meanwhile is not None and not meanwhile.before:
            meanwhile.act()
        self._time.pass_by(seconds if fate in _SILENT else _EXCHANGE_SECONDS)
        return outcome

    def arrive(self, which: int) -> None:
        """Let a request that nobody waits for any more reach the backend; its reply is lost."""
        self.carry_out(self.under_way.pop(which % len(self.under_way)))

    def carry_out(self, flight: Flight, *, copies: int = 1, fate: Fate = Fate.WHOLE) -> Reply:
        """Let a request reach the backend and return its reply.

        Raises :class:`BackendDied` when the backend dies over it; it has been restarted then.
        """
        self._arrived(flight.call)
        credential = self._backend.credentials[flight.sender]
        try:
            return self._backend.ask(
                flight.call, credential, copies=copies, death=_DEATHS.get(fate)
            )
        except BackendDied:
            self._backend.restart()
            raise

    def _meet(self, flight: Flight, fate: Fate) -> Reply | Broken:
        if fate in (Fate.REQUEST_LATE, Fate.ECHO):
            self.under_way.append(flight)
            del self.under_way[:-_MOST_UNDER_WAY]
        if fate in _NOT_ARRIVED:
            return _NOT_ARRIVED[fate]
        if fate in (Fate.REQUEST_SWALLOWED, Fate.REQUEST_LATE):
            return Broken("no answer in time", again=False)
        if fate is Fate.TERMINAL_DIES:
            raise TerminalDied
        try:
            reply = self.carry_out(flight, copies=2 if fate is Fate.TWICE else 1, fate=fate)
        except BackendDied:
            return Broken("ConnectionError", again=True)
        return _on_its_way_back(fate, reply)


def _on_its_way_back(fate: Fate, reply: Reply) -> Reply | Broken:
    if fate is Fate.TERMINAL_DIES_AFTER:
        raise TerminalDied
    if fate is Fate.REPLY_LOST:
        return Broken("ConnectionError", again=True)
    if fate is Fate.REPLY_SWALLOWED:
        return Broken("no answer in time", again=False)
    if fate is Fate.PROXY_ERROR:
        return Reply(502, "text/html", b"")
    if fate is Fate.CUT_SHORT:
        return Reply(reply.status, reply.media_type, reply.body[: len(reply.body) // 2])
    return reply


class ModelClient(Client):
    """The terminal's client; its exchanges go over the model's network, without a thread."""

    def __init__(
        self,
        sender: str,
        network: Network,
        time: Time,
        *,
        budget: float,
        chance: Callable[[], float],
    ) -> None:
        super().__init__(
            "http://county.example",
            "",
            budget=budget,
            clock=time.monotonic,
            sleep=time.pass_by,
            chance=chance,
        )
        self._sender = sender
        self._network = network

    def _exchange(self, call: Call, seconds: float) -> Reply | Broken:
        if seconds <= 0:
            return Broken("no time left", again=False)
        return self._network.exchange(self._sender, call, seconds)

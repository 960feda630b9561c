"""How often anybody may ask: each credential for itself, everybody else by their address.

A credential that is somebody's has a bucket of its own, so neither a phone page nor another
terminal can push a terminal off the line. Whoever has none (phones, guesses, scanners) shares the
bucket of their address, and phone pages together never take more than a small part of the backend.
"""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.county.contract import API, ProblemCode
from kiosk.county.server.auth import Caller
from kiosk.county.server.phone import PHONE, busy_page
from kiosk.county.server.problems import problem_response

_MOST_KEYS = 10_000


@dataclass(frozen=True)
class Rate:
    """``second`` requests a second on the long run, ``burst`` of them at once."""

    second: float
    burst: int


@dataclass(frozen=True)
class Rates:
    """What is granted.

    A terminal in use asks less than once a second; ``credential`` lets an outbox of hundreds
    drain after an outage. A phone page asks four times a minute, and a mobile network may show
    many phones as one address.
    """

    credential: Rate = Rate(50, 300)
    address: Rate = Rate(5, 40)
    phones: Rate = Rate(40, 200)


class Buckets:
    """One bucket a key, by the generic cell rate algorithm (ITU-T I.371). ``clock`` in seconds.

    Who is refused uses nothing up. At most ``most`` keys are remembered, the fullest of them.
    """

    def __init__(self, rate: Rate, clock: Callable[[], float], most: int = _MOST_KEYS) -> None:
        self._interval = 1 / rate.second
        self._tolerance = (rate.burst - 1) / rate.second
        self._clock = clock
        self._most = most
        self._due: dict[object, float] = {}

    def take(self, key: object) -> float:
        """Take one request of ``key``; return 0, or the seconds until there is one to take."""
        now = self._clock()
        due = max(now, self._due.get(key, now))
        early = due - self._tolerance - now
        # A whole interval early, less what rounding leaves of one.
        if early > 1e-9:
            return early
        if key not in self._due and len(self._due) >= self._most:
            self._forget(now)
        self._due[key] = due + self._interval
        return 0.0

    def _forget(self, now: float) -> None:
        """Forget the keys that have all they may have, else the half that has most left."""
        used = {key: due for key, due in self._due.items() if due > now}
        if len(used) > self._most // 2:
            fullest = sorted(used.items(), key=lambda item: item[1])
            used = dict(fullest[-self._most // 2 :])
        self._due = used


class RateLimit:
    """ASGI middleware: refuses (429, ``Retry-After``) who asks too often.

    ``known`` tells whose a credential is, ``None`` for nobody's, by the settings last read: it
    decides about the bucket alone, and every request is checked again where it is carried out.
    """

    def __init__(
        self,
        app: ASGIApp,
        rates: Rates,
        known: Callable[[str | None], Caller | None],
        clock: Callable[[], float],
    ) -> None:
        self._app = app
        self._known = known
        self._credentials = Buckets(rates.credential, clock)
        self._addresses = Buckets(rates.address, clock)
        self._phones = Buckets(rates.phones, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        wait = self._wait(scope)
        if not wait:
            await self._app(scope, receive, send)
        elif scope["path"].startswith(PHONE):
            await busy_page(ceil(wait))(scope, receive, send)
        else:
            seconds = {"Retry-After": str(ceil(wait))}
            refused = problem_response(ProblemCode.TOO_MANY, "too many requests", seconds)
            await refused(scope, receive, send)

    def _wait(self, scope: Scope) -> float:
        path: str = scope["path"]
        if path.startswith(API):
            caller = self._known(bearer_of(Headers(scope=scope).get("Authorization", "")))
            if caller is not None:
                return self._credentials.take(caller)
        wait = self._addresses.take(_network_of(scope.get("client")))
        if not wait and path.startswith(PHONE):
            wait = self._phones.take(PHONE)
        return wait


def bearer_of(authorization: str) -> str | None:
    """Return the credential in an ``Authorization`` header, or ``None``."""
    scheme, _, credential = authorization.partition(" ")
    return credential if scheme.lower() == "bearer" else None


def _network_of(client: tuple[str, int] | None) -> str:
    """Return who counts as one: an address, of IPv6 the network of one household (/64)."""
    if client is None:
        return ""
    try:
        address = ip_address(client[0])
    except ValueError:
        return client[0]
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else address.exploded[:19]
    return str(address)

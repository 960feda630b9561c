"""Calls of the contract over HTTP, inside one time budget, with values for what goes wrong."""

import json
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from kiosk.county.contract import API, RETRYABLE, Problem, ProblemCode
from kiosk.county.replies import Cause, Refused, Unreachable
from kiosk.county.tls import TlsFiles
from kiosk.events import types as events

if TYPE_CHECKING:
    from kiosk.county.line import Broken, Call, Line, Reply

T = TypeVar("T")

_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 0.5
_PROBLEM = "application/problem+json"
_MOST_EXCHANGES = 8
"""At once, those given up but not yet ended included: a silent name server cannot pile them up."""


@dataclass(frozen=True)
class _Again:
    """No answer yet, and the same call may be sent once more."""

    why: str
    cause: Cause


class Client:
    """The backend at ``base_url``; ``credential`` goes along as bearer token.

    ``budget`` is in seconds and holds for a call in all: name look-up, connecting, every retry,
    the last byte. Any thread may call, and nothing here raises for the line.
    """

    def __init__(
        self,
        base_url: str,
        credential: str,
        *,
        budget: float,
        tls: TlsFiles | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._base = base_url.rstrip("/") + API
        self._credential = credential
        self._tls = tls or TlsFiles()
        self._budget = budget
        self._clock = clock
        self._closed = threading.Event()
        self._sleep = sleep or self._closed.wait
        self._chance = chance
        self._slots = threading.BoundedSemaphore(_MOST_EXCHANGES)
        self._guard = threading.Lock()
        self._idle: list[Line] = []
        self._busy: set[Line] = set()
        self._last: object = None

    def call(
        self,
        method: str,
        path: str,
        reads: Callable[[bytes], T],
        *,
        body: str | None = None,
        key: str | None = None,
        budget: float | None = None,
        largest: int | None = None,
    ) -> T | Refused | Unreachable:
        """Send one call of the contract and return what ``reads`` makes of the answer's body.

        ``path`` is below ``/api/v1``; ``body`` is JSON; ``key`` is the idempotency key. ``reads``
        raises ``ValueError`` (as pydantic does) for a body that is not of the contract. The call is
        repeated, after a pause of full jitter, where the backend may not have seen it or asks for
        that; ``budget`` (seconds) replaces the client's own, ``largest`` (bytes) how much is read.
        """
        # Imported at the first call: requests takes 0.2 s to load, which the first picture has not.
        from kiosk.county.line import LARGEST_BODY, Call

        end = self._clock() + (self._budget if budget is None else budget)
        sent = Call(method, path, body, key, LARGEST_BODY if largest is None else largest)
        outcome = self._until(end, sent, reads)
        self._last = outcome
        return outcome

    def online(self) -> bool:
        """Whether the last call was answered; ``False`` before the first."""
        return self._last is not None and not isinstance(self._last, Unreachable)

    def last_failure(self) -> Refused | Unreachable | None:
        """Return why the last call came to nothing; ``None`` where it did not."""
        last = self._last
        return last if isinstance(last, Refused | Unreachable) else None

    def close(self) -> None:
        """Cut what is under way: every call returns at once, now and later."""
        self._closed.set()
        with self._guard:
            lines = [*self._busy, *self._idle]
            self._idle.clear()
        for line in lines:
            line.cut()

    def _until(
        self, end: float, call: "Call", reads: Callable[[bytes], T]
    ) -> T | Refused | Unreachable:
        pause = _FIRST_PAUSE
        while True:
            outcome = self._attempt(call, end - self._clock(), reads)
            if not isinstance(outcome, _Again):
                return outcome
            wait = pause * self._chance()
            if self._closed.is_set() or self._clock() + wait >= end:
                return Unreachable(outcome.why, outcome.cause)
            self._sleep(wait)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _attempt(
        self, call: "Call", seconds: float, reads: Callable[[bytes], T]
    ) -> T | Refused | Unreachable | _Again:
        from kiosk.county.line import Broken

        reply = self._exchange(call, seconds)
        if not isinstance(reply, Broken):
            return _judge(reply, reads)
        kind = _Again if reply.again else Unreachable
        return kind(reply.why, reply.cause)

    def _exchange(self, call: "Call", seconds: float) -> "Reply | Broken":
        from kiosk.county.line import Broken

        if seconds <= 0:
            return Broken("no time left", again=False)
        if not self._slots.acquire(blocking=False):
            return Broken("too many calls hang", again=False)
        line = self._take()
        job = _Job(line, call, seconds, self._slots.release)
        threading.Thread(target=job.run, name="county-line", daemon=True).start()
        finished = job.done.wait(seconds)
        self._give_back(line, whole=finished)
        return job.outcome if finished else Broken("no answer in time", again=False)

    def _take(self) -> "Line":
        with self._guard:
            line = self._idle.pop() if self._idle else self._new_line()
            self._busy.add(line)
        if self._closed.is_set():
            line.cut()
        return line

    def _new_line(self) -> "Line":
        from kiosk.county.line import Line

        return Line(self._base, self._credential, self._tls)

    def _give_back(self, line: "Line", *, whole: bool) -> None:
        with self._guard:
            self._busy.discard(line)
            keep = whole and not self._closed.is_set()
            if keep:
                self._idle.append(line)
        if not keep:
            line.cut()


class _Job:
    """An exchange on a thread of its own; ``outcome`` holds when ``done`` is set."""

    def __init__(
        self, line: "Line", call: "Call", seconds: float, free: Callable[[], None]
    ) -> None:
        self._line = line
        self._call = call
        self._seconds = seconds
        self._free = free
        self.done = threading.Event()
        self.outcome: Reply | Broken

    def run(self) -> None:
        from kiosk.county.line import Broken

        try:
            self.outcome = self._line.exchange(self._call, self._seconds)
        except Exception as error:
            # A thread that dies would leave its caller waiting; the bug is named all the same.
            events.exchange_failed(error)
            self.outcome = Broken(type(error).__name__, again=False)
        finally:
            self._free()
            self.done.set()


def _judge(reply: "Reply", reads: Callable[[bytes], T]) -> T | Refused | Unreachable | _Again:
    status = reply.status
    if 200 <= status < 300:
        try:
            return reads(reply.body)
        except ValueError as error:
            # Not the message: pydantic's quotes the body.
            events.answer_not_of_the_contract(error)
            return Unreachable("the answer is not of the contract", Cause.GARBAGE)
    if status in (425, 429) or status >= 500:
        return _Again(f"HTTP {status}", Cause.ERROR)
    # A 4xx without a problem document is not the backend's: a proxy, a captive portal, a router.
    if not 400 <= status < 500 or reply.media_type != _PROBLEM:
        why = f"HTTP {status} from something that is no county backend"
        return Unreachable(why, Cause.GARBAGE)
    try:
        refusal = _refusal(reply.body)
    except ValueError as error:
        # Half a refusal decides nothing: it would set aside what the whole one might not.
        events.answer_not_of_the_contract(error)
        return Unreachable("the refusal is not of the contract", Cause.GARBAGE)
    if refusal.code in RETRYABLE:
        return _Again(refusal.code, Cause.ERROR)
    return refusal


def _refusal(body: bytes) -> Refused:
    """Read a problem document; raises ``ValueError`` for what is not even JSON."""
    try:
        problem = Problem.model_validate_json(body)
    except ValidationError:
        json.loads(body)
        # A newer backend may refuse for a reason this program has no name for.
        return Refused(ProblemCode.INVALID, "a problem of an unknown kind")
    return Refused(problem.code, problem.detail or problem.title)

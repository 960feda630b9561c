"""The staff PIN: Argon2id, a few tries, then a lock that doubles and survives a restart."""

import itertools
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.config import StaffSettings
from kiosk.events import types as events
from kiosk.store import Store, StoreError

LONGEST_LOCK_SECONDS = 3600.0
"""Where doubling ends: five tries an hour need 22 years for a million PINs, and nobody who plays
with the pad can keep the staff out for a day."""

_KEY = "staff_pin"
_DIGITS = 6


@dataclass(frozen=True)
class PinVerdict:
    """What became of a try. ``tries_left`` before the next lock; ``locked_seconds`` from now."""

    ok: bool
    tries_left: int
    locked_seconds: float


@dataclass(frozen=True)
class _Count:
    """Failures of the present series, locks so far, and the last lock in wall-clock seconds."""

    failures: int = 0
    locks: int = 0
    locked_at: float = 0.0
    locked_for: float = 0.0


class PinGuard:
    """Compares PINs with ``pin_hash`` and counts failures in ``store``.

    A failure is made durable before the PIN is looked at, so that cutting the power during a try
    wins no further one. ``wall`` (seconds since the epoch) only carries a lock over a restart;
    while the program runs, ``monotonic`` (seconds) measures it, so setting the clock changes
    nothing. At a start with a clock behind the lock's beginning the lock begins anew, once: it is
    never shortened, and lengthened by no more than itself. Where the store fails (disk full) the
    count goes on in memory: staff are needed most then.
    """

    def __init__(
        self,
        pin_hash: str,
        store: Store,
        settings: StaffSettings,
        *,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._hash = pin_hash
        self._store = store
        self._settings = settings
        self._wall = wall
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._count = self._load()
        self._free_at = monotonic() + self._carried_over()

    def check(self, pin: str) -> PinVerdict:
        """Compare ``pin``; while locked nothing is compared nor counted."""
        with self._lock:
            remaining = self._free_at - self._monotonic()
            if remaining > 0:
                return PinVerdict(False, 0, remaining)
            before = self._count
            after = self._failed(before)
            self._save(after)
            if _matches(self._hash, pin):
                self._save(_Count())
                return PinVerdict(True, self._settings.tries, 0.0)
            if after.locks == before.locks:
                return PinVerdict(False, self._settings.tries - after.failures, 0.0)
            self._free_at = self._monotonic() + after.locked_for
            return PinVerdict(False, 0, after.locked_for)

    def _failed(self, count: _Count) -> _Count:
        failures = count.failures + 1
        if failures < self._settings.tries:
            return _Count(failures, count.locks, count.locked_at, count.locked_for)
        # The exponent is bounded because 2.0 ** 1024 is an error and the lock has a longest.
        length = self._settings.lock_seconds * 2.0 ** min(count.locks, 16)
        longest = max(LONGEST_LOCK_SECONDS, self._settings.lock_seconds)
        return _Count(0, count.locks + 1, self._wall(), min(length, longest))

    def _carried_over(self) -> float:
        count = self._count
        elapsed = self._wall() - count.locked_at
        if count.locked_for and elapsed < 0:
            self._save(_Count(count.failures, count.locks, self._wall(), count.locked_for))
            return count.locked_for
        return max(0.0, count.locked_for - elapsed)

    def _load(self) -> _Count:
        try:
            kept = self._store.get(_KEY)
        except StoreError as error:
            events.pin_count_not_read(error)
            kept = None
        return _Count(**kept) if isinstance(kept, dict) else _Count()

    def _save(self, count: _Count) -> None:
        self._count = count
        try:
            self._store.set(_KEY, vars(count))
        except StoreError as error:
            events.pin_count_not_kept(error)


def hash_pin(pin: str) -> str:
    """Return the Argon2id hash of ``pin`` in its usual text form, with a salt of its own."""
    # Imported here: the terminal starts without it, and staff can wait these milliseconds.
    from argon2 import PasswordHasher

    return PasswordHasher().hash(pin)


def _matches(pin_hash: str, pin: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False


def new_pin(source: random.Random) -> str:
    """Draw a six-digit PIN nobody would try first; give ``random.SystemRandom()``."""
    while True:
        pin = f"{source.randrange(10**_DIGITS):0{_DIGITS}}"
        if not is_trivial(pin):
            return pin


def is_trivial(pin: str) -> bool:
    """Tell whether ``pin`` is of a kind tried first.

    Two digits or one, a run up or down, a repeated half or third, or a date with a year of
    19.. or 20.. in front.
    """
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(pin)}
    half, third = len(pin) // 2, len(pin) // 3
    return (
        len(set(pin)) <= 2
        or steps in ({1}, {9})
        or pin == pin[:half] * 2
        or pin == pin[:third] * 3
        or pin[:2] in {"19", "20"}
    )

"""The terminal's own series of ticket numbers, for the time the backend is away."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from kiosk.store import Store
from kiosk.zone import CENTRE_ZONE

_ROUND = "offline_round"


@dataclass(frozen=True)
class _Round:
    """Numbers from ``first`` on; ``name`` tells it from earlier rounds.

    ``over`` is the last business date, ISO, on which one of them can be in the hall; ``None``
    while that is open.
    """

    name: str
    first: int = 1
    over: str | None = None


class Series:
    """Gives ``AK01``, ``AK02``, …: service letter, the terminal's ``letter``, counter.

    A new business date may begin with 01 again, but only the backend knows the date: this machine's
    clock may jump. So a round of numbers ends where the backend has told of a date after every
    number of it was delivered, and later of another date; until then the counters go on. No number
    can then come twice on a date, whatever the clock says. Methods raise
    :class:`kiosk.store.StoreError`.
    """

    def __init__(self, store: Store, letter: str) -> None:
        self._store = store
        self._letter = letter
        self.given = 0
        """Numbers given since this program started."""

    def next(self, letter: str, known: date) -> str:
        """Return the next number of a service, durably; ``known`` is the date last heard of."""
        series = letter + self._letter
        with self._store.transaction():
            current = self._round() or _Round(known.isoformat())
            if current.over is not None and known.isoformat() > current.over:
                current = _Round(known.isoformat())
            self._keep(replace(current, over=None))
            counter = self._store.next_number(
                f"offline/{current.name}/{series}", first=current.first
            )
            self.given += 1
        return f"{series}{counter:02}"

    def close(self, heard: date) -> None:
        """Note that the backend told its date while no number waited for delivery."""
        with self._store.transaction():
            current = self._round()
            if current is not None and current.over is None:
                self._keep(replace(current, over=heard.isoformat()))

    def skip(self, now: datetime) -> None:
        """Begin high: the counters were lost, and their numbers are in the hall."""
        local = now.astimezone(CENTRE_ZONE)
        self._keep(_Round(local.isoformat(), first=60 * local.hour + local.minute + 100))

    def _round(self) -> _Round | None:
        kept = self._store.get(_ROUND)
        return _Round(**kept) if isinstance(kept, dict) else None

    def _keep(self, current: _Round) -> None:
        if current != self._round():
            self._store.set(_ROUND, asdict(current))

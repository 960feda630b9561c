"""The one time of a world: it passes only where the model says so."""

from datetime import UTC, datetime, timedelta

from kiosk.zone import CENTRE_ZONE

# A Tuesday morning, so that the next days are office days, too, and then comes a weekend.
BEGINNING = datetime(2026, 3, 3, 9, 0, tzinfo=CENTRE_ZONE)
_MS = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Time:
    """What time it really is; the backend's clock shows it."""

    def __init__(self) -> None:
        self._now = BEGINNING.astimezone(UTC)

    def now(self) -> datetime:
        """Return the true time, aware, in UTC."""
        return self._now

    def monotonic(self) -> float:
        """Return seconds since the world began."""
        return (self._now - BEGINNING).total_seconds()

    def pass_by(self, seconds: float) -> None:
        """Let ``seconds`` pass."""
        self._now += timedelta(seconds=seconds)

    def pass_until(self, clock: str) -> None:
        """Let time pass until a wall clock in the centre next shows ``HH:MM``."""
        local = self._now.astimezone(CENTRE_ZONE)
        then = local.replace(hour=int(clock[:2]), minute=int(clock[3:]), second=0, microsecond=0)
        self._now = (then if then > local else then + timedelta(days=1)).astimezone(UTC)


def milliseconds(at: datetime) -> int:
    """Return whole milliseconds since the epoch, as the backend counts them."""
    return (at - _EPOCH) // _MS


def date_of(at: datetime) -> str:
    """Return the date in the centre, ISO."""
    return at.astimezone(CENTRE_ZONE).date().isoformat()


def date_of_ms(ms: int) -> str:
    """Return the date in the centre of milliseconds since the epoch, ISO."""
    return date_of(_EPOCH + ms * _MS)

"""What a command gets to work with: one transaction, the settings, the clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from secrets import token_urlsafe
from typing import TypeVar

from sqlalchemy import Connection, Engine, select

from kiosk.county.contract import ProblemCode
from kiosk.county.server import tables
from kiosk.county.server.hours import business_date
from kiosk.county.server.problems import Refusal
from kiosk.county.server.snapshot import Snapshot, raise_revision, read_snapshot
from kiosk.zone import CENTRE_ZONE

T = TypeVar("T")
Clock = Callable[[], datetime]
# A clock that is further behind has lost its battery: it says nothing about when something was.
_BELIEVED_DAYS = 30
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(at: datetime) -> int:
    """Return whole milliseconds since the epoch of an aware time."""
    return (at - _EPOCH) // _MILLISECOND


def from_ms(ms: int) -> datetime:
    """Return the time in the centre's zone."""
    return (_EPOCH + ms * _MILLISECOND).astimezone(CENTRE_ZONE)


def system_clock() -> datetime:
    """Return this machine's time."""
    return datetime.now(UTC)


class Undo(Exception):
    """Raised by a command: undo what it has written, and do ``instead`` in its place."""

    def __init__(self, instead: Callable[["Transaction"], object]) -> None:
        super().__init__("undone")
        self.instead = instead


class Sources:
    """Where time and unguessable tokens come from, and the snapshot last read."""

    def __init__(
        self, clock: Clock = system_clock, new_token: Callable[[], str] = lambda: token_urlsafe(16)
    ) -> None:
        self.clock = clock
        self.new_token = new_token
        self._snapshot: Snapshot | None = None

    def last_snapshot(self) -> Snapshot | None:
        """Return the settings as last read, perhaps no longer those of the database."""
        return self._snapshot

    def snapshot(self, connection: Connection, revision: int) -> Snapshot:
        """Return the settings at ``revision``, reading them only when it is a new one."""
        known = self._snapshot
        if known is None or known.revision != revision:
            known = read_snapshot(connection)
            self._snapshot = known
        return known


class Transaction:
    """One transaction of the county's database.

    ``now`` is read once per command (whole milliseconds), so all it writes bears one time.
    """

    def __init__(self, connection: Connection, sources: Sources, *, write: bool) -> None:
        self.connection = connection
        self._sources = sources
        self.settings = sources.snapshot(connection, self._revision(lock=write))
        self.tick()

    def tick(self) -> None:
        """Read the clock for the next command."""
        self.now_ms = to_ms(self._sources.clock())
        self.now = from_ms(self.now_ms)
        self.today: date = business_date(self.now)

    def moment_of(self, at: datetime) -> int:
        """Return a terminal's time in milliseconds; one that cannot be is the delivery's."""
        moment = to_ms(at)
        oldest = self.now_ms - timedelta(days=_BELIEVED_DAYS) // _MILLISECOND
        return moment if oldest <= moment <= self.now_ms else self.now_ms

    def settings_changed(self) -> None:
        """Say that this transaction changed a setting, a window's state or a credential.

        What is read here is not committed yet, so it is not kept for other transactions.
        """
        raise_revision(self.connection)
        self.settings = read_snapshot(self.connection)

    def _revision(self, *, lock: bool) -> int:
        """Read the settings' revision.

        A writer locks the centre's row: on PostgreSQL this is what makes the writers of several
        server processes take turns (SQLite's BEGIN IMMEDIATE does it there).
        """
        query = select(tables.centre.c.revision)
        revision = self.connection.execute(query.with_for_update() if lock else query).scalar()
        if revision is None:
            raise Refusal(ProblemCode.UNAVAILABLE, "no centre has been set up in this database")
        return int(revision)

    def new_token(self) -> str:
        """Return an unguessable token for a phone page."""
        return self._sources.new_token()


def transact(
    engine: Engine, sources: Sources, command: Callable[[Transaction], T], *, write: bool
) -> T:
    """Run one command in a transaction of its own, durable on return."""
    with engine.begin() as connection:
        return command(Transaction(connection, sources, write=write))

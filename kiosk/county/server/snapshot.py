"""The settings of the centre as the database holds them, read once per revision.

Whatever changes a setting, a window's state or a credential raises ``centre.revision`` in the same
transaction (:func:`raise_revision`), so a snapshot of the current revision is never stale, also
when several server processes and the command line share one database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, select, update

from kiosk.county.contract import Session, Words
from kiosk.county.server import tables
from kiosk.county.server.hours import Hours


@dataclass(frozen=True)
class ServicePlan:
    """A service; ``average`` in minutes, ``fallback`` windows assumed when none is open."""

    id: str
    letter: str
    name: Words
    icon: str
    bring: tuple[Words, ...]
    hours: Hours
    quota: int | None
    average: Fraction
    fallback: int | None
    windows: tuple[int, ...]
    open_windows: int


@dataclass(frozen=True)
class WindowPlan:
    """A window and the services it serves."""

    id: int
    open: bool
    services: tuple[str, ...]


@dataclass(frozen=True)
class StoredCredential:
    """What is kept of a credential: never itself, only its hash."""

    role: str
    subject: str
    hash: bytes


@dataclass(frozen=True)
class Snapshot:
    """The settings at one revision; ``credentials`` holds the valid ones by their key."""

    revision: int
    name: Words
    on_duty: tuple[Words, ...]
    notices: tuple[Words, ...]
    weight: Fraction
    cap: int
    services: Mapping[str, ServicePlan]
    windows: Mapping[int, WindowPlan]
    credentials: Mapping[str, StoredCredential]
    letters: Mapping[str, str]


def read_snapshot(connection: Connection) -> Snapshot:
    """Read the settings; the centre's row must be there."""
    row = connection.execute(select(tables.centre)).mappings().one()
    windows = _read_windows(connection)
    return Snapshot(
        revision=row["revision"],
        name=Words.model_validate(row["name"]),
        on_duty=_many_words(row["on_duty"]),
        notices=_many_words(row["notices"]),
        weight=Fraction(row["priority_weight"]),
        cap=row["priority_cap"],
        services=_read_services(connection, windows),
        windows=windows,
        credentials=_read_credentials(connection),
        letters={
            found.id: found.letter
            for found in connection.execute(select(tables.terminal.c.id, tables.terminal.c.letter))
        },
    )


def raise_revision(connection: Connection) -> None:
    """Say that a setting has changed in this transaction."""
    connection.execute(update(tables.centre).values(revision=tables.centre.c.revision + 1))


def hours_from_json(value: Mapping[str, Any]) -> Hours:
    """Return opening hours from ``{"week": [[[opens, closes], …] × 7], "dates": {iso: […]}}``."""
    return Hours(
        week=tuple(_sessions(day) for day in value["week"]),
        dates={date.fromisoformat(day): _sessions(found) for day, found in value["dates"].items()},
    )


def hours_to_json(hours: Hours) -> dict[str, Any]:
    """Return what :func:`hours_from_json` reads."""
    return {
        "week": [[[s.opens, s.closes] for s in day] for day in hours.week],
        "dates": {
            day.isoformat(): [[s.opens, s.closes] for s in found]
            for day, found in hours.dates.items()
        },
    }


def _sessions(pairs: list[list[str]]) -> tuple[Session, ...]:
    return tuple(Session(opens=opens, closes=closes) for opens, closes in pairs)


def _many_words(values: list[dict[str, str]]) -> tuple[Words, ...]:
    return tuple(Words.model_validate(value) for value in values)


def _read_windows(connection: Connection) -> dict[int, WindowPlan]:
    links = connection.execute(
        select(tables.window_service.c.window, tables.service.c.id)
        .join(tables.service, tables.service.c.id == tables.window_service.c.service)
        .order_by(tables.service.c.position)
    ).all()
    return {
        row.id: WindowPlan(
            id=row.id,
            open=row.open,
            services=tuple(service for window, service in links if window == row.id),
        )
        for row in connection.execute(select(tables.window).order_by(tables.window.c.id))
    }


def _read_services(
    connection: Connection, windows: Mapping[int, WindowPlan]
) -> dict[str, ServicePlan]:
    plans = {}
    rows = connection.execute(select(tables.service).order_by(tables.service.c.position))
    for row in rows.mappings():
        serving = [window for window in windows.values() if row["id"] in window.services]
        plans[row["id"]] = ServicePlan(
            id=row["id"],
            letter=row["letter"],
            name=Words.model_validate(row["name"]),
            icon=row["icon"],
            bring=_many_words(row["bring"]),
            hours=hours_from_json(row["hours"]),
            quota=row["quota"],
            average=Fraction(row["average_minutes"]),
            fallback=row["fallback_windows"],
            windows=tuple(window.id for window in serving),
            open_windows=sum(window.open for window in serving),
        )
    return plans


def _read_credentials(connection: Connection) -> dict[str, StoredCredential]:
    rows = connection.execute(
        select(tables.credential).where(tables.credential.c.revoked_at.is_(None))
    )
    return {
        row.key: StoredCredential(role=row.role, subject=row.subject, hash=row.hash) for row in rows
    }

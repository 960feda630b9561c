"""Puts a county's own centre into the database, in place of what was there."""

from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from kiosk.county.contract import ProblemCode, Words
from kiosk.county.server import tables
from kiosk.county.server.centre_file import CentreFile, ServiceTable
from kiosk.county.server.problems import Refusal
from kiosk.county.server.snapshot import ServicePlan, hours_to_json
from kiosk.county.server.transactions import Transaction

_IN_USE_BY = (tables.ticket, tables.standing, tables.period, tables.tally)
_NOBODY_S = "abcdefghijklmnopqrstuvwxyz"
"""Letters that no service may have: they stand in while letters change places."""


def begin_centre(connection: Connection) -> None:
    """Make room for a centre in a database that has none."""
    nothing = {"zh": "", "en": ""}
    connection.execute(
        insert(tables.centre).values(
            id=1,
            revision=1,
            name=nothing,
            on_duty=[],
            notices=[],
            priority_weight="1",
            priority_cap=1,
        )
    )


def changes_of(transaction: Transaction, centre: CentreFile) -> list[str]:
    """Say what :func:`put_centre` would change, a line each; empty where nothing would."""
    settings = transaction.settings
    before, after = settings.services, {service.id: service for service in centre.services}
    found = [f"service {name}: new" for name in after if name not in before]
    found += [f"service {name}: goes" for name in before if name not in after]
    found += [
        f"service {name}: {', '.join(changed)}"
        for name, service in after.items()
        if name in before and (changed := _changed(before[name], service, centre))
    ]
    said = {
        "name": settings.name != centre.name,
        "on_duty": settings.on_duty != centre.on_duty,
        "notices": settings.notices != centre.notices,
        "priority_weight": settings.weight != Fraction(str(centre.priority_weight)),
        "priority_cap": settings.cap != centre.priority_cap,
        "order of services": [*before] != [*after] and set(before) == set(after),
    }
    return [*(name for name, differs in said.items() if differs), *found]


def put_centre(transaction: Transaction, centre: CentreFile) -> None:
    """Let ``centre`` be the centre: services, windows, hours, words.

    A window stays open or closed as it was; a new one is open, one that serves nothing any more is
    closed. Refuses (wrong state) to take away a service that tickets were issued for.
    """
    connection = transaction.connection
    connection.execute(
        update(tables.centre).values(
            name=centre.name.model_dump(),
            on_duty=_dumped(centre.on_duty),
            notices=_dumped(centre.notices),
            priority_weight=str(centre.priority_weight),
            priority_cap=centre.priority_cap,
        )
    )
    connection.execute(delete(tables.window_service))
    _put_services(transaction, centre)
    _put_windows(transaction, centre)
    transaction.settings_changed()


def _put_services(transaction: Transaction, centre: CentreFile) -> None:
    connection, before = transaction.connection, transaction.settings.services
    kept = {service.id for service in centre.services}
    for gone in (name for name in before if name not in kept):
        _refuse_if_in_use(connection, gone)
        connection.execute(delete(tables.service).where(tables.service.c.id == gone))
    for letter, name in zip(_NOBODY_S, (name for name in before if name in kept), strict=False):
        connection.execute(
            update(tables.service).where(tables.service.c.id == name).values(letter=letter)
        )
    for position, service in enumerate(centre.services):
        row = _row(position, service, centre)
        if service.id in before:
            connection.execute(
                update(tables.service).where(tables.service.c.id == service.id).values(row)
            )
        else:
            connection.execute(insert(tables.service).values(id=service.id, **row))


def _put_windows(transaction: Transaction, centre: CentreFile) -> None:
    connection, before = transaction.connection, transaction.settings.windows
    links = [
        {"window": window, "service": service.id}
        for service in centre.services
        for window in dict.fromkeys(service.windows)
    ]
    serving = {window for service in centre.services for window in service.windows}
    for window in sorted(serving - set(before)):
        connection.execute(insert(tables.window).values(id=window, open=True))
    for window in sorted(set(before) - serving):
        connection.execute(
            update(tables.window).where(tables.window.c.id == window).values(open=False)
        )
    connection.execute(insert(tables.window_service), links)


def _refuse_if_in_use(connection: Connection, service: str) -> None:
    for table in _IN_USE_BY:
        used = select(func.count()).select_from(table).where(table.c.service == service)
        if connection.execute(used).scalar_one():
            raise Refusal(
                ProblemCode.WRONG_STATE,
                f"tickets were issued for the service {service}: leave it in the file, and close"
                " it with hours of its own that are empty",
            )


def _row(position: int, service: ServiceTable, centre: CentreFile) -> dict[str, Any]:
    return {
        "position": position,
        "letter": service.letter,
        "name": service.name.model_dump(),
        "icon": service.icon,
        "bring": _dumped(service.bring),
        "hours": hours_to_json((service.hours or centre.hours).hours()),
        "quota": service.quota,
        "average_minutes": str(service.average_minutes),
    }


def _changed(before: ServicePlan, after: ServiceTable, centre: CentreFile) -> list[str]:
    differs = {
        "letter": before.letter != after.letter,
        "name": before.name != after.name,
        "icon": before.icon != after.icon,
        "bring": before.bring != after.bring,
        "hours": before.hours != (after.hours or centre.hours).hours(),
        "quota": before.quota != after.quota,
        "average_minutes": before.average != Fraction(str(after.average_minutes)),
        "windows": set(before.windows) != set(after.windows),
    }
    return [name for name, changed in differs.items() if changed]


def _dumped(words: tuple[Words, ...]) -> list[dict[str, str]]:
    return [each.model_dump() for each in words]

"""The centre as last heard of: kept over a restart, and asked while the backend is away."""

from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kiosk.county.contract import Centre, ProblemCode, Service, Session
from kiosk.county.replies import Refused, Unreachable
from kiosk.events import types as events
from kiosk.fonts import is_icon
from kiosk.store import Store, StoreError
from kiosk.zone import CENTRE_ZONE

_CENTRE = "centre"
_HOURS = "hours"
_SESSIONS = TypeAdapter(dict[str, tuple[Session, ...]])
# What changes by the minute is not worth a write each time it is heard.
_PASSING: dict[str, Any] = {"now": True, "services": {"__all__": {"waiting": True, "wait": True}}}


_UNKNOWN_ICON = "help_outline"


def read_centre(text: str | bytes) -> Centre:
    """Return the centre of an answer; an icon that nobody can draw becomes a question mark.

    Raises ``ValueError`` for a text that is none.
    """
    centre = Centre.model_validate_json(text)
    services = tuple(
        service if is_icon(service.icon) else service.model_copy(update={"icon": _UNKNOWN_ICON})
        for service in centre.services
    )
    return centre.model_copy(update={"services": services})


class KnownCentre:
    """Keeps the last good :class:`Centre`; nothing of it is personal. Never raises."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._centre = self._stored_centre()
        self._hours = self._stored_hours()

    def get(self) -> Centre | None:
        """Return the centre as last heard of."""
        return self._centre

    def keep(self, centre: Centre) -> None:
        """Take ``centre`` as the last one, and write it down unless only queues have moved."""
        before, self._centre = self._centre, centre
        if before is not None and _lasting(before) == _lasting(centre):
            return
        self._hours |= {service.id: service.today for service in centre.services if service.today}
        try:
            with self._store.transaction():
                self._store.set(_CENTRE, centre.model_dump_json())
                self._store.set(_HOURS, _SESSIONS.dump_json(self._hours).decode())
        except StoreError as error:
            events.centre_not_kept(error)

    def no_earlier(self, now: datetime) -> datetime:
        """Return ``now``, or what the backend last told where a clock has jumped back behind it."""
        return now if self._centre is None else max(now, self._centre.now)

    def business_date(self, now: datetime) -> date:
        """Return the date the backend last told; that of ``now`` where it never did."""
        if self._centre is None:
            return now.astimezone(CENTRE_ZONE).date()
        return self._centre.business_date

    def standing(self, service_id: str, at: datetime) -> Service | Refused | Unreachable:
        """Tell whether a number of ``service_id`` may be given at ``at`` without the backend.

        On the date of the last centre its sessions and quota hold. On another date the service
        stays closed until the next opening that was announced; after it, and where none was, the
        hours last seen hold, whatever the weekday: nothing better is known.
        """
        service = self._find(service_id)
        if self._centre is None or service is None:
            return Unreachable("nothing is known of this service")
        local = at.astimezone(CENTRE_ZONE)
        if local.date() == self._centre.business_date:
            sessions = service.today
            if service.quota_reached:
                return Refused(ProblemCode.QUOTA_REACHED)
        else:
            sessions = self._hours.get(service_id, ())
            if service.opens_at is not None and at < service.opens_at:
                return Refused(ProblemCode.CLOSED)
        clock = f"{local:%H:%M}"
        if any(session.opens <= clock < session.closes for session in sessions):
            return service
        return Refused(ProblemCode.CLOSED)

    def _find(self, service_id: str) -> Service | None:
        services = self._centre.services if self._centre is not None else ()
        return next((service for service in services if service.id == service_id), None)

    def _stored_centre(self) -> Centre | None:
        try:
            text = self._store.get(_CENTRE)
            return read_centre(text) if isinstance(text, str) else None
        except (StoreError, ValidationError) as error:
            events.centre_not_read(error)
            return None

    def _stored_hours(self) -> dict[str, tuple[Session, ...]]:
        try:
            text = self._store.get(_HOURS)
            return _SESSIONS.validate_json(text) if isinstance(text, str) else {}
        except (StoreError, ValidationError) as error:
            events.centre_not_read(error)
            return {}


def _lasting(centre: Centre) -> dict[str, Any]:
    return centre.model_dump(exclude=_PASSING)

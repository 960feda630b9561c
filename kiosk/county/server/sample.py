"""A sample centre, so that everything can be tried at once. Nothing in it is a real office's data.

The first four services are open round the clock, which no centre is: so that a trial works at any
hour. Notarial service keeps usual office hours, so that a closed service can be seen, too.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from kiosk.county.contract import Session
from kiosk.county.server import tables
from kiosk.county.server.hours import Hours
from kiosk.county.server.sample_matters import load_sample_matters
from kiosk.county.server.snapshot import hours_to_json
from kiosk.county.server.transactions import Clock, Sources, Transaction, system_clock

_ROUND_THE_CLOCK = Hours(week=((Session(opens="00:00", closes="24:00"),),) * 7)
_OFFICE_DAY = (
    Session(opens="08:30", closes="12:00"),
    Session(opens="14:30", closes="17:30"),
)
_OFFICE = Hours(week=(_OFFICE_DAY,) * 5 + ((), ()))

_ID_CARD = ("身份证", "Your ID card")
_PAPERS = ("和事情有关的材料", "Papers about your matter")

_SERVICES: tuple[dict[str, Any], ...] = (
    {
        "id": "reception",
        "name": ("综合接待", "Reception"),
        "icon": "support_agent",
        "bring": (_ID_CARD,),
        "windows": (1,),
        "minutes": "5",
    },
    {
        "id": "advice",
        "name": ("法律咨询", "Legal advice"),
        "icon": "forum",
        "bring": (_ID_CARD, _PAPERS),
        "windows": (2, 3),
        "minutes": "15",
    },
    {
        "id": "legal-aid",
        "name": ("法律援助", "Legal aid"),
        "icon": "volunteer_activism",
        "bring": (
            _ID_CARD,
            ("说明收入情况的材料", "Papers that show your income"),
            _PAPERS,
        ),
        "windows": (4,),
        "minutes": "20",
    },
    {
        "id": "mediation",
        "name": ("人民调解", "Mediation"),
        "icon": "handshake",
        "bring": (_ID_CARD, ("对方的姓名和电话", "The other side's name and phone number")),
        "windows": (5,),
        "minutes": "20",
    },
    {
        "id": "notary",
        "name": ("公证", "Notary"),
        "icon": "approval",
        "bring": (
            _ID_CARD,
            ("户口簿", "Household register"),
            ("要公证的材料", "Papers to notarise"),
        ),
        "windows": (6,),
        "minutes": "15",
        "hours": _OFFICE,
    },
)


def has_centre(connection: Connection) -> bool:
    """Whether a centre has been set up in the database."""
    return connection.execute(select(tables.centre.c.id)).first() is not None


def ensure_centre(engine: Engine, clock: Clock = system_clock) -> None:
    """Set up the sample centre, with sample matters, in a database that has none.

    Its tables must be there.
    """
    with engine.begin() as connection:
        if not has_centre(connection):
            load_sample(connection)
            load_sample_matters(Transaction(connection, Sources(clock), write=True))


def load_sample(connection: Connection) -> None:
    """Set up the sample centre in a database that has none; windows are open."""
    connection.execute(
        insert(tables.centre).values(
            id=1,
            revision=1,
            name=_words("西平县公共法律服务中心", "Xiping County Public Legal Service Centre"),
            on_duty=[],
            notices=[_words("样例数据，仅供试用", "Sample data, for trial only")],
            priority_weight="1",
            priority_cap=3,
        )
    )
    for position, service in enumerate(_SERVICES):
        connection.execute(insert(tables.service).values(_service_row(position, service)))
    windows = sorted({window for service in _SERVICES for window in service["windows"]})
    connection.execute(insert(tables.window), [{"id": window, "open": True} for window in windows])
    connection.execute(
        insert(tables.window_service),
        [
            {"window": window, "service": service["id"]}
            for service in _SERVICES
            for window in service["windows"]
        ],
    )


def _service_row(position: int, service: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": service["id"],
        "position": position,
        "letter": "ABCDE"[position],
        "name": _words(*service["name"]),
        "icon": service["icon"],
        "bring": _many(service["bring"]),
        "hours": hours_to_json(service.get("hours", _ROUND_THE_CLOCK)),
        "average_minutes": service["minutes"],
    }


def _words(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def _many(pairs: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [_words(*pair) for pair in pairs]

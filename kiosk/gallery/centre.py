"""The sample centre, at a fixed moment; its services stand in every state a queue can have."""

from datetime import UTC, date, datetime
from uuid import UUID

from kiosk.county.contract import Centre, Service, Session, Wait, Words
from kiosk.county.port import IssuedTicket
from kiosk.devices.printer.port import PrinterCondition, PrinterStatus

NOW = datetime(2026, 3, 4, 1, 32, tzinfo=UTC)
READY = PrinterStatus(PrinterCondition.READY)
NO_PAPER = PrinterStatus(PrinterCondition.OUT_OF_PAPER)

_DAY = (Session(opens="08:30", closes="12:00"), Session(opens="14:30", closes="17:30"))
_ID_CARD = Words(zh="身份证", en="Your ID card")
_PAPERS = Words(zh="和事情有关的材料", en="Papers about your matter")
_QUEUES: tuple[dict[str, object], ...] = (
    {
        "id": "reception",
        "name": Words(zh="综合接待", en="Reception"),
        "icon": "support_agent",
        "waiting": 2,
        "wait": Wait(shortest=5, longest=10),
    },
    {
        "id": "advice",
        "name": Words(zh="法律咨询", en="Legal advice"),
        "icon": "forum",
        "windows": (2, 3),
        "waiting": 5,
        "wait": Wait(shortest=20, longest=35),
    },
    {
        "id": "legal-aid",
        "name": Words(zh="法律援助", en="Legal aid"),
        "icon": "volunteer_activism",
        "waiting": 0,
        "wait": Wait(shortest=0, longest=20),
    },
    {
        "id": "mediation",
        "name": Words(zh="人民调解", en="Mediation"),
        "icon": "handshake",
        "waiting": 3,
        "wait": None,
    },
    {
        "id": "notary",
        "name": Words(zh="公证", en="Notary"),
        "icon": "approval",
        "open": False,
        "opens_at": datetime(2026, 3, 4, 6, 30, tzinfo=UTC),
        "waiting": 0,
        "wait": None,
    },
)


def sample_centre() -> Centre:
    """Return the sample centre."""
    return Centre(
        name=Words(zh="西平县公共法律服务中心", en="Xiping County Public Legal Service Centre"),
        now=NOW,
        business_date=date(2026, 3, 4),
        services=tuple(_service(place, queue) for place, queue in enumerate(_QUEUES)),
        on_duty=(),
        notices=(Words(zh="样例数据，仅供试用", en="Sample data, for trial only"),),
        priority_weight=1,
        priority_cap=3,
    )


def sample_ticket() -> IssuedTicket:
    """Return a ticket of the sample centre."""
    return IssuedTicket(
        request_id=UUID(int=12),
        number="B012",
        windows=(2, 3),
        ahead=5,
        wait=Wait(shortest=20, longest=35),
        issued_at=NOW,
        phone_url="http://centre.example/t/q3Xk7sampleTicketPage",
    )


def _service(place: int, queue: dict[str, object]) -> Service:
    usual: dict[str, object] = {
        "letter": "ABCDE"[place],
        "bring": (_ID_CARD, _PAPERS),
        "windows": (place + 2,),
        "open": True,
        "opens_at": None,
        "today": _DAY,
        "quota_reached": False,
    }
    return Service.model_validate({**usual, **queue})

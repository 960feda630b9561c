"""A small centre to hold conversations in: one service open, one unknown, one closed, one full."""

from datetime import UTC, date, datetime
from uuid import UUID

from kiosk.county.contract import Centre, Service, Session, Wait, Words
from kiosk.county.port import IssuedTicket
from kiosk.devices.printer.port import PrinterCondition, PrinterStatus

NOW = datetime(2026, 3, 4, 1, 32, tzinfo=UTC)
OPENS = datetime(2026, 3, 4, 6, 30, tzinfo=UTC)
READY = PrinterStatus(PrinterCondition.READY)
NO_PAPER = PrinterStatus(PrinterCondition.OUT_OF_PAPER)


def words(zh: str) -> Words:
    return Words(zh=zh, en=f"sample {zh}")


def service(key: str, letter: str, name: str, **changes: object) -> Service:
    facts: dict[str, object] = {
        "id": key,
        "letter": letter,
        "name": words(name),
        "icon": "forum",
        "bring": (words("身份证"), words("合同或欠条")),
        "windows": (2,),
        "open": True,
        "opens_at": None,
        "today": (Session(opens="08:30", closes="12:00"), Session(opens="14:30", closes="17:30")),
        "quota_reached": False,
        "waiting": 5,
        "wait": Wait(shortest=20, longest=35),
    }
    return Service.model_validate({**facts, **changes})


def centre() -> Centre:
    return Centre(
        name=words("样例中心"),
        now=NOW,
        business_date=date(2026, 3, 4),
        services=(
            service("advice", "B", "法律咨询"),
            service("mediation", "D", "人民调解", wait=None),
            service("notary", "E", "公证", open=False, opens_at=OPENS, wait=None, waiting=0),
            service("aid", "C", "法律援助", quota_reached=True),
        ),
        on_duty=(words("样例值班"),),
        notices=(),
        priority_weight=1,
        priority_cap=3,
    )


def issued(number: str = "B012", *, offline: bool = False) -> IssuedTicket:
    return IssuedTicket(
        request_id=UUID(int=7),
        number=number,
        windows=(2,),
        ahead=None if offline else 5,
        wait=None if offline else Wait(shortest=20, longest=35),
        issued_at=NOW,
        phone_url=None if offline else "http://centre.example/t/sample",
        offline=offline,
    )

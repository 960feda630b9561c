"""What a sound county backend answers, as plain JSON: to be made wrong by hostile ones."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

API = "/api/v1"
NOW = datetime(2026, 3, 4, 2, 30, tzinfo=UTC)
TICKET_ID = "00000000-0000-4000-8000-00000000a012"
_WORDS = {"zh": "样例中心", "en": "Sample centre"}
_WAIT = {"shortest": 8, "longest": 20}


def _at(minutes: int) -> str:
    return (NOW + timedelta(minutes=minutes)).isoformat()


def centre_answer() -> dict[str, Any]:
    service = {
        "id": "legal-aid",
        "letter": "A",
        "name": {"zh": "法律援助", "en": "Legal aid"},
        "icon": "balance",
        "bring": [{"zh": "身份证", "en": "Identity card"}],
        "windows": [3],
        "open": True,
        "opens_at": _at(60),
        "today": [{"opens": "00:00", "closes": "24:00"}],
        "quota_reached": False,
        "waiting": 2,
        "wait": _WAIT,
    }
    return {
        "name": _WORDS,
        "now": _at(0),
        "business_date": "2026-03-04",
        "services": [service, service | {"id": "notary", "letter": "E", "open": False}],
        "on_duty": [{"zh": "样例值班", "en": "Sample duty"}],
        "notices": [{"zh": "样例通知", "en": "Sample notice"}],
        "priority_weight": 1.0,
        "priority_cap": 3,
    }


def ticket_answer(ticket_id: str, number: str = "A012") -> dict[str, Any]:
    return {
        "id": ticket_id,
        "number": number,
        "service": "legal-aid",
        "reason": None,
        "business_date": "2026-03-04",
        "issued_at": _at(0),
        "state": "waiting",
        "window": None,
        "windows": [3],
        "ahead": 2,
        "wait": _WAIT,
        "print_state": "pending",
        "phone_path": "/t/token",
        "periods": [
            {"state": "waiting", "since": _at(0), "until": None, "window": None, "cause": "issued"}
        ],
    }


def matter_answer(code: str) -> dict[str, Any]:
    return {
        "code": code,
        "kind": "consultation",
        "field": "wages",
        "question": "样例问题",
        "reply": "样例答复",
        "state": "answered",
        "received_at": _at(-200),
        "due_at": _at(100),
        "overdue": False,
        "now": _at(0),
        "events": [
            {"state": "received", "at": _at(-200), "who": None, "note": ""},
            {"state": "answered", "at": _at(-10), "who": _WORDS, "note": "样例"},
        ],
        "department": _WORDS,
        "person": _WORDS,
        "rated": False,
    }


def genuine(method: str, path: str, body: bytes, key: str | None) -> tuple[int, Any]:
    """Return status and JSON of what a sound backend answers; 404 for what it does not know."""
    asked = json.loads(body) if body else {}
    match method, path.removeprefix(API + "/").split("/"):
        case "GET", ["centre"]:
            return 200, centre_answer()
        case "POST", ["tickets"]:
            return 201, ticket_answer(str(key))
        case "PUT", ["tickets", "paper", ticket_id]:
            return 200, ticket_answer(ticket_id, asked["number"])
        case "PUT", ["tickets", ticket_id, "print"]:
            return 200, ticket_answer(ticket_id)
    return _genuine_of_matters(method, path, asked)


def _genuine_of_matters(method: str, path: str, asked: dict[str, Any]) -> tuple[int, Any]:
    match method, path.removeprefix(API + "/").split("/"):
        case "GET", ["tickets", "number", number]:
            rateable = {"ticket": TICKET_ID, "number": number, "served": True, "rated": False}
            return 200, rateable | {"service": "legal-aid", "window": 3}
        case "POST", ["matters"]:
            receipt = {"code": asked["code"], "received_at": _at(0), "due_at": _at(300)}
            return 201, receipt
        case "POST", ["matters", "lookup"]:
            return 200, matter_answer(asked["code"])
        case "POST", ["ratings"]:
            return 201, {"rated_at": _at(0)}
        case "POST", ["terminals", "self", "heartbeat"]:
            return 200, {"now": _at(0), "skew_seconds": 0, "paused": False, "message": None}
        case "POST", ["terminals", "self", "assistance"]:
            return 204, None
    return refusal(404, "not_found")


def refusal(status: int, code: str) -> tuple[int, Any]:
    return status, {"title": code, "status": status, "code": code}

"""Bodies of ticket requests as the terminal keeps and sends them."""

from datetime import datetime

from pydantic import ConfigDict, TypeAdapter

from kiosk.county.contract import PaperTicket, TicketRequest
from kiosk.zone import CENTRE_ZONE

_Kept = PaperTicket | TicketRequest
_KEPT: TypeAdapter[_Kept] = TypeAdapter(_Kept, config=ConfigDict(cache_strings="keys"))


def body_of(request: _Kept) -> str:
    """Return the JSON of ``request``; without consent it does not even name a self-check."""
    return request.model_dump_json(exclude={"facts"} if request.facts is None else None)


def without_self_check(body: str) -> str:
    """Return the body of a kept record without the self-check in it, if there is one."""
    if '"facts"' not in body:
        return body
    return body_of(_KEPT.validate_json(body).model_copy(update={"facts": None}))


def is_past(body: str, now: datetime) -> bool:
    """Whether a kept paper with a self-check is of a business date before that of ``now``."""
    if '"facts"' not in body:
        return False
    issued = PaperTicket.model_validate_json(body).issued_at
    return issued.astimezone(CENTRE_ZONE).date() < now.astimezone(CENTRE_ZONE).date()

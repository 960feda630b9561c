"""The citizen's phone page: number, place in the queue, wait. Found by an unguessable token."""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Header, Request
from sqlalchemy import select
from starlette.responses import HTMLResponse

from kiosk.county.contract import ProblemCode, Ticket, TicketState, Wait, Words
from kiosk.county.server import tables
from kiosk.county.server.desk import Desk
from kiosk.county.server.problems import Refusal, problems
from kiosk.county.server.transactions import Transaction
from kiosk.county.server.views import view_ticket

if TYPE_CHECKING:
    from jinja2 import Template

router = APIRouter()

PHONE = "/t/"
REFRESH_SECONDS = 15
_HOURS_ABOVE_MINUTES = 120


@dataclass(frozen=True)
class Seen:
    """What the page shows: the ticket, the centre, and the moment."""

    ticket: Ticket
    centre: Words
    service: Words
    day_over: bool
    at: str


_HEADLINE = {
    TicketState.WAITING: Words(zh="请等候叫号", en="Please wait to be called"),
    TicketState.CALLED: Words(zh="轮到您了", en="It is your turn"),
    TicketState.SERVING: Words(zh="正在为您办理", en="You are being served"),
    TicketState.MISSED: Words(zh="已经叫过您的号", en="Your number was called"),
    TicketState.DONE: Words(zh="已办完，谢谢", en="Done. Thank you"),
    TicketState.CANCELLED: Words(zh="这个号已取消", en="This number was cancelled"),
    TicketState.VOID: Words(zh="这个号已作废", en="This number is no longer valid"),
}
_MISSED_ADVICE = Words(
    zh="请到 {windows}告诉工作人员，他们可以重新叫您。",
    en="Please tell the staff at {windows}. They can call you again.",
)
_DAY_OVER = Words(zh="这不是今天的号", en="This number is not for today")
_UNKNOWN_WAIT = Words(zh="暂时说不准", en="Not known yet")
_BUSY = Words(
    zh="现在查看的人多，本页会自动更新。",
    en="Many are looking now. This page tries again by itself.",
)
_LABELS = {
    "number": Words(zh="您的号码", en="Your number"),
    "ahead": Words(zh="前面还有", en="Before you"),
    "wait": Words(zh="大约还要等", en="Wait, about"),
    "go": Words(zh="请到", en="Go to"),
    "later": Words(zh="叫到您时请到", en="When called, go to"),
    "updated": Words(zh="更新时间", en="Updated"),
    "refresh": Words(
        zh=f"本页每 {REFRESH_SECONDS} 秒自动更新，不用刷新。",
        en=f"This page updates itself every {REFRESH_SECONDS} seconds.",
    ),
    "earlier": Words(
        zh="优先的人可能先叫到，时间只是估计。",
        en="People with priority may be called first; times are estimates.",
    ),
}
_FINAL = frozenset({TicketState.DONE, TicketState.CANCELLED, TicketState.VOID})


@router.get(
    PHONE + "{token}",
    response_class=HTMLResponse,
    responses={
        **problems(ProblemCode.NOT_FOUND, ProblemCode.INVALID, ProblemCode.UNAVAILABLE),
        429: {"description": "too many ask at once: a page that tries again by itself"},
    },
    tags=["phone"],
)
async def get_phone_page(
    request: Request,
    token: str,
    lang: str = "",
    accept_language: Annotated[str, Header()] = "",
) -> HTMLResponse:
    """A page for the citizen's phone: number, people before, wait. It refreshes itself."""
    desk: Desk = request.app.state.desk
    seen = await desk.reader.run(lambda transaction: look_up(transaction, token))
    language = lang if lang in ("zh", "en") else preferred_language(accept_language)
    template, policy = _load_template()
    html = template.render(**_page(seen, language))
    headers = {
        "Content-Security-Policy": policy,
        "Content-Language": "zh-CN" if language == "zh" else "en",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex, nofollow",
        "Vary": "Accept-Language",
    }
    return HTMLResponse(html, headers=headers)


def busy_page(seconds: int) -> HTMLResponse:
    """Return what a phone shows while too many ask: it asks again by itself."""
    zh, en = _BUSY.zh, _BUSY.en
    html = (
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{zh}</title><h1>{zh}</h1><p lang="en">{en}</p></html>'
    )
    # Not sooner than the page itself would have asked: those who wait must not add to the crowd.
    again = {"Retry-After": str(seconds), "Refresh": str(max(seconds, REFRESH_SECONDS))}
    return HTMLResponse(html, 429, again)


def look_up(transaction: Transaction, token: str) -> Seen:
    """Return what the page of ``token`` shows, or refuse (not found)."""
    row = transaction.connection.execute(
        select(tables.ticket).where(tables.ticket.c.token == token)
    ).first()
    if row is None:
        raise Refusal(ProblemCode.NOT_FOUND, "there is no such page")
    ticket = view_ticket(transaction, row)
    return Seen(
        ticket=ticket,
        centre=transaction.settings.name,
        service=transaction.settings.services[ticket.service].name,
        day_over=ticket.business_date != transaction.today,
        at=transaction.now.strftime("%H:%M:%S"),
    )


def preferred_language(accept: str) -> str:
    """Return ``en`` where an Accept-Language header puts English before Chinese, else ``zh``."""
    weights = {"zh": 0.0, "en": 0.0}
    for entry in accept.lower().split(","):
        name, _, parameter = entry.strip().partition(";")
        language = name.split("-")[0]
        if language in weights:
            weights[language] = max(weights[language], _quality(parameter))
    return "en" if weights["en"] > weights["zh"] else "zh"


def say_wait(wait: Wait | None, language: str) -> str:
    """Return a wait in words: minutes, above 120 of them hours, or that it is not known."""
    if wait is None:
        return say(_UNKNOWN_WAIT, language)
    minutes = {"zh": "分钟", "en": "min"}[language]
    hours = {"zh": "小时", "en": "h"}[language]
    if wait.longest <= _HOURS_ABOVE_MINUTES:
        return f"{_span(str(wait.shortest), str(wait.longest))} {minutes}"
    longest = -(-wait.longest // 60)
    if wait.shortest < 60:
        return f"{wait.shortest} {minutes} – {longest} {hours}"
    return f"{_span(str(wait.shortest // 60), str(longest))} {hours}"


def say(words: Words, language: str) -> str:
    """Return the words in ``zh`` or ``en``."""
    return words.zh if language == "zh" else words.en


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


def _quality(parameter: str) -> float:
    _, _, value = parameter.partition("=")
    try:
        return float(value) if value else 1.0
    except ValueError:
        return 0.0


def _page(seen: Seen, language: str) -> dict[str, object]:
    ticket = seen.ticket
    over = seen.day_over and ticket.state is TicketState.WAITING
    called = ticket.state in (TicketState.CALLED, TicketState.SERVING)
    headline = _DAY_OVER if over else _HEADLINE[ticket.state]
    waiting = ticket.state is TicketState.WAITING and not over
    return {
        "lang": "zh-CN" if language == "zh" else "en",
        "other": {"code": "en", "name": "English"}
        if language == "zh"
        else {"code": "zh", "name": "中文"},
        "label": {name: say(words, language) for name, words in _LABELS.items()},
        "centre": say(seen.centre, language),
        "service": say(seen.service, language),
        "number": ticket.number,
        "state": "over" if over else str(ticket.state),
        "headline": say(headline, language),
        "advice": _say_advice(ticket, language),
        "ahead": _say_people(ticket.ahead, language)
        if waiting and ticket.ahead is not None
        else "",
        "wait": say_wait(ticket.wait, language) if waiting else "",
        "go": _say_windows((ticket.window,), language) if called and ticket.window else "",
        "later": _say_windows(ticket.windows, language) if waiting else "",
        "at": seen.at,
        "refresh": 0 if over or ticket.state in _FINAL else REFRESH_SECONDS,
    }


def _say_advice(ticket: Ticket, language: str) -> str:
    if ticket.state is not TicketState.MISSED:
        return ""
    windows = _say_windows(ticket.windows, language)
    return say(_MISSED_ADVICE, language).format(windows=windows)


def _say_people(count: int, language: str) -> str:
    if language == "zh":
        return f"{count} 位"
    return "1 person" if count == 1 else f"{count} people"


def _say_windows(windows: tuple[int | None, ...], language: str) -> str:
    if language == "zh":
        return "、".join(str(window) for window in windows) + " 号窗口"
    names = " or ".join(str(window) for window in windows)
    return f"window {names}"


@cache
def _load_template() -> tuple["Template", str]:
    """Return the page and its content security policy: its own style sheet and nothing else."""
    from jinja2 import Environment

    source = (Path(__file__).parent / "phone.html").read_text(encoding="utf-8")
    style = source.split("<style>")[1].split("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return Environment(autoescape=True).from_string(source), policy

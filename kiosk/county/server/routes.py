"""The contract's paths below ``/api/v1``."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.responses import Response

from kiosk.county.contract import (
    API,
    Centre,
    Directory,
    Heartbeat,
    HeartbeatReply,
    HelpCall,
    PaperTicket,
    PrintReport,
    ProblemCode,
    RulePack,
    Ticket,
    TicketRequest,
    WindowAction,
    WindowOrder,
    WindowState,
)
from kiosk.county.server import tickets, views, windows
from kiosk.county.server.audit import act_and_write
from kiosk.county.server.auth import Caller, Role
from kiosk.county.server.desk import Desk, Post, as_answer
from kiosk.county.server.directory import read_directory
from kiosk.county.server.idempotency import Answer
from kiosk.county.server.problems import api_problems as problems
from kiosk.county.server.rule_packs import read_pack
from kiosk.county.server.terminals import call_help, take_heartbeat
from kiosk.county.server.transactions import Transaction

router = APIRouter(prefix=API)

_bearer = HTTPBearer(
    auto_error=False, description="The credential that enrolment printed.", scheme_name="credential"
)


POST_PROBLEMS = (ProblemCode.KEY_MISSING, ProblemCode.KEY_REUSED, ProblemCode.IN_PROGRESS)


@dataclass(frozen=True)
class Call:
    """What every request brings: the credential is checked where the request is carried out.

    ``key`` is ``None`` where a POST's idempotency key is missing or no UUID.
    """

    desk: Desk
    credential: str | None
    key: UUID | None = None


async def the_call(
    request: Request, bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
) -> Call:
    """Return what a GET or PUT brings."""
    return Call(request.app.state.desk, bearer.credentials if bearer else None)


async def the_keyed_call(
    request: Request,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
    idempotency_key: Annotated[
        str | None,
        Header(
            description="A UUID; required. A repeated request bears the same.",
            json_schema_extra={"format": "uuid"},
        ),
    ] = None,
) -> Call:
    """Return what a POST brings."""
    try:
        key = UUID(idempotency_key)
    except (TypeError, ValueError):
        key = None
    if str(key) != (idempotency_key or "").lower():  # UUID() also takes braces and no hyphens
        key = None
    return Call(request.app.state.desk, bearer.credentials if bearer else None, key)


Called = Annotated[Call, Depends(the_call)]
KeyedCall = Annotated[Call, Depends(the_keyed_call)]


@router.get("/centre", response_model=Centre, responses=problems(), tags=["centre"])
async def get_centre(call: Called) -> Response:
    """The centre as it stands now: services, queues, hours, notices."""
    return await call.desk.read(call.credential, None, views.view_centre)


@router.post(
    "/tickets",
    status_code=201,
    response_model=Ticket,
    responses=problems(*POST_PROBLEMS, ProblemCode.CLOSED, ProblemCode.QUOTA_REACHED),
    tags=["tickets"],
)
async def post_ticket(call: KeyedCall, order: TicketRequest) -> Response:
    """Take a number. The key becomes the ticket's id."""

    def act(transaction: Transaction, caller: Caller) -> Answer:
        assert call.key is not None
        return as_answer(tickets.issue(transaction, call.key, order, caller.subject), 201)

    def check(transaction: Transaction, answer: Answer, new: bool) -> Answer:
        assert call.key is not None
        if not new:
            tickets.check_same_facts(transaction, call.key, order.facts)
        return answer

    return await call.desk.post(
        Post(call.credential, Role.TERMINAL, call.key, tickets.PATH, order), act, check
    )


@router.put(
    "/tickets/paper/{request_id}",
    response_model=Ticket,
    responses=problems(ProblemCode.KEY_REUSED, ProblemCode.NUMBER_TAKEN),
    tags=["tickets"],
)
async def put_paper(call: Called, request_id: UUID, paper: PaperTicket) -> Response:
    """Deliver a ticket the terminal issued by itself; the number on the paper wins."""

    def change(transaction: Transaction, caller: Caller) -> Ticket:
        return tickets.accept_paper(transaction, request_id, paper, caller)

    return await call.desk.put(call.credential, Role.TERMINAL, change)


@router.get(
    "/tickets/{ticket}",
    response_model=Ticket,
    responses=problems(ProblemCode.NOT_FOUND),
    tags=["tickets"],
)
async def get_ticket(call: Called, ticket: UUID) -> Response:
    """A ticket as it stands now, with its place in the queue."""

    def look(transaction: Transaction) -> Ticket:
        return views.view_ticket(transaction, tickets.ticket_of(transaction, ticket))

    return await call.desk.read(call.credential, None, look)


@router.post(
    "/tickets/{ticket}/cancel",
    response_model=Ticket,
    responses=problems(*POST_PROBLEMS, ProblemCode.NOT_FOUND, ProblemCode.WRONG_STATE),
    tags=["tickets"],
)
async def post_cancel(call: KeyedCall, ticket: UUID) -> Response:
    """Leave the queue."""

    def act(transaction: Transaction, _caller: Caller) -> Answer:
        return as_answer(tickets.cancel(transaction, ticket))

    path = f"tickets/{ticket}/cancel"
    return await call.desk.post(Post(call.credential, Role.TERMINAL, call.key, path, None), act)


@router.put(
    "/tickets/{ticket}/print",
    response_model=Ticket,
    responses=problems(ProblemCode.NOT_FOUND),
    tags=["tickets"],
)
async def put_print(
    call: Called,
    ticket: UUID,
    report: PrintReport,
    order: Annotated[
        int | None,
        Query(ge=0, lt=2**63, description="Of several reports the one with the greatest stands."),
    ] = None,
) -> Response:
    """Say what became of the paper."""

    def change(transaction: Transaction, _caller: Caller) -> Ticket:
        return tickets.report_print(transaction, ticket, report, order)

    return await call.desk.put(call.credential, Role.TERMINAL, change)


@router.get(
    "/windows/{window}",
    response_model=WindowState,
    responses=problems(ProblemCode.NOT_FOUND),
    tags=["windows"],
)
async def get_window(call: Called, window: int) -> Response:
    """The window, the ticket it holds, and how many wait. A window sees itself alone."""
    return await call.desk.read(
        call.credential,
        Caller(Role.WINDOW, str(window)),
        lambda transaction: windows.show_self_check(
            transaction, windows.view_window(transaction, window)
        ),
    )


@router.post(
    "/windows/{window}/{action}",
    response_model=WindowState,
    responses=problems(
        *POST_PROBLEMS, ProblemCode.NOT_FOUND, ProblemCode.WRONG_STATE, ProblemCode.TOO_SOON
    ),
    tags=["windows"],
)
async def post_window(
    call: KeyedCall,
    window: int,
    action: WindowAction,
    order: WindowOrder,
) -> Response:
    """Call, recall, serve, finish, pass on, put back, open or close."""

    def act(transaction: Transaction, _caller: Caller) -> Answer:
        return as_answer(act_and_write(transaction, f"window {window}", window, action, order))

    def show(transaction: Transaction, answer: Answer, _new: bool) -> Answer:
        state = WindowState.model_validate_json(answer.body)
        return as_answer(windows.show_self_check(transaction, state), answer.status)

    allowed = Caller(Role.WINDOW, str(window))
    path = f"windows/{window}/{action}"
    return await call.desk.post(Post(call.credential, allowed, call.key, path, order), act, show)


@router.get(
    "/legal-aid/pack",
    response_model=RulePack,
    responses=problems(ProblemCode.NOT_FOUND),
    tags=["legal aid"],
)
async def get_pack(call: Called) -> Response:
    """The rules of the self-check, as published last."""
    return await call.desk.read(call.credential, None, read_pack)


@router.get(
    "/directory",
    response_model=Directory,
    responses=problems(ProblemCode.NOT_FOUND),
    tags=["centre"],
)
async def get_directory(call: Called) -> Response:
    """Whom one can turn to in the county, as published last."""
    return await call.desk.read(call.credential, None, read_directory)


@router.post(
    "/terminals/self/heartbeat",
    response_model=HeartbeatReply,
    responses=problems(*POST_PROBLEMS),
    tags=["terminals"],
)
async def post_heartbeat(call: KeyedCall, beat: Heartbeat) -> Response:
    """Say how the terminal is; hear whether to pause and what to show."""

    def act(transaction: Transaction, caller: Caller) -> Answer:
        return as_answer(take_heartbeat(transaction, caller.subject, beat))

    return await call.desk.post(
        Post(call.credential, Role.TERMINAL, call.key, "heartbeat", beat), act
    )


@router.post(
    "/terminals/self/assistance",
    status_code=204,
    response_model=None,
    responses=problems(*POST_PROBLEMS),
    tags=["terminals"],
)
async def post_assistance(call: KeyedCall, help_call: HelpCall) -> Response:
    """Ask a member of staff to come to this terminal."""

    def act(transaction: Transaction, caller: Caller) -> Answer:
        call_help(transaction, caller.subject, help_call)
        return as_answer(None, 204)

    return await call.desk.post(
        Post(call.credential, Role.TERMINAL, call.key, "assistance", help_call), act
    )

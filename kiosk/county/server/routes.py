"""The contract's paths below ``/api/v1``."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.responses import Response

from kiosk.county.contract import (
    API,
    STATUS_OF,
    Centre,
    Heartbeat,
    HeartbeatReply,
    HelpCall,
    PaperTicket,
    PrintReport,
    ProblemCode,
    Ticket,
    TicketRequest,
    WindowAction,
    WindowOrder,
    WindowState,
)
from kiosk.county.server import tickets, views, windows
from kiosk.county.server.auth import Caller, Role
from kiosk.county.server.desk import Desk, Post, as_answer
from kiosk.county.server.idempotency import Answer
from kiosk.county.server.problems import PROBLEM_TYPE
from kiosk.county.server.terminals import call_help, take_heartbeat
from kiosk.county.server.transactions import Transaction

router = APIRouter(prefix=API)

_bearer = HTTPBearer(
    auto_error=False, description="The credential that enrolment printed.", scheme_name="credential"
)


def problems(*codes: ProblemCode) -> dict[int | str, dict[str, Any]]:
    """Return OpenAPI's description of the refusals a path can give."""
    everywhere = (ProblemCode.UNAUTHORISED, ProblemCode.FORBIDDEN, ProblemCode.INVALID)
    by_status: dict[int | str, list[str]] = {}
    for code in (*everywhere, *codes):
        by_status.setdefault(STATUS_OF[code], []).append(code)
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": ", ".join(names), "content": {PROBLEM_TYPE: {"schema": schema}}}
        for status, names in by_status.items()
    }


POST_PROBLEMS = (ProblemCode.KEY_MISSING, ProblemCode.KEY_REUSED, ProblemCode.IN_PROGRESS)


async def the_desk(request: Request) -> Desk:
    """Return the desk of the running server."""
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(the_desk)]


async def the_credential(
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
) -> str | None:
    """Return what was sent as credential; it is checked where the request is carried out."""
    return bearer.credentials if bearer else None


async def the_key(
    idempotency_key: Annotated[
        str | None, Header(description="A UUID; required. A repeated request bears the same.")
    ] = None,
) -> UUID | None:
    """Return the idempotency key if it is one."""
    try:
        return UUID(idempotency_key)
    except (TypeError, ValueError):
        return None


Credential = Annotated[str | None, Depends(the_credential)]
Key = Annotated[UUID | None, Depends(the_key)]


@router.get("/centre", response_model=Centre, responses=problems(), tags=["centre"])
async def get_centre(desk: AtDesk, credential: Credential) -> Response:
    """The centre as it stands now: services, queues, hours, notices."""
    return await desk.read(credential, None, views.view_centre)


@router.post(
    "/tickets",
    status_code=201,
    response_model=Ticket,
    responses=problems(*POST_PROBLEMS, ProblemCode.CLOSED, ProblemCode.QUOTA_REACHED),
    tags=["tickets"],
)
async def post_ticket(
    desk: AtDesk, credential: Credential, key: Key, order: TicketRequest
) -> Response:
    """Take a number. The key becomes the ticket's id."""

    def act(transaction: Transaction, caller: Caller) -> Answer:
        assert key is not None
        return as_answer(tickets.issue(transaction, key, order, caller.subject), 201)

    return await desk.post(Post(credential, Role.TERMINAL, key, tickets.PATH, order), act)


@router.put(
    "/tickets/paper/{request_id}",
    response_model=Ticket,
    responses=problems(ProblemCode.KEY_REUSED, ProblemCode.NUMBER_TAKEN),
    tags=["tickets"],
)
async def put_paper(
    desk: AtDesk, credential: Credential, request_id: UUID, paper: PaperTicket
) -> Response:
    """Deliver a ticket the terminal issued by itself; the number on the paper wins."""

    def change(transaction: Transaction, caller: Caller) -> Ticket:
        return tickets.accept_paper(transaction, request_id, paper, caller)

    return await desk.put(credential, Role.TERMINAL, change)


@router.get(
    "/tickets/{ticket}",
    response_model=Ticket,
    responses=problems(ProblemCode.NOT_FOUND),
    tags=["tickets"],
)
async def get_ticket(desk: AtDesk, credential: Credential, ticket: UUID) -> Response:
    """A ticket as it stands now, with its place in the queue."""

    def look(transaction: Transaction) -> Ticket:
        return views.view_ticket(transaction, tickets.ticket_of(transaction, ticket))

    return await desk.read(credential, None, look)


@router.post(
    "/tickets/{ticket}/cancel",
    response_model=Ticket,
    responses=problems(*POST_PROBLEMS, ProblemCode.NOT_FOUND, ProblemCode.WRONG_STATE),
    tags=["tickets"],
)
async def post_cancel(desk: AtDesk, credential: Credential, key: Key, ticket: UUID) -> Response:
    """Leave the queue."""

    def act(transaction: Transaction, _caller: Caller) -> Answer:
        return as_answer(tickets.cancel(transaction, ticket))

    path = f"tickets/{ticket}/cancel"
    return await desk.post(Post(credential, Role.TERMINAL, key, path, None), act)


@router.put(
    "/tickets/{ticket}/print",
    response_model=Ticket,
    responses=problems(ProblemCode.NOT_FOUND),
    tags=["tickets"],
)
async def put_print(
    desk: AtDesk, credential: Credential, ticket: UUID, report: PrintReport
) -> Response:
    """Say what became of the paper."""

    def change(transaction: Transaction, _caller: Caller) -> Ticket:
        return tickets.report_print(transaction, ticket, report)

    return await desk.put(credential, Role.TERMINAL, change)


@router.get(
    "/windows/{window}",
    response_model=WindowState,
    responses=problems(ProblemCode.NOT_FOUND),
    tags=["windows"],
)
async def get_window(desk: AtDesk, credential: Credential, window: int) -> Response:
    """The window, the ticket it holds, and how many wait. A window sees itself alone."""
    return await desk.read(
        credential,
        Caller(Role.WINDOW, str(window)),
        lambda transaction: windows.view_window(transaction, window),
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
    desk: AtDesk,
    credential: Credential,
    key: Key,
    window: int,
    action: WindowAction,
    order: WindowOrder,
) -> Response:
    """Call, recall, serve, finish, pass on, put back, open or close."""

    def act(transaction: Transaction, _caller: Caller) -> Answer:
        return as_answer(windows.act_at_window(transaction, window, action, order))

    allowed = Caller(Role.WINDOW, str(window))
    path = f"windows/{window}/{action}"
    return await desk.post(Post(credential, allowed, key, path, order), act)


@router.post(
    "/terminals/self/heartbeat",
    response_model=HeartbeatReply,
    responses=problems(*POST_PROBLEMS),
    tags=["terminals"],
)
async def post_heartbeat(
    desk: AtDesk, credential: Credential, key: Key, beat: Heartbeat
) -> Response:
    """Say how the terminal is; hear whether to pause and what to show."""

    def act(transaction: Transaction, caller: Caller) -> Answer:
        return as_answer(take_heartbeat(transaction, caller.subject, beat))

    return await desk.post(Post(credential, Role.TERMINAL, key, "heartbeat", beat), act)


@router.post(
    "/terminals/self/assistance",
    status_code=204,
    response_model=None,
    responses=problems(*POST_PROBLEMS),
    tags=["terminals"],
)
async def post_assistance(
    desk: AtDesk, credential: Credential, key: Key, call: HelpCall
) -> Response:
    """Ask a member of staff to come to this terminal."""

    def act(transaction: Transaction, caller: Caller) -> Answer:
        call_help(transaction, caller.subject, call)
        return as_answer(None, 204)

    return await desk.post(Post(credential, Role.TERMINAL, key, "assistance", call), act)

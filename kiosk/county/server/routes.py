"""The contract's paths below ``/api/v1``."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Path, Request, Security
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
from kiosk.county.server.desk import Desk, as_answer, as_response
from kiosk.county.server.idempotency import Answer
from kiosk.county.server.problems import PROBLEM_TYPE, Refusal
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


async def authenticated(
    desk: AtDesk,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
) -> Caller:
    """Return who calls, or refuse."""
    return await desk.identify(bearer.credentials if bearer else None)


async def a_terminal(caller: Annotated[Caller, Depends(authenticated)]) -> Caller:
    """Return the terminal that calls, or refuse."""
    if caller.role is not Role.TERMINAL:
        raise Refusal(ProblemCode.FORBIDDEN, "only a terminal may do this")
    return caller


async def the_window(
    caller: Annotated[Caller, Depends(authenticated)], window: Annotated[int, Path()]
) -> Caller:
    """Return the window that calls, or refuse; it speaks for itself alone."""
    if caller != Caller(Role.WINDOW, str(window)):
        raise Refusal(ProblemCode.FORBIDDEN, "only this window may do this")
    return caller


async def the_key(
    idempotency_key: Annotated[
        str | None, Header(description="A UUID; required. A repeated request bears the same.")
    ] = None,
) -> UUID:
    """Return the idempotency key, or refuse."""
    try:
        return UUID(idempotency_key)
    except (TypeError, ValueError):
        raise Refusal(
            ProblemCode.KEY_MISSING, "Idempotency-Key must be there and be a UUID"
        ) from None


Anybody = Annotated[Caller, Depends(authenticated)]
Terminal = Annotated[Caller, Depends(a_terminal)]
Window = Annotated[Caller, Depends(the_window)]
Key = Annotated[UUID, Depends(the_key)]


@router.get("/centre", response_model=Centre, responses=problems(), tags=["centre"])
async def get_centre(caller: Anybody, desk: AtDesk) -> Response:
    """The centre as it stands now: services, queues, hours, notices."""
    return as_response(await desk.read(views.view_centre))


@router.post(
    "/tickets",
    status_code=201,
    response_model=Ticket,
    responses=problems(*POST_PROBLEMS, ProblemCode.CLOSED, ProblemCode.QUOTA_REACHED),
    tags=["tickets"],
)
async def post_ticket(caller: Terminal, key: Key, order: TicketRequest, desk: AtDesk) -> Response:
    """Take a number. The key becomes the ticket's id."""

    def act(transaction: Transaction) -> Answer:
        return as_answer(tickets.issue(transaction, key, order, caller.subject), 201)

    return await desk.once(key, caller, "tickets", order, act)


@router.put(
    "/tickets/paper/{request_id}",
    response_model=Ticket,
    responses=problems(ProblemCode.KEY_REUSED, ProblemCode.NUMBER_TAKEN),
    tags=["tickets"],
)
async def put_paper(
    caller: Terminal, request_id: UUID, paper: PaperTicket, desk: AtDesk
) -> Response:
    """Deliver a ticket the terminal issued by itself; the number on the paper wins."""
    return as_response(
        await desk.write(
            lambda transaction: tickets.accept_paper(transaction, request_id, paper, caller.subject)
        )
    )


@router.get(
    "/tickets/{ticket}",
    response_model=Ticket,
    responses=problems(ProblemCode.NOT_FOUND),
    tags=["tickets"],
)
async def get_ticket(caller: Anybody, ticket: UUID, desk: AtDesk) -> Response:
    """A ticket as it stands now, with its place in the queue."""
    return as_response(
        await desk.read(
            lambda transaction: views.view_ticket(
                transaction, tickets.ticket_of(transaction, ticket)
            )
        )
    )


@router.post(
    "/tickets/{ticket}/cancel",
    response_model=Ticket,
    responses=problems(*POST_PROBLEMS, ProblemCode.NOT_FOUND, ProblemCode.WRONG_STATE),
    tags=["tickets"],
)
async def post_cancel(caller: Terminal, key: Key, ticket: UUID, desk: AtDesk) -> Response:
    """Leave the queue."""

    def act(transaction: Transaction) -> Answer:
        return as_answer(tickets.cancel(transaction, ticket))

    return await desk.once(key, caller, f"tickets/{ticket}/cancel", None, act)


@router.put(
    "/tickets/{ticket}/print",
    response_model=Ticket,
    responses=problems(ProblemCode.NOT_FOUND),
    tags=["tickets"],
)
async def put_print(caller: Terminal, ticket: UUID, report: PrintReport, desk: AtDesk) -> Response:
    """Say what became of the paper."""
    return as_response(
        await desk.write(lambda transaction: tickets.report_print(transaction, ticket, report))
    )


@router.get(
    "/windows/{window}",
    response_model=WindowState,
    responses=problems(ProblemCode.NOT_FOUND),
    tags=["windows"],
)
async def get_window(caller: Window, window: int, desk: AtDesk) -> Response:
    """The window, the ticket it holds, and how many wait."""
    return as_response(
        await desk.read(lambda transaction: windows.view_window(transaction, window))
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
    caller: Window, key: Key, window: int, action: WindowAction, order: WindowOrder, desk: AtDesk
) -> Response:
    """Call, recall, serve, finish, pass on, put back, open or close."""

    def act(transaction: Transaction) -> Answer:
        return as_answer(windows.act_at_window(transaction, window, action, order))

    return await desk.once(key, caller, f"windows/{window}/{action}", order, act)


@router.post(
    "/terminals/self/heartbeat",
    response_model=HeartbeatReply,
    responses=problems(*POST_PROBLEMS),
    tags=["terminals"],
)
async def post_heartbeat(caller: Terminal, key: Key, beat: Heartbeat, desk: AtDesk) -> Response:
    """Say how the terminal is; hear whether to pause and what to show."""

    def act(transaction: Transaction) -> Answer:
        return as_answer(take_heartbeat(transaction, caller.subject, beat))

    return await desk.once(key, caller, "heartbeat", beat, act)


@router.post(
    "/terminals/self/assistance",
    status_code=204,
    response_model=None,
    responses=problems(*POST_PROBLEMS),
    tags=["terminals"],
)
async def post_assistance(caller: Terminal, key: Key, call: HelpCall, desk: AtDesk) -> Response:
    """Ask a member of staff to come to this terminal."""

    def act(transaction: Transaction) -> Answer:
        call_help(transaction, caller.subject, call)
        return as_answer(None, 204)

    return await desk.once(key, caller, "assistance", call, act)

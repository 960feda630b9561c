"""The HTTP application: routes, problem documents, limits, OpenAPI."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic.json_schema import models_json_schema
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kiosk.county.contract import API, VERSION, Problem, ProblemCode
from kiosk.county.server import matter_routes, phone, routes
from kiosk.county.server.auth import Caller, identify
from kiosk.county.server.database import make_engine, upgrade
from kiosk.county.server.desk import Desk
from kiosk.county.server.lanes import Lane
from kiosk.county.server.limits import Limits, SafeHeaders
from kiosk.county.server.problems import Refusal, problem_response
from kiosk.county.server.rates import RateLimit, Rates, bearer_of
from kiosk.county.server.sample import ensure_centre
from kiosk.county.server.transactions import Sources

BODY_LIMIT = 64 * 1024
REQUEST_SECONDS = 15.0
_CODE_OF_STATUS = {
    401: ProblemCode.UNAUTHORISED,
    403: ProblemCode.FORBIDDEN,
    404: ProblemCode.NOT_FOUND,
    405: ProblemCode.METHOD_NOT_ALLOWED,
    413: ProblemCode.TOO_LARGE,
    429: ProblemCode.TOO_MANY,
    503: ProblemCode.UNAVAILABLE,
}


def create_app(
    database: str,
    *,
    sample: bool = False,
    sources: Sources | None = None,
    rates: Rates | None = None,
    openapi: bool = False,
) -> FastAPI:
    """Return the application on the database of URL ``database``.

    Starting it brings the tables up to date and, with ``sample``, sets up the sample centre where
    there is none. Stopping it finishes what is under way. Without ``rates`` anybody may ask as
    often as they like: for tests under load. ``openapi`` publishes the contract's description
    under ``/openapi.json``.
    """
    sources = sources or Sources()
    app = FastAPI(
        title="County backend of the legal service kiosk",
        version=str(VERSION),
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json" if openapi else None,
        lifespan=_lifespan(database, sample, sources),
        telemetry={"tracing": False},
    )
    app.include_router(routes.router)
    app.include_router(matter_routes.router)
    app.include_router(phone.router)
    app.add_api_route("/health", _health, include_in_schema=False)
    app.add_middleware(Limits, body_bytes=BODY_LIMIT, seconds=REQUEST_SECONDS)
    if rates is not None:
        app.add_middleware(RateLimit, rates=rates, known=_known_by(sources), clock=time.monotonic)
    app.add_middleware(SafeHeaders)
    app.add_exception_handler(Refusal, _on_refusal)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(Exception, _on_bug)
    generate = app.openapi
    app.openapi = lambda: _with_problem_schema(generate())  # type: ignore[method-assign]
    return app


def _lifespan(database: str, sample: bool, sources: Sources) -> Any:
    @contextlib.asynccontextmanager
    async def run(app: FastAPI) -> AsyncIterator[None]:
        write_engine = make_engine(database, write=True)
        upgrade(write_engine)
        if sample:
            ensure_centre(write_engine, sources.clock)
        desk = Desk(
            reader=Lane(make_engine(database, write=False), sources, write=False),
            writer=Lane(write_engine, sources, write=True),
        )
        desk.reader.start()
        desk.writer.start()
        app.state.desk = desk
        purging = asyncio.create_task(desk.purge_for_ever())
        try:
            yield
        finally:
            purging.cancel()
            desk.writer.stop()
            desk.reader.stop()

    return run


def _known_by(sources: Sources) -> Callable[[str | None], Caller | None]:
    """Return what tells whose a credential is, by the settings last read."""

    def known(credential: str | None) -> Caller | None:
        settings = sources.last_snapshot()
        if settings is None or credential is None:
            return None
        try:
            return identify(settings, credential)
        except Refusal:
            return None

    return known


async def _health(request: Request) -> dict[str, object]:
    """Whether the backend and its database answer; for a monitor, without a credential."""
    desk: Desk = request.app.state.desk
    await desk.reader.run(lambda transaction: transaction.settings.revision)
    return {"status": "ok", "contract": VERSION}


async def _on_refusal(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return problem_response(error.code, error.detail, error.headers)


async def _on_invalid(request: Request, error: Exception) -> Response:
    """Name what is wrong and where, never what was sent, and only to whom it concerns."""
    assert isinstance(error, RequestValidationError)
    mistakes = "; ".join(
        f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}" for item in error.errors()
    )
    return await _refuse_invalid(request, mistakes)


async def _refuse_invalid(request: Request, mistakes: str) -> Response:
    """Say what is wrong with a request; without a credential, only that it lacks one."""
    if request.url.path.startswith(API):
        desk: Desk = request.app.state.desk
        try:
            await desk.check(bearer_of(request.headers.get("Authorization", "")))
        except Refusal as refusal:
            return problem_response(refusal.code, refusal.detail, refusal.headers)
    return problem_response(ProblemCode.INVALID, mistakes)


async def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 400:  # a body that is not even text
        return await _refuse_invalid(request, "the body cannot be read")
    code = _CODE_OF_STATUS.get(error.status_code, ProblemCode.INVALID)
    return problem_response(code, str(error.detail), error.headers, error.status_code)


async def _on_bug(_request: Request, _error: Exception) -> Response:
    return problem_response(ProblemCode.INTERNAL, "the backend has made a mistake; it is logged")


def _with_problem_schema(document: dict[str, Any]) -> dict[str, Any]:
    """Add the schema every refusal refers to."""
    _, found = models_json_schema(
        [(Problem, "serialization")], ref_template="#/components/schemas/{model}"
    )
    document["components"]["schemas"].update(found["$defs"])
    return document

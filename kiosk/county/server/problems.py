"""Refusals, and their shape on the wire (RFC 9457 problem documents)."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from kiosk.county.contract import STATUS_OF, Problem, ProblemCode

PROBLEM_TYPE = "application/problem+json"
SAFE_HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""On every answer that has none of its own: it is not kept, guessed at, framed or followed."""


class Refusal(Exception):
    """The backend says no, for a reason the caller can act on."""

    def __init__(
        self, code: ProblemCode, detail: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.headers = headers


def problem_body(code: ProblemCode, detail: str = "", status: int | None = None) -> bytes:
    """Return the problem document as JSON; ``status`` where it is not the code's own."""
    document = Problem(
        title=code.replace("_", " ").capitalize(),
        status=status or STATUS_OF[code],
        detail=detail,
        code=code,
    )
    return document.model_dump_json().encode()


def problem_response(
    code: ProblemCode,
    detail: str = "",
    headers: Mapping[str, str] | None = None,
    status: int | None = None,
) -> Response:
    """Return the answer that carries a problem document."""
    return Response(
        problem_body(code, detail, status),
        status or STATUS_OF[code],
        {**SAFE_HEADERS, **(headers or {})},
        PROBLEM_TYPE,
    )


def problems(*codes: ProblemCode) -> dict[int | str, dict[str, Any]]:
    """Return OpenAPI's description of these refusals."""
    by_status: dict[int | str, list[str]] = {}
    for code in codes:
        by_status.setdefault(STATUS_OF[code], []).append(code)
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": ", ".join(names), "content": {PROBLEM_TYPE: {"schema": schema}}}
        for status, names in by_status.items()
    }


def api_problems(*codes: ProblemCode) -> dict[int | str, dict[str, Any]]:
    """Return the description of what any call of the contract may meet, and of ``codes``."""
    return problems(*_EVERYWHERE, *codes)


_EVERYWHERE = (
    ProblemCode.UNAUTHORISED,
    ProblemCode.FORBIDDEN,
    ProblemCode.INVALID,
    ProblemCode.TOO_LARGE,
    ProblemCode.TOO_MANY,
    ProblemCode.UNAVAILABLE,
)

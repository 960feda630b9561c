"""Refusals, and their shape on the wire (RFC 9457 problem documents)."""

from collections.abc import Mapping

from starlette.responses import Response

from kiosk.county.contract import STATUS_OF, Problem, ProblemCode

PROBLEM_TYPE = "application/problem+json"


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
        problem_body(code, detail, status), status or STATUS_OF[code], headers, PROBLEM_TYPE
    )

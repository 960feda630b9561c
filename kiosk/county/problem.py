"""Why a backend refuses: the codes of the contract, their HTTP status, the problem document."""

from enum import StrEnum

from pydantic import Field

from kiosk.county.message import Message


class ProblemCode(StrEnum):
    """Why the backend refused; the ``code`` of a problem document."""

    CLOSED = "closed"
    QUOTA_REACHED = "quota_reached"
    KEY_MISSING = "idempotency_key_missing"
    KEY_REUSED = "idempotency_key_reused"
    IN_PROGRESS = "in_progress"
    UNAUTHORISED = "unauthorised"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    WRONG_STATE = "wrong_state"
    NUMBER_TAKEN = "number_taken"
    TOO_SOON = "too_soon"
    TOO_MANY = "too_many_requests"
    CODE_TAKEN = "code_taken"
    CODE_PAUSED = "code_paused"
    ALREADY_RATED = "already_rated"
    INVALID = "invalid"
    TOO_LARGE = "too_large"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    INTERNAL = "internal"
    UNAVAILABLE = "unavailable"


# The HTTP status of each code. A client decides by the code: of the refusals below 500 only
# RETRYABLE ones are worth sending again; any other is final, whatever its status.
STATUS_OF: dict[ProblemCode, int] = {
    ProblemCode.CLOSED: 422,
    ProblemCode.QUOTA_REACHED: 422,
    ProblemCode.KEY_MISSING: 400,
    ProblemCode.KEY_REUSED: 422,
    ProblemCode.IN_PROGRESS: 409,
    ProblemCode.UNAUTHORISED: 401,
    ProblemCode.FORBIDDEN: 403,
    ProblemCode.NOT_FOUND: 404,
    ProblemCode.WRONG_STATE: 409,
    ProblemCode.NUMBER_TAKEN: 409,
    ProblemCode.TOO_SOON: 429,
    ProblemCode.TOO_MANY: 429,
    ProblemCode.CODE_TAKEN: 409,
    ProblemCode.CODE_PAUSED: 422,
    ProblemCode.ALREADY_RATED: 409,
    ProblemCode.INVALID: 422,
    ProblemCode.TOO_LARGE: 413,
    ProblemCode.METHOD_NOT_ALLOWED: 405,
    ProblemCode.INTERNAL: 500,
    ProblemCode.UNAVAILABLE: 503,
}
RETRYABLE = frozenset({ProblemCode.IN_PROGRESS, ProblemCode.TOO_SOON, ProblemCode.TOO_MANY})


class Problem(Message):
    """RFC 9457 problem document."""

    type: str = Field(default="about:blank", max_length=500)
    title: str = Field(max_length=500)
    status: int
    detail: str = Field(default="", max_length=10_000)
    code: ProblemCode

"""What may be written down of an exception: its kind, code and place, never its words."""

import errno
import re

_CODE = re.compile(r"[A-Z][A-Z0-9_]{2,40}")
_LONGEST_CHAIN = 4


def without_words(error: BaseException) -> str:
    """Name kind, code and place of ``error``; its message may hold what a citizen said.

    Where it was raised from another one, that one's kind and code come after ``from``.
    """
    places = []
    trace = error.__traceback__
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{' from '.join(_kinds(error))} at {' > '.join(places)}"


def _kinds(error: BaseException) -> list[str]:
    """Kind and code of ``error`` and of what caused it, the outermost first."""
    kinds: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(kinds) < _LONGEST_CHAIN:
        kinds.append(type(cause).__name__ + _code(cause))
        cause = cause.__cause__
    return kinds


def _code(error: BaseException) -> str:
    """`` ENOSPC`` or `` SQLITE_FULL``; nothing where ``error`` has no code."""
    if isinstance(error, OSError) and error.errno is not None:
        return f" {errno.errorcode.get(error.errno, error.errno)}"
    name = getattr(error, "sqlite_errorname", None)
    return f" {name}" if isinstance(name, str) and _CODE.fullmatch(name) else ""

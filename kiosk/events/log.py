"""The log of a running program: events of the catalogue as they are, libraries without words."""

import json
import logging
import re
import sys
import threading
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from kiosk.events import types as events
from kiosk.events.telling import LOGGER, Told

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_NAME = re.compile(r"[A-Za-z_][\w.]{0,79}")


def set_up(level: str, stream: TextIO | None = None) -> None:
    """Let this process log to ``stream``, standard error if none: one line an event.

    A terminal gets lines for people, anything else lines of JSON. What libraries say, warnings
    and uncaught exceptions go the same way, reduced to kind and place.
    """
    out = stream or sys.stderr
    handler = logging.StreamHandler(out)
    handler.addFilter(may_pass)
    handler.setFormatter(Plain() if out.isatty() else Json())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # Otherwise a record that cannot be formatted is printed with all its arguments.
    logging.raiseExceptions = False
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    sys.unraisablehook = _unraisable
    threading.excepthook = _uncaught_in_thread


def hush(library: str, words: str) -> None:
    """Drop of what ``library`` logs all below a warning, and what has ``words`` in it."""
    logging.getLogger(library).addFilter(
        lambda record: record.levelno >= logging.WARNING and words not in record.getMessage()
    )


def may_pass(record: logging.LogRecord) -> bool:
    """Let events of the catalogue pass, and of libraries what warns, reduced in place.

    A library's words, arguments and traceback may hold what a citizen said.
    """
    if told_by(record) is not None:
        return True
    if record.levelno < logging.WARNING:
        return False
    name = record.name if _NAME.fullmatch(record.name) else "?"
    kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "nothing"
    record.name = name
    record.msg = f"library-said: {name} at {record.module}:{record.lineno}, exception {kind}"
    record.args = record.exc_info = record.exc_text = record.stack_info = None
    return True


def told_by(record: logging.LogRecord) -> Told | None:
    """Return the event that ``record`` carries; ``None`` for a record of a library."""
    if record.name == LOGGER and isinstance(record.args, tuple) and len(record.args) == 1:
        told = record.args[0]
        return told if isinstance(told, Told) else None
    return None


class Plain(logging.Formatter):
    """A line for people: time, level, event, sentence, values."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")


class Json(logging.Formatter):
    """A line for programs, with the sentence for people in it."""

    def format(self, record: logging.LogRecord) -> str:
        """Write ``record`` as one JSON object; a library's has no ``seq``."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"at": at, "level": record.levelname.lower()}
        told = told_by(record)
        if told is None:
            line |= {"event": "library-said", "says": record.getMessage()}
        else:
            line |= {"event": told.event.name, "seq": told.sequence, "says": told.event.says}
            line |= told.values
        return json.dumps(line, ensure_ascii=False)


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        events.program_failed(error)


def _uncaught_in_thread(failure: threading.ExceptHookArgs) -> None:
    if failure.exc_value is not None and not isinstance(failure.exc_value, SystemExit):
        events.program_failed(failure.exc_value)


def _unraisable(failure: "UnraisableHookArgs") -> None:
    if failure.exc_value is not None:
        events.program_failed(failure.exc_value)

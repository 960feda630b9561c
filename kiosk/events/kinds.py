"""What the fields of an event may be, and how a value is written; a text is none of it."""

import re
from collections.abc import Callable
from enum import Enum
from pathlib import PurePath

from kiosk.failures import without_words

Written = str | int | float
Kind = str | tuple[str, ...]
"""One of :data:`KINDS`, ``module:Enum``, or a list of codes."""

OWN_FILES = (
    *("terminal.db", "library.db", "county.sqlite3", "secrets.toml", "config.toml"),
    *("directory.json", "legal-aid", "voice-cache", "fonts", "slips", "text-input", "kivy"),
)
_OWN_FILE = re.compile(
    # A copy of a damaged file carries the time in its name.
    rf"(?:{'|'.join(map(re.escape, OWN_FILES))})(?:-wal|-shm|[.-]damaged-[0-9TZ-]{{1,20}})?"
)
_VERSION = re.compile(r"\d{1,4}(?:\.\d{1,4}){1,3}")
_ENUM = re.compile(r"[a-z_]+(?:\.[a-z_]+)*:[A-Z]\w*")


class NotOfItsKind(ValueError):
    """A value that its field may not have."""


def written(value: object, kind: Kind) -> Written:
    """Return ``value`` as a log may have it; of one that is not of ``kind`` only its type."""
    try:
        return _write(value, kind)
    except NotOfItsKind:
        return f"<{type(value).__name__}>"


def is_kind(kind: object) -> bool:
    """Tell whether the catalogue may give a field this kind."""
    if isinstance(kind, tuple):
        return bool(kind) and all(isinstance(code, str) for code in kind)
    return isinstance(kind, str) and (kind in KINDS or _ENUM.fullmatch(kind) is not None)


def _write(value: object, kind: Kind) -> Written:
    if isinstance(kind, tuple):
        return _one_of(value, kind)
    if kind in KINDS:
        return KINDS[kind](value)
    return _member(value, kind)


def _count(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MANY:
        return value
    raise NotOfItsKind


def _seconds(value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _MANY:
        return round(float(value), 3)
    raise NotOfItsKind


def _version(value: object) -> str:
    if isinstance(value, str) and _VERSION.fullmatch(value):
        return value
    raise NotOfItsKind


def _file(value: object) -> str:
    if isinstance(value, PurePath) and _OWN_FILE.fullmatch(value.name):
        return value.name
    raise NotOfItsKind


def _error(value: object) -> str:
    if isinstance(value, BaseException):
        return without_words(value)
    raise NotOfItsKind


def _one_of(value: object, codes: tuple[str, ...]) -> str:
    if isinstance(value, str) and value in codes:
        return value
    raise NotOfItsKind


def _member(value: object, kind: str) -> str:
    # By name, not by class: the events must not import what tells of them.
    owner = type(value)
    if isinstance(value, Enum) and f"{owner.__module__}:{owner.__qualname__}" == kind:
        return str(value.value)
    raise NotOfItsKind


_MANY = 1_000_000_000
"""A number of this size counts nothing; a phone number would."""

KINDS: dict[str, Callable[[object], Written]] = {
    "count": _count,
    "seconds": _seconds,
    "version": _version,
    "file": _file,
    "error": _error,
}

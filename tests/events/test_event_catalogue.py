"""The catalogue of events: its code and guide are up to date, and no value can be a text."""

import errno
import inspect
from enum import StrEnum
from pathlib import Path

import pytest

from kiosk.county.outbox import Kind
from kiosk.county.problem import ProblemCode
from kiosk.events import types as events
from kiosk.events.kinds import is_kind, written
from kiosk.events.making import GUIDE, TYPES, CatalogueError, guide, read, types
from kiosk.failures import without_words

WORDS = "样例姓名 13971664927"


@pytest.mark.parametrize(("path", "make"), [(TYPES, types), (GUIDE, guide)], ids=["types", "guide"])
def test_what_is_made_of_the_catalogue_is_up_to_date(path, make):
    assert path.read_text(encoding="utf-8") == make(read()), "run: python -m kiosk.events"


def test_every_event_has_its_function():
    for event in read():
        function = getattr(events, event.name.replace("-", "_"))
        assert list(inspect.signature(function).parameters) == list(event.fields)


@pytest.mark.parametrize("kind", ["str", "text", "", "kiosk.county.outbox", [], (), (1,), None])
def test_a_text_is_no_kind(kind):
    assert not is_kind(kind)


@pytest.mark.parametrize(
    "table",
    [
        'level = "error"\nsays = "A {name} came."',
        'level = "error"\nsays = "No stop"',
        'level = "loud"\nsays = "It came."',
        'level = "error"\nsays = "It came."\nfields = { words = "text" }',
        'level = "error"\nsays = "It came."\nfields = { "a b" = "count" }',
        'level = "error"\nsays = "It came."\nvalue = "{x}"',
        'says = "It came."',
    ],
)
def test_a_catalogue_with_room_for_words_is_refused(table, tmp_path):
    path = tmp_path / "catalogue.toml"
    path.write_text(f"[it-came]\n{table}\n", encoding="utf-8")
    with pytest.raises(CatalogueError):
        read(path)


class Foreign(StrEnum):
    WORDS = WORDS


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *[(kind, WORDS) for kind in ("count", "seconds", "version", "file", "error")],
        *[(kind, 13971664927) for kind in ("count", "seconds")],
        *[("version", text) for text in ("13971664927", "1.13971664927", "张三.1")],
        *[("file", value) for value in ("terminal.db", Path(WORDS), Path("terminal.db-" + WORDS))],
        *[("kiosk.county.outbox:Kind", value) for value in ("ticket", WORDS, Foreign.WORDS)],
        ("kiosk.county.outbox:Kind", ProblemCode.CLOSED),
        *[(("one", "other"), value) for value in (WORDS, 1, None)],
        ("count", -1),
        ("count", True),
    ],
)
def test_what_is_not_of_its_kind_is_written_as_its_type(kind, value):
    assert written(value, kind) == f"<{type(value).__name__}>"


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("count", 3, 3),
        ("seconds", 1.23456, 1.235),
        ("version", "1.10.2", "1.10.2"),
        ("file", Path("/var/lib/x/terminal.db"), "terminal.db"),
        ("kiosk.county.outbox:Kind", Kind.TICKET, "ticket"),
        ("kiosk.county.problem:ProblemCode", ProblemCode.CLOSED, "closed"),
        (("one", "other"), "other", "other"),
    ],
)
def test_what_is_of_its_kind_is_written(kind, value, text):
    assert written(value, kind) == text


def test_an_exception_is_written_by_kind_code_and_place():
    try:
        try:
            raise OSError(errno.ENOSPC, WORDS)
        except OSError as error:
            raise ValueError(WORDS) from error
    except ValueError as error:
        said = without_words(error)
    assert said.startswith("ValueError from OSError ENOSPC at test_an_exception")
    assert not any(word in said for word in WORDS.split())

"""The log of a process: events as they are, libraries, warnings and bugs without words."""

import json
import subprocess
import sys

import pytest
from repository import ROOT

WORDS = "样例姓名"
HEAD = """
import logging, sys, threading, warnings, io
from kiosk.events import types as events
from kiosk.events.log import set_up
set_up("debug")
W = "".join(map(chr, (26679, 20363, 22995, 21517)))
"""
DEEDS = {
    "a library": 'logging.getLogger("urllib3.connectionpool").warning("to %s", W)',
    "its argument alone": 'logging.getLogger("sqlalchemy").error(W, stack_info=True)',
    "its traceback": """
try:
    raise ValueError(W)
except ValueError:
    logging.getLogger("uvicorn.error").exception(W)
""",
    "a logger named by words": "logging.getLogger(W).error('x')",
    "the root": "logging.error(W)",
    "a record that cannot be formatted": 'logging.getLogger("alembic").error("%d", W)',
    "a record that says it is ours": 'logging.getLogger("kiosk.events").error("%s", W)',
    "a warning": "warnings.warn(W)",
    "a thread": """
def fail(): raise ValueError(W)
thread = threading.Thread(target=fail); thread.start(); thread.join()
""",
    "what nobody can catch": """
class Last:
    def __del__(self): raise ValueError(W)
Last()
""",
    "the program": "raise ValueError(W)",
    "an event": "events.failsafe(ValueError(W))",
    "an event with a text": "events.backend_ended(W)",
}


def told(deed: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", HEAD + deed], capture_output=True, timeout=60, cwd=ROOT
    )


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_is_told_in_words(deed: str) -> None:
    done = told(DEEDS[deed])
    assert WORDS.encode() not in done.stderr
    assert repr(WORDS)[1:-1].encode() not in done.stderr
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert len(lines) == 1, "it is told, once, as JSON"


def test_what_a_library_says_for_itself_is_not_told() -> None:
    assert told('logging.getLogger("urllib3").info("hello")').stderr == b""


def test_events_are_counted_without_gaps() -> None:
    done = told("[events.backend_ended(each) for each in range(3)]; logging.error('x')")
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line.get("seq") for line in lines] == [1, 2, 3, None]
    assert [line.get("attempt") for line in lines] == [0, 1, 2, None]
    assert {line["event"] for line in lines} == {"backend-ended", "library-said"}


def test_people_get_a_plain_line() -> None:
    deed = """
class Terminal(io.StringIO):
    def isatty(self): return True
out = Terminal()
set_up("info", out)
events.backend_ended(2)
print(out.getvalue())
"""
    line = told(deed).stdout.decode()
    assert "ERROR backend-ended: The county backend" in line
    assert line.strip().endswith("attempt=2")

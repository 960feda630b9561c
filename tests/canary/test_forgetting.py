"""The process forgets: freed memory is overwritten, crashes leave no dump, it stays one process."""

import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from repository import ROOT

from kiosk.county.message import Message, Words
from kiosk.forgetting import wipes

FREED = """
import ctypes, os, sys
from kiosk.forgetting import begin_forgetful
begin_forgetful() if sys.argv[1:] == ["wiped"] else None
small, large = "".join(["canary", "bird"] * 4), "".join(["canary", "bird"] * 400)
places = [(id(text) + sys.getsizeof(text) - 1 - len(text), len(text)) for text in (small, large)]
del small, large
print(os.getpid(), *(b"canarybird" in ctypes.string_at(*place) for place in places))
"""


def run(program: str, *words: str) -> subprocess.CompletedProcess[str]:
    unwiped = {name: text for name, text in os.environ.items() if name != "PYTHONMALLOC"}
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        env=unwiped,
    )


def test_what_is_freed_is_overwritten() -> None:
    assert run(FREED, "wiped").stdout.split()[1:] == ["False", "False"], run(FREED, "wiped").stderr
    assert "True" in run(FREED).stdout, "without it, it stays: this test can fail"


def test_it_begins_anew_in_the_same_process_and_only_once() -> None:
    program = "import os; from kiosk.forgetting import *; print(os.getpid(), flush=True);"
    program += "begin_forgetful(); print(wipes())"
    began, again, wiped = run(program).stdout.split()
    assert began == again
    assert wiped == "True"


def test_the_environment_tells() -> None:
    assert not wipes({})
    assert not wipes({"PYTHONMALLOC": "malloc"})


@pytest.mark.parametrize("fault", [signal.SIGABRT, signal.SIGSEGV])
def test_a_crash_leaves_no_dump(fault: signal.Signals, tmp_path: Path) -> None:
    program = (
        "import os, resource, signal, sys; sys.path.insert(0, sys.argv[1])\n"
        "hard = resource.getrlimit(resource.RLIMIT_CORE)[1]\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))\n"
        "from kiosk.forgetting import leave_no_core; leave_no_core()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), flush=True)\n"
        f"signal.raise_signal({int(fault)})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT)],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=tmp_path,
    )
    assert done.returncode == -fault
    assert done.stdout.strip() == "(0, 0)"
    assert list(tmp_path.iterdir()) == []


def kinds_of(message: type[Message]) -> Iterator[type[Message]]:
    yield message
    for kind in message.__subclasses__():
        yield from kinds_of(kind)


def test_no_message_that_was_read_stays_in_a_cache_of_strings() -> None:
    importlib.import_module("kiosk.county.contract")
    assert len(list(kinds_of(Message))) > 20
    kept = [kind for kind in kinds_of(Message) if kind.model_config.get("cache_strings") != "keys"]
    assert kept == []
    one, other = (Words.model_validate_json('{"zh": "田口", "en": "x"}') for _ in range(2))
    assert one.zh is not other.zh, "pydantic hands out what it has kept"

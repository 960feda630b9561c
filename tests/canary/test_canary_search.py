"""The search through memory finds what a process holds, however it holds it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from memory import look_through
from repository import ROOT

WAYS = {
    "UTF-8": "kept = W.encode()",
    "UTF-16": "kept = '法' + W",
    "UTF-32": "kept = '𠂉' + W",
    "list of digits": "kept = list(W[:8]) + list(W[8:]); W = None",
    "digits in 32 bits": "import array; kept = array.array('i', map(int, W))",
}


@contextmanager
def program(deed: str, words: str) -> Iterator[int]:
    head = "import sys; W = ''.join(chr(int(each)) for each in sys.argv[1].split(','));"
    command = [sys.executable, "-c", head + deed + "; print(1, flush=True); input()"]
    codes = ",".join(str(ord(each)) for each in words)
    with subprocess.Popen(
        [*command, codes], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        yield process.pid
        process.kill()


@pytest.mark.skipif(os.geteuid() != 0, reason="memory of others is read by root alone")
@pytest.mark.parametrize("way", WAYS)
def test_every_form_is_found(way: str) -> None:
    words = "13971664927"
    with program(WAYS[way], words) as pid:
        search = look_through(pid, "program", [words])
    assert way in {hit.spelling for hit in search.hits}
    assert search.bytes > 2**20


@pytest.mark.skipif(os.geteuid() != 0, reason="memory of others is read by root alone")
def test_what_is_not_there_is_not_found() -> None:
    with program("pass", "13971664927") as pid:
        assert look_through(pid, "program", ["田口工"]).hits == []

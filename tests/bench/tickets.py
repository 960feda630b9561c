"""Tickets a second over HTTP, beside what the disk itself takes."""

import http.client
import multiprocessing
import sqlite3
import statistics
import tempfile
import time
import uuid
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

from server import Server, running_server

CALLERS = (1, 4, 16)
SECONDS = 5.0
WARM_UP_SECONDS = 1.0
MOST_PROCESSES = 2
"""Callers share so many processes: one interpreter alone cannot ask fast enough."""


def measure() -> dict[str, object]:
    """Return the raw commit rate of the disk and, by number of callers, what was issued."""
    with tempfile.TemporaryDirectory() as folder:
        raw = raw_commits(Path(folder) / "raw.db")
        with running_server(Path(folder)) as server:
            return {
                "sqlite_commits_per_second": round(raw),
                "issue": [issue(server, callers) for callers in CALLERS],
            }


def raw_commits(path: Path, seconds: float = 2.0) -> float:
    """One-row commits a second of SQLite at ``path``, WAL and ``synchronous=FULL``."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE ticket (id TEXT)")
    begun, count = time.perf_counter(), 0
    while time.perf_counter() - begun < seconds:
        database.execute("INSERT INTO ticket VALUES (?)", (str(uuid.uuid4()),))
        count += 1
    database.close()
    return count / seconds


def issue(server: Server, callers: int) -> dict[str, float]:
    """Take tickets from ``callers`` at once; the rate, and latencies in milliseconds."""
    processes = min(MOST_PROCESSES, callers)
    # One clock for all: CLOCK_MONOTONIC is the same in every process of a machine.
    begin = time.monotonic() + WARM_UP_SECONDS
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        groups = [
            pool.submit(_call_together, server.port, server.terminal, callers // processes, begin)
            for _ in range(processes)
        ]
        times = sorted(seconds for group in groups for seconds in group.result())
    return {
        "callers": callers,
        "per_second": round(len(times) / SECONDS),
        "p50_ms": round(statistics.median(times) * 1000, 2),
        "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 2),
    }


def _call_together(port: int, credential: str, callers: int, begin: float) -> list[float]:
    with ThreadPoolExecutor(callers) as pool:
        work = [pool.submit(_call, port, credential, begin) for _ in range(callers)]
        return [seconds for times in work for seconds in times.result()]


def _call(port: int, credential: str, begin: float) -> list[float]:
    """Take one ticket after the other; return how long each took that began in the window."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Authorization": f"Bearer {credential}", "Content-Type": "application/json"}
    times = []
    while (start := time.monotonic()) < begin + SECONDS:
        headers["Idempotency-Key"] = str(uuid.uuid4())
        line.request("POST", "/api/v1/tickets", b'{"service":"advice"}', headers)
        answer = line.getresponse()
        answer.read()
        if answer.status != 201:
            raise RuntimeError(f"the backend answered {answer.status}")
        if start >= begin:
            times.append(time.monotonic() - start)
    line.close()
    return times

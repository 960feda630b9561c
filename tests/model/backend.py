"""The reference backend in this process: the real application on a real file, without a socket.

Requests go through the whole ASGI application as bytes. Only the two lanes' threads are replaced,
so that nothing depends on how the machine schedules them, and the clock is the model's.
"""

import asyncio
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

import uvloop
from sqlalchemy import Engine, event, insert

from kiosk.county.contract import API, Session
from kiosk.county.line import Call, Reply
from kiosk.county.server import desk as server_desk
from kiosk.county.server import tables
from kiosk.county.server.app import create_app
from kiosk.county.server.database import make_engine, upgrade
from kiosk.county.server.desk import Desk
from kiosk.county.server.hours import Hours
from kiosk.county.server.lanes import Lane, _deliver, _Job
from kiosk.county.server.snapshot import hours_to_json
from kiosk.county.server.terminals import enrol_terminal, enrol_window
from kiosk.county.server.transactions import Clock, Sources, transact

QUOTA = 6
LETTERS = {"hall-1": "K", "hall-2": "L", "hall-3": "M"}
SERVICES = {"reception": "A", "advice": "B", "notary": "C"}
WINDOWS = {1: ("reception", "advice"), 2: ("advice", "notary"), 3: ("reception",)}
_ALWAYS = Hours(week=((Session(opens="00:00", closes="24:00"),),) * 7)
_OFFICE = Hours(week=((Session(opens="08:30", closes="17:30"),),) * 5 + ((), ()))
_HOURS = {"reception": _ALWAYS, "advice": _ALWAYS, "notary": _OFFICE}


class BackendDied(BaseException):
    """The power of the backend goes: no reply comes, whether it was committed or not."""


class Death(StrEnum):
    """When the backend dies: with its transaction, or just after that was durable."""

    BEFORE_COMMIT = "before commit"
    AFTER_COMMIT = "after commit"


@dataclass(frozen=True)
class Row:
    """A ticket as the backend has it; times in milliseconds. ``periods`` counts its periods."""

    row: int
    request_id: UUID
    edition: int
    number: str
    service: str
    day: date
    issued_ms: int
    reason: str | None
    print_state: str
    state: str
    queue: str
    window: int | None
    arrival: int
    counter: int
    last_period: str
    periods: int


class Backend:
    """One a process: :meth:`begin` gives it a fresh database, :meth:`restart` a new life."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "county.db"
        self._template = folder / "template.db"
        self.credentials = _make_template(self._template)
        url = f"sqlite:///{self._file}"
        self._engines = {write: make_engine(url, write=write) for write in (False, True)}
        event.listen(self._engines[True], "commit", self._before_commit)
        self._app = create_app(url)
        # How much one client may send is another model's question: here all time is made up.
        self._app.user_middleware.clear()
        self._loop = uvloop.new_event_loop()
        self._looking: sqlite3.Connection | None = None
        self._lanes: list[_Lane] = []
        self._death: Death | None = None
        self._tokens = 0
        self._clock: Clock

    def begin(self, clock: Clock) -> None:
        """Start on an empty centre."""
        self._clock = clock
        self._stop()
        for ending in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + ending).unlink(missing_ok=True)
        shutil.copyfile(self._template, self._file)
        self._tokens = 0
        self._start()

    def restart(self) -> None:
        """End at once and start again, which also forgets what is over, as it does every hour."""
        self._stop()
        self._start()
        self.purge()

    def purge(self) -> None:
        """Do what the backend does every hour."""
        run = self._desk.writer.run

        async def forget_all() -> None:
            await asyncio.gather(*(run(forget) for forget in server_desk._FORGETTING))

        self._loop.run_until_complete(forget_all())

    def ask(
        self, call: Call, credential: str, *, copies: int = 1, death: Death | None = None
    ) -> Reply:
        """Carry out a call and return the reply; ``copies`` of it arrive in the same moment.

        Raises :class:`BackendDied`; the backend must be restarted then.
        """
        self._death = death
        try:
            replies = self._loop.run_until_complete(self._gather(call, credential, copies))
        finally:
            self._death = None
        return replies[0]

    def rows(self) -> list[Row]:
        """Return every ticket, the oldest first."""
        return [_row(found) for found in self.look(_TICKETS)]

    def look(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds in the file."""
        assert self._looking is not None
        return self._looking.execute(query, values).fetchall()

    async def _gather(self, call: Call, credential: str, copies: int) -> list[Reply]:
        found = await asyncio.gather(
            *(self._one(call, credential) for _ in range(copies)), return_exceptions=True
        )
        replies = []
        for one in found:
            if isinstance(one, BaseException):
                raise one
            replies.append(one)
        return replies

    async def _one(self, call: Call, credential: str) -> Reply:
        body = b"" if call.body is None else call.body.encode()
        headers = [
            (b"authorization", f"Bearer {credential}".encode()),
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
        ]
        if call.key is not None:
            headers.append((b"idempotency-key", call.key.encode()))
        answer = _Answer()
        inbox = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, object]:
            return inbox.pop() if inbox else {"type": "http.disconnect"}

        await self._app(_scope(call, headers), receive, answer.take)
        return answer.reply()

    def _start(self) -> None:
        sources = Sources(self._clock, self._new_token)
        self._lanes = [
            _Lane(self._engines[write], sources, write, self._after_commit)
            for write in (False, True)
        ]
        self._desk = Desk(reader=self._lanes[0], writer=self._lanes[1])
        self._app.state.desk = self._desk
        self._looking = sqlite3.connect(self._file, isolation_level=None)

    def _stop(self) -> None:
        for lane in self._lanes:
            lane.stop()
        if self._looking is not None:
            self._looking.close()

    def _new_token(self) -> str:
        self._tokens += 1
        return f"token-{self._tokens}"

    def _before_commit(self, _connection: object) -> None:
        if self._death is Death.BEFORE_COMMIT:
            raise BackendDied

    def _after_commit(self) -> None:
        if self._death is Death.AFTER_COMMIT:
            raise BackendDied


class _Lane(Lane):
    """A lane that works on the loop's own thread, whatever has queued up in one group."""

    def __init__(
        self, engine: Engine, sources: Sources, write: bool, committed: Callable[[], None]
    ) -> None:
        super().__init__(engine, sources, write=write)
        self._committed = committed
        self._group: list[_Job[Any]] = []

    async def run(self, command: Any) -> Any:
        job = _Job(command)
        if not self._group:
            job.loop.call_soon(self._flush)
        self._group.append(job)
        return await job.future

    def stop(self) -> None:
        self._disconnect()
        self._engine.dispose()

    def _flush(self) -> None:
        group, self._group = self._group, []
        try:
            self._run_group(group)
            if self._write:
                self._committed()
        except BackendDied as death:
            for job in group:
                job.error = death
        _deliver(group)


class _Answer:
    """What the application sends, put together."""

    def __init__(self) -> None:
        self._status = 0
        self._type = ""
        self._body = b""

    async def take(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            kinds = [value for name, value in message["headers"] if name == b"content-type"]
            self._type = kinds[0].decode().partition(";")[0] if kinds else ""
        else:
            self._body += message.get("body", b"")

    def reply(self) -> Reply:
        return Reply(self._status, self._type, self._body)


def _scope(call: Call, headers: list[tuple[bytes, bytes]]) -> dict[str, object]:
    path, _, query = (API + call.path).partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": call.method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 80),
        "state": {},
    }


def _make_template(file: Path) -> dict[str, str]:
    """Make a database with a centre, and return the credentials of terminals and windows."""
    engine = make_engine(f"sqlite:///{file}", write=True)
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(insert(tables.centre), _CENTRE)
        connection.execute(insert(tables.service), [_service(name) for name in SERVICES])
        connection.execute(
            insert(tables.window), [{"id": window, "open": True} for window in WINDOWS]
        )
        links = [{"window": w, "service": s} for w, served in WINDOWS.items() for s in served]
        connection.execute(insert(tables.window_service), links)
    sources = Sources(lambda: datetime.fromisoformat("2026-01-01T00:00:00+08:00"))
    credentials = {}
    for terminal, letter in LETTERS.items():
        credentials[terminal] = transact(
            engine, sources, lambda t, n=terminal, x=letter: enrol_terminal(t, n, x), write=True
        )
    for window in WINDOWS:
        credentials[str(window)] = transact(
            engine, sources, lambda t, w=window: enrol_window(t, w), write=True
        )
    engine.dispose()
    return credentials


def _service(name: str) -> dict[str, object]:
    return {
        "id": name,
        "position": list(SERVICES).index(name),
        "letter": SERVICES[name],
        "name": {"zh": "样例", "en": "Sample"},
        "icon": "forum",
        "bring": [],
        "hours": hours_to_json(_HOURS[name]),
        "quota": QUOTA if name == "advice" else None,
        "average_minutes": "5",
    }


def _row(found: tuple[Any, ...]) -> Row:
    row, request_id, edition, number, service, day, *rest = found
    return Row(row, UUID(request_id), edition, number, service, date.fromisoformat(day), *rest)


_CENTRE = {
    "id": 1,
    "revision": 1,
    "name": {"zh": "样例", "en": "Sample"},
    "on_duty": [],
    "notices": [],
    "priority_weight": "1",
    "priority_cap": 3,
}
_TICKETS = """
SELECT t.id, t.request_id, t.edition, t.number, t.service, t.business_date, t.issued_at, t.reason,
       t.print_state, s.state, s.service, s.window, s.arrival, s.counter,
       (SELECT state FROM period p WHERE p.ticket = t.id ORDER BY sequence DESC LIMIT 1),
       (SELECT COUNT(*) FROM period p WHERE p.ticket = t.id)
FROM ticket t JOIN standing s ON s.ticket = t.id ORDER BY t.id
"""

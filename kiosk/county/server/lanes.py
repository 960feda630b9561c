"""The two threads that own a database connection: one lane for writing, one for reading.

The writing lane commits in groups: whatever has queued up while the last commit was on its way to
the disk shares the next one. Nobody is answered before the commit that holds their change.
"""

import asyncio
from collections.abc import Callable
from queue import Empty, Full, Queue
from threading import Thread
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from kiosk.county.contract import ProblemCode
from kiosk.county.server.problems import Refusal
from kiosk.county.server.transactions import Sources, Transaction, Undo

T = TypeVar("T")
Command = Callable[[Transaction], T]

_GROUP = 64
_QUEUE = 1024
_TRIES = 5
_ANSWER_SECONDS = 10.0
# serialization failure, deadlock, lock timeout: the same command may well succeed in a moment
_PASSING = frozenset({"40001", "40P01", "55P03"})


class _Job(Generic[T]):
    """A command and whoever waits for its outcome."""

    __slots__ = ("command", "error", "future", "loop", "result")

    def __init__(self, command: Command[T]) -> None:
        self.command = command
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[T] = self.loop.create_future()
        self.result: T | None = None
        self.error: BaseException | None = None

    def deliver(self) -> None:
        """Hand over the outcome; on the loop's thread."""
        if self.future.done():
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)  # type: ignore[arg-type]


class Lane:
    """A thread that runs commands, several to a transaction, in the order they came."""

    def __init__(self, engine: Engine, sources: Sources, *, write: bool) -> None:
        self._engine = engine
        self._sources = sources
        self._write = write
        self._jobs: Queue[_Job[Any] | None] = Queue(_QUEUE)
        self._connection: Connection | None = None
        name = "county-writer" if write else "county-reader"
        self._thread = Thread(target=self._work, name=name, daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is queued, end the thread, close the connection."""
        self._jobs.put(None)
        self._thread.join()
        self._engine.dispose()

    async def run(self, command: Command[T]) -> T:
        """Run ``command`` and return its result once it is committed.

        Raises what the command raised; :class:`Refusal` (unavailable) when the lane is overloaded
        or does not answer in time, in which case the command may still be carried out.
        """
        job = _Job(command)
        try:
            self._jobs.put_nowait(job)
        except Full:
            raise Refusal(ProblemCode.UNAVAILABLE, "overloaded") from None
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                return await job.future
        except TimeoutError:
            raise Refusal(ProblemCode.UNAVAILABLE, "the database does not answer") from None

    def _work(self) -> None:
        ended = False
        while not ended:
            group, ended = self._next_group()
            if group:
                self._run_group(group)
                for loop in {job.loop for job in group}:
                    mine = [job for job in group if job.loop is loop]
                    loop.call_soon_threadsafe(_deliver, mine)
        self._disconnect()

    def _next_group(self) -> tuple[list[_Job[Any]], bool]:
        first = self._jobs.get()
        if first is None:
            return [], True
        group = [first]
        while len(group) < _GROUP:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                return group, True
            group.append(job)
        return group, False

    def _run_group(self, group: list[_Job[Any]]) -> None:
        """Commit the group as one; where that fails, each command alone."""
        try:
            self._run_all(group)
        except Exception:
            for job in group:
                job.error = None
                self._run_alone(job)

    def _run_all(self, group: list[_Job[Any]]) -> None:
        connection = self._connect()
        with connection.begin():
            transaction = Transaction(connection, self._sources, write=self._write)
            for job in group:
                transaction.tick()
                if self._write:
                    _run_undoable(transaction, job)
                else:
                    _run_reading(transaction, job)

    def _run_alone(self, job: _Job[Any]) -> None:
        for left in reversed(range(_TRIES)):
            try:
                self._run_all([job])
                return
            except DBAPIError as error:
                self._disconnect()
                if left and _is_passing(error):
                    continue
                job.error = error
                return
            except Exception as error:
                job.error = error
                return

    def _connect(self) -> Connection:
        """Return the lane's connection: kept from one transaction to the next."""
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _run_reading(transaction: Transaction, job: _Job[Any]) -> None:
    try:
        job.result = job.command(transaction)
    except Refusal as refusal:
        job.error = refusal


def _run_undoable(transaction: Transaction, job: _Job[Any]) -> None:
    """Run a command so that its refusal takes back its own writes and nobody else's."""
    settings = transaction.settings
    execute = transaction.connection.exec_driver_sql
    execute("SAVEPOINT job")
    try:
        job.result = job.command(transaction)
    except (Refusal, Undo) as end:
        execute("ROLLBACK TO SAVEPOINT job")
        transaction.settings = settings
        if isinstance(end, Undo):
            job.result = end.instead(transaction)
        else:
            job.error = end
    execute("RELEASE SAVEPOINT job")


def _deliver(jobs: list[_Job[Any]]) -> None:
    for job in jobs:
        job.deliver()


def _is_passing(error: DBAPIError) -> bool:
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) in _PASSING

"""Where requests meet the database: the two lanes, and what every call has in common."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import BaseModel
from starlette.responses import Response

from kiosk.county.contract import ProblemCode
from kiosk.county.server.auth import Caller, identify
from kiosk.county.server.idempotency import Answer, answer_once, fingerprint, purge_answers
from kiosk.county.server.lanes import Command, Lane, T
from kiosk.county.server.problems import PROBLEM_TYPE, Refusal
from kiosk.county.server.transactions import Transaction

_PURGE_SECONDS = 3600


@dataclass
class Desk:
    """The lanes, and the keys of the requests that are being worked on in this process."""

    reader: Lane
    writer: Lane
    _under_way: set[UUID] = field(default_factory=set)

    async def identify(self, credential: str | None) -> Caller:
        """Return who calls, as the database knows them at this moment."""
        return await self.reader.run(lambda transaction: identify(transaction.settings, credential))

    async def read(self, command: Command[T]) -> T:
        """Run a command that changes nothing."""
        return await self.reader.run(command)

    async def write(self, command: Command[T]) -> T:
        """Run a command that is durable when this returns."""
        return await self.writer.run(command)

    async def once(
        self,
        key: UUID,
        caller: Caller,
        path: str,
        body: BaseModel | None,
        act: Callable[[Transaction], Answer],
    ) -> Response:
        """Carry out a POST: once for its key, however often it is sent."""
        if key in self._under_way:
            raise Refusal(ProblemCode.IN_PROGRESS, "a request with this key is being worked on")
        canonical = "" if body is None else body.model_dump_json()
        asked = fingerprint(caller.role, caller.subject, path, canonical)
        self._under_way.add(key)
        try:
            answer = await self.writer.run(
                lambda transaction: answer_once(transaction, key, asked, act)
            )
        finally:
            self._under_way.discard(key)
        kind = PROBLEM_TYPE if answer.status >= 400 else "application/json"
        return Response(answer.body, answer.status, media_type=kind if answer.body else None)

    async def purge_for_ever(self) -> None:
        """Forget old idempotency keys, now and every hour; runs until cancelled."""
        while True:
            with contextlib.suppress(Exception):
                await self.writer.run(purge_answers)
            await asyncio.sleep(_PURGE_SECONDS)


def as_answer(message: BaseModel | None, status: int = 200) -> Answer:
    """Return the answer that carries ``message``."""
    return Answer(status, b"" if message is None else message.model_dump_json().encode())


def as_response(message: BaseModel) -> Response:
    """Return a 200 answer with ``message``; it is validated already, so not once more."""
    return Response(message.model_dump_json(), media_type="application/json")

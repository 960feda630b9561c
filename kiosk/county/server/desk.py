"""Where requests meet the database: the two lanes, and what every call has in common."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import BaseModel
from starlette.responses import Response

from kiosk.county.contract import ProblemCode
from kiosk.county.server.auth import Allowed, Caller, identify, identify_as
from kiosk.county.server.idempotency import Answer, answer_once, fingerprint, purge_answers
from kiosk.county.server.lanes import Lane
from kiosk.county.server.matter_attempts import forget_past_attempts
from kiosk.county.server.matter_retention import forget_old_matters
from kiosk.county.server.problems import PROBLEM_TYPE, Refusal
from kiosk.county.server.self_checks import forget_past_self_checks
from kiosk.county.server.transactions import Transaction
from kiosk.events import types as events

_PURGE_SECONDS = 3600
_FORGETTING = (
    forget_past_self_checks,
    forget_past_attempts,
    forget_old_matters,
    purge_answers,
)

# Takes an answer, and whether it is new or comes from the store; may refuse after all, or return
# one with what must not be stored.
Completion = Callable[[Transaction, Answer, bool], Answer]


@dataclass(frozen=True)
class Post:
    """A POST as it came: who may send it, its key (``None``: missing or no UUID), its body."""

    credential: str | None
    allowed: Allowed
    key: UUID | None
    path: str
    body: BaseModel | None


@dataclass
class Desk:
    """The lanes, and the keys of the requests that are being worked on in this process."""

    reader: Lane
    writer: Lane
    _under_way: set[UUID] = field(default_factory=set)

    async def check(self, credential: str | None) -> None:
        """Refuse unless the credential is somebody's."""
        await self.reader.run(lambda transaction: identify(transaction.settings, credential))

    async def read(
        self, credential: str | None, allowed: Allowed, look: Callable[[Transaction], BaseModel]
    ) -> Response:
        """Answer a GET."""

        def command(transaction: Transaction) -> BaseModel:
            identify_as(transaction.settings, credential, allowed)
            return look(transaction)

        return _as_response(await self.reader.run(command))

    async def put(
        self,
        credential: str | None,
        allowed: Allowed,
        change: Callable[[Transaction, Caller], BaseModel],
    ) -> Response:
        """Answer a PUT: what it changes is durable when this returns."""

        def command(transaction: Transaction) -> BaseModel:
            return change(transaction, identify_as(transaction.settings, credential, allowed))

        return _as_response(await self.writer.run(command))

    async def post(
        self,
        order: Post,
        act: Callable[[Transaction, Caller], Answer],
        complete: Completion | None = None,
    ) -> Response:
        """Answer a POST: carried out once for its key, however often it is sent.

        ``complete`` has the last word on an answer that is no refusal before it is sent.
        """
        if order.key is not None and order.key in self._under_way:
            await self.check(order.credential)
            raise Refusal(ProblemCode.IN_PROGRESS, "a request with this key is being worked on")

        def command(transaction: Transaction) -> Answer:
            caller = identify_as(transaction.settings, order.credential, order.allowed)
            key = _check_key(order.key)
            asked = fingerprint(caller, order.path, order.body)
            new = False

            def act_now() -> Answer:
                nonlocal new
                new = True
                return act(transaction, caller)

            answer = answer_once(transaction, key, asked, act_now)
            if complete is None or answer.status >= 400:
                return answer
            return complete(transaction, answer, new)

        with self._marked(order.key):
            answer = await self.writer.run(command)
        kind = PROBLEM_TYPE if answer.status >= 400 else "application/json"
        return Response(answer.body, answer.status, media_type=kind if answer.body else None)

    async def ask(
        self,
        credential: str | None,
        allowed: Allowed,
        key: UUID | None,
        look: Callable[[Transaction], BaseModel | Refusal],
    ) -> Response:
        """Answer a POST that asks for what must not be stored: it is looked up every time.

        Neither the answer nor a hash of the question is kept under its key. A refusal that
        ``look`` returns is given after what it wrote down is durable; one it raises undoes that.
        """

        def command(transaction: Transaction) -> BaseModel | Refusal:
            identify_as(transaction.settings, credential, allowed)
            _check_key(key)
            return look(transaction)

        found = await self.writer.run(command)
        if isinstance(found, Refusal):
            raise found
        return _as_response(found)

    @contextlib.contextmanager
    def _marked(self, key: UUID | None) -> Iterator[None]:
        if key is None:
            yield
            return
        self._under_way.add(key)
        try:
            yield
        finally:
            self._under_way.discard(key)

    async def purge_for_ever(self) -> None:
        """Forget what is over, now and every hour; runs until cancelled."""
        while True:
            try:
                await asyncio.gather(*(self.writer.run(forget) for forget in _FORGETTING))
            except Exception as error:
                events.past_not_forgotten(error)
            await asyncio.sleep(_PURGE_SECONDS)


def as_answer(message: BaseModel | None, status: int = 200) -> Answer:
    """Return the answer that carries ``message``."""
    return Answer(status, b"" if message is None else message.model_dump_json().encode())


def _check_key(key: UUID | None) -> UUID:
    if key is None:
        raise Refusal(ProblemCode.KEY_MISSING, "Idempotency-Key must be there, a UUID")
    return key


def _as_response(message: BaseModel) -> Response:
    return Response(message.model_dump_json(), media_type="application/json")

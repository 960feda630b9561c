"""The part of the office for matters: questions, looking them up, ratings."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import UUID

from kiosk.county.client import Client
from kiosk.county.contract import ProblemCode, QuestionReceipt, Rateable
from kiosk.county.delivery import Delivery
from kiosk.county.matters import (
    REPLY_MINUTES,
    LookUp,
    Matter,
    Question,
    QuestionField,
    RatingRequest,
)
from kiosk.county.outbox import Kind, Outbox, is_unauthorised
from kiosk.county.port import LeftQuestion, Scores
from kiosk.county.query_code import make_query_code
from kiosk.county.replies import Refused, Unreachable, no_disk
from kiosk.events import types as events
from kiosk.store import StoreError

_CODES = 5
"""Codes tried for one question. That so many of 10^11 are taken by chance does not happen."""


class Desk:
    """``draw(n)`` returns a number from 0 to n-1 nobody can foretell, such as ``randbelow``."""

    def __init__(
        self,
        client: Client,
        outbox: Outbox,
        *,
        clock: Callable[[], datetime],
        make_id: Callable[[], UUID],
        draw: Callable[[int], int],
    ) -> None:
        self._client = client
        self._outbox = outbox
        self._delivery = Delivery(client)
        self._clock = clock
        self._make_id = make_id
        self._draw = draw

    def leave_question(
        self, field: QuestionField, text: str, phone: str | None
    ) -> LeftQuestion | Unreachable:
        """Take a question, made durable first; the outbox delivers it when the line is down.

        ``Unreachable`` where the disk takes nothing, or where the backend wants no such question:
        nothing is promised then, and nothing is kept.
        """
        question = Question(
            code=make_query_code(self._draw),
            field=field,
            text=text,
            phone=phone,
            asked_at=self._clock(),
        )
        request_id = self._make_id()
        try:
            self._outbox.hold(Kind.QUESTION, request_id, question.model_dump_json())
            return self._send_held(request_id, question)
        except StoreError as error:
            events.request_not_kept(Kind.QUESTION, error)
            return no_disk()

    def _send_held(self, request_id: UUID, question: Question) -> LeftQuestion | Unreachable:
        """Send a held question; raises :class:`StoreError` where no other code could be kept."""
        answer = self._post(request_id, question)
        for _ in range(_CODES - 1):
            if not (isinstance(answer, Refused) and answer.code is ProblemCode.CODE_TAKEN):
                break
            held, request_id = request_id, self._make_id()
            question = question.model_copy(update={"code": make_query_code(self._draw)})
            self._outbox.replace(held, request_id, question.model_dump_json())
            answer = self._post(request_id, question)
        if isinstance(answer, QuestionReceipt):
            self._settle(request_id)
            return LeftQuestion(question.code, question.asked_at, answer.due_at)
        if isinstance(answer, Refused) and not is_unauthorised(answer):
            self._settle(request_id)
            return Unreachable(answer.code)
        return self._leave_to_outbox(request_id, question)

    def _leave_to_outbox(self, request_id: UUID, question: Question) -> LeftQuestion:
        try:
            self._outbox.release(request_id)
        except StoreError as error:
            # It is on the disk, held, and so goes out after the next start.
            events.request_not_released(Kind.QUESTION, error)
        due = question.asked_at + timedelta(minutes=REPLY_MINUTES)
        return LeftQuestion(question.code, question.asked_at, due, offline=True)

    def look_up(self, code: str, factor: str | None) -> Matter | Refused | Unreachable:
        """Return the matter of a query code, with the last four digits of its phone."""
        asked = LookUp(code=code, factor=factor)

        def read(body: bytes) -> Matter:
            matter = Matter.model_validate_json(body)
            if matter.code != code:
                raise ValueError("the answer is about another matter")
            return matter

        return self._client.call(
            "POST",
            "/matters/lookup",
            read,
            body=asked.model_dump_json(),
            key=str(self._make_id()),
        )

    def find_ticket(self, number: str) -> Rateable | Refused | Unreachable:
        """Return today's ticket of this number, as its rating needs it."""

        def read(body: bytes) -> Rateable:
            found = Rateable.model_validate_json(body)
            if found.number != number:
                raise ValueError("the answer is about another ticket")
            return found

        return self._client.call("GET", f"/tickets/number/{quote(number, safe='')}", read)

    def rate(self, scores: Scores) -> Unreachable | None:
        """Record a rating durably; the outbox delivers it."""
        rating = RatingRequest(
            ticket=scores.ticket,
            matter=scores.matter,
            department=scores.department,
            post=scores.post,
            person=scores.person,
            word=scores.word,
            rated_at=self._clock(),
        )
        try:
            self._outbox.add(Kind.RATING, self._make_id(), rating.model_dump_json())
        except StoreError as error:
            events.request_not_kept(Kind.RATING, error)
            return no_disk()
        return None

    def _post(
        self, request_id: UUID, question: Question
    ) -> QuestionReceipt | Refused | Unreachable:
        return self._delivery.post_question(request_id, question.model_dump_json(), question.code)

    def _settle(self, request_id: UUID) -> None:
        try:
            self._outbox.settle(request_id)
        except StoreError as error:
            # Sent again with the same id at the next start, which changes nothing.
            events.request_not_forgotten(Kind.QUESTION, error)

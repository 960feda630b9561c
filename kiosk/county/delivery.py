"""How each record of the outbox goes to the backend, and which refusals end it quietly."""

from collections.abc import Callable
from uuid import UUID

from kiosk.county.client import Client
from kiosk.county.contract import ProblemCode, QuestionReceipt, RatingReceipt, Ticket
from kiosk.county.matters import Question
from kiosk.county.outbox import Kind, Record
from kiosk.county.replies import Refused, Unreachable

PATIENCE_SECONDS = 10.0
"""For an answer nobody waits for: a backend that is slow, but alive, must still be delivered to."""

# Of a request nobody was shown a number for, and of a rating nobody waits for the count of.
_OVER: dict[Kind, frozenset[ProblemCode]] = {
    Kind.TICKET: frozenset({ProblemCode.CLOSED, ProblemCode.QUOTA_REACHED}),
    Kind.RATING: frozenset(
        {ProblemCode.ALREADY_RATED, ProblemCode.NOT_FOUND, ProblemCode.WRONG_STATE}
    ),
}


class Delivery:
    """Sends records and requests over ``client``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def send(self, record: Record) -> object:
        """Send ``record``; ``Refused`` and ``Unreachable`` tell that it was not received."""
        answer = self._send(record)
        if isinstance(answer, Refused) and answer.code in _OVER.get(record.kind, ()):
            return None
        return answer

    def post_ticket(
        self, request_id: UUID, body: str, budget: float | None = None
    ) -> Ticket | Refused | Unreachable:
        """Take a number; ``budget`` as in :meth:`Client.call`."""
        return self._client.call(
            "POST",
            "/tickets",
            _reads_ticket(request_id),
            body=body,
            key=str(request_id),
            budget=budget,
        )

    def post_question(
        self, request_id: UUID, body: str, code: str, budget: float | None = None
    ) -> QuestionReceipt | Refused | Unreachable:
        """Leave the question of ``code``; ``budget`` as in :meth:`Client.call`."""
        return self._client.call(
            "POST",
            "/matters",
            _reads_receipt(code),
            body=body,
            key=str(request_id),
            budget=budget,
        )

    def _send(self, record: Record) -> object:
        match record.kind:
            case Kind.TICKET:
                return self.post_ticket(record.request_id, record.body, PATIENCE_SECONDS)
            case Kind.QUESTION:
                code = Question.model_validate_json(record.body).code
                return self.post_question(record.request_id, record.body, code, PATIENCE_SECONDS)
            case Kind.RATING:
                return self._post_rating(record)
            case Kind.PAPER:
                return self._put(record, f"/tickets/paper/{record.request_id}")
            case Kind.PRINT:
                # A report that was given up may arrive yet, behind a later one.
                return self._put(record, f"/tickets/{record.request_id}/print?order={record.seq}")

    def _post_rating(self, record: Record) -> RatingReceipt | Refused | Unreachable:
        return self._client.call(
            "POST",
            "/ratings",
            RatingReceipt.model_validate_json,
            body=record.body,
            key=str(record.request_id),
            budget=PATIENCE_SECONDS,
        )

    def _put(self, record: Record, path: str) -> Ticket | Refused | Unreachable:
        return self._client.call(
            "PUT",
            path,
            _reads_ticket(record.request_id),
            body=record.body,
            budget=PATIENCE_SECONDS,
        )


def _reads_ticket(request_id: UUID) -> Callable[[bytes], Ticket]:
    def read(body: bytes) -> Ticket:
        ticket = Ticket.model_validate_json(body)
        if ticket.id != request_id:
            raise ValueError("the answer is about another ticket")
        return ticket

    return read


def _reads_receipt(code: str) -> Callable[[bytes], QuestionReceipt]:
    def read(body: bytes) -> QuestionReceipt:
        receipt = QuestionReceipt.model_validate_json(body)
        if receipt.code != code:
            raise ValueError("the answer is about another question")
        return receipt

    return read

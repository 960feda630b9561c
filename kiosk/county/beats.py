"""Sends heartbeats, in words that an older backend understands too."""

from collections.abc import Callable
from uuid import UUID

from kiosk.county.client import Client
from kiosk.county.contract import SINCE_CONDITIONS, Heartbeat, HeartbeatReply, ProblemCode
from kiosk.county.delivery import PATIENCE_SECONDS
from kiosk.county.replies import Refused, Unreachable

Reply = HeartbeatReply | Refused | Unreachable


class Beats:
    """Sends heartbeats over ``client``; ``make_id`` makes their keys."""

    def __init__(self, client: Client, make_id: Callable[[], UUID]) -> None:
        self._client = client
        self._make_id = make_id
        self._left_out: set[str] = set()

    def send(self, heartbeat: Heartbeat) -> Reply:
        """Send ``heartbeat``; a backend that does not know its newer keys is told without them."""
        answer = self._post(heartbeat)
        if not self._left_out and _not_understood(answer):
            self._left_out = SINCE_CONDITIONS
            answer = self._post(heartbeat)
        return answer

    def _post(self, heartbeat: Heartbeat) -> Reply:
        return self._client.call(
            "POST",
            "/terminals/self/heartbeat",
            HeartbeatReply.model_validate_json,
            body=heartbeat.model_dump_json(exclude=self._left_out),
            key=str(self._make_id()),
            budget=PATIENCE_SECONDS,
        )


def _not_understood(answer: Reply) -> bool:
    """Tell whether the backend may be one that refuses keys it does not know."""
    return isinstance(answer, Refused) and answer.code is ProblemCode.INVALID

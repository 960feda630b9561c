"""What a connection may do before there is a request: how many, how slowly, how large a head.

Limits on bodies and on the time of a whole request are in :mod:`kiosk.county.server.limits`; this
is for peers that never get so far.
"""

import asyncio
from collections import Counter
from http import HTTPStatus
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kiosk.county.contract import ProblemCode
from kiosk.county.server.problems import PROBLEM_TYPE, SAFE_HEADERS, problem_body

HEAD_SECONDS = 10.0
"""So long a request's first line and headers may take from the first byte, and a connection may
stay without one."""

HEAD_BYTES = 16 * 1024
HEADERS = 64
CONNECTIONS = 800
"""Of all addresses: below the 1,024 open files that a process has by default."""

ADDRESS_CONNECTIONS = 128
"""Of one address, unless a proxy on this machine speaks for many."""

_LOOPBACK = frozenset({"127.0.0.1", "::1"})


class GuardedProtocol(HttpToolsProtocol):
    """uvicorn's protocol with limits; what breaks them is refused and the connection closed."""

    _open: ClassVar[Counter[str]] = Counter()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection, unless there are too many."""
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        self._waiting: asyncio.TimerHandle | None = None
        self._refused = False
        self._head_bytes = 0
        self._open[self._address] += 1
        crowd = self._open[self._address] > ADDRESS_CONNECTIONS and self._address not in _LOOPBACK
        if crowd or self._open.total() > CONNECTIONS:
            transport.abort()
            return
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._open[self._address] -= 1
        if self._open[self._address] <= 0:
            del self._open[self._address]
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came; the parser keeps a head that goes on and on, so it is counted here."""
        if self._refused:
            return
        super().data_received(data)
        if self._waiting is not None:
            self._count(data)

    def on_message_begin(self) -> None:
        """The first byte of a request is here: the rest of its head has to follow."""
        super().on_message_begin()
        self._head_bytes = 0
        if self._waiting is None:
            self._await_head()

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header."""
        super().on_header(name, value)
        self._count(name + value)

    def on_headers_complete(self) -> None:
        """The head is here; one that was refused goes no further."""
        self._stop_waiting()
        if self._refused:
            raise ConnectionAbortedError("refused")
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse in the contract's words what is no request, once, and close."""
        if not self._refused:
            self._refuse(400, ProblemCode.INVALID, "this is not a request of HTTP")

    def _count(self, piece: bytes) -> None:
        self._head_bytes += len(piece)
        if self._head_bytes > HEAD_BYTES or len(self.headers or ()) > HEADERS:
            self._refuse(431, ProblemCode.TOO_LARGE, "the head of the request is too large")

    def _await_head(self) -> None:
        self._waiting = self.loop.call_later(HEAD_SECONDS, self._too_slow)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _too_slow(self) -> None:
        self._refuse(408, ProblemCode.INVALID, "the request did not come in time")

    def _refuse(self, status: int, code: ProblemCode, detail: str) -> None:
        """Say why and close; while another answer is on its way, only close."""
        if self._refused:
            return
        self._refused = True
        if self.cycle is not None and not self.cycle.response_complete:
            self.transport.abort()
            return
        body = problem_body(code, detail, status)
        headers = {
            **SAFE_HEADERS,
            "Content-Type": PROBLEM_TYPE,
            "Content-Length": str(len(body)),
            "Connection": "close",
        }
        lines = (f"{name}: {value}" for name, value in headers.items())
        head = "\r\n".join((f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *lines, "", ""))
        self.transport.write(head.encode() + body)
        self.transport.close()

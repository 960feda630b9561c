"""Limits on every request: how large its body may be, how long all of it may take; headers."""

import asyncio

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.county.contract import ProblemCode
from kiosk.county.server.problems import SAFE_HEADERS, problem_response


class Limits:
    """ASGI middleware: refuses a body of more than ``body_bytes``, gives up after ``seconds``."""

    def __init__(self, app: ASGIApp, body_bytes: int, seconds: float) -> None:
        self._app = app
        self._body_bytes = body_bytes
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on within its limits."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if int(announced) > self._body_bytes:
            await problem_response(ProblemCode.TOO_LARGE)(scope, receive, send)
            return
        answering = False

        async def note_answer(message: Message) -> None:
            nonlocal answering
            answering = True
            await send(message)

        try:
            async with asyncio.timeout(self._seconds):
                await self._app(scope, self._counting(receive), note_answer)
        except TimeoutError:
            if answering:
                raise
            late = problem_response(ProblemCode.UNAVAILABLE, "the request took too long")
            await late(scope, receive, send)

    def _counting(self, receive: Receive) -> Receive:
        """Return ``receive`` that refuses a body longer than announced, or never announced."""
        left = self._body_bytes

        async def receive_some() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413)
            return message

        return receive_some


class SafeHeaders:
    """ASGI middleware: gives every answer :data:`SAFE_HEADERS` that it has not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_safely)

"""One HTTP exchange with the backend, that can be cut off at any moment.

``requests`` bounds each read from the socket, not the whole: a peer that sends a byte a second, or
a name server that keeps silent, would hold the caller for ever. So an exchange runs on a thread of
its own, the caller waits no longer than it may, and then cuts the socket.
"""

import contextlib
import socket
import threading
from dataclasses import dataclass
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from kiosk.county.replies import Cause
from kiosk.county.tls import TlsFiles, certificate_trouble

LARGEST_BODY = 2 * 1024 * 1024
"""Bytes of an answer, decompressed, beyond which it is not read further, unless a call says."""


@dataclass(frozen=True)
class Call:
    """A request: path below the base URL, JSON text as body, idempotency key.

    ``largest`` is how many bytes of the answer are read, decompressed.
    """

    method: str
    path: str
    body: str | None = None
    key: str | None = None
    largest: int = LARGEST_BODY


@dataclass(frozen=True)
class Reply:
    """An answer as it came: ``media_type`` in lower case and without parameters."""

    status: int
    media_type: str
    body: bytes


@dataclass(frozen=True)
class Broken:
    """No whole answer. ``again`` tells whether trying once more may help."""

    why: str
    again: bool
    cause: Cause = Cause.LINE


class Line:
    """A session with one connection, used by one exchange at a time."""

    def __init__(self, base_url: str, credential: str, tls: TlsFiles) -> None:
        self._base = base_url.rstrip("/")
        self._tls = tls
        self._adapter = _CuttableAdapter()
        self._session = requests.Session()
        # A proxy or .netrc of the environment must not change where the credential goes.
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {credential}"
        self._session.verify = True if tls.ca_file is None else str(tls.ca_file)
        self._session.cert = tls.client
        self._session.mount("http://", self._adapter)
        self._session.mount("https://", self._adapter)

    def exchange(self, call: Call, seconds: float) -> Reply | Broken:
        """Send ``call`` and read the answer; ``seconds`` bounds each wait for the network.

        Waits for ever, in pathological cases, unless somebody calls :meth:`cut`. Never raises for
        what the line or the peer does.
        """
        trouble = self._tls.problem()
        if trouble is not None:
            return Broken(trouble, again=False, cause=Cause.CERTIFICATE)
        headers = {"Accept": "application/json"}
        if call.body is not None:
            headers["Content-Type"] = "application/json"
        if call.key is not None:
            headers["Idempotency-Key"] = call.key
        try:
            with self._session.request(
                call.method,
                self._base + call.path,
                data=None if call.body is None else call.body.encode(),
                headers=headers,
                timeout=seconds,
                allow_redirects=False,
                stream=True,
            ) as response:
                return _read(response, call.largest)
        except (requests.ConnectionError, requests.Timeout) as error:
            trouble = certificate_trouble(error)
            if trouble is not None:
                return Broken(trouble, again=False, cause=Cause.CERTIFICATE)
            return Broken(type(error).__name__, again=True)
        # ValueError: of urllib3, for header lines nobody could parse.
        except (requests.RequestException, OSError, ValueError) as error:
            return Broken(type(error).__name__, again=False, cause=Cause.GARBAGE)

    def cut(self) -> None:
        """End the exchange that runs, from another thread, and every later one."""
        self._adapter.cut()
        self._session.close()


def _read(response: requests.Response, largest: int) -> Reply | Broken:
    body = bytearray()
    try:
        for piece in response.iter_content(64 * 1024):
            body += piece
            if len(body) > largest:
                return Broken(
                    f"answer longer than {largest} bytes", again=False, cause=Cause.GARBAGE
                )
    except requests.exceptions.ChunkedEncodingError as error:
        # What requests calls it when the peer goes away in the middle of any body.
        return Broken(type(error).__name__, again=True)
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Reply(response.status_code, media_type, bytes(body))


class _CuttableAdapter(HTTPAdapter):
    """Knows the socket in use, which ``requests`` hides, so that it can be shut down."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._socket: socket.socket | None = None
        self._cut = False
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **pool: Any
    ) -> None:
        """Make the pools with connections that report their socket here."""
        super().init_poolmanager(connections, maxsize, block, **pool)
        adapter = self

        class Plain(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                adapter._opened(self.sock)

        class Tls(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                adapter._opened(self.sock)

        self.poolmanager.pool_classes_by_scheme = {
            "http": type("Pool", (HTTPConnectionPool,), {"ConnectionCls": Plain}),
            "https": type("Pool", (HTTPSConnectionPool,), {"ConnectionCls": Tls}),
        }

    def _opened(self, opened: socket.socket) -> None:
        with self._guard:
            self._socket = opened
            if self._cut:
                raise ConnectionAbortedError("the line was cut while it was opened")

    def cut(self) -> None:
        with self._guard:
            self._cut = True
            if self._socket is not None:
                # Of the plain class: a TLS goodbye would wait for the peer.
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

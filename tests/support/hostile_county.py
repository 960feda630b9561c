"""A county backend on the loopback that answers well, until it is told to be hostile.

``county.hostility`` is one of :data:`HOSTILE` (or any function of a :class:`Handler`), or
``None``; ``county.only`` narrows it to calls whose path contains that, so that a journey gets
as far as the call in question. ``county.mutate`` changes the JSON of sound answers: see
:func:`mutations`.
"""

import json
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from county_answers import API, genuine

MOST_BYTES = 100_000_000


class Handler(BaseHTTPRequestHandler):
    """One connection; ``genuine`` is what a sound backend would say now."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "HostileCounty"

    def serve(self) -> None:
        county = self.server
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = self.path.removeprefix(API)
        key = self.headers.get("Idempotency-Key")
        with county.changed:
            county.calls.append((self.command, path))
            county.bodies.append(self.body)
            county.keys.append(key)
            county.changed.notify_all()
        status, answer = county.refusals.get(f"{self.command} {path}") or genuine(
            self.command, self.path, self.body, key
        )
        self.genuine = "" if answer is None else json.dumps(answer)
        if county.hostility is not None and county.only in path:
            county.hostility(self)
            return
        data = self.genuine.encode()
        if county.mutate is not None and county.only in path:
            data = county.mutate(answer)
        self.reply(status, data)

    do_GET = do_POST = do_PUT = serve

    def reply(self, status: int, data: bytes, media: str = "", **headers: str) -> None:
        if not media:
            media = "application/problem+json" if status >= 400 else "application/json"
        self.send_response(status)
        for name, value in ({"Content-Type": media} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers and status != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if status != 204:
            self.wfile.write(data)

    def pour(self, head: bytes, piece: bytes, *, most: int, pause: float) -> None:
        """Send ``piece`` again and again until the peer hangs up, which is told, or ``most``."""
        county = self.server
        self.close_connection = True
        sent = 0
        try:
            self.wfile.write(head)
            while sent < most and not county.ended.wait(pause):
                self.wfile.write(piece)
                sent += len(piece)
        except OSError:
            county.peer_gone.set()
        county.poured = max(county.poured, sent)

    def drop(self) -> None:
        self.close_connection = True
        self.connection.shutdown(2)

    def log_message(self, *args: object) -> None:
        """Keep the test's output clean."""


Hostility = Callable[[Handler], None]
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def hundred_megabytes(handler: Handler) -> None:
    head = _HEAD + f"Content-Length: {MOST_BYTES}\r\n\r\n".encode()
    handler.pour(head, b" " * 65536, most=MOST_BYTES, pause=0)


def hundred_megabytes_in_chunks(handler: Handler) -> None:
    piece = b"10000\r\n" + b"[" * 65536 + b"\r\n"
    handler.pour(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n", piece, most=MOST_BYTES, pause=0)


def never_ending_body(handler: Handler) -> None:
    handler.pour(_HEAD + b"Content-Length: 99999\r\n\r\n", b" ", most=99_998, pause=0.02)


def never_ending_headers(handler: Handler) -> None:
    handler.pour(_HEAD, b"X-More: more\r\n", most=MOST_BYTES, pause=0.02)


def never_ending_header(handler: Handler) -> None:
    handler.pour(_HEAD + b"X: ", b"x", most=MOST_BYTES, pause=0.02)


def never_ending_continues(handler: Handler) -> None:
    handler.pour(b"", b"HTTP/1.1 100 Continue\r\n\r\n", most=MOST_BYTES, pause=0.02)


def silence(handler: Handler) -> None:
    handler.connection.settimeout(20.0)
    if handler.connection.recv(1) == b"":
        handler.server.peer_gone.set()
    handler.close_connection = True


def invalid_utf8(handler: Handler) -> None:
    handler.reply(200, handler.genuine.encode().replace(b'"', b'"\xff\xfe\xc3', 3))


def html(handler: Handler) -> None:
    handler.reply(200, b"<!doctype html><title>Welcome to the guest network</title>", "text/html")


def html_called_json(handler: Handler) -> None:
    handler.reply(200, b"<!doctype html><title>Maintenance</title>")


def html_refusal(handler: Handler) -> None:
    handler.reply(403, b"<html>Log in to the guest network", "text/html")


def refusal_of_nonsense(handler: Handler) -> None:
    handler.reply(422, b'{"code": ["closed"], "status": "x"}')


def redirect(handler: Handler) -> None:
    handler.reply(307, b"", Location=f"{handler.server.url}/elsewhere")


def too_short_a_length(handler: Handler) -> None:
    handler.reply(200, handler.genuine.encode() * 2, Content_Length="7")
    handler.close_connection = True


def too_long_a_length(handler: Handler) -> None:
    handler.reply(200, handler.genuine.encode(), Content_Length="99999")
    handler.drop()


def mad_length(handler: Handler) -> None:
    handler.reply(200, handler.genuine.encode(), Content_Length="-1e9 \x01")
    handler.close_connection = True


def bomb(handler: Handler) -> None:
    handler.reply(200, zlib.compress(b" " * 40_000_000, 9), Content_Encoding="deflate")


def bad_compression(handler: Handler) -> None:
    handler.reply(200, b"no deflate at all", Content_Encoding="deflate")


def no_http(handler: Handler) -> None:
    handler.wfile.write(b"\x16\x03\x01\x00\xff SSH-2.0-nothing\r\n\r\n")
    handler.drop()


def mad_status(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 99999999999 \xff\r\nContent-Length: 0\r\n\r\n")
    handler.drop()


def empty(handler: Handler) -> None:
    handler.reply(200, b"")


def no_content(handler: Handler) -> None:
    handler.reply(204, b"")


def server_error(handler: Handler) -> None:
    handler.reply(500, b"Traceback (most recent call last):", "text/plain")


def hangs_up(handler: Handler) -> None:
    handler.drop()


def deep_nesting(handler: Handler) -> None:
    handler.reply(200, b"[" * 500_000 + b"]" * 500_000)


def deep_objects(handler: Handler) -> None:
    handler.reply(200, b'{"a":' * 200_000 + b"1" + b"}" * 200_000)


ENDLESS: tuple[Hostility, ...] = (
    never_ending_body,
    never_ending_headers,
    never_ending_header,
    never_ending_continues,
    silence,
)
"""Those that are ended by the terminal's time alone."""

FLOODS: tuple[Hostility, ...] = (hundred_megabytes, hundred_megabytes_in_chunks)

HOSTILE: tuple[Hostility, ...] = (
    *ENDLESS,
    *FLOODS,
    invalid_utf8,
    html,
    html_called_json,
    html_refusal,
    refusal_of_nonsense,
    redirect,
    too_short_a_length,
    too_long_a_length,
    mad_length,
    bomb,
    bad_compression,
    no_http,
    mad_status,
    empty,
    no_content,
    server_error,
    hangs_up,
    deep_nesting,
    deep_objects,
)

_ABSENT = object()
WRONG: tuple[object, ...] = (
    _ABSENT,
    None,
    "",
    "x",
    "x" * 1_000_000,
    "\x00\x1b[2J\u202e\u2066\ufeff\r\n\t",
    "}{%s{0}{name}",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2026-03-04T02:30:00",
    "9" * 5000,
    -1,
    0,
    10**30,
    1e308,
    True,
    [],
    [None],
    {},
    {"zh": "", "en": ""},
    {"zh": "行" * 50_000, "en": "\x07"},
    [{"zh": "多", "en": "many"}] * 1_000,
    [3] * 10_000,
)


Mutation = Callable[[Any], bytes]


def mutations(answer: object) -> Iterator[tuple[str, Mutation]]:
    """Yield, with its name, each way to make one place of answers like ``answer`` wrong."""
    for place in _places(answer):
        for number, wrong in enumerate(WRONG):
            yield (
                f"{'.'.join(map(str, place))}#{number}",
                lambda sound, place=place, wrong=wrong: _dump(_put(sound, place, wrong)),
            )
    yield "more", lambda sound: _dump({**sound, "extra": {"a": [1]}})


def _places(answer: object, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield above
    if isinstance(answer, dict):
        for name, part in answer.items():
            yield from _places(part, (*above, name))
    elif isinstance(answer, list) and answer:
        yield from _places(answer[0], (*above, 0))


def _put(answer: Any, place: tuple[str | int, ...], wrong: object) -> object:
    if not place:
        return None if wrong is _ABSENT else wrong
    first, rest = place[0], place[1:]
    changed = answer.copy()
    if not rest and wrong is _ABSENT:
        del changed[first]
    else:
        changed[first] = _put(answer[first], rest, wrong)
    return changed


def _dump(answer: object) -> bytes:
    return json.dumps(answer).encode()


class HostileCounty(ThreadingHTTPServer):
    """``refusals`` maps ``"POST /matters"`` to a status and a body; see the module for the rest.

    ``peer_gone`` is set when the peer hung up in the middle; ``poured`` are the bytes it took.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.hostility: Hostility | None = None
        self.only = ""
        self.mutate: Mutation | None = None
        self.refusals: dict[str, tuple[int, Any]] = {}
        self.changed = threading.Condition()
        self.calls: list[tuple[str, str]] = []
        self.bodies: list[bytes] = []
        self.keys: list[str | None] = []
        self.peer_gone = threading.Event()
        self.ended = threading.Event()
        self.poured = 0
        self.scheme = "http"

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    def speak_tls(self, certificate: Path) -> None:
        """Speak TLS from now on; ``certificate`` is a PEM file with its key."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.scheme = "https"

    def handle_error(self, *args: object) -> None:
        """A peer that goes away is the subject of these tests, not an error."""


@contextmanager
def hostile_county(port: int = 0) -> Iterator[HostileCounty]:
    """Yield a county on the loopback that is ended with the block."""
    county = HostileCounty(port)
    thread = threading.Thread(target=lambda: county.serve_forever(poll_interval=0.01), daemon=True)
    thread.start()
    try:
        yield county
    finally:
        county.ended.set()
        county.shutdown()
        county.server_close()
        thread.join()

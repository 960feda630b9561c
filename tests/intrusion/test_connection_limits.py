"""What a peer can do to the backend before, or without, a whole request."""

import json
import socket
from collections import Counter

import pytest
import requests
from server import running_server

from kiosk.county.contract import API, ProblemCode
from kiosk.county.server import protocol
from kiosk.county.server.protocol import GuardedProtocol

SECONDS = 30.0


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("limits")) as running:
        yield running


def answer(server, sent):
    """Send bytes, and read until the backend closes: its status line, headers and body."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as line:
        line.sendall(sent)
        received = b""
        while piece := line.recv(65536):
            received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    status, *headers = head.decode().split("\r\n")
    return int(status.split()[1]), dict(each.split(": ", 1) for each in headers), body


def is_problem(found, status):
    got, headers, body = found
    assert got == status
    assert headers["Content-Type"] == "application/problem+json"
    assert headers["Connection"] == "close"
    assert "server" not in {name.lower() for name in headers}
    assert json.loads(body)["status"] == status
    return True


def test_too_many_headers(server):
    lines = b"".join(b"X-%d: 1\r\n" % n for n in range(protocol.HEADERS + 2))
    assert is_problem(answer(server, b"GET /health HTTP/1.1\r\n" + lines), 431)


@pytest.mark.parametrize("whole", [True, False])
def test_a_head_without_end(server, whole):
    long = b"x" * (protocol.HEAD_BYTES + 1)
    end = b"\r\n\r\n" if whole else b""
    assert is_problem(answer(server, b"GET /health HTTP/1.1\r\nX-Long: " + long + end), 431)


def test_an_address_without_end(server):
    assert is_problem(answer(server, b"GET /" + b"x" * protocol.HEAD_BYTES * 2), 431)


def test_what_is_no_http(server):
    assert is_problem(answer(server, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"), 400)


def test_as_many_headers_as_a_browser_sends_are_taken(server):
    lines = b"".join(b"X-%d: 1\r\n" % n for n in range(30))
    sent = b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + lines + b"\r\n"
    assert answer(server, sent)[0] == 200


def test_after_all_that_the_backend_serves(server):
    headers = {"Authorization": f"Bearer {server.terminal}"}
    assert requests.get(f"{server.url}{API}/centre", headers=headers, timeout=SECONDS).ok


class Line:
    """A transport that remembers what was done to it."""

    def __init__(self, address="192.0.2.7"):
        self.address = address
        self.sent = b""
        self.closed = self.aborted = False

    def get_extra_info(self, name):
        return (self.address, 1) if name == "peername" else None

    def write(self, data):
        self.sent += data

    def close(self):
        self.closed = True

    def abort(self):
        self.aborted = True

    def is_closing(self):
        return self.closed or self.aborted


class Loop:
    """A loop that only takes timers, and lets a test ring them."""

    def __init__(self):
        self.timers = []

    def call_later(self, seconds, ring):
        self.timers.append((seconds, ring))
        return self

    def cancel(self):
        self.timers.pop()


@pytest.fixture
def connect(monkeypatch):
    from uvicorn.config import Config
    from uvicorn.server import ServerState

    monkeypatch.setattr(GuardedProtocol, "_open", Counter())

    async def app(scope, receive, send):
        raise AssertionError("nothing gets this far")

    state, config = ServerState(), Config(app, http=GuardedProtocol)

    def connect(address="192.0.2.7"):
        line, loop = Line(address), Loop()
        made = GuardedProtocol(config, state, {}, loop)
        made.connection_made(line)
        return made, line, loop

    return connect


def test_a_head_that_does_not_come_is_given_up(connect):
    made, line, loop = connect()
    made.data_received(b"GET / HTTP/1.1\r\nX-Slow: 1")
    (seconds, ring), *others = loop.timers
    assert (seconds, others) == (protocol.HEAD_SECONDS, [])
    ring()
    assert line.closed
    assert b" 408 " in line.sent
    made.data_received(b"\r\n\r\n")


def test_bytes_one_by_one_win_no_time(connect):
    made, _, loop = connect()
    for byte in b"GET / HTTP/1.1\r\nX-Slow: 1111111":
        made.data_received(bytes([byte]))
    assert len(loop.timers) == 1


def test_one_address_has_so_many_connections_and_leaves_room_for_others(connect):
    held = [connect() for _ in range(protocol.ADDRESS_CONNECTIONS)]
    assert not any(line.aborted for _, line, _ in held)
    assert connect()[1].aborted
    assert not connect("192.0.2.8")[1].aborted
    held[0][0].connection_lost(None)


def test_a_connection_that_ends_makes_room(connect):
    held = [connect()[0] for _ in range(protocol.ADDRESS_CONNECTIONS)]
    held[0].connection_lost(None)
    assert not connect()[1].aborted


def test_a_proxy_here_may_speak_for_many_but_not_for_all(connect):
    held = [connect("127.0.0.1")[1] for _ in range(protocol.CONNECTIONS)]
    assert not any(line.aborted for line in held)
    assert connect("127.0.0.1")[1].aborted


def test_refusals_have_a_code_of_the_contract(server):
    code = json.loads(answer(server, b"nonsense\r\n\r\n")[2])["code"]
    assert code == ProblemCode.INVALID

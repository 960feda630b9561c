"""A stand-in backend of a few lines, whose line can be made to fail in every way there is."""

import json
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

from kiosk.county.contract import (
    Centre,
    Directory,
    HeartbeatReply,
    PrintState,
    Problem,
    ProblemCode,
    RulePack,
    Service,
    Session,
    Ticket,
    TicketState,
    Words,
)

NOW = datetime(2026, 3, 4, 2, 30, tzinfo=UTC)  # 10:30 in Shanghai, a Wednesday
ALL_DAY = (Session(opens="09:00", closes="17:30"),)
PATIENCE = 20.0


def a_service(**changes: object) -> Service:
    values: dict[str, object] = {
        "id": "legal-aid",
        "letter": "A",
        "name": Words(zh="法律援助", en="Legal aid"),
        "icon": "balance",
        "bring": (),
        "windows": (3,),
        "open": True,
        "opens_at": None,
        "today": ALL_DAY,
        "quota_reached": False,
        "waiting": 0,
        "wait": None,
    }
    return Service.model_validate(values | changes)


def a_centre(*services: Service, **changes: object) -> Centre:
    values: dict[str, object] = {
        "name": Words(zh="样例中心", en="Sample centre"),
        "now": NOW,
        "business_date": "2026-03-04",
        "services": services or (a_service(),),
        "on_duty": (),
        "notices": (),
        "priority_weight": 1.0,
        "priority_cap": 3,
    }
    return Centre.model_validate(values | changes)


Fault = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers the contract's calls, unless the stand-in has a fault."""

    protocol_version = "HTTP/1.1"
    server: "Standin"

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length)
        standin = self.server
        if standin.ended.is_set():
            # A kept connection outlives the listening socket.
            self.drop()
            return
        with standin.changed:
            path = self.path.removeprefix("/api/v1").partition("?")[0]
            standin.calls.append((self.command, path))
            standin.headers.append(dict(self.headers))
            standin.bodies.append(self.body)
            standin.changed.notify_all()
        fault = standin.fault
        if fault is None:
            self.reply(*self.handle_call())
        else:
            fault(self)

    do_GET = do_POST = do_PUT = answer

    def handle_call(self) -> tuple[int, str]:
        with self.server.changed:
            return self.server.respond(
                self.command, self.path, self.body, self.headers.get("Idempotency-Key")
            )

    def reply(self, status: int, text: str, media: str = "application/json") -> None:
        if status >= 400 and media == "application/json":
            media = "application/problem+json"
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def drop(self) -> None:
        self.close_connection = True
        self.connection.shutdown(2)

    def log_message(self, *args: object) -> None:
        """Keep the test's output clean."""


class Standin(ThreadingHTTPServer):
    """``fault`` breaks each answer while it is set; ``tickets`` is what the backend has."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.fault: Fault | None = None
        self.changed = threading.Condition()
        self.calls: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.tickets: dict[str, Ticket] = {}
        self.voided: list[str] = []
        self.papers: list[str] = []
        self.prints: list[tuple[str, str]] = []
        self.refusals: dict[str, ProblemCode] = {}
        self.centre = a_centre()
        self.pack: RulePack | None = None
        self.directory: Directory | None = None
        self.bodies: list[bytes] = []
        self.allotted = 0
        self.ended = threading.Event()
        self.peer_gone = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *args: object) -> None:
        """A peer that goes away is the subject of these tests, not an error."""

    def respond(self, method: str, path: str, body: bytes, key: str | None) -> tuple[int, str]:
        parts = path.partition("?")[0].removeprefix("/api/v1/").split("/")
        match method, parts:
            case "GET", ["centre"]:
                return 200, self.centre.model_dump_json()
            case "POST", ["tickets"]:
                return self._post(json.loads(body), str(key))
            case "PUT", ["tickets", "paper", ticket_id]:
                return self._paper(json.loads(body), ticket_id)
            case "PUT", ["tickets", ticket_id, "print"]:
                return self._print(json.loads(body), ticket_id)
            case "POST", ["terminals", "self", "heartbeat"]:
                reply = HeartbeatReply(
                    now=NOW,
                    skew_seconds=0,
                    paused=False,
                    message=None,
                    pack_version=self.pack and self.pack.version,
                    directory_version=self.directory and self.directory.version,
                )
                return 200, reply.model_dump_json()
            case "GET", ["directory"] if self.directory:
                return 200, self.directory.model_dump_json()
            case "GET", ["legal-aid", "pack"] if self.pack:
                return 200, self.pack.model_dump_json()
            case "POST", ["terminals", "self", "assistance"]:
                return 204, ""
        return problem(404, ProblemCode.NOT_FOUND)

    def _post(self, body: dict[str, object], key: str) -> tuple[int, str]:
        if code := self.refusals.get("POST"):
            return problem(422, code)
        if key not in self.tickets:
            self.allotted += 1
            self.tickets[key] = a_ticket(key, f"A{self.allotted:03}", body)
        return 201, self.tickets[key].model_dump_json()

    def _paper(self, body: dict[str, object], ticket_id: str) -> tuple[int, str]:
        number = str(body["number"])
        if code := self.refusals.get(number):
            return problem(409, code)
        if ticket_id in self.tickets and self.tickets[ticket_id].number != number:
            self.voided.append(self.tickets[ticket_id].number)
        self.papers.append(number)
        self.tickets[ticket_id] = a_ticket(ticket_id, number, body)
        return 200, self.tickets[ticket_id].model_dump_json()

    def _print(self, body: dict[str, object], ticket_id: str) -> tuple[int, str]:
        if ticket_id not in self.tickets:
            return problem(404, ProblemCode.NOT_FOUND)
        self.prints.append((ticket_id, str(body["state"])))
        return 200, self.tickets[ticket_id].model_dump_json()

    def numbers(self) -> list[str]:
        """Numbers that are in the queue, in the order in which the backend learnt of them."""
        return [ticket.number for ticket in self.tickets.values()]

    def wait_for(self, what: Callable[[], bool]) -> bool:
        with self.changed:
            return self.changed.wait_for(what, PATIENCE)


def a_ticket(ticket_id: str, number: str, body: dict[str, object]) -> Ticket:
    return Ticket.model_validate(
        {
            "id": ticket_id,
            "number": number,
            "service": body["service"],
            "reason": body["reason"],
            "business_date": "2026-03-04",
            "issued_at": body.get("issued_at", NOW),
            "state": TicketState.WAITING,
            "window": None,
            "windows": (3,),
            "ahead": 2,
            "wait": None,
            "print_state": PrintState.PENDING,
            "phone_path": "/t/token",
            "periods": (),
        }
    )


def problem(status: int, code: ProblemCode) -> tuple[int, str]:
    return status, Problem(title=code, status=status, code=code).model_dump_json()


def lost_request(handler: Handler) -> None:
    handler.drop()


def lost_reply(handler: Handler) -> None:
    handler.handle_call()
    handler.drop()


def silence(handler: Handler) -> None:
    handler.handle_call()
    _until_peer_goes(handler, b"")


def server_error(handler: Handler) -> None:
    handler.reply(*problem(500, ProblemCode.INVALID))


def error_after_work(handler: Handler) -> None:
    handler.handle_call()
    handler.reply(502, "<html>Bad gateway", "text/html")


def noise(handler: Handler) -> None:
    handler.wfile.write(b"\x16\x03\x01\x00 this is not HTTP\r\n\r\n")
    handler.drop()


def header_without_colon(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: -7\r\nnonsense\r\n\r\n")
    handler.drop()


def trickled_headers(handler: Handler) -> None:
    handler.handle_call()
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    _until_peer_goes(handler, b"x")


def trickled_body(handler: Handler) -> None:
    handler.handle_call()
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    _until_peer_goes(handler, b" ")


def half_a_body(handler: Handler) -> None:
    _, text = handler.handle_call()
    data = text.encode()
    handler.wfile.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(data)}\r\n\r\n".encode())
    handler.wfile.write(data[: len(data) // 2])
    handler.drop()


def endless_body(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n")
    _until_peer_goes(handler, b" " * 65536, pause=0)


def zip_bomb(handler: Handler) -> None:
    data = zlib.compress(b" " * 40_000_000, 9)
    handler.send_response(200)
    handler.send_header("Content-Encoding", "deflate")
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def web_page(handler: Handler) -> None:
    handler.reply(200, "<html>Welcome to the guest network", "text/html")


def forbidden_page(handler: Handler) -> None:
    handler.reply(403, "<html>Log in to the guest network", "text/html")


def empty_answer(handler: Handler) -> None:
    handler.reply(200, "")


def redirect(handler: Handler) -> None:
    handler.send_response(307)
    handler.send_header("Location", f"{handler.server.url}/elsewhere")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def in_progress(handler: Handler) -> None:
    handler.reply(*problem(409, ProblemCode.IN_PROGRESS))


def too_many(handler: Handler) -> None:
    handler.reply(429, "", "text/plain")


def another_ticket(handler: Handler) -> None:
    ticket = a_ticket(str(uuid4()), "A999", {"service": "legal-aid", "reason": None})
    handler.reply(200, ticket.model_dump_json())


def unauthorised(handler: Handler) -> None:
    handler.reply(*problem(401, ProblemCode.UNAUTHORISED))


FAULTS: tuple[Fault, ...] = (
    lost_request,
    lost_reply,
    silence,
    server_error,
    error_after_work,
    noise,
    header_without_colon,
    trickled_headers,
    trickled_body,
    half_a_body,
    endless_body,
    zip_bomb,
    web_page,
    forbidden_page,
    empty_answer,
    redirect,
    in_progress,
    too_many,
    another_ticket,
)


def _until_peer_goes(handler: Handler, piece: bytes, pause: float = 0.02) -> None:
    """Write ``piece`` over and over, or nothing, until the peer hangs up or the test ends."""
    handler.close_connection = True
    handler.connection.settimeout(pause or 0.001)
    while not handler.server.ended.is_set():
        try:
            if piece:
                handler.connection.settimeout(PATIENCE)
                handler.wfile.write(piece)
                handler.connection.settimeout(pause or 0.001)
            if handler.connection.recv(1) == b"":
                break
        except TimeoutError:
            continue
        except OSError:
            break
    else:
        return
    handler.server.peer_gone.set()


@contextmanager
def serving(port: int = 0) -> Iterator[Standin]:
    standin = Standin(port)
    thread = threading.Thread(target=standin.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield standin
    finally:
        standin.ended.set()
        standin.shutdown()
        standin.server_close()
        thread.join()

"""The reference backend as a real process on a free loopback port, for any test that needs one."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import requests

from kiosk.county.server.database import make_engine
from kiosk.county.server.terminals import enrol_terminal, enrol_window
from kiosk.county.server.transactions import Sources, Transaction, transact

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 20.0


@dataclass
class Server:
    """A backend of one database; ``terminal`` and ``windows`` hold credentials."""

    database: str
    port: int
    terminal: str = ""
    windows: dict[int, str] = field(default_factory=dict)
    log: Path | None = None
    options: tuple[str, ...] = ("--no-rate-limit",)
    described: bool = True
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start the process and return when it answers."""
        output = self.log.open("ab") if self.log else subprocess.DEVNULL
        self._process = subprocess.Popen(
            [
                *(*backend_command(), "serve", "--db", self.database, "--port", str(self.port)),
                *(("--openapi",) if self.described else ()),
                *self.options,
            ],
            cwd=ROOT,
            stdout=output,
            stderr=output,
        )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"the backend ended with {self._process.returncode}")
            with contextlib.suppress(requests.ConnectionError):
                if requests.get(f"{self.url}/health", timeout=5).ok:
                    return
            time.sleep(0.02)
        raise RuntimeError("the backend does not answer")

    def kill(self) -> None:
        """End the process with SIGKILL: nothing is finished, nothing is closed."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End the process in good order."""
        self._end(signal.SIGTERM)

    def enrol(self, terminal: str = "hall-1", letter: str = "K") -> str:
        """Enrol a terminal and return its credential."""
        return self._do(lambda transaction: enrol_terminal(transaction, terminal, letter))

    def enrol_window(self, window: int) -> str:
        """Enrol a window and return its credential."""
        return self._do(lambda transaction: enrol_window(transaction, window))

    def _do(self, command: Callable[[Transaction], str]) -> str:
        engine = make_engine(self.database, write=True)
        try:
            return transact(engine, Sources(), command, write=True)
        finally:
            engine.dispose()

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        self._process.wait(timeout=15)
        self._process = None


def backend_command() -> list[str]:
    """Return the command that starts the backend's command line, without the terminal's."""
    code = "from kiosk.county.server.cli import backend; backend()"
    return [sys.executable, "-c", code]


def run_backend(*arguments: str) -> str:
    """Run one ``kiosk backend`` command and return what it printed."""
    done = subprocess.run(
        [*backend_command(), *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return done.stdout.strip()


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def running_server(
    directory: Path, database: str | None = None, options: tuple[str, ...] = ("--no-rate-limit",)
) -> Iterator[Server]:
    """Yield a running backend with terminal ``hall-1`` (letter K) and windows 1 to 6 enrolled."""
    server = Server(
        database=database or f"sqlite:///{directory / 'county.sqlite3'}",
        port=free_port(),
        log=directory / "backend.log",
        options=options,
    )
    server.start()
    try:
        server.terminal = server.enrol()
        server.windows = {window: server.enrol_window(window) for window in range(1, 7)}
        yield server
    finally:
        server.stop()

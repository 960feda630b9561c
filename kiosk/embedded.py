"""The county backend of a centre that is one machine: a process of its own beside the terminal."""

import socket
import subprocess
import sys
import threading
from pathlib import Path

from kiosk.events import types as events

_PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0)
_END_SECONDS = 8.0


class EmbeddedBackend:
    """Keeps ``kiosk backend serve`` running until :meth:`stop`.

    The process ends by itself when this one does, however that happens: its standard input is a
    pipe that closes then.
    """

    def __init__(self, database: str, host: str, port: int) -> None:
        self._command = [
            *(sys.executable, "-m", "kiosk", "backend", "serve", "--until-eof"),
            *("--db", database, "--host", host, "--port", str(port)),
        ]
        self._stopping = threading.Event()
        self._guard = threading.Lock()
        self._process = self._spawn()
        self._thread = threading.Thread(target=self._keep, name="backend-keeper", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the process and wait for it."""
        with self._guard:
            self._stopping.set()
            self._process.terminate()
        self._thread.join(_END_SECONDS)
        if self._process.poll() is None:
            self._process.kill()

    def _spawn(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, stdin=subprocess.PIPE, cwd=_root())

    def _keep(self) -> None:
        for attempt in range(sys.maxsize):
            self._process.wait()
            if self._stopping.is_set():
                return
            events.backend_ended(attempt + 1)
            self._stopping.wait(_PAUSES[min(attempt, len(_PAUSES) - 1)])
            with self._guard:
                if self._stopping.is_set():
                    return
                self._process = self._spawn()


def enrol(database: str, terminal: str, letter: str, secrets: Path) -> None:
    """Enrol this terminal at the embedded backend; its credential goes into ``secrets``.

    A database without a centre gets the sample one.

    Raises ``subprocess.CalledProcessError`` if the backend refuses.
    """
    subprocess.run(
        [
            *(sys.executable, "-m", "kiosk", "backend", "enrol", "--sample", "--db", database),
            *("--terminal", terminal, "--letter", letter, "--secrets", str(secrets)),
        ],
        check=True,
        cwd=_root(),
        stdout=subprocess.DEVNULL,
    )


def own_address() -> str:
    """Return the address under which this machine's network sees it, or the loopback one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: connecting a datagram socket only chooses a route. The address is
            # one set aside for documentation (RFC 5737).
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _root() -> Path:
    return Path(__file__).resolve().parent.parent


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

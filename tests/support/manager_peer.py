"""The service manager's end of the line: a datagram socket of a test's own."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SECONDS = 30.0


class ManagerPeer:
    """Hears what a program tells; ``heard`` holds each datagram as its lines."""

    def __init__(self, address: str) -> None:
        self.heard: list[list[str]] = []
        self._news = threading.Condition()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind("\0" + address[1:] if address.startswith("@") else address)
        self._reactions: dict[str, Callable[[], None]] = {}
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def at(self, line: str, react: Callable[[], None]) -> None:
        """Do ``react`` when ``line`` is heard, before anything later is."""
        self._reactions[line] = react

    def await_line(self, line: str, times: int = 1) -> None:
        """Wait until ``line`` was heard so often."""
        with self._news:
            there = self._news.wait_for(lambda: self.count(line) >= times, SECONDS)
        assert there, f"heard only {self.heard}"

    def silent_for(self, line: str, seconds: float) -> bool:
        """Tell whether ``line`` stays away for ``seconds``."""
        before = self.count(line)
        with self._news:
            return not self._news.wait_for(lambda: self.count(line) > before, seconds)

    def count(self, line: str) -> int:
        return sum(line in lines for lines in self.heard)

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(SECONDS)
        self._socket.close()

    def _listen(self) -> None:
        while datagram := self._socket.recv(4096):
            lines = datagram.decode().split("\n")
            for line in lines:
                if line in self._reactions:
                    self._reactions[line]()
            with self._news:
                self.heard.append(lines)
                self._news.notify_all()


@contextmanager
def manager_peer(address: str) -> Iterator[ManagerPeer]:
    """Listen at ``address`` as long as the block lasts."""
    peer = ManagerPeer(address)
    try:
        yield peer
    finally:
        peer.close()

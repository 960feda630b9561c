"""The lines a running program writes, to be waited for."""

import contextlib
import json
import queue
import threading
from collections.abc import Callable
from typing import IO, Any

Line = dict[str, Any]


class TraceLines:
    """Reads JSON lines of ``stream`` on a thread; other lines are kept as ``noise``."""

    def __init__(self, stream: IO[str]) -> None:
        self._lines: queue.Queue[Line | None] = queue.Queue()
        self.seen: list[Line] = []
        self.noise: list[str] = []
        self._thread = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._thread.start()

    def wait_for(self, wanted: Callable[[Line], bool], seconds: float = 30.0) -> Line:
        """Return the next line that is ``wanted``; fail when the stream ends or none comes."""
        while True:
            try:
                line = self._lines.get(timeout=seconds)
            except queue.Empty:
                raise AssertionError(f"waited in vain; last were {self.seen[-5:]}") from None
            if line is None:
                raise AssertionError(f"the program ended; last were {self.noise[-20:]}")
            self.seen.append(line)
            if wanted(line):
                return line

    def so_far(self) -> list[Line]:
        """Return the lines that have come and were not yet waited for; fail if it was the last."""
        found: list[Line] = []
        with contextlib.suppress(queue.Empty):
            while (line := self._lines.get_nowait()) is not None:
                found.append(line)
            raise AssertionError(f"the program ended; last were {self.noise[-20:]}")
        self.seen.extend(found)
        return found

    def wait_for_page(self, page: str, seconds: float = 30.0) -> Line:
        """Return the next line that tells that ``page`` was drawn."""
        return self.wait_for(lambda line: line.get("page") == page, seconds)

    def _read(self, stream: IO[str]) -> None:
        for text in stream:
            try:
                line = json.loads(text)
            except ValueError:
                self.noise.append(text)
                continue
            self._lines.put(line)
        self._lines.put(None)

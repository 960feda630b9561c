"""From the bytes of a scanner to codes: one a line, ended by CR, LF or both."""

import re
from collections.abc import Callable

LONGEST = 512
"""Bytes of a line beyond which it is no code of ours, and is dropped whole."""

MOST_A_SECOND = 5
"""Codes; more is no hand that scans, and is dropped."""


class Lines:
    """Puts lines together; ``clock`` counts seconds. A line that is not UTF-8 is dropped."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._begun = bytearray()
        self._too_long = False
        self._since = clock()
        self._count = 0

    def feed(self, data: bytes) -> list[str]:
        """Return the codes that ``data`` completes, without blanks around them."""
        *whole, rest = re.split(rb"[\r\n]+", data)
        codes = [code for part in whole if (code := self._end(part))]
        self._go_on(rest)
        return codes

    def drop(self) -> None:
        """Forget the line that has begun."""
        self._begun.clear()
        self._too_long = False

    def _go_on(self, part: bytes) -> None:
        self._begun += part
        if len(self._begun) > LONGEST:
            self._begun.clear()
            self._too_long = True

    def _end(self, part: bytes) -> str:
        self._go_on(part)
        line, dropped = bytes(self._begun), self._too_long
        self.drop()
        try:
            text = line.decode().strip()
        except UnicodeDecodeError:
            return ""
        return text if text and not dropped and self._in_time() else ""

    def _in_time(self) -> bool:
        now = self._clock()
        if now - self._since >= 1.0:
            self._since, self._count = now, 0
        self._count += 1
        return self._count <= MOST_A_SECOND

"""From the bytes of a scanner to codes: one a line, ended by CR, LF or both."""

import math
import re
from collections.abc import Callable

LONGEST = 512
"""Bytes of a line beyond which it is no code of ours, and is dropped whole."""

ENDLESS = 4096
"""Bytes of a line beyond which it is no code at all: a QR code holds 2,953 [ISO/IEC 18004]."""

MOST_A_SECOND = 5
"""Lines; more is no hand that scans."""

QUIET_SECONDS = 5.0
"""So long after a flood, of lines or of one without end, nothing is taken for a code."""

AGAIN_SECONDS = 3.0
"""The same code again within this time is the same paper, still before the scanner."""


class Lines:
    """Puts lines together; ``clock`` counts seconds. A line that is not plain text is dropped."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._begun = bytearray()
        self._length = 0
        self._since = clock()
        self._count = 0
        self._flooded_at = -math.inf
        self._last = 0
        self._last_at = -math.inf

    @property
    def flooding(self) -> bool:
        """Whether more comes, or came just now, than anybody scans."""
        return self._clock() - self._flooded_at < QUIET_SECONDS

    def feed(self, data: bytes) -> list[str]:
        """Return the codes that ``data`` completes, without blanks around them."""
        *whole, rest = re.split(rb"[\r\n]+", data)
        codes = [code for part in whole if (code := self._end(part))]
        self._go_on(rest)
        return codes

    def drop(self) -> None:
        """Forget the line that has begun."""
        self._begun.clear()
        self._length = 0

    def _go_on(self, part: bytes) -> None:
        self._length += len(part)
        if self._length <= LONGEST:
            self._begun += part
        else:
            self._begun.clear()
        if part and self._length > ENDLESS:
            self._flooded_at = self._clock()

    def _end(self, part: bytes) -> str:
        self._go_on(part)
        line, length = bytes(self._begun), self._length
        self.drop()
        if length:
            self._count_line()
        try:
            text = line.decode().strip()
        except UnicodeDecodeError:
            return ""
        wanted = text.isprintable() and not self.flooding and self._is_another(text)
        return text if wanted else ""

    def _count_line(self) -> None:
        now = self._clock()
        if now - self._since >= 1.0:
            self._since, self._count = now, 0
        self._count += 1
        if self._count > MOST_A_SECOND:
            self._flooded_at = now

    def _is_another(self, text: str) -> bool:
        """Tell whether ``text`` is not the last code, read again; only its hash is remembered."""
        last, last_at = self._last, self._last_at
        self._last, self._last_at = hash(text), self._clock()
        return self._last != last or self._last_at - last_at >= AGAIN_SECONDS

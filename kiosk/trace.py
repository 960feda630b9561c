"""``--trace``: one JSON line for every page drawn, and never anything a citizen entered."""

import json
from collections.abc import Callable, Mapping

from kiosk.pad import PAD
from kiosk.text_input.written import WRITE
from kiosk.view import Box


class Trace:
    """Writes lines to ``write``; ``None`` writes nothing. ``now`` is a monotonic clock in s."""

    def __init__(self, write: Callable[[str], None] | None, now: Callable[[], float]) -> None:
        self._write = write
        self._now = now
        self._since = self._begun = now()
        self._told: str | None = None

    def answered(self) -> None:
        """A touch or key was understood: what is drawn next is its answer."""
        self._since = self._now()
        self._told = None

    def begun(self) -> None:
        """A page is about to be drawn."""
        self._begun = self._now()

    def drawn(self, page: str, focus: str | None, targets: Mapping[str, Box]) -> None:
        """The finished frame of ``page`` is on the screen."""
        if self._write is None:
            return
        # News redraws a page long after its answer: that frame counts from its own beginning.
        since = self._begun if self._told == page else self._since
        self._told = page
        line = {
            "page": page,
            "focus": _without_what_is_typed(focus),
            "drawn_ms": round((self._now() - since) * 1000, 1),
            "targets": {name: [round(edge) for edge in box] for name, box in targets.items()},
        }
        self._write(json.dumps(line, ensure_ascii=False))


def _without_what_is_typed(focus: str | None) -> str | None:
    """Leave out which digit or letter the focus is on: confirmed one by one, they are the text."""
    if focus is None or not focus.startswith((PAD, WRITE)):
        return focus
    return focus[: focus.index(":") + 1]

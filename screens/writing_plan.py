"""How high the parts of a writing page are: arithmetic, without anything that is drawn."""

from collections.abc import Callable
from dataclasses import dataclass

from screens.metrics import Metrics

BLANK_MM, BLANK_LOWERED_MM, BLANK_MORE_MM = 5.0, 3.6, 6.0
BLANKS = 4
"""Between question, text, candidates, what one writes with, and the foot."""
SQUARE_LEAST_MM, SIDE_LEAST_MM = 64.0, 54.0
ROW_LEAST_MM, ROW_LARGE_MM, ROW_MOST_MM = 15.2, 22.0, 28.0
KEY_LEAST_MM, KEY_MOST_MM = 15.2, 34.0
TOOL_LEAST_MM, TOOL_MOST_MM = 15.2, 24.0
BETWEEN_MM = 3.4
LINES_MOST = 5
ROOMY_SCALE = 1.5
"""From this text size on one line of the text is enough where there is no room for more."""
FOOT_SHARE = 0.2
"""Most of the height that the buttons at the foot take, before their text shrinks."""


@dataclass(frozen=True)
class Heights:
    """Heights of the parts from the upper to the lower, in pixels."""

    box: float
    candidates: float
    body: float

    @property
    def used(self) -> float:
        """All of them, without the blanks between."""
        return self.box + self.candidates + self.body


@dataclass(frozen=True)
class WritingPlan:
    """What a page has to make room for; all lengths in pixels.

    ``key_rows`` is 0 where one writes by hand. ``lines_high`` tells the height of the text box by
    its lines.
    """

    metrics: Metrics
    key_rows: int
    spells: bool
    one_line: bool
    lines_high: Callable[[int], float]

    @property
    def blank(self) -> float:
        """Least blank between two parts."""
        return self.metrics.mm(BLANK_LOWERED_MM if self.metrics.lowered else BLANK_MM)

    @property
    def rows(self) -> int:
        """Rows of candidates; spelled ones are words, and need more where there is room."""
        return 3 if self.spells and not self.metrics.lowered else 2

    @property
    def tool_rows(self) -> int:
        """Rows of tools above a keyboard."""
        return 1 if self.metrics.lowered else 2

    @property
    def _roomy(self) -> bool:
        return self.metrics.text_scale >= ROOMY_SCALE

    def least(self) -> Heights:
        """Return the heights below which a part is of no use."""
        mm = self.metrics.mm
        row = ROW_LARGE_MM if self._roomy and not self.metrics.lowered else ROW_LEAST_MM
        body = self._keyboard(KEY_LEAST_MM, TOOL_LEAST_MM) if self.key_rows else mm(SQUARE_LEAST_MM)
        few = self.one_line or self._roomy
        return Heights(self.lines_high(1 if few else 2), self._stacked(self.rows, row), body)

    def foot_most(self, reach: float) -> float:
        """Return how high the foot may be where what is pressed lies within ``reach``."""
        least = self.least()
        return min(reach * FOOT_SHARE, reach - least.candidates - least.body - 2 * self.blank)

    def share(self, room: float, controls: float) -> Heights:
        """Share ``room``: first rows of candidates a finger likes, then the square, then the text.

        No more than ``controls`` is for what is pressed.
        """
        least, mm = self.least(), self.metrics.mm
        controls = min(controls, room - least.box)
        spare = max(0.0, controls - least.candidates - least.body)
        most = self._stacked(self.rows, ROW_MOST_MM)
        if self.key_rows:
            tallest = self._keyboard(KEY_MOST_MM, TOOL_MOST_MM)
        else:
            tallest = self.metrics.content_width - mm(SIDE_LEAST_MM) - self.blank
        # A share of what is spare at first, lest the square take all of it where it is scarce.
        candidates = least.candidates + min(most - least.candidates, spare / 4)
        body = min(tallest, controls - candidates)
        candidates = min(most, controls - body)
        lines = 1 if self.one_line else LINES_MOST
        box = min(self.lines_high(lines), room - candidates - body)
        return Heights(box, candidates, body)

    def wider_blank(self, room: float, used: float) -> float:
        """Return the blank where ``room`` has more than is ``used``."""
        most = self.metrics.mm(BLANK_MORE_MM)
        return self.blank + min(most, max(0.0, room - used) / BLANKS)

    def tools(self, body: float) -> float:
        """Return the height of the tools, of a ``body`` of keys and tools."""
        least = self._stacked(self.tool_rows, TOOL_LEAST_MM)
        most = self._stacked(self.tool_rows, TOOL_MOST_MM)
        spare = body - self._keyboard(KEY_LEAST_MM, TOOL_LEAST_MM)
        return least + min(most - least, max(0.0, spare / 3))

    def _keyboard(self, key_mm: float, tool_mm: float) -> float:
        keys = self._stacked(self.key_rows, key_mm)
        return keys + self._stacked(self.tool_rows, tool_mm) + self.blank

    def _stacked(self, count: int, each_mm: float) -> float:
        mm = self.metrics.mm
        return count * mm(each_mm) + max(0, count - 1) * mm(BETWEEN_MM)

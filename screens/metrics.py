"""Sizes: millimetres of the panel and steps of text, as pixels of the window."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.view import TEXT_STEPS

HEADER_LIMIT = 1.25
"""The header's name and clock are not needed to act; they stop growing here."""

# Millimetres; see the design's sizes for eyes and hands.
MARGIN = 11.0
GAP = 6.0
CORNER = 4.0
BORDER = 0.8
RING, RING_GAP = 3.2, 1.0
"""The gap keeps the ring apart from a card of nearly its colour."""
TARGET = 15.0
CODE = 40.0
CONTROL_SHARE = 0.45
"""Share of the panel, from below, that a person in a wheelchair reaches."""

LINE = 1.36
"""Line pitch in em."""
PARAGRAPH = 0.5
"""Space between paragraphs in em: with the pitch it is ≥ 1.3 times the line spacing."""


class Role(StrEnum):
    """What a text is for; decides its size."""

    BODY = "body"
    LABEL = "label"
    CARD = "card"
    PROMPT = "prompt"
    LARGE = "large"
    TITLE = "title"
    HERO = "hero"
    FIGURE = "figure"
    NUMBER = "number"
    HEADER = "header"


EM_MM: dict[Role, float] = {
    Role.BODY: 10.0,
    Role.LABEL: 10.0,
    Role.HEADER: 11.0,
    Role.PROMPT: 12.0,
    Role.CARD: 13.5,
    Role.LARGE: 18.0,
    Role.TITLE: 17.0,
    Role.FIGURE: 21.0,
    Role.HERO: 28.0,
    Role.NUMBER: 64.0,
}


@dataclass(frozen=True)
class Metrics:
    """The window in pixels, its scale, and what this visit asked for.

    ``px_per_mm`` is that of the panel times the window's share of it.
    """

    width: int
    height: int
    px_per_mm: float
    text_step: int = 0
    lowered: bool = False

    @property
    def text_scale(self) -> float:
        """How much larger than normal text is."""
        return TEXT_STEPS[self.text_step]

    @property
    def margin(self) -> float:
        """Blank at either side, in pixels."""
        return self.mm(MARGIN)

    @property
    def gap(self) -> float:
        """Blank between cards, in pixels."""
        return self.mm(GAP)

    @property
    def content_width(self) -> float:
        """Width between the margins, in pixels."""
        return self.width - 2 * self.margin

    @property
    def control_top(self) -> float:
        """The height, in pixels from below, no control lies above in the lowered layout."""
        return self.height * CONTROL_SHARE if self.lowered else float(self.height)

    def mm(self, length: float) -> float:
        """Return ``length`` millimetres in whole pixels, at least one."""
        return float(max(1, round(length * self.px_per_mm)))

    def em(self, role: Role) -> int:
        """Return the size of text for ``role`` in pixels.

        Body text grows by the whole factor; all else by as many millimetres as body text does,
        since what is large already need not push words off the page to be read.
        """
        scale = min(self.text_scale, HEADER_LIMIT) if role is Role.HEADER else self.text_scale
        growth = EM_MM[Role.BODY] * (scale - 1)
        return max(1, round((EM_MM[role] + growth) * self.px_per_mm))

    def icon(self, size: float) -> int:
        """Return the size of an icon of ``size`` millimetres; icons grow with the root of text."""
        return max(1, round(size * self.text_scale**0.5 * self.px_per_mm))

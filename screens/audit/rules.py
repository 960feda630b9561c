"""What is asked of every page, where each number comes from, and what was measured against it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in pixels from the lower left corner of the window."""


class Rule(StrEnum):
    """A rule of the audit, by the name that stands on a failure."""

    TEXT_SIZE = "text size"
    CAPITAL = "capital height"
    LINE_PITCH = "line pitch"
    CONTRAST = "contrast of text"
    ICON_CONTRAST = "contrast of icons"
    EDGE_CONTRAST = "contrast of edges"
    TARGET_SIZE = "target size"
    TARGET_APART = "targets apart"
    CUT_OFF = "cut off"
    OVERLAP = "overlap"
    LINE_ENDS = "line ends"
    GLYPHS = "missing glyphs"
    REACH = "reach"
    SPEECH = "speech"
    KEYPAD = "keypad"
    RING = "focus ring"
    RING_CONTRAST = "contrast of focus"
    SENTENCE = "sentence"
    PERSON = "way to a person"
    TIME = "time"
    CODE_SIZE = "code size"
    CODE_QUIET = "quiet zone"


@dataclass(frozen=True)
class About:
    """How a rule is read: its unit, whether its number is a most, and where it comes from."""

    unit: str
    source: str
    most: bool = False


_COUNT = "count"
ABOUT: dict[Rule, About] = {
    Rule.TEXT_SIZE: About("mm em", "design, see: 10 mm, times the text size"),
    Rule.CAPITAL: About("mm", "EN 301 549, 5.1.4: 0.7 degrees at 600 mm"),
    Rule.LINE_PITCH: About("em", "适老化设计规范 2021: line spacing 1.3"),
    Rule.CONTRAST: About(":1", "WCAG 1.4.6 and the design: 10, high contrast 18"),
    Rule.ICON_CONTRAST: About(":1", "WCAG 1.4.11"),
    Rule.EDGE_CONTRAST: About(":1", "WCAG 1.4.11"),
    Rule.TARGET_SIZE: About("mm", "design, see: targets"),
    Rule.TARGET_APART: About("mm", "design, see: targets"),
    Rule.CUT_OFF: About(_COUNT, "design, see: no page loses content", most=True),
    Rule.OVERLAP: About(_COUNT, "text lies free of text and targets", most=True),
    Rule.LINE_ENDS: About(_COUNT, "W3C clreq 3.1.4", most=True),
    Rule.GLYPHS: About(_COUNT, "every character has a glyph", most=True),
    Rule.REACH: About("% of the height", "design, see: wheelchair", most=True),
    Rule.SPEECH: About(_COUNT, "design, hear: every page speaks", most=True),
    Rule.KEYPAD: About(_COUNT, "design, keypad: every function of every page", most=True),
    Rule.RING: About("mm", "design, keypad: focus ring"),
    Rule.RING_CONTRAST: About(":1", "WCAG 1.4.11 and 2.4.13"),
    Rule.SENTENCE: About("characters", "design, understand", most=True),
    Rule.PERSON: About("ways", "design, understand: a person on every page"),
    Rule.TIME: About("extensions", "WCAG 2.2.1: at least ten"),
    Rule.CODE_SIZE: About("mm", "design, looks: codes"),
    Rule.CODE_QUIET: About("modules", "ISO/IEC 18004"),
}


@dataclass(frozen=True)
class Reading:
    """One number against the one asked. ``slack`` is what rounding to pixels may take.

    ``box`` is where it was measured, if it has a place on the picture.
    """

    rule: Rule
    measured: float
    asked: float
    subject: str = ""
    box: Box | None = None
    slack: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether the rule is kept."""
        if ABOUT[self.rule].most:
            return self.measured <= self.asked + self.slack
        return self.measured >= self.asked - self.slack

    @property
    def margin(self) -> float:
        """How far it is from failing: the smaller the nearer; comparable within one rule."""
        if ABOUT[self.rule].most:
            return self.asked - self.measured
        return self.measured / self.asked - 1


def counted(rule: Rule, faults: Iterable[tuple[str, Box | None]]) -> list[Reading]:
    """Return a reading of one for each fault, or a reading of none."""
    readings = [Reading(rule, 1, 0, subject, box) for subject, box in faults]
    return readings or [Reading(rule, 0, 0)]


def worst(readings: Iterable[Reading]) -> dict[Rule, Reading]:
    """Return, for each rule, the reading nearest to failing or furthest beyond it."""
    found: dict[Rule, Reading] = {}
    for reading in readings:
        known = found.get(reading.rule)
        if known is None or (reading.holds, reading.margin) < (known.holds, known.margin):
            found[reading.rule] = reading
    return found

"""Words that were looked for, inside the text they were found in. Pure arithmetic on places.

A place is a pair of characters from, to. Lines are what :func:`kiosk.typography.break_lines` made
of the text: it drops spaces at their ends and keeps all else.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
Break = Callable[[str], Sequence[str]]

LEFT_OUT = "…"
BEFORE = 1
"""Lines of an excerpt that stand before the first word found, where there are any."""


@dataclass(frozen=True)
class Run:
    """A part of a line that looks alike throughout."""

    text: str
    marked: bool


def tidy(hits: Sequence[Span], length: int) -> tuple[Span, ...]:
    """Return ``hits`` in order, inside ``length`` characters, those that touch made one."""
    joined: list[Span] = []
    for start, stop in sorted((max(0, start), min(length, stop)) for start, stop in hits):
        if start >= stop:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], stop))
        else:
            joined.append((start, stop))
    return tuple(joined)


def line_starts(text: str, lines: Sequence[str]) -> tuple[int, ...]:
    """Return where in ``text`` each of ``lines`` begins."""
    starts, at = [], 0
    for line in lines:
        at = text.index(line, at)
        starts.append(at)
        at += len(line)
    return tuple(starts)


def runs(line: str, start: int, hits: Sequence[Span]) -> tuple[Run, ...]:
    """Cut ``line``, which begins at ``start``, where marked and plain text meet."""
    found, at = [], 0
    for first, last in hits:
        first, last = max(first - start, 0), min(last - start, len(line))
        if first >= last:
            continue
        if first > at:
            found.append(Run(line[at:first], marked=False))
        found.append(Run(line[first:last], marked=True))
        at = last
    if at < len(line) or not found:
        found.append(Run(line[at:], marked=False))
    return tuple(found)


def clip(text: str, hits: Sequence[Span], break_: Break, most: int) -> tuple[str, tuple[Span, ...]]:
    """Return what of ``text`` fits ``most`` lines around the first hit, and the hits in that.

    What was left out shows as an ellipsis. ``break_`` breaks a text into lines.
    """
    lines = break_(text)
    if len(lines) <= most:
        return text, tuple(hits)
    starts = line_starts(text, lines)
    found = min((start for start, _ in hits), default=0)
    line = max(place for place, start in enumerate(starts) if place == 0 or start <= found)
    first = min(max(0, line - BEFORE), len(lines) - most)
    begin, end = starts[first], starts[first + most - 1] + len(lines[first + most - 1])
    before = LEFT_OUT if begin else ""
    while True:
        after = LEFT_OUT if end < len(text) else ""
        clipped = before + text[begin:end].rstrip() + after
        if len(break_(clipped)) <= most or end <= begin + 1:
            break
        end -= 1
    shift = len(before) - begin
    inside = [(max(start, begin) + shift, min(stop, end) + shift) for start, stop in hits]
    return clipped, tidy([span for span in inside if span[0] < span[1]], len(clipped))

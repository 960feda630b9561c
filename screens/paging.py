"""Which parts of a page are on the screen together, when they do not all fit. Pure arithmetic.

A page is told (title, text, ticket) and answered (rows of cards). What is told comes first; the
answers stand below it on every sheet of it, or behind it where that takes fewer sheets.
"""

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST_LEFT = 2
"""Rows that stay on a sheet which gives one to the next."""


@dataclass(frozen=True)
class Span:
    """Parts ``start`` … ``stop - 1`` of a list."""

    start: int
    stop: int


@dataclass(frozen=True)
class Sheet:
    """What one sheet of a page shows: parts of what is told and rows of answers."""

    told: Span
    rows: Span


@dataclass(frozen=True)
class Room:
    """Heights in pixels. ``controls`` is the most that rows and pager may take of ``whole``.

    ``rows`` is how many rows of answers a sheet may show, ``None`` as many as there is room for.
    """

    whole: float
    controls: float
    pager: float
    gap: float
    rows: int | None = None

    def holds(self, count: int) -> bool:
        """Tell whether a sheet may show ``count`` rows of answers."""
        return self.rows is None or count <= self.rows


@dataclass(frozen=True)
class Part:
    """One piece of what is told: its height, the blank above it, and whether it may be left.

    A ``kept`` part, such as the question, stands on every sheet if it comes first. A ``tied`` one,
    such as a heading, is never parted from what follows it.
    """

    height: float
    above: float = 0.0
    kept: bool = False
    tied: bool = False


def stacked(heights: Sequence[float], gap: float) -> float:
    """Return the height of ``heights`` one below the other."""
    return sum(heights) + gap * max(0, len(heights) - 1)


def pack(heights: Sequence[float], room: float, gap: float, most: int | None = None) -> list[Span]:
    """Cut ``heights`` into the fewest spans no higher than ``room``, each of one part at least.

    ``most`` is the number of parts a span may have.

    Where it fits, the last span takes one from those before it rather than be alone.
    """
    spans: list[Span] = []
    start, used = 0, 0.0
    for index, height in enumerate(heights):
        needed = height if index == start else used + gap + height
        if index > start and (needed > room or index - start == most):
            spans.append(Span(start, index))
            start, needed = index, height
        used = needed
    spans.append(Span(start, len(heights)))
    return _in_company(spans, heights, room, gap)


def _in_company(spans: list[Span], heights: Sequence[float], room: float, gap: float) -> list[Span]:
    if len(spans) == 1 or spans[-1].stop - spans[-1].start > 1:
        return spans
    *before, full, last = spans
    cut = full.stop - 1
    if cut - full.start < FEWEST_LEFT or stacked(heights[cut:], gap) > room:
        return spans
    return [*before, Span(full.start, cut), Span(cut, last.stop)]


def told_height(parts: Sequence[Part]) -> float:
    """Return the height of ``parts``; the first one's blank above does not count."""
    return sum(part.height + (part.above if index else 0) for index, part in enumerate(parts))


def lay_out(parts: Sequence[Part], rows: Sequence[float], room: Room) -> list[Sheet]:
    """Return the sheets of a page; one if everything fits.

    ``rows`` are the least heights of the rows of answers.
    """
    everything = [Sheet(Span(0, len(parts)), Span(0, len(rows)))]
    told = told_height(parts)
    below = room.gap if parts and rows else 0.0
    answers = stacked(rows, room.gap)
    fits = answers <= room.controls and told + below + answers <= room.whole
    if fits and room.holds(len(rows)):
        return everything
    return _many_sheets(parts, rows, room)


def _many_sheets(parts: Sequence[Part], rows: Sequence[float], room: Room) -> list[Sheet]:
    head = _kept(parts)
    head_height = told_height(parts[:head])
    tail = parts[head:]
    pager = room.pager + room.gap
    answers = stacked(rows, room.gap) + (room.gap if rows else 0)
    longest = max((part.height + part.above for part in tail), default=0.0)
    too_many = not room.holds(len(rows)) or answers + pager > room.controls + room.gap
    if (rows and too_many) or head_height + longest + answers + pager > room.whole:
        return _answers_apart(parts, rows, room, head)
    told = _told_spans(parts, head, room.whole - answers - pager)
    sheets = [Sheet(span, Span(0, len(rows))) for span in told]
    apart = _answers_apart(parts, rows, room, head) if rows else sheets
    return apart if len(apart) < len(sheets) else sheets


def _answers_apart(
    parts: Sequence[Part], rows: Sequence[float], room: Room, head: int
) -> list[Sheet]:
    """Sheets of what is told first, then sheets of answers under the kept head."""
    pager = room.pager + room.gap
    head_height = told_height(parts[:head])
    beside = min(room.controls - pager, room.whole - pager - head_height - room.gap)
    answer_spans = pack(rows, beside, room.gap, room.rows)
    tail_height = told_height(parts) - head_height
    first_height = stacked(rows[answer_spans[0].start : answer_spans[0].stop], room.gap)
    if head_height + tail_height + room.gap + first_height + pager <= room.whole:
        first = Sheet(Span(0, len(parts)), answer_spans[0])
        return [first, *(Sheet(Span(0, head), span) for span in answer_spans[1:])]
    told = _told_spans(parts, head, room.whole - pager)
    sheets = [Sheet(span, Span(0, 0)) for span in told]
    last = told_height([*parts[:head], *parts[max(head, told[-1].start) : told[-1].stop]])
    if last + room.gap + first_height + pager <= room.whole:
        sheets[-1] = Sheet(told[-1], answer_spans.pop(0))
    return [*sheets, *(Sheet(Span(0, head), span) for span in answer_spans)]


def _told_spans(parts: Sequence[Part], head: int, room: float) -> list[Span]:
    """Cut what is told; the first span begins with the head, later ones stand below it too."""

    def fits(first: int, last: int) -> bool:
        return told_height([*parts[:head], *parts[first : last + 1]]) <= room

    spans: list[Span] = []
    start = head
    for index in range(head, len(parts)):
        if index > start and not fits(start, index):
            cut = _untied(parts, start, index)
            cut = cut if fits(cut, index) else index
            spans.append(Span(start, cut))
            start = cut
    spans.append(Span(start, len(parts)))
    return spans


def _untied(parts: Sequence[Part], start: int, cut: int) -> int:
    """Return the last place to cut, no later than ``cut``, that parts nothing tied together."""
    place = cut
    while place > start + 1 and parts[place - 1].tied:
        place -= 1
    return cut if parts[place - 1].tied else place


def _kept(parts: Sequence[Part]) -> int:
    count = 0
    while count < len(parts) and parts[count].kept:
        count += 1
    return count


def share(least: Sequence[float], most: Sequence[float], room: float) -> list[float]:
    """Give every row its ``least`` height and share what is left of ``room`` up to ``most``.

    Lower rows grow first, so rows of one kind end up equally high.
    """
    heights = list(least)
    left = room - sum(heights)
    while left > 0.5:
        growing = [i for i, height in enumerate(heights) if height < most[i] - 0.5]
        if not growing:
            break
        lowest = min(heights[i] for i in growing)
        group = [i for i in growing if heights[i] <= lowest + 0.5]
        above = [heights[i] for i in growing if heights[i] > lowest + 0.5]
        ceiling = min([*above, *(most[i] for i in group)])
        step = min(ceiling - lowest, left / len(group))
        for i in group:
            heights[i] += step
        left -= step * len(group)
    return heights


def told_after(sheets: Sequence[Sheet], now: int) -> bool:
    """Tell whether sheets after ``now`` tell something, rather than only offer more options."""
    return any(sheet.told.stop > sheets[now].told.stop for sheet in sheets[now + 1 :])


def told_before(sheets: Sequence[Sheet], now: int) -> bool:
    """Tell whether sheets before ``now`` told something else than it."""
    return any(sheet.told.start < sheets[now].told.start for sheet in sheets[:now])

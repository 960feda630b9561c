"""Colours found in a picture: those of a text and its ground, of an edge, of a focus ring.

Edges of letters are mixtures of ink and ground. What is drawn fully is the colour that most of the
pixels far from the ground have.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import cast

from PIL import Image

from screens.audit.rules import Box

Rgb = tuple[int, int, int]

FAR_SHARE = 0.02
"""Of the pixels that are not ground: fewer are no ink, but something that strayed in."""
CLUSTER = 0.8
"""Pixels are drawn fully if they are this far from the ground, in parts of the furthest."""
SAME = 6
"""Steps of a channel, of 255, within which two colours are one: rounding of a blend."""


@lru_cache(maxsize=4096)
def luminance(colour: Rgb) -> float:
    """Relative luminance, 0 … 1 (WCAG 2.2)."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Rgb, other: Rgb) -> float:
    """Contrast ratio, 1 … 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def crop(picture: Image.Image, box: Box, grow: float = 0.0) -> Image.Image:
    """Return the part of ``picture`` below ``box``, ``grow`` pixels more on each side."""
    left, bottom, right, top = box
    upper, lower = picture.height - top - grow, picture.height - bottom + grow
    x, y = (
        min(max(0, round(least)), most - 1)
        for least, most in ((left - grow, picture.width), (upper, picture.height))
    )
    far = max(x + 1, round(right + grow)), max(y + 1, round(lower))
    return picture.crop((x, y, min(picture.width, far[0]), min(picture.height, far[1])))


def ink_and_ground(part: Image.Image) -> tuple[Rgb, Rgb]:
    """Return the colours of a text and of the ground it stands on; the same where none is seen."""
    counted = cast(list[tuple[int, Rgb]], part.getcolors(part.width * part.height) or [])
    ground = max(counted)[1]
    far = sorted(
        ((_apart(colour, ground), count, colour) for count, colour in counted), reverse=True
    )
    far = [each for each in far if each[0] > SAME]
    counts = list(accumulate(count for _, count, _ in far))
    enough = FAR_SHARE * counts[-1] if counts else 0.0
    furthest = next((far[i][0] for i, count in enumerate(counts) if count >= enough), 0)
    full = [(count, colour) for apart, count, colour in far if apart >= CLUSTER * furthest]
    return (max(full)[1] if full else ground), ground


def contrast(part: Image.Image) -> float:
    """Return the contrast of the text in ``part`` with its ground, 1 … 21."""
    return ratio(*ink_and_ground(part))


def strips(picture: Image.Image, box: Box, reach: float) -> list[list[list[Rgb]]]:
    """Return, for each side of ``box`` that has as much room, three lines of pixels across it.

    They run from ``reach`` pixels outside to ``reach`` inside, at a quarter, a half and three
    quarters of the side.
    """
    left, bottom, right, top = (round(edge) for edge in box)
    upper, lower, far = picture.height - top, picture.height - bottom, round(reach)
    steps = range(-far, far)
    sides: list[list[list[Rgb]]] = []
    for edge, inward in ((upper, 1), (lower - 1, -1)):
        columns = [round(left + (right - left) * share) for share in (0.25, 0.5, 0.75)]
        sides.append([_read(picture, [(x, edge + inward * s) for s in steps]) for x in columns])
    for edge, inward in ((left, 1), (right - 1, -1)):
        rows = [round(upper + (lower - upper) * share) for share in (0.25, 0.5, 0.75)]
        sides.append([_read(picture, [(edge + inward * s, y) for s in steps]) for y in rows])
    return [side for side in sides if all(side)]


def edge_contrast(picture: Image.Image, box: Box, outside: float) -> float | None:
    """Return the least contrast of the edge (or ground) of a control with what lies around it.

    ``outside`` is how many pixels lie free around it. ``None`` where it has no edge: it is then
    known by its words.
    """
    found = []
    for side in strips(picture, box, outside):
        best = [max(ratio(strip[0], pixel) for pixel in strip) for strip in side]
        if min(best) > 1.05:
            found.append(min(best))
    return min(found, default=None)


def ring(before: Image.Image, after: Image.Image, box: Box, reach: float) -> tuple[float, float]:
    """Return thickness (pixels) and contrast of what appeared around ``box``: the least of both."""
    thin, faint = [], []
    for was, now in zip(strips(before, box, reach), strips(after, box, reach), strict=True):
        runs = [_changed(one, other) for one, other in zip(was, now, strict=True)]
        thin.append(sorted(len(run) for run in runs)[1])
        faint += [max((ratio(*pair) for pair in run), default=1.0) for run in runs[1:2]]
    return min(thin, default=0), min(faint, default=1.0)


def _changed(was: Sequence[Rgb], now: Sequence[Rgb]) -> list[tuple[Rgb, Rgb]]:
    """The longest run of pixels that differ."""
    best: list[tuple[Rgb, Rgb]] = []
    run: list[tuple[Rgb, Rgb]] = []
    for pair in zip(was, now, strict=True):
        run = [*run, pair] if _apart(*pair) > SAME else []
        best = max(best, run, key=len)
    return best


def _read(picture: Image.Image, places: list[tuple[int, int]]) -> list[Rgb]:
    """The colours at ``places``, from the upper left; none where one lies outside."""
    if not all(0 <= x < picture.width and 0 <= y < picture.height for x, y in places):
        return []
    found = []
    for place in places:
        pixel = picture.getpixel(place)
        assert isinstance(pixel, tuple)
        found.append((pixel[0], pixel[1], pixel[2]))
    return found


def _apart(one: Rgb, other: Rgb) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))

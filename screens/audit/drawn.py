"""Rules on where things stand and how large they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from kiosk.typography import NO_END, NO_START
from screens.audit.rules import Box, Reading, Rule, counted
from screens.audit.scene import Ink, Place, Scene, distance, inside, overlap

EM_MM, CAPITAL_MM, PITCH_EM = 10.0, 7.3, 1.3
KEY_SHARE = 0.75
"""Of both on keys: who presses one is no further than an arm, 450 of 600 mm, from it."""
HEADER_MOST = 1.25
"""The header tells nothing that is needed to act: it stops growing at this text size."""
SHARED_MOST = 1.25
"""What text on controls reaches at least where all of them share the lowest 45 % of the screen."""
TARGET_MM, APART_MM, REACH = 15.0, 3.0, 45.0
ROUNDED = 1.0
"""Pixels lost to whole pixels."""


def judge(scene: Scene) -> Iterator[Reading]:
    """Yield what every rule on places and sizes reads of ``scene``."""
    yield from sizes(scene)
    yield from targets(scene)
    yield from counted(Rule.CUT_OFF, cut_off(scene))
    yield from counted(Rule.OVERLAP, overlaps(scene))
    yield from counted(Rule.LINE_ENDS, line_ends(scene))
    yield from counted(Rule.GLYPHS, missing(scene))


def factor(scene: Scene, ink: Ink) -> float:
    """Return by how much ``ink`` has to be larger than body text at the normal size."""
    match ink.place:
        case Place.HEADER:
            return min(scene.scale, HEADER_MOST)
        case Place.KEY:
            return KEY_SHARE
        case Place.TIGHT:
            return 1.0
    shared = scene.lowered and ink.target is not None
    return min(scene.scale, SHARED_MOST) if shared else scene.scale


def sizes(scene: Scene) -> Iterator[Reading]:
    """Text in millimetres: em, capitals, and the pitch of lines."""
    mm = scene.px_per_mm
    for ink in scene.inks:
        if ink.icon:
            continue
        asked = EM_MM * factor(scene, ink)
        capital = CAPITAL_MM * (KEY_SHARE if ink.place is Place.KEY else 1.0)
        half = ROUNDED / 2 / mm
        yield Reading(Rule.TEXT_SIZE, ink.em / mm, asked, ink.text, ink.box, half)
        yield Reading(Rule.CAPITAL, ink.capital / mm, capital, ink.text, ink.box, half)
    for told in scene.told:
        if len(told.shown) > 1:
            yield Reading(Rule.LINE_PITCH, told.pitch, PITCH_EM, told.text, told.box, 0.01)


def targets(scene: Scene) -> Iterator[Reading]:
    """Targets in millimetres, the blank between them, and how high they reach."""
    mm, slack = scene.px_per_mm, ROUNDED / scene.px_per_mm
    for spot in scene.spots:
        left, bottom, right, top = spot.box
        least = min(right - left, top - bottom) / mm
        yield Reading(Rule.TARGET_SIZE, least, TARGET_MM, spot.name, spot.box, slack)
        if scene.lowered:
            share = 100 * top / scene.height
            slack_share = 100 * ROUNDED / scene.height
            yield Reading(Rule.REACH, share, REACH, spot.name, spot.box, slack_share)
    for one, other in combinations(scene.spots, 2):
        apart = distance(one.box, other.box) / mm
        names = f"{one.name} | {other.name}"
        yield Reading(Rule.TARGET_APART, apart, APART_MM, names, one.box, slack)


def cut_off(scene: Scene) -> Iterator[tuple[str, Box]]:
    """What leaves the window, its target or its width."""
    boxes = {spot.name: spot.box for spot in scene.spots}
    for ink in scene.inks:
        around = boxes.get(ink.target or "", scene.window)
        if not (inside(ink.box, around, ROUNDED) and inside(ink.box, scene.window, ROUNDED)):
            yield ink.text, ink.box
    for spot in scene.spots:
        if not inside(spot.box, scene.window, ROUNDED):
            yield spot.name, spot.box
    for code in scene.codes:
        if not inside(code.box, scene.window, ROUNDED):
            yield "QR code", code.box
    for told in scene.told:
        if told.too_wide > ROUNDED:
            yield told.text, told.box


def overlaps(scene: Scene) -> Iterator[tuple[str, Box]]:
    """Text and codes on other text, or below a target they do not belong to."""
    for one, other in combinations(scene.inks, 2):
        if one.icon and other.icon:
            continue  # A drawing is put together from icons.
        # Parts of one line overlap by their side bearings.
        slack = ROUNDED if one.owner != other.owner else 0.1 * one.em
        if overlap(one.box, other.box, slack):
            yield f"{one.text} | {other.text}", one.box
    for spot in scene.spots:
        for ink in scene.inks:
            if ink.target != spot.name and overlap(ink.box, spot.box, ROUNDED):
                yield f"{ink.text} | {spot.name}", ink.box
        for code in scene.codes:
            if overlap(code.box, spot.box, ROUNDED):
                yield f"QR code | {spot.name}", code.box


def line_ends(scene: Scene) -> Iterator[tuple[str, Box | None]]:
    """Lines that begin or end with what the rules of punctuation forbid there."""
    known = {told.owner for told in scene.told}
    for told in scene.told:
        for line in broken_badly(told.lines):
            yield line, told.box
    for owner, inks in _by_owner(scene.inks).items():
        if owner not in known:
            for line in broken_badly(_lines(inks)):
                yield line, inks[0].box


def broken_badly(lines: tuple[str, ...]) -> list[str]:
    """Return the lines of one text that begin, or end, as none but the first, or last, may."""
    return [
        line
        for place, line in enumerate(lines)
        if (place > 0 and line[:1] in NO_START) or (place + 1 < len(lines) and line[-1:] in NO_END)
        if line
    ]


def missing(scene: Scene) -> Iterator[tuple[str, Box]]:
    """Characters that the font draws as a box."""
    for ink in scene.inks:
        if ink.missing:
            yield f"{ink.missing} in {ink.text}", ink.box


def _by_owner(inks: Iterable[Ink]) -> dict[int, list[Ink]]:
    found: dict[int, list[Ink]] = defaultdict(list)
    for ink in inks:
        if not ink.icon:
            found[ink.owner].append(ink)
    return found


def _lines(inks: list[Ink]) -> tuple[str, ...]:
    """The texts of one widget, from the top."""
    return tuple(ink.text for ink in sorted(inks, key=lambda ink: -ink.box[3]))

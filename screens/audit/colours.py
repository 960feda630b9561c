"""Rules on what is seen: contrast of text, icons, edges and focus; codes that a phone reads."""

from collections.abc import Iterator

from PIL import Image

from kiosk.qr import QUIET_MODULES, qr_matrix
from screens.audit.pixels import contrast, crop, edge_contrast, ring
from screens.audit.rules import Reading, Rule
from screens.audit.scene import Code, Scene, Spot

NORMAL, HIGH, GRAPHIC = 10.0, 18.0, 3.0
AROUND_EM = 0.15
"""Blank around a text that is looked at with it: a stroke alone would be its own ground."""
EDGE_MM = 1.4
"""Across an edge, either way: no neighbour lies as near."""
RING_MM, RING_REACH_MM = 3.0, 6.0
CODE_MM = 25.0
DARK = 128


def judge(scene: Scene, picture: Image.Image) -> Iterator[Reading]:
    """Yield what the rules on colours read in ``picture``."""
    text = HIGH if scene.contrast else NORMAL
    for ink in scene.inks:
        found = contrast(crop(picture, ink.box, AROUND_EM * ink.em))
        if ink.icon:
            yield Reading(Rule.ICON_CONTRAST, found, GRAPHIC, f"icon on {ink.target}", ink.box)
        else:
            yield Reading(Rule.CONTRAST, found, text, ink.text, ink.box)
    for spot in scene.spots:
        edge = edge_contrast(picture, spot.box, EDGE_MM * scene.px_per_mm)
        if edge is not None:
            yield Reading(Rule.EDGE_CONTRAST, edge, GRAPHIC, spot.name, spot.box)
    for code in scene.codes:
        yield from code_on_screen(code, picture, scene.px_per_mm)


def focus(
    scene: Scene, spot: Spot, before: Image.Image, after: Image.Image
) -> tuple[Reading, Reading]:
    """Return how thick and how visible the ring is that appeared on ``spot``."""
    thick, seen = ring(before, after, spot.box, RING_REACH_MM * scene.px_per_mm)
    half = 0.5 / scene.px_per_mm
    return (
        Reading(Rule.RING, thick / scene.px_per_mm, RING_MM, spot.name, spot.box, half),
        Reading(Rule.RING_CONTRAST, seen, GRAPHIC, spot.name, spot.box),
    )


def code_on_screen(code: Code, picture: Image.Image, px_per_mm: float) -> Iterator[Reading]:
    """Yield side and quiet zone of a code, found by its dark pixels."""
    part = crop(picture, code.box).convert("L")
    dark = part.point(lambda value: 255 if value < DARK else 0).getbbox()
    if dark is None:
        yield Reading(Rule.CODE_SIZE, 0.0, CODE_MM, "no code is seen", code.box)
        return
    left, top, right, bottom = dark
    module = (right - left) / len(qr_matrix(code.text))
    blank = min(left, top, part.width - right, part.height - bottom) / module
    side = min(right - left, bottom - top) / px_per_mm
    yield Reading(Rule.CODE_SIZE, side, CODE_MM, "QR code", code.box, 0.5 / px_per_mm)
    yield Reading(Rule.CODE_QUIET, blank, QUIET_MODULES, "QR code", code.box, 0.02)

"""``make pictures``: every page in both languages and every text size, and the paper slips."""

import sys
from dataclasses import replace
from pathlib import Path

from kiosk import gallery
from kiosk.config import Settings
from kiosk.devices.printer.typeset import typeset
from kiosk.devices.printer.typeset_text import typeset_text
from kiosk.fonts import ensure_fonts
from kiosk.gallery.centre import NOW
from kiosk.gallery.staff import paper as readiness_slip
from kiosk.gallery.tickets import paper
from kiosk.wording import LANGUAGES
from kiosk.zone import CENTRE_ZONE
from screens.environment import WindowPlan, prepare

OUT = Path("out") / "pictures"
PAPER_DOTS, DOTS_PER_MM = 576, 8.0


def main(wanted: list[str]) -> None:
    """Draw the views whose name begins with a word of ``wanted`` (all without one)."""
    screen = Settings().screen
    prepare(Path("out") / "kivy", WindowPlan(screen.width, screen.height, offscreen=True))
    from screens.pictures import render

    fonts = ensure_fonts(Path("out") / "fonts")
    chosen = [
        (name, view)
        for name, view in gallery.views()
        if not wanted or any(name.startswith(word) for word in wanted)
    ]
    written = render(
        chosen,
        OUT,
        fonts=fonts,
        px_per_mm=screen.px_per_mm,
        now=lambda: NOW.astimezone(CENTRE_ZONE),
    )
    for lang in LANGUAGES:
        slip = typeset(replace(paper(), lang=lang), fonts, PAPER_DOTS, DOTS_PER_MM)
        slip.save(OUT / f"paper-{lang}.png")
        report = replace(readiness_slip(), lang=lang)
        slip = typeset_text(report, fonts, PAPER_DOTS, DOTS_PER_MM)
        slip.save(OUT / f"readiness-{lang}.png")
    print(f"{len(written)} pages and {2 * len(LANGUAGES)} slips in {OUT}")


if __name__ == "__main__":
    main(sys.argv[1:])

"""``make pictures``: draws every page in both languages, every text size, contrast and lowered."""

import sys
from pathlib import Path

from kiosk import gallery
from kiosk.config import Settings
from kiosk.fonts import ensure_fonts
from kiosk.zone import CENTRE_ZONE
from screens.environment import WindowPlan, prepare

OUT = Path("out") / "pictures"


def main(wanted: list[str]) -> None:
    """Draw the views whose name begins with a word of ``wanted`` (all without one)."""
    screen = Settings().screen
    prepare(Path("out") / "kivy", WindowPlan(screen.width, screen.height, offscreen=True))
    from screens.pictures import render

    chosen = [
        (name, view)
        for name, view in gallery.views()
        if not wanted or any(name.startswith(word) for word in wanted)
    ]
    written = render(
        chosen,
        OUT,
        fonts=ensure_fonts(Path("out") / "fonts"),
        px_per_mm=screen.px_per_mm,
        now=lambda: gallery.NOW.astimezone(CENTRE_ZONE),
    )
    print(f"{len(written)} pictures in {OUT}")


if __name__ == "__main__":
    main(sys.argv[1:])

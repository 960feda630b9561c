"""Draws what the screen shows whenever the terminal does not run: ``paused_picture.py OUT``.

The words are those of the page "out of service", in both languages. KIOSK_CONFIG names the
settings; the X server lays the picture below everything, so nothing has to run to show it.
"""

import os
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from kiosk.config import data_folder, load
from kiosk.fonts import ensure_fonts
from kiosk.view import Lang
from kiosk.wording import say

GROUND, INK = "#083562", "#FFFFFF"
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
MM_OF_TITLE, MM_OF_BODY = 16.0, 9.0
MARGIN_MM = 12.0
ROOM_MM = 260.0
"""The sizes are those of a panel so wide and so high; on a smaller one all is smaller."""


def main(out: Path) -> None:
    """Draw the picture into ``out``."""
    path = Path(os.environ["KIOSK_CONFIG"])
    settings = load(path)
    screen = settings.screen
    bold = str(ensure_fonts(data_folder(settings, path) / "fonts").bold)
    picture = Image.new("RGB", (screen.width, screen.height), GROUND)
    draw = ImageDraw.Draw(picture)
    scale = min(screen.px_per_mm, screen.width / ROOM_MM, screen.height / ROOM_MM)
    room = screen.width - 2 * MARGIN_MM * scale
    y = screen.height * 0.3
    for lang in LANGUAGES:
        for name, size_mm in (("title", MM_OF_TITLE), ("body", MM_OF_BODY)):
            words = say(f"out_of_service.{name}").shown(lang)
            font = ImageFont.truetype(bold, round(size_mm * scale))
            for line in lines_of(words, font, room):
                draw.text((screen.width / 2, y), line, INK, font, anchor="ma")
                y += size_mm * scale * 1.5
        y += MARGIN_MM * scale
    picture.save(out)


def lines_of(words: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    """Break ``words`` so that no line is wider than ``room`` pixels."""
    pieces = words.replace(" ", " \0").split("\0") if " " in words else list(words)
    lines = [""]
    for piece in pieces:
        if lines[-1] and piece not in "。，" and font.getlength(lines[-1] + piece) > room:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


if __name__ == "__main__":
    main(Path(sys.argv[1]))

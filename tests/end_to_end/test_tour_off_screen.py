"""``kiosk tour``, which ``make run`` runs where there is no display."""

import os
import subprocess
import sys
from pathlib import Path

from number_reader import NUMBER, read_number
from PIL import Image
from repository import ROOT

from kiosk.fonts import ensure_fonts

PAGES = ["1-idle.png", "2-home.png", "3-service.png", "4-priority.png", "5-ticket.png"]
PANEL = (1080, 1920)


def test_the_tour_keeps_its_pictures_and_the_slip(tmp_path: Path) -> None:
    config, out = tmp_path / "config.toml", tmp_path / "out"
    config.write_text("[terminal]\n", encoding="utf-8")
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "SDL_AUDIODRIVER")
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "tour", "--config", str(config), "--out", str(out)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name not in screens},
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert done.returncode == 0, done.stderr
    *pages, slip = sorted(path.name for path in out.iterdir())
    assert pages == PAGES
    assert done.stdout.split() == [str(out / name) for name in (*PAGES, slip)]
    pictures = [Image.open(out / name) for name in pages]
    assert [picture.size for picture in pictures] == [PANEL] * len(PAGES)

    bold = ensure_fonts(tmp_path / "fonts").bold
    number = read_number(Image.open(out / slip), bold)
    assert NUMBER.fullmatch(number)
    assert read_number(pictures[-1], bold) == number

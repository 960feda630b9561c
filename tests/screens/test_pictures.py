"""Pictures: exact size, every sheet of a page, really the page that was asked for."""

import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from datetime import datetime
from pathlib import Path
from kiosk.fonts import ensure_fonts
from kiosk.gallery import pages, view_of
from kiosk.view import Look
from screens.environment import WindowPlan, prepare

out = Path(sys.argv[1])
prepare(out / "kivy", WindowPlan(1080, 1920, offscreen=True))
from screens.pictures import render

page = dict(pages())["service"]
large = Look(text_step=3)
views = [("normal/service", view_of(page, Look())), ("large/service", view_of(page, large))]
now = datetime(2026, 3, 4, 9, 32)
for path in render(views, out, fonts=ensure_fonts(out), px_per_mm=4.03, now=lambda: now):
    print(path.relative_to(out))
"""
HEADER = (8, 53, 98)
PAPER = (250, 247, 241)


def test_render(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    names = done.stdout.split()
    assert names[:3] == ["normal/service.png", "large/service.png", "large/service-2.png"]
    for name in names:
        with Image.open(tmp_path / name) as picture:
            assert picture.size == (1080, 1920)
            assert picture.getpixel((5, 5)) == HEADER
            assert picture.getpixel((5, 960)) == PAPER
            assert len(picture.crop((44, 120, 1036, 1700)).getcolors(1 << 21) or []) > 50

"""The pages of the terminal, audited by as many processes as there are cores."""

import multiprocessing
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import gallery
from kiosk.config import Settings
from kiosk.fonts import Fonts, ensure_fonts
from kiosk.gallery.centre import NOW
from kiosk.gallery.tickets import paper
from kiosk.gallery.writing import written_samples
from kiosk.pages import Page, Writing
from kiosk.text_input.written import Written
from kiosk.view import Look, View
from kiosk.wording import LANGUAGES
from kiosk.zone import CENTRE_ZONE
from screens.audit import data
from screens.audit.paper import judge
from screens.audit.report import Row, Shot, rows, shoot
from screens.audit.rules import Reading
from screens.environment import WindowPlan, prepare

if TYPE_CHECKING:
    from screens.audit.walk import Walk

FONTS = Path("out") / "fonts"
PAPER_DOTS, DOTS_PER_MM = 576, 8.0

_walk: "Walk | None" = None
_fonts: Fonts | None = None


def page_names() -> list[str]:
    """Return the name of every page, with what can be written on it."""
    return [name for name, _ in gallery.pages()] + [n for n, _, _ in written_samples()]


def views_of(name: str, looks: list[str]) -> Iterator[tuple[str, View]]:
    """Yield the page called ``name`` in each of ``looks``, by the name of the look."""
    written = {each: (page, done) for each, page, done in written_samples()}
    page, done = written.get(name) or (dict(gallery.pages())[name], None)
    for look_name, look in data.looks():
        if look_name in looks:
            yield look_name, view_of(page, look, done)


def view_of(page: Page, look: Look, written: Written | None = None) -> View:
    """Return ``page`` as the terminal shows it; on a page of writing nothing is written yet."""
    if isinstance(page, Writing) and written is None:
        written = Written()
    return replace(gallery.view_of(page, look), written=written)


def on_paper() -> list[Row]:
    """Return what was read on the paper slips, in both languages."""
    from kiosk.devices.printer.typeset import typeset

    fonts = ensure_fonts(FONTS)
    found: list[Row] = []
    for lang in LANGUAGES:
        slip = replace(paper(), lang=lang)
        assert slip.qr is not None
        readings = judge(typeset(slip, fonts, PAPER_DOTS, DOTS_PER_MM), slip.qr, DOTS_PER_MM)
        found += rows(f"{lang}-paper", "ticket", readings)
    return found


def audit(names: list[str], looks: list[str], out: Path) -> tuple[list[Row], list[Shot]]:
    """Share the pages among as many processes as there are cores: each has a window of its own."""
    table: list[Row] = []
    shots: list[Shot] = []
    workers = min(len(names), os.cpu_count() or 1)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _open) as pool:
        jobs = [pool.submit(_page, name, looks, out) for name in names]
        for done, job in enumerate(jobs, start=1):
            read, shot = job.result()
            table += read
            shots += shot
            if sys.stderr.isatty():
                print(f"\r{done}/{len(jobs)}", end="", file=sys.stderr)
    return table, shots


def _open() -> None:
    """In a process of its own: open the window."""
    global _walk, _fonts
    screen = Settings().screen
    home = Path("out") / "kivy"
    prepare(home, WindowPlan(screen.width, screen.height, offscreen=True))
    from screens.audit.walk import Walk

    _fonts = ensure_fonts(FONTS)
    now = NOW.astimezone(CENTRE_ZONE)
    _walk = Walk(_fonts, px_per_mm=screen.px_per_mm, now=lambda: now)


def _page(name: str, looks: list[str], out: Path) -> tuple[list[Row], list[Shot]]:
    """Audit one page in every look."""
    assert _walk is not None
    assert _fonts is not None
    table: list[Row] = []
    shots: list[Shot] = []
    for look, view in views_of(name, looks):
        readings: list[Reading] = []
        for number, sheet in enumerate(_walk.audit(view), start=1):
            readings += sheet.readings
            assert sheet.picture is not None
            shots.append(shoot(out, look, name, number, sheet.picture, sheet.readings, _fonts.bold))
        table += rows(look, name, readings)
    return table, shots

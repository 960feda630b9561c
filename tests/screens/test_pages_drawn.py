"""The audit's fair part: every page and every stress page at the extremes, by geometry and words;
one look of each by its pixels. ``make audit`` looks at all of them in every look."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import finding_samples
import pytest
import self_check_samples

from kiosk import gallery
from kiosk.fonts import Fonts
from kiosk.gallery.writing import written_samples
from kiosk.view import Look, View
from kiosk.wording import LANGUAGES
from screens.audit.report import describe

EXTREMES = [
    Look(lang="zh"),
    Look(lang="en", text_step=3, contrast=True, lowered=True),
    Look(lang="en", contrast=True, lowered=True),
    Look(lang="zh", text_step=3),
    Look(lang="zh", text_step=3, lowered=True),
    Look(lang="en", text_step=3),
]
PAGES = {
    **{name: (page, None) for name, page in gallery.pages()},
    **{name: (page, None) for name, page in self_check_samples.pages().items()},
    **{name: (page, None) for name, page in finding_samples.pages().items()},
    **{name: (page, written) for name, page, written in written_samples()},
}
PIXELS = dict(zip(PAGES, cycle(range(len(EXTREMES))), strict=False))
"""In which of the extremes the pixels of a page are looked at."""


@pytest.fixture(scope="module")
def walk(kivy_home: Any, fonts: Fonts, opened: Any) -> Iterator[Any]:
    """An audit in the window of all tests here: whatever stands there is taken out for its time."""
    from kivy.core.window import Window

    from screens.audit.walk import Walk

    others = Window.children[:]
    for other in others:
        Window.remove_widget(other)
    audit = Walk(fonts, px_per_mm=4.03, now=lambda: gallery.centre.NOW)
    yield audit
    audit.close()
    for other in others[::-1]:
        Window.add_widget(other)


def view_of(name: str, look: Look) -> View:
    from screens.audit.workers import view_of as view

    page, written = PAGES[name]
    return view(page, look, written)


@pytest.mark.parametrize("name", PAGES)
def test_page_at_the_extremes(walk: Any, name: str) -> None:
    failed = []
    for place, look in enumerate(EXTREMES):
        sheets = walk.audit(view_of(name, look), pictures=place == PIXELS[name])
        for number, sheet in enumerate(sheets, start=1):
            where = f"{look.lang}, size {look.text_step}, lowered {look.lowered}, sheet {number}"
            failed += [f"{where}: {describe(r)}" for r in sheet.readings if not r.holds]
    assert not failed, "\n".join(failed)


def test_every_character_has_a_glyph(fonts: Fonts) -> None:
    from kiosk.fonts import missing_characters
    from kiosk.wording import _catalogue

    text = "".join(
        text
        for lang in LANGUAGES
        for text in _catalogue(lang)._catalog.values()  # type: ignore[attr-defined]
        if text
    )
    for file in (fonts.regular, fonts.bold):
        assert missing_characters(text + "●·，0123456789:", file) == set()

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.devices.printer import press
from kiosk.devices.printer.typeset_text import typeset_text
from kiosk.fonts import ensure_fonts
from kiosk.qr import QUIET_MODULES, qr_matrix
from kiosk.wording import Given
from tests.printer.slips import same
from tests.printer.text_slips import SAMPLE_TEXT

WIDTH, DOTS_PER_MM = 576, 8.0
PAPERS = [(576, 8.0), (384, 8.0), (832, 11.8)]
MUCH_TEXT = "法律援助自测初步参考，由窗口最后核定。" * 15


@pytest.fixture(scope="module")
def fonts(tmp_path_factory):
    return ensure_fonts(tmp_path_factory.mktemp("fonts"))


def slip(fonts, width=WIDTH, dots_per_mm=DOTS_PER_MM, **changes):
    return typeset_text(replace(SAMPLE_TEXT, **changes), fonts, width, dots_per_mm)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("width", "dots_per_mm"), PAPERS)
def test_every_paper(fonts, lang, width, dots_per_mm):
    picture = slip(fonts, width, dots_per_mm, lang=lang)
    assert (picture.mode, picture.width) == ("1", width)
    edge = round(1.4 * dots_per_mm)
    for left, right in ((0, edge), (width - edge, width)):
        strip = picture.crop((left, 0, right, picture.height))
        inked = [
            row
            for row in range(strip.height)
            if 0 in strip.crop((0, row, strip.width, row + 1)).get_flattened_data()
        ]
        assert len(inked) <= 3 * round(0.25 * dots_per_mm), "text in the margin"


def test_every_word_shows(fonts):
    whole, blank = slip(fonts), Given(" ", " ")
    for name in ("centre", "title", "lead", "qr_caption", "foot"):
        assert not same(slip(fonts, **{name: blank}), whole), name
    for at, (title, lines) in enumerate(SAMPLE_TEXT.sections):
        for line in range(len(lines)):
            emptied = (*lines[:line], blank, *lines[line + 1 :])
            assert not same(slip(fonts, sections=put(at, (title, emptied))), whole)
        assert not same(slip(fonts, sections=put(at, (blank, lines))), whole)


def put(at, section):
    before = SAMPLE_TEXT.sections
    return (*before[:at], section, *before[at + 1 :])


def test_time_shows(fonts):
    later = SAMPLE_TEXT.issued_at + timedelta(minutes=1)
    assert not same(slip(fonts), slip(fonts, issued_at=later))


def test_no_text_is_below_4_mm(fonts, monkeypatch):
    sizes = []
    style = press.Press.style

    def noted(self, mm, **more):
        sizes.append(mm)
        return style(self, mm, **more)

    monkeypatch.setattr(press.Press, "style", noted)
    slip(fonts)
    assert sizes
    assert min(sizes) >= 4.0


@pytest.mark.parametrize(("width", "dots_per_mm"), [(576, 8.0), (832, 11.8)])
@pytest.mark.parametrize("text", ["http://centre.example/t/1", MUCH_TEXT], ids=["short", "long"])
def test_code_is_large_enough_and_stands_on_the_slip_untouched(fonts, width, dots_per_mm, text):
    code = press.to_ink(press.Press(fonts, width, dots_per_mm).code(text))
    modules = len(qr_matrix(text))
    module = code.width / (modules + 2 * QUIET_MODULES)
    assert module >= 0.5 * dots_per_mm
    assert modules * module >= 25 * dots_per_mm
    picture = slip(fonts, width, dots_per_mm, qr=text)
    lefts = {0, (width - code.width) // 2}
    places = [
        (left, top)
        for left in lefts
        for top in range(picture.height - code.height)
        if same(picture.crop((left, top, left + code.width, top + code.height)), code)
    ]
    assert len(places) == 1


def test_code_with_much_text_is_not_cut_off_by_narrow_paper(fonts):
    code = press.Press(fonts, 384, 8.0).code(MUCH_TEXT)
    assert code.width <= 384
    assert code.width % (len(qr_matrix(MUCH_TEXT)) + 2 * QUIET_MODULES) == 0


def test_without_a_code_the_slip_is_shorter(fonts):
    assert slip(fonts, qr=None).height < slip(fonts).height - 25 * DOTS_PER_MM

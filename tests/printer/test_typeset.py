from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PIL import Image

from kiosk.devices.printer import press, typeset
from kiosk.fonts import ensure_fonts
from kiosk.qr import QUIET_MODULES, qr_matrix
from kiosk.wording import Given
from tests.printer.slips import QR_TEXT, SAMPLE, same

WIDTH, DOTS_PER_MM = 576, 8.0


@pytest.fixture(scope="module")
def fonts(tmp_path_factory):
    return ensure_fonts(tmp_path_factory.mktemp("fonts"))


def slip(fonts, width=WIDTH, dots_per_mm=DOTS_PER_MM, **changes):
    return typeset.typeset(replace(SAMPLE, **changes), fonts, width, dots_per_mm)


def ink_rows(picture):
    """Return (first, last) of every run of rows that hold ink."""
    runs, start = [], None
    for row in range(picture.height):
        inked = 0 in picture.crop((0, row, picture.width, row + 1)).get_flattened_data()
        if inked and start is None:
            start = row
        if not inked and start is not None:
            runs.append((start, row - 1))
            start = None
    return runs


@pytest.mark.parametrize("number", ["B012", "AK01", "A001"])
def test_number_is_25_mm_high_and_inside_the_margins(fonts, number):
    picture = slip(fonts, number=number)
    first, last = max(ink_rows(picture.crop((0, 0, WIDTH, 700))), key=lambda run: run[1] - run[0])
    assert (last - first + 1) / DOTS_PER_MM == pytest.approx(25, abs=0.8)
    edge = round(1.4 * DOTS_PER_MM)
    for left, right in ((0, edge), (WIDTH - edge, WIDTH)):
        assert ink_rows(picture.crop((left, first, right, last + 1))) == []


def test_a_very_long_number_still_fits(fonts):
    strip = press.Press(fonts, WIDTH, DOTS_PER_MM).number("WK01234")
    assert strip.width == WIDTH
    assert 12 * DOTS_PER_MM < strip.height < 25 * DOTS_PER_MM


@pytest.mark.parametrize(("width", "dots_per_mm"), [(576, 8.0), (384, 8.0), (832, 11.8)])
def test_qr_code_reads_back_with_its_quiet_zone(fonts, width, dots_per_mm):
    picture = press.to_ink(press.Press(fonts, width, dots_per_mm).code(QR_TEXT))
    matrix = qr_matrix(QR_TEXT)
    module = picture.width // (len(matrix) + 2 * QUIET_MODULES)
    assert len(matrix) * module / dots_per_mm >= 25
    read = [
        [
            picture.getpixel((column * module + module // 2, row * module + module // 2)) == 0
            for column in range(len(matrix) + 2 * QUIET_MODULES)
        ]
        for row in range(len(matrix) + 2 * QUIET_MODULES)
    ]
    inner = [tuple(row[QUIET_MODULES:-QUIET_MODULES]) for row in read[QUIET_MODULES:-QUIET_MODULES]]
    assert tuple(inner) == matrix
    assert sum(map(sum, read)) == sum(map(sum, matrix))


def test_qr_code_stands_on_the_slip_untouched(fonts):
    code = press.to_ink(press.Press(fonts, WIDTH, DOTS_PER_MM).code(QR_TEXT))
    picture = slip(fonts)
    places = [
        top
        for top in range(picture.height - code.height)
        if same(picture.crop((0, top, code.width, top + code.height)), code)
    ]
    assert len(places) == 1


def test_without_a_code_the_slip_is_shorter(fonts):
    assert slip(fonts, qr=None).height < slip(fonts).height - 25 * DOTS_PER_MM


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("width", "dots_per_mm"), [(576, 8.0), (384, 8.0), (832, 11.8)])
def test_slips_of_every_paper(fonts, lang, width, dots_per_mm):
    picture = slip(fonts, width, dots_per_mm, lang=lang)
    assert (picture.mode, picture.width) == ("1", width)
    assert 120 < picture.height / dots_per_mm < 320


def test_every_word_shows(fonts):
    whole = slip(fonts)
    blank = Given(" ", " ")
    for name in ("centre", "service", "qr_caption", "foot", "bring_title"):
        assert not same(slip(fonts, **{name: blank}), whole)
    for index in range(3):
        lines = list(SAMPLE.lines)
        lines[index] = blank
        assert not same(slip(fonts, lines=tuple(lines)), whole)


def test_no_text_is_below_4_mm(fonts, monkeypatch):
    sizes = []
    style = press.Press.style

    def noted(self, mm, **more):
        sizes.append(mm)
        return style(self, mm, **more)

    monkeypatch.setattr(press.Press, "style", noted)
    slip(fonts)
    typeset.test_slip(datetime(2026, 11, 23, 9, 32), "hall-1", fonts, WIDTH, DOTS_PER_MM)
    assert sizes
    assert min(sizes) >= 4.0


def test_time_is_that_of_china(fonts):
    utc = datetime(2026, 11, 23, 1, 32, tzinfo=UTC)
    assert same(slip(fonts, issued_at=utc), slip(fonts, issued_at=datetime(2026, 11, 23, 9, 32)))
    assert not same(slip(fonts, issued_at=utc), slip(fonts, issued_at=utc.replace(minute=33)))


def test_long_text_wraps_and_is_not_cut(fonts):
    long = Given("样例" * 40, "sample " * 40)
    picture = slip(fonts, service=long)
    assert picture.height > slip(fonts).height + 5 * 7 * DOTS_PER_MM
    edge = picture.crop((WIDTH - 8, 0, WIDTH, picture.height))
    rules = [run for run in ink_rows(edge) if run[1] - run[0] > 8]
    assert rules == []


def test_test_slip_tells_terminal_and_time(fonts):
    def drawn(terminal, minute):
        return typeset.test_slip(
            datetime(2026, 11, 23, 9, minute), terminal, fonts, WIDTH, DOTS_PER_MM
        )

    assert drawn("hall-1", 1).mode == "1"
    assert same(drawn("hall-1", 1), drawn("hall-1", 1))
    assert not same(drawn("hall-1", 1), drawn("hall-2", 1))
    assert not same(drawn("hall-1", 1), drawn("hall-1", 2))


def test_ramp_gets_darker_step_by_step(fonts):
    ramp = typeset._grey_ramp(press.Press(fonts, WIDTH, DOTS_PER_MM))
    shares = []
    for step in range(8):
        part = ramp.crop((step * WIDTH // 8, 0, (step + 1) * WIDTH // 8, ramp.height))
        shares.append(_dark_share(part))
    assert shares == sorted(set(shares))
    assert shares[-1] == 1


def _dark_share(picture: Image.Image) -> float:
    return picture.histogram()[0] / (picture.width * picture.height)

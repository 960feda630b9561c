"""A query code on paper: very large, in fours, and nothing beside it says what it is for."""

from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.devices.printer import press
from kiosk.devices.printer.slip import TextSlip
from kiosk.devices.printer.typeset_text import DIGITS_MM, GROUP, typeset_text
from kiosk.fonts import ensure_fonts
from kiosk.qr import QUIET_MODULES, qr_matrix
from kiosk.wording import Given
from tests.printer.slips import same

CODE = "012345678902"
PAPERS = [(576, 8.0), (384, 8.0), (832, 11.8)]
SLIP = TextSlip(
    centre=Given("样例县公共法律服务中心", "Sample County Public Legal Service Centre"),
    title=Given("查询回执", "Receipt"),
    issued_at=datetime(2026, 3, 4, 9, 32),
    lead=Given("凭这个码来查", "Come back with this code"),
    sections=(),
    qr=CODE,
    qr_caption=Given("在机器上扫这个码", "Scan this at the terminal"),
    foot=Given("请收好，不要给别人看", "Keep it, show it to nobody"),
    code=CODE,
    code_caption=Given("查询码", "Query code"),
)


@pytest.fixture(scope="module")
def fonts(tmp_path_factory):
    return ensure_fonts(tmp_path_factory.mktemp("fonts"))


def places(picture, part):
    """How far from above the strip ``part`` stands in ``picture``."""
    return [
        top
        for top in range(picture.height - part.height)
        if same(picture.crop((0, top, part.width, top + part.height)), part)
    ]


def digits(fonts, group, width, dots_per_mm):
    strip = press.to_ink(press.Press(fonts, width, dots_per_mm).digits(group, DIGITS_MM))
    return strip.crop(strip.point(lambda value: 255 - value).getbbox())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("width", "dots_per_mm"), PAPERS)
def test_digits_stand_in_fours_one_group_below_the_other(fonts, lang, width, dots_per_mm):
    picture = typeset_text(replace(SLIP, lang=lang), fonts, width, dots_per_mm)
    groups = [CODE[at : at + GROUP] for at in range(0, len(CODE), GROUP)]
    assert len(groups) == 3
    strips = [
        press.to_ink(press.Press(fonts, width, dots_per_mm).digits(group, DIGITS_MM))
        for group in groups
    ]
    tops = [places(picture, strip) for strip in strips]
    assert [len(found) for found in tops] == [1, 1, 1]
    assert sorted(tops) == tops


@pytest.mark.parametrize(("width", "dots_per_mm"), PAPERS)
def test_digits_are_eight_millimetres_high_at_least_and_not_condensed(fonts, width, dots_per_mm):
    for group in ("0123", "8888"):
        ink = digits(fonts, group, width, dots_per_mm)
        assert ink.height >= 8 * dots_per_mm
        assert ink.width >= 1.8 * ink.height


@pytest.mark.parametrize(("width", "dots_per_mm"), PAPERS)
def test_the_code_to_scan_is_25_mm_wide(fonts, width, dots_per_mm):
    code = press.Press(fonts, width, dots_per_mm).code(CODE)
    modules = len(qr_matrix(CODE))
    assert modules * code.width / (modules + 2 * QUIET_MODULES) >= 25 * dots_per_mm


def test_every_digit_and_the_caption_show(fonts):
    whole = typeset_text(SLIP, fonts, 576, 8.0)
    for at in range(len(CODE)):
        other = CODE[:at] + str((int(CODE[at]) + 1) % 10) + CODE[at + 1 :]
        assert not same(typeset_text(replace(SLIP, code=other), fonts, 576, 8.0), whole)
    blank = replace(SLIP, code_caption=Given(" ", " "))
    assert not same(typeset_text(blank, fonts, 576, 8.0), whole)


def test_a_slip_without_a_code_is_as_it_was(fonts):
    without = replace(SLIP, code=None)
    picture = typeset_text(without, fonts, 576, 8.0)
    assert picture.height < typeset_text(SLIP, fonts, 576, 8.0).height - 3 * DIGITS_MM * 8
    assert same(picture, typeset_text(replace(without, code_caption=None), fonts, 576, 8.0))

"""Colours found in pictures whose colours are known."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from kiosk.fonts import ensure_fonts
from screens.audit.colours import AROUND_EM
from screens.audit.pixels import Rgb, contrast, crop, edge_contrast, ink_and_ground, ratio, ring

PAPER: Rgb = (250, 247, 241)
NAVY: Rgb = (16, 35, 63)
GREY: Rgb = (119, 119, 119)


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ensure_fonts(tmp_path_factory.mktemp("fonts")).regular


def line(text: str, fonts: Path, ink: Rgb, ground: Rgb, em: int = 40) -> Image.Image:
    font = ImageFont.truetype(str(fonts), em)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(text))
    pad = round(AROUND_EM * em)
    picture = Image.new("RGB", (right - left + 2 * pad, bottom - top + 2 * pad), ground)
    ImageDraw.Draw(picture).text((pad - left, pad - top), text, fill=ink, font=font)
    return picture


def card(edge: Rgb, ground: Rgb = PAPER, inner: Rgb = PAPER) -> Image.Image:
    picture = Image.new("RGB", (300, 200), ground)
    ImageDraw.Draw(picture).rectangle((50, 50, 249, 149), outline=edge, fill=inner, width=3)
    return picture


BOX = (50.0, 50.0, 250.0, 150.0)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((255, 255, 255), (0, 0, 0), 21.0),
        ((255, 255, 255), (119, 119, 119), 4.48),
        ((255, 255, 255), (118, 118, 118), 4.54),
    ],
)
def test_known_ratios(one: Rgb, other: Rgb, expected: float) -> None:
    assert ratio(one, other) == pytest.approx(expected, abs=0.01)
    assert ratio(other, one) == ratio(one, other)


@pytest.mark.parametrize("text", ["请到二号窗口", "一", "，", "A012", "Take a number", "."])
@pytest.mark.parametrize(("ink", "ground"), [(NAVY, PAPER), (PAPER, NAVY), (GREY, PAPER)])
def test_ink_and_ground_of_letters(fonts: Path, text: str, ink: Rgb, ground: Rgb) -> None:
    for em in (29, 40, 81):
        assert ink_and_ground(line(text, fonts, ink, ground, em)) == (ink, ground)


def test_edges_of_letters_do_not_darken_a_faint_text(fonts: Path) -> None:
    faint = line("没有办法", fonts, (200, 200, 200), (255, 255, 255))
    assert contrast(faint) == pytest.approx(ratio((200, 200, 200), (255, 255, 255)))


def test_what_is_not_drawn_has_no_contrast() -> None:
    assert contrast(Image.new("RGB", (40, 20), PAPER)) == 1.0


def test_a_speck_is_no_ink(fonts: Path) -> None:
    faint = line("没有办法", fonts, (180, 180, 180), (255, 255, 255))
    faint.putpixel((1, 1), (0, 0, 0))
    assert contrast(faint) == pytest.approx(ratio((180, 180, 180), (255, 255, 255)))


def test_crop_turns_the_picture_and_stays_inside() -> None:
    picture = Image.new("RGB", (100, 50), PAPER)
    picture.paste(NAVY, (10, 40, 30, 50))
    assert crop(picture, (10, 0, 30, 10)).getcolors() == [(200, NAVY)]
    assert crop(picture, (-20, -20, 130, 70), 5).size == (100, 50)
    assert crop(picture, (200, 200, 220, 220)).size == (1, 1)


@pytest.mark.parametrize(("edge", "expected"), [(NAVY, ratio(NAVY, PAPER)), (GREY, 4.2)])
def test_edge(edge: Rgb, expected: float) -> None:
    assert edge_contrast(card(edge), BOX, 6) == pytest.approx(expected, abs=0.05)


def test_edge_is_as_good_as_its_worst_side() -> None:
    picture = card(NAVY)
    ImageDraw.Draw(picture).rectangle((50, 50, 52, 149), fill=(220, 220, 215))
    assert edge_contrast(picture, BOX, 6) < 1.5  # type: ignore[operator]


def test_a_ground_of_its_own_is_an_edge_and_none_is_none() -> None:
    filled = card(NAVY, inner=NAVY)
    assert edge_contrast(filled, BOX, 6) == pytest.approx(ratio(NAVY, PAPER))
    assert edge_contrast(card(PAPER), BOX, 6) is None


@pytest.mark.parametrize("thick", [3, 12, 13])
@pytest.mark.parametrize("inside", [True, False])
def test_ring(thick: int, inside: bool) -> None:
    before = card(GREY)
    after = before.copy()
    grow = -6 if inside else thick + 4
    ImageDraw.Draw(after).rectangle(
        (50 - grow, 50 - grow, 249 + grow, 149 + grow), outline=NAVY, width=thick
    )
    thickness, seen = ring(before, after, BOX, 24)
    assert thickness == thick
    assert seen == pytest.approx(ratio(NAVY, PAPER))


def test_no_ring() -> None:
    assert ring(card(GREY), card(GREY), BOX, 24) == (0, 1.0)


def test_a_ring_that_one_side_lacks_is_none() -> None:
    before = card(GREY)
    after = before.copy()
    pen = ImageDraw.Draw(after)
    pen.rectangle((38, 38, 261, 161), outline=NAVY, width=10)
    pen.rectangle((30, 30, 49, 169), fill=PAPER)
    assert ring(before, after, BOX, 24)[0] == 0

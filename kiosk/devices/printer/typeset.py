"""Drawing a slip: 1-bit pictures, sizes in millimetres on the paper."""

from collections.abc import Callable
from datetime import datetime

from PIL import Image

from kiosk.devices.printer.press import BLACK, WHITE, Press, stack, to_ink
from kiosk.devices.printer.slip import TEST_CODE, SlipContent
from kiosk.fonts import Fonts, icon
from kiosk.wording import Lang
from kiosk.zone import CENTRE_ZONE

SMALLEST_MM = 4.0

_DATE_FORMATS: dict[Lang, str] = {
    "zh": "{0.year}年{0.month}月{0.day}日 {0:%H:%M}",
    "en": "{0.day} {0:%B %Y}, {0:%H:%M}",
}

_BAYER = ((0, 8, 2, 10), (12, 4, 14, 6), (3, 11, 1, 9), (15, 7, 13, 5))
"""Thresholds of ordered dithering, 4 by 4 [Bayer 1973]."""


def typeset(content: SlipContent, fonts: Fonts, width: int, dots_per_mm: float) -> Image.Image:
    """Draw a queue ticket as a 1-bit picture ``width`` dots wide and as long as it needs.

    Digits of the number are 25 mm high (less only where it would not fit), the QR code is at least
    25 mm wide without its quiet zone, and no text has an em below 4 mm.
    """
    press = Press(fonts, width, dots_per_mm)
    strips = [*_head(press, content), *_where_and_when(press, content), *_bring(press, content)]
    if content.qr is not None:
        caption = content.qr_caption.shown(content.lang)
        strips += [press.blank(2), press.rule(), press.code_with_caption(content.qr, caption)]
    foot = content.foot.shown(content.lang)
    strips += [press.rule(), press.blank(2), press.text(foot, press.style(4.5)), press.blank(2)]
    return to_ink(stack(strips))


def test_slip(
    now: datetime, terminal_id: str, fonts: Fonts, width: int, dots_per_mm: float
) -> Image.Image:
    """Draw what staff print to see whether every dot prints, and what a scanner is tried with."""
    press = Press(fonts, width, dots_per_mm)
    body = press.style(SMALLEST_MM)
    strips = [
        press.blank(2),
        press.heading("测试打印", 8.0, icon("print")),
        press.text("Test print", press.style(6.0)),
        press.blank(2),
        press.rule(),
        press.blank(1),
        press.text(f"{terminal_id}   {_local(now):%Y-%m-%d %H:%M:%S}", press.style(5.0)),
        press.blank(1),
        press.text("横条由浅到深，细线不断，则打印头完好。", body),
        press.text("Even steps and unbroken lines: the print head is sound.", body),
        press.blank(2),
        _grey_ramp(press),
        press.blank(2),
        _line_patterns(press),
        press.blank(2),
        press.number("0189"),
        press.blank(3),
        press.code_with_caption(TEST_CODE, "扫码测试 / Scan test"),
        press.blank(3),
    ]
    return to_ink(stack(strips))


def date_and_time(moment: datetime, lang: Lang) -> str:
    """Return ``moment`` as a slip states it, in the time of the centre."""
    return _DATE_FORMATS[lang].format(_local(moment))


def _head(press: Press, content: SlipContent) -> list[Image.Image]:
    lang = content.lang
    issued = date_and_time(content.issued_at, lang)
    return [
        press.blank(2),
        press.heading(content.centre.shown(lang), 5.0, icon("balance")),
        press.text(issued, press.style(SMALLEST_MM + 0.25)),
        press.blank(2),
        press.rule(),
        press.blank(3),
        press.text(content.service.shown(lang), press.style(7.5, bold=True)),
        press.blank(3.5),
        press.number(content.number),
        press.blank(4),
    ]


def _where_and_when(press: Press, content: SlipContent) -> list[Image.Image]:
    where, *rest = [line.shown(content.lang) for line in content.lines] or [""]
    return [
        press.text(where, press.style(6.2, bold=True)),
        *(press.text(line, press.style(5.5)) for line in rest),
        press.blank(2.5),
    ]


def _bring(press: Press, content: SlipContent) -> list[Image.Image]:
    if not content.bring:
        return []
    title = content.bring_title.shown(content.lang)
    return [
        press.rule(dashed=True),
        press.blank(2),
        press.text(title, press.style(5.0, bold=True, align="left")),
        *(press.item(thing.shown(content.lang), 5.0) for thing in content.bring),
    ]


def _grey_ramp(press: Press) -> Image.Image:
    """Eight steps of more and more ordered dots, the last one black."""
    strip = Image.new("L", (press.width, press.dots(8)), WHITE)
    _fill(strip, lambda x, y: _BAYER[y % 4][x % 4] // 2 > x * 8 // press.width)
    return strip


def _line_patterns(press: Press) -> Image.Image:
    """Upright lines one dot wide at one, two, three and four dots' distance."""
    strip = Image.new("L", (press.width, press.dots(8)), WHITE)
    _fill(strip, lambda x, _: x % (2 + x * 4 // press.width) != 0)
    return strip


def _fill(strip: Image.Image, is_white: Callable[[int, int], bool]) -> None:
    strip.putdata(
        [
            WHITE if is_white(x, y) else BLACK
            for y in range(strip.height)
            for x in range(strip.width)
        ]
    )


def _local(moment: datetime) -> datetime:
    return moment.astimezone(CENTRE_ZONE) if moment.tzinfo else moment

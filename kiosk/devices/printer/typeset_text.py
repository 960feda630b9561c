"""Drawing a slip of words: the result of a self-check or a query code, to be read at home without
a glass."""

from PIL import Image

from kiosk.devices.printer.press import Press, stack, to_ink
from kiosk.devices.printer.slip import TextSlip
from kiosk.devices.printer.typeset import SMALLEST_MM, date_and_time
from kiosk.fonts import Fonts, icon
from kiosk.wording import Wording

BODY_MM = 4.75
DIGITS_MM = 11.0
"""Height of the digits of a query code."""
GROUP = 4
"""Digits of a query code that stand on a line: as many as one keeps in mind at once."""


def typeset_text(content: TextSlip, fonts: Fonts, width: int, dots_per_mm: float) -> Image.Image:
    """Draw a slip of words as a 1-bit picture ``width`` dots wide and as long as it needs.

    No text has an em below 4 mm. Digits of a query code are 11 mm high, four a line. The QR code is
    at least 25 mm wide without its quiet zone, and its modules at least 0.5 mm where the paper is
    wide enough for that.
    """
    press = Press(fonts, width, dots_per_mm)
    strips = [*_head(press, content), *_query_code(press, content)]
    for title, lines in content.sections:
        strips += _section(press, content, title, lines)
    strips.append(press.blank(3))
    if content.qr is not None:
        caption = content.qr_caption.shown(content.lang)
        strips += [press.rule(), press.blank(1), press.code_with_caption(content.qr, caption)]
    foot = content.foot.shown(content.lang)
    strips += [press.rule(), press.blank(2), press.text(foot, press.style(4.5)), press.blank(2)]
    return to_ink(stack(strips))


def _head(press: Press, content: TextSlip) -> list[Image.Image]:
    lang = content.lang
    return [
        press.blank(2),
        press.heading(content.centre.shown(lang), 5.0, icon("balance")),
        press.text(date_and_time(content.issued_at, lang), press.style(SMALLEST_MM + 0.25)),
        press.blank(2),
        press.rule(),
        press.blank(3),
        press.text(content.title.shown(lang), press.style(6.5, bold=True)),
        press.blank(2.5),
        press.framed(content.lead.shown(lang), 6.0),
    ]


def _query_code(press: Press, content: TextSlip) -> list[Image.Image]:
    """The digits in fours, between lines, so that nothing else is taken for a part of them."""
    if content.code is None:
        return []
    strips = [press.blank(3), press.rule(), press.blank(2)]
    if content.code_caption is not None:
        caption = content.code_caption.shown(content.lang)
        strips.append(press.text(caption, press.style(5.5, bold=True)))
    for start in range(0, len(content.code), GROUP):
        strips += [press.blank(2.5), press.digits(content.code[start : start + GROUP], DIGITS_MM)]
    return [*strips, press.blank(4), press.rule()]


def _section(
    press: Press, content: TextSlip, title: Wording, lines: tuple[Wording, ...]
) -> list[Image.Image]:
    """A heading, and below it one statement, or several behind dots."""
    shown = [line.shown(content.lang) for line in lines]
    heading = press.style(5.5, bold=True, align="left")
    strips = [press.blank(4), press.text(title.shown(content.lang), heading), press.blank(1)]
    if len(shown) == 1:
        return [*strips, press.text(shown[0], press.style(BODY_MM, align="left"))]
    for line in shown:
        strips += [press.point(line, BODY_MM), press.blank(1)]
    return strips

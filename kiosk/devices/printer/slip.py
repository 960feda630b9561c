"""What stands on a paper slip; :mod:`kiosk.devices.printer.typeset` draws it."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.wording import Lang, Wording

TEST_CODE = "000000000000"
"""What the code on a test slip says: a query code by its form, which no matter is found by."""


@dataclass(frozen=True)
class SlipContent:
    """A queue ticket on paper, in the language of the visit.

    ``number`` is what is called out (``A012``); ``qr`` is the text of the code or ``None``;
    ``lines`` follow the number (window, people before, wait); ``bring`` is a list;
    ``foot`` says in one line how calling works.
    """

    centre: Wording
    service: Wording
    number: str
    lines: tuple[Wording, ...]
    bring_title: Wording
    bring: tuple[Wording, ...]
    issued_at: datetime
    qr: str | None
    qr_caption: Wording
    foot: Wording
    lang: Lang = "zh"


@dataclass(frozen=True)
class TextSlip:
    """A slip of words: the result of a self-check, or what a query code was given for.

    ``lead`` is the one sentence that matters; ``sections`` are headings with their lines; ``qr``
    is the text of the code or ``None``. ``code`` are the digits of a query code, printed very
    large below ``code_caption``.
    """

    centre: Wording
    title: Wording
    issued_at: datetime
    lead: Wording
    sections: tuple[tuple[Wording, tuple[Wording, ...]], ...]
    qr: str | None
    qr_caption: Wording
    foot: Wording
    lang: Lang = "zh"
    code: str | None = None
    code_caption: Wording | None = None

"""What was found, on paper."""

from kiosk.county.contract import Centre
from kiosk.devices.printer.slip import TextSlip
from kiosk.journeys.words import LEGAL_HELP, given
from kiosk.pages import Detail
from kiosk.wording import Wording, say


def finding_slip(centre: Centre, page: Detail) -> TextSlip:
    """Return the page of a finding as a slip: its facts, then its sections."""
    facts = tuple(say("find.fact", label=fact.label, value=fact.value) for fact in page.facts)
    sections: list[tuple[Wording, tuple[Wording, ...]]] = []
    if facts:
        sections.append((page.caption or page.title, facts))
    for section in page.sections:
        sections.append((section.title, tuple(each.text for each in section.paragraphs)))
    return TextSlip(
        centre=given(centre.name),
        title=page.caption or page.title,
        issued_at=centre.now,
        lead=page.title,
        sections=tuple(sections),
        qr=page.qr,
        qr_caption=page.qr_caption or page.title,
        foot=say("result.foot", phone=LEGAL_HELP),
    )

"""Staff are told when the legal-aid rules that were delivered cannot be used."""

from dataclasses import replace

from rehearsal import WELL

from kiosk.journeys.staff_room import staff_page
from kiosk.wording import say


def labels(inspection):
    return [fact.label for fact in staff_page(inspection, None).facts]


def test_a_line_for_a_broken_pack_and_none_otherwise():
    assert say("fact.rules") not in labels(WELL)
    assert say("fact.rules") in labels(replace(WELL, rules_fault="legal-aid rules 9 refused"))

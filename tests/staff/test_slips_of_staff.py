"""The slips that staff print: the code on a test slip, the words on a readiness report."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.county.query_code import find_query_code
from kiosk.devices.printer.slip import TEST_CODE
from kiosk.devices.printer.typeset import test_slip as draw_test_slip
from kiosk.devices.printer.typeset_text import typeset_text
from kiosk.fonts import ensure_fonts
from kiosk.gallery.staff import report
from kiosk.journeys.staff.report import report_slip
from kiosk.wording import LANGUAGES
from screens.audit import paper
from screens.audit.rules import Rule

DOTS_PER_MM = 8.0
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@pytest.fixture
def fonts(tmp_path):
    return ensure_fonts(tmp_path)


@pytest.mark.parametrize("width", [384, 576])
def test_the_test_slip_has_a_code_that_a_scanner_can_read(fonts, width):
    slip = draw_test_slip(NOW, "hall-1", fonts, width, DOTS_PER_MM)
    readings = paper.judge(slip, TEST_CODE, DOTS_PER_MM)
    assert {each.rule for each in readings} == {Rule.CODE_SIZE, Rule.CODE_QUIET}
    assert all(each.holds for each in readings), readings


def test_what_is_read_off_it_answers_the_page_that_asks():
    assert find_query_code(TEST_CODE) == TEST_CODE


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_says_all_there_is_to_say(fonts, lang):
    made = report(well=False)
    slip = replace(report_slip(made), lang=lang)
    words = [slip.lead, *(line for _, lines in slip.sections for line in lines)]
    text = "\n".join(each.shown(lang) for each in words)
    assert "hall-1" in text
    assert "1.4.2" in text
    for fault in made.faults:
        assert fault.name.shown(lang) in text
    assert "_ _ _" in text
    assert len(slip.sections[1][1]) == len(made.findings)
    picture = typeset_text(slip, fonts, 576, DOTS_PER_MM)
    assert (picture.mode, picture.width) == ("1", 576)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_that_is_ready_names_no_exception_and_no_fault(lang):
    slip = report_slip(report(well=True))
    assert slip.lead.shown(lang) in ("可以使用", "Ready")
    assert "report.faults" not in [title.id for title, _ in slip.sections]

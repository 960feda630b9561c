"""The guides tell of every fault, in the words that the terminal uses, and of every button."""

import pytest
from fault_table import GUIDES, in_guide, table

from kiosk.faults import Fault, FaultCode
from kiosk.gallery.staff import well
from kiosk.journeys.staff.front import staff_page
from kiosk.wording import LANGUAGES


def words_of_guide(lang):
    """Return the guide on one line: where it is broken means nothing."""
    return " ".join(GUIDES[lang].read_text(encoding="utf-8").split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_of_faults_is_that_of_the_catalogue(lang):
    assert in_guide(lang) == table(lang), "PYTHONPATH=.:tests/support python -m fault_table"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", FaultCode)
def test_every_fault_is_in_it(code, lang):
    row = f"| {Fault(code).name.shown(lang)} | {Fault(code).remedy.shown(lang)} |"
    assert row in in_guide(lang).splitlines()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_button_of_the_staff_page_is_named(lang):
    text = words_of_guide(lang)
    for option in staff_page(well(), None).options:
        assert option.title.shown(lang) in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_line_of_the_staff_page_is_named(lang):
    text = words_of_guide(lang)
    for fact in staff_page(well(), None).facts:
        assert fact.label.shown(lang) in text

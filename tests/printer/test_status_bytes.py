import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.printer.port import PrinterCondition as C
from kiosk.devices.printer.status_bytes import decode, is_status

WELL = {1: 0x16, 2: 0x12, 3: 0x12, 4: 0x12}


@pytest.mark.parametrize(
    ("answers", "condition"),
    [
        ({}, C.READY),
        ({4: 0x1E}, C.PAPER_LOW),
        ({4: 0x16}, C.PAPER_LOW),
        ({4: 0x72}, C.OUT_OF_PAPER),
        ({4: 0x7E, 2: 0x32, 1: 0x1E}, C.OUT_OF_PAPER),
        ({2: 0x32}, C.OUT_OF_PAPER),
        ({2: 0x16, 1: 0x1E}, C.COVER_OPEN),
        ({2: 0x16, 4: 0x7E}, C.OUT_OF_PAPER),
        ({3: 0x1A}, C.ERROR),
        ({3: 0x32}, C.ERROR),
        ({3: 0x52}, C.ERROR),
        ({3: 0x16}, C.ERROR),
        ({2: 0x52}, C.ERROR),
        ({2: 0x1A}, C.ERROR),
        ({1: 0x1E}, C.ERROR),
        ({1: 0x36}, C.ERROR),
        ({3: 0x1A, 4: 0x1E}, C.ERROR),
        ({1: None}, C.SILENT),
        ({3: None}, C.SILENT),
        ({3: None, 4: None}, C.SILENT),
        ({3: None, 2: 0x16}, C.COVER_OPEN),
        ({4: 0xFF}, C.ERROR),
        ({1: 0x00, 2: 0x00, 3: 0x00, 4: 0x00}, C.ERROR),
        ({3: 0x00, 4: 0x72}, C.OUT_OF_PAPER),
    ],
)
def test_condition(answers, condition):
    assert decode({**WELL, **answers}).condition is condition


def test_drawer_pin_is_no_fault():
    assert decode({**WELL, 1: 0x12}).condition is C.READY


def test_nothing_said_is_silence():
    assert decode({}).condition is C.SILENT


ANSWERS = st.dictionaries(
    st.sampled_from([1, 2, 3, 4]), st.none() | st.integers(min_value=0, max_value=255)
)


@given(ANSWERS)
def test_it_can_print_only_where_all_four_answers_are_statuses(answers):
    if decode(answers).can_print:
        assert sorted(answers) == [1, 2, 3, 4]
        assert all(byte is not None and is_status(byte) for byte in answers.values())


@given(st.integers(min_value=0, max_value=255))
def test_one_byte_in_sixteen_has_the_fixed_bits(byte):
    bits = f"{byte:08b}"
    assert is_status(byte) == ((bits[0], bits[3], bits[6], bits[7]) == ("0", "1", "1", "0"))

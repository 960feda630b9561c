import pytest

from kiosk.qr import qr_matrix

FINDER = [
    "1111111",
    "1000001",
    "1011101",
    "1011101",
    "1011101",
    "1000001",
    "1111111",
]


def test_three_finders_and_no_quiet_zone():
    matrix = qr_matrix("http://192.168.1.5:8765/t/2f6e")
    rows = ["".join("1" if module else "0" for module in row) for row in matrix]
    assert [row[:7] for row in rows[:7]] == FINDER
    assert [row[-7:] for row in rows[:7]] == FINDER
    assert [row[:7] for row in rows[-7:]] == FINDER
    assert len(rows) % 4 == 1
    assert {len(row) for row in rows} == {len(rows)}


def test_error_correction_is_m():
    matrix = qr_matrix("legal aid")
    # Format information: the first two bits name the level, 00 is M, masked with 10 [ISO 18004].
    assert (matrix[8][0], matrix[8][1]) == (True, False)


def test_same_text_is_drawn_once():
    assert qr_matrix("once") is qr_matrix("once")


def test_too_long_a_text():
    with pytest.raises(ValueError, match="version"):
        qr_matrix("x" * 3000)

"""What is typed on an entry page is echoed by the voice; a PIN by its number of digits only."""

from rehearsal import Rehearsal


def test_digits_of_a_pin_are_counted_aloud():
    hall = Rehearsal()
    hall.terminal.staff_corner()
    hall.display.settle()
    serial = hall.display.view.serial
    for digit in "48":
        hall.terminal.keyed(serial, digit)
    assert hall.said().endswith(" 不输了 已输入一位 已输入两位")
    hall.terminal.keyed(serial - 1, "3")
    assert hall.said().endswith(" 不输了 已输入一位 已输入两位")

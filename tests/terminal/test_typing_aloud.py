"""What is typed on an entry page is echoed by the voice; a PIN by its number of digits only."""

from rehearsal import Rehearsal


def test_digits_of_a_pin_are_counted_aloud():
    hall = Rehearsal()
    hall.terminal.staff_corner()
    hall.display.settle()
    serial = hall.display.view.serial
    hall.terminal.echoed(serial, "48")
    assert hall.said().endswith(" 不输了 已输入两位")
    hall.terminal.echoed(serial - 1, "483")
    assert hall.said().endswith(" 不输了 已输入两位")

"""The clock of the machine: it jumps while the terminal runs, is wrong, is set right again."""

from datetime import UTC, datetime, timedelta

import pytest
from county_hall import Hall
from county_standin import NOW, Standin, lost_request

from kiosk.clock_watch import ClockWatch
from kiosk.faults import FaultCode

DAY = 86_400.0


class Machine:
    """A machine whose ``wall`` clock somebody sets; the steady one goes on."""

    def __init__(self) -> None:
        self.steady = 1_000.0
        self.set_forward = 0.0

    def wall(self) -> datetime:
        return datetime.fromtimestamp(1_700_000_000 + self.steady + self.set_forward, UTC)

    def watch(self) -> ClockWatch:
        return ClockWatch(self.wall, lambda: self.steady)


def codes(watch: ClockWatch) -> list[FaultCode]:
    return [fault.code for fault in watch.faults()]


@pytest.mark.parametrize("jump", [DAY, -DAY, 61.0, -61.0])
def test_a_jump_is_told_until_the_backend_knows_and_the_clock_is_set(jump: float) -> None:
    machine = Machine()
    watch = machine.watch()
    machine.steady += 7 * DAY
    assert codes(watch) == []
    machine.set_forward = jump
    assert codes(watch) == [FaultCode.CLOCK_JUMPED]
    machine.steady += 3600
    assert codes(watch) == [FaultCode.CLOCK_JUMPED]
    watch.heard(jump)
    assert codes(watch) == [FaultCode.CLOCK_SKEW]
    machine.set_forward = 0.0
    assert codes(watch) == [FaultCode.CLOCK_JUMPED]
    watch.heard(0.0)
    assert codes(watch) == []


def test_what_every_clock_does_is_no_fault() -> None:
    machine = Machine()
    watch = machine.watch()
    machine.set_forward = 59.0
    watch.heard(-59.0)
    machine.set_forward = 0.0
    assert codes(watch) == []


@pytest.mark.parametrize("days", [1, -1])
def test_numbers_of_its_own_never_come_twice_over_a_jump_and_a_restart(
    days: int, hall: Hall, standin: Standin
) -> None:
    office = hall.office(standin.url, budget=0.3)
    office.load_centre()
    standin.fault = lost_request
    numbers = [office.issue("legal-aid", "A", None).number for _ in range(3)]
    hall.now = NOW + timedelta(days=days)
    numbers += [office.issue("legal-aid", "A", None).number for _ in range(3)]
    office.close()
    again = hall.office(standin.url, budget=0.3)
    numbers += [again.issue("legal-aid", "A", None).number for _ in range(3)]
    hall.now = NOW
    numbers += [again.issue("legal-aid", "A", None).number for _ in range(3)]
    assert len(set(numbers)) == len(numbers)
    standin.fault = None
    assert again.deliver()
    assert standin.numbers() == numbers
    assert (again.undelivered(), again.set_aside()) == (0, 0)

"""What the model has found, as plain sequences that stay."""

from collections import Counter
from collections.abc import Iterator

import pytest

from kiosk.county.contract import PrintState
from tests.model.invariants import check_always, check_mended
from tests.model.machine import hall
from tests.model.network import Fate
from tests.model.world import World

DAY = 86_400


@pytest.fixture
def world() -> Iterator[World]:
    world = World(*hall(), 2, Counter())
    yield world
    check_always(world)
    check_mended(world)
    world.close()


def test_a_clock_that_jumps_a_day_ahead(world: World) -> None:
    """The series began again, and two people of one day held AK01."""
    terminal = world.terminals[0]
    world.live(terminal, world.issue("reception", None), [Fate.REQUEST_SWALLOWED])
    world.step_clock(terminal, DAY)
    world.live(terminal, world.issue("reception", None), [Fate.REQUEST_SWALLOWED])


def test_a_clock_that_jumps_a_day_back_over_midnight(world: World) -> None:
    """The ticket would be queued on a date that is over, where its number is taken."""
    terminal = world.terminals[0]
    world.live(terminal, world.issue("reception", None), [Fate.REQUEST_SWALLOWED])
    world.live(terminal, world.deliver)
    world.live(terminal, world.hear_centre)
    world.let_pass(lambda time: time.pass_by(DAY))
    world.live(terminal, world.hear_centre)
    world.step_clock(terminal, -DAY)
    world.live(terminal, world.issue("reception", None), [Fate.REQUEST_SWALLOWED])


def test_a_print_report_arrives_behind_a_later_one(world: World) -> None:
    """The paper was said to be sent though its reprint had failed."""
    terminal = world.terminals[0]
    world.live(terminal, world.issue("reception", None))
    world.live(terminal, world.report(0, PrintState.SENT))
    world.live(terminal, world.deliver, [Fate.ECHO])
    world.live(terminal, world.report(0, PrintState.FAILED))
    world.live(terminal, world.deliver)


def test_a_request_is_sent_again_when_its_answer_was_forgotten(world: World) -> None:
    """After 9 days without a line the backend failed over it, and the outbox stood still."""
    terminal = world.terminals[0]
    world.live(terminal, world.issue("reception", None), [Fate.TERMINAL_DIES_AFTER])
    world.let_pass(lambda time: time.pass_by(9 * DAY))
    world.live(terminal, world.issue("reception", None), [Fate.REQUEST_SWALLOWED])


def test_half_a_refusal_sets_nothing_aside(world: World) -> None:
    """A request nobody waits for any more was set aside as invalid instead of being over."""
    terminal = world.terminals[0]
    world.live(terminal, world.issue("notary", None), [Fate.TERMINAL_DIES])
    world.let_pass(lambda time: time.pass_until("23:59"))
    world.live(terminal, world.deliver, [Fate.CUT_SHORT])

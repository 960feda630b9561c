"""A citizen before a real window takes a ticket: finger and keys, printer, loudspeaker, database.

What is real: the X server's events, every process of the terminal, the bytes on the printer's
wire, and the sound SDL would have sent to a loudspeaker. What came out is read back by readers
that know nothing of the code that made it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from escpos_reader import read_slips
from number_ear import number_ear
from number_reader import read_number
from real_terminal import (
    HEIGHT,
    PIN,
    SECONDS,
    WIDTH,
    Hall,
    RealTerminal,
    await_true,
    hall,
    real_terminal,
    survivors,
)

from tests.support.printer_peer import NetworkPeer

PAPER_DOTS = 576
SOUNDS_ALIKE = ["A001", "C001", "D001", "B002", "B003", "B004", "B010", "B011", "B100"]
CORNER = (WIDTH - 20, HEIGHT - 20, 10, 10)
WAYS_OUT = ["Escape", "alt+F4", "ctrl+c", "ctrl+q", "ctrl+w", "F10", "F11", "F12", "super+d"]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Hall]:
    with hall(tmp_path) as place:
        yield place


@pytest.fixture
def printer() -> Iterator[NetworkPeer]:
    with NetworkPeer() as printer:
        yield printer


def test_the_number_is_everywhere(place: Hall, printer: NetworkPeer) -> None:
    connect(place, printer)
    with real_terminal(place) as terminal:
        take_by_finger(terminal)
        (ticket,) = place.tickets()
        assert ticket.number == "B001"
        assert place.number_shown() == ticket.number
        assert numbers_on_paper(place, printer) == [ticket.number]
        assert heard_number(place, SOUNDS_ALIKE) == ticket.number
        await_printed(place, 1)
        terminal.tap("leave", "idle")

        take_by_keys(terminal)
        assert [ticket.number for ticket in place.tickets()] == ["B001", "B002"]
        assert place.number_shown() == "B002"
        terminal.key("Down", "ticket", "print_again")
        terminal.key("Down", "ticket", "leave")
        terminal.key("Return", "idle")

        to_the_reason(terminal)
        terminal.pointer.double_tap(terminal.page["targets"]["elderly"])
        terminal.reaches("ticket", "leave")
        terminal.tap("leave", "idle")
        await_printed(place, 3)
        assert [ticket.number for ticket in place.tickets()] == ["B001", "B002", "B003"]
        assert numbers_on_paper(place, printer) == ["B001", "B002", "B003"]


def test_nothing_leads_out_for_a_citizen(place: Hall) -> None:
    place.write_settings()
    with real_terminal(place) as terminal:
        terminal.pointer.focus()
        try_to_leave(terminal)
        terminal.key("Down", "idle", "begin")
        terminal.key("F1", "help")
        terminal.key("Escape", "idle", "begin")
        terminal.tap("begin", "home")
        terminal.tap("ticket", "service")
        try_to_leave(terminal, but="Escape")
        terminal.key("Down", "service", "reception")
        assert terminal.process.poll() is None
        pages = {line["page"] for line in terminal.lines.seen}
        assert pages <= {"idle", "home", "service", "help", "busy"}
        terminal.tap("advice", "priority")


def test_staff_leave_the_program(place: Hall) -> None:
    place.write_settings()
    with real_terminal(place) as terminal:
        finger = terminal.pointer
        await_true(lambda: len(terminal.family()) == 2, "backend and speech worker")
        finger.move(CORNER)
        finger.hold()
        terminal.reaches("staff.pin")
        finger.let_go()
        for digit in PIN:
            finger.tap(terminal.page["targets"][f"pad:{digit}"])
        terminal.tap("pad:done", "staff", "quit")
        family = terminal.family()
        finger.tap(terminal.page["targets"]["quit"])
        assert terminal.process.wait(SECONDS) == 0
        assert survivors(family) == []


def connect(place: Hall, printer: NetworkPeer) -> None:
    place.write_settings(
        f'driver = "network"\nhost = "127.0.0.1"\nport = {printer.port}\ntimeout_seconds = 5.0\n'
    )


def take_by_finger(terminal: RealTerminal) -> None:
    to_the_reason(terminal)
    terminal.tap("elderly", "ticket", "leave")


def to_the_reason(terminal: RealTerminal) -> None:
    terminal.tap("begin", "home")
    terminal.tap("ticket", "service")
    terminal.tap("advice", "priority")


def take_by_keys(terminal: RealTerminal) -> None:
    terminal.pointer.focus()
    terminal.key("Down", "idle", "begin")
    terminal.key("Return", "home")
    terminal.key("1", "service")
    terminal.key("Down", "service", "reception")
    terminal.key("Down", "service", "advice")
    terminal.key("Return", "priority")
    terminal.pointer.key("5")
    terminal.reaches("ticket", "leave")


def try_to_leave(terminal: RealTerminal, but: str = "") -> None:
    for key in WAYS_OUT:
        if key != but:
            terminal.pointer.key(key)
    terminal.close_window()


def numbers_on_paper(place: Hall, printer: NetworkPeer) -> list[str]:
    slips = read_slips(bytes(printer.works.kept), PAPER_DOTS)
    return [read_number(slip, place.bold) for slip in slips]


def heard_number(place: Hall, others: list[str]) -> str:
    """Wait until the number on the screen was said, and return what it is most like."""
    number = place.number_shown()
    with number_ear(place.data, place.heard, place.folder / "sounds") as ear:
        await_true(lambda: ear.hears(number), f"{number} in the loudspeaker")
        assert ear.was_synthesised(number)
        return ear.likeliest([number, *others])


def await_printed(place: Hall, count: int) -> None:
    await_true(
        lambda: [ticket.print_state for ticket in place.tickets()] == ["sent"] * count,
        "the county to hear of the paper",
    )

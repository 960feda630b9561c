"""Printers that break before, in and after a slip, and are mended, by the journey of a ticket.

The driver is the real one; the printer at the other end of its wire is ours to break.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from centres import issued
from escpos_reader import read_slips
from printer_peer import ANSWERS, NetworkPeer, PaperWorks, TerminalPeer
from rehearsal import Rehearsal
from usb_peer import UsbPeer

from kiosk.config import PrinterSettings
from kiosk.county.contract import PrintState
from kiosk.devices.printer.escpos import EscposPrinter
from kiosk.devices.printer.factory import open_printer
from kiosk.devices.printer.port import PrinterCondition as C
from kiosk.devices.printer.typeset import typeset
from kiosk.effects import CheckPaper, Effect, IssueTicket, PrintSlip, ReportPrint
from kiosk.faults import FaultCode
from kiosk.fonts import Fonts, ensure_fonts
from kiosk.health import printer_faults
from kiosk.journeys.slips import PRINT_AGAIN
from kiosk.pages import Slip
from kiosk.view import Look
from tests.printer.slips import same

TO_TICKET = ("ticket", "advice", "none")
BROKEN = {
    C.OUT_OF_PAPER: FaultCode.PAPER_OUT,
    C.COVER_OPEN: FaultCode.COVER_OPEN,
    C.ERROR: FaultCode.PRINTER_ERROR,
    C.SILENT: FaultCode.PRINTER_SILENT,
    C.MISSING: FaultCode.PRINTER_GONE,
}


class Hall(Rehearsal):
    """A terminal whose slips go to a real driver, in the test's own thread."""

    def equip(self, printer: EscposPrinter, fonts: Fonts) -> "Hall":
        self.printer, self.fonts = printer, fonts
        return self

    def _perform(self, effect: Effect, look: Look, done: Callable[[object], None]) -> None:
        if isinstance(effect, CheckPaper):
            self.results[CheckPaper] = self.printer.status()
        if isinstance(effect, PrintSlip):
            self.paper = typeset(effect.content, self.fonts, self.printer.width, 8.0)
            self.results[PrintSlip] = self.printer.print(self.paper)
        super()._perform(effect, look, done)

    @property
    def slip(self) -> Slip:
        page = self.display.view.page
        assert isinstance(page, Slip)
        return page

    def staff_see(self) -> list[FaultCode]:
        return [fault.code for fault in printer_faults(self.printer)()]

    def told(self) -> list[PrintState]:
        return [effect.state for effect in self.effects if isinstance(effect, ReportPrint)]


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    return ensure_fonts(tmp_path_factory.mktemp("fonts"))


def _network(folder: Path) -> tuple[NetworkPeer, Callable[[], PrinterSettings]]:
    peer = NetworkPeer()
    return peer, lambda: PrinterSettings(driver="network", host="127.0.0.1", port=peer.port)


def _serial(folder: Path) -> tuple[TerminalPeer, Callable[[], PrinterSettings]]:
    peer = TerminalPeer(folder / "tty")
    return peer, lambda: PrinterSettings(driver="serial", device=str(peer.path), baud=921600)


def _usb(folder: Path) -> tuple[UsbPeer, Callable[[], PrinterSettings]]:
    return UsbPeer(), lambda: PrinterSettings(driver="usb")


@pytest.fixture(params=[_network, _serial, _usb], ids=["network", "serial", "usb"])
def wired(request: pytest.FixtureRequest, tmp_path: Path, fonts: Fonts) -> Iterator[tuple]:
    peer, settings = request.param(tmp_path)
    with peer:
        # A busy machine is no silent printer; silence itself is waited for no longer than need be.
        waits = 1.0 if "silen" in request.node.name else 5.0
        plan = settings().model_copy(update={"timeout_seconds": waits})
        printer = open_printer(plan, tmp_path)
        hall = Hall().equip(printer, fonts)
        hall.press("begin")
        yield hall, peer
        printer.close()


def put(peer, condition: C) -> None:
    if condition is C.MISSING:
        peer.disconnect()
    peer.works.silent = condition is C.SILENT
    if condition in ANSWERS:
        peer.works.condition = condition


def mend(peer, condition: C) -> None:
    if condition is C.MISSING:
        peer.come_back()
    put(peer, C.READY)


@pytest.mark.parametrize("broken", BROKEN)
def test_broken_before_a_ticket_and_mended_after_it(wired: tuple, broken: C) -> None:
    hall, peer = wired
    put(peer, broken)
    assert hall.staff_see() == [BROKEN[broken]]
    hall.press("ticket")
    assert hall.page == "no_paper", "said before anything is asked"
    hall.press("go_on", "advice", "none")
    assert hall.page == "ticket.unprinted"
    assert hall.slip.large
    assert hall.slip.qr == issued().phone_url
    assert "您的号是，B，零一二号" in hall.said()
    mend(peer, broken)
    assert hall.staff_see() == []
    hall.press(PRINT_AGAIN)
    assert hall.page == "ticket"
    assert not hall.slip.large
    assert hall.count(IssueTicket) == 1
    assert hall.told() == [PrintState.FAILED, PrintState.REPRINTED]
    assert len(read_slips(bytes(peer.works.kept), hall.printer.width)) == 1


@pytest.mark.parametrize("broken", [*BROKEN, None], ids=lambda each: str(each or "cable pulled"))
def test_broken_in_mid_slip_and_mended(wired: tuple, broken: C | None) -> None:
    hall, peer = wired
    take, pulled = peer.works.take, broken in (None, C.MISSING)

    def breaking(data: bytes) -> bytes:
        if len(peer.works.kept) + len(data) < 8000:
            return take(data)
        peer.works.take = take
        if pulled:
            return pull_out(peer)
        put(peer, broken)
        return take(data)

    peer.works.take = breaking
    hall.press(*TO_TICKET)
    assert hall.page == "ticket.unprinted"
    assert hall.slip.large
    assert hall.told() == [PrintState.FAILED]
    if pulled:
        peer.come_back()
    else:
        mend(peer, broken)
    assert hall.staff_see() == []
    hall.press(PRINT_AGAIN)
    assert hall.page == "ticket"
    assert hall.told() == [PrintState.FAILED, PrintState.REPRINTED]
    assert hall.count(IssueTicket) == 1
    whole = read_slips(bytes(peer.works.kept), hall.printer.width)[-1]
    assert same(whole, hall.paper)


def pull_out(peer) -> bytes:
    """Pull the cable from the printer's own thread, which is in the middle of taking bytes."""
    if isinstance(peer, UsbPeer):
        peer.disconnect()
        peer.bus._check()
    peer._unplug()
    if isinstance(peer, NetworkPeer):
        raise ConnectionError
    return b""


def test_paper_near_its_end_prints_and_staff_are_told(wired: tuple) -> None:
    hall, peer = wired
    put(peer, C.PAPER_LOW)
    hall.press(*TO_TICKET)
    assert hall.page == "ticket"
    assert hall.told() == [PrintState.SENT]
    assert hall.staff_see() == [FaultCode.PAPER_NEAR_END]
    assert len(read_slips(bytes(peer.works.kept), hall.printer.width)) == 1
    mend(peer, C.PAPER_LOW)
    assert hall.staff_see() == []


def test_switched_off_and_on_it_has_forgotten_all_and_prints(wired: tuple) -> None:
    hall, peer = wired
    hall.press(*TO_TICKET)
    assert hall.told() == [PrintState.SENT]
    peer.disconnect()
    works = PaperWorks()
    peer.works = works
    if isinstance(peer, UsbPeer):
        peer.bus.works = works
    peer.come_back()
    hall.press(PRINT_AGAIN)
    assert hall.told() == [PrintState.SENT, PrintState.REPRINTED]
    assert len(read_slips(bytes(works.kept), hall.printer.width)) == 1


@pytest.mark.parametrize("garbage", [(0xFF,) * 4, (0x00,) * 4, (0x12, 0x12, 0x41, 0x12)])
def test_garbage_is_an_error_until_it_ends(wired: tuple, garbage: tuple[int, ...]) -> None:
    hall, peer = wired
    peer.works.answers = garbage
    assert hall.staff_see() == [FaultCode.PRINTER_ERROR]
    hall.press("ticket")
    assert hall.page == "no_paper"
    peer.works.answers = None
    assert hall.staff_see() == []


@pytest.mark.parametrize("answered", [0, 1, 2, 3])
def test_half_an_answer_is_silence(wired: tuple, answered: int) -> None:
    hall, peer = wired
    take, left = peer.works.take, [answered]

    def sparing(data: bytes) -> bytes:
        reply = take(data)[: max(0, left[0])]
        left[0] -= len(reply)
        return reply

    peer.works.take = sparing
    assert hall.staff_see() == [FaultCode.PRINTER_SILENT]
    peer.works.take = take
    assert hall.staff_see() == []


def test_what_needs_no_paper_asks_no_printer(wired: tuple) -> None:
    hall, peer = wired
    put(peer, C.SILENT)
    hall.press("bring")
    assert hall.page != "home"
    assert hall.count(CheckPaper) == 0

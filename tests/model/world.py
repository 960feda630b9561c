"""Terminals, network, backend and people; what can happen to them, one deed at a time."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from kiosk.county.contract import (
    PrintState,
    PriorityReason,
    TicketState,
    WindowAction,
    WindowOrder,
)
from kiosk.county.line import Call
from kiosk.county.matters import QuestionField
from kiosk.county.port import IssuedTicket, LeftQuestion, Scores
from kiosk.store import StoreError
from tests.model.backend import SERVICES, Backend, BackendDied, Row
from tests.model.calling import check_called_in_turn
from tests.model.disk import Accident
from tests.model.ledger import Held, Ledger
from tests.model.network import Fate, Flight, Meanwhile, Network, TerminalDied
from tests.model.terminal import Act, Terminal
from tests.model.times import Time

_PURGE_SECONDS = 3600
# A network does not hold a request longer than this; the backend knows every key for 8 days.
_LONGEST_FLIGHT = timedelta(days=2)


class World:
    """``terminals`` is how many there are. ``figures`` counts what has happened."""

    def __init__(
        self, backend: Backend, folder: Path, terminals: int, figures: Counter[str]
    ) -> None:
        self.figures = figures
        self.time = Time()
        self.ledger = Ledger()
        self.backend = backend
        self.network = Network(backend, self.time, self._arrived)
        self._seen: set[Call] = set()
        backend.begin(self.time.now)
        self.terminals: list[Terminal] = []
        for name in list(backend.credentials)[:terminals]:
            for ending in ("", "-wal", "-shm"):
                (folder / f"{name}.db{ending}").unlink(missing_ok=True)
            terminal = Terminal(name, folder, self.network, self.time)
            terminal.start()
            terminal.office.load_centre()
            self.terminals.append(terminal)

    def close(self) -> None:
        """Close the files."""
        for terminal in self.terminals:
            terminal.end()

    def step(self) -> None:
        """Count a deed, or something that happened."""
        self.figures["steps"] += 1

    def live(
        self,
        terminal: Terminal,
        act: Act,
        fates: Iterable[Fate] = (),
        fuse: tuple[int, Accident] | None = None,
        meanwhile: tuple[Act, bool] | None = None,
    ) -> None:
        """Let a terminal do something, whatever happens to its line and its disk meanwhile."""
        self.network.expect(fates)
        if fuse is not None:
            terminal.fuse.write, terminal.fuse.accident = fuse
        if meanwhile is not None:
            other, before = meanwhile
            self.network.meanwhile = Meanwhile(lambda: self._try(terminal, other), before)
        try:
            self._try(terminal, act)
        except TerminalDied:
            self.figures["terminal_crashes"] += 1
            terminal.fuse.accident = None
            terminal.start()
        finally:
            terminal.fuse.accident = None
            self.network.fates.clear()
            self.network.meanwhile = None

    def _arrived(self, call: Call) -> None:
        self.ledger.note_arrival(call, self.time.now())
        if call.method != "GET":
            self.figures["requests"] += 1
            self.figures["duplicates"] += call in self._seen
            self._seen.add(call)

    def _try(self, terminal: Terminal, act: Act) -> None:
        try:
            act(terminal)
        except StoreError:
            self.figures["disk_failures"] += 1

    def issue(self, service: str, reason: PriorityReason | None) -> Act:
        """Return the deed of taking a number."""

        def act(terminal: Terminal) -> None:
            self.step()
            issued = terminal.office.issue(service, SERVICES[service], reason)
            if isinstance(issued, IssuedTicket):
                now = self.time.now()
                self.ledger.hand_out(terminal.name, issued, service, reason, now)
                self.figures["tickets"] += 1
                self.figures["tickets_offline"] += issued.offline

        return act

    def report(self, which: int, state: PrintState) -> Act:
        """Return the deed of reporting one of the papers this terminal handed out last."""

        def act(terminal: Terminal) -> None:
            mine = [one for one in self.ledger.held.values() if one.terminal == terminal.name]
            if not mine:
                return
            self.step()
            paper = mine[-1 - which % min(3, len(mine))]
            before = terminal.newest()
            try:
                terminal.office.report_print(paper.request_id, state)
            finally:
                if terminal.newest() > before:
                    self.ledger.prints[paper.request_id] = state
                    self.figures["print_reports"] += 1

        return act

    def ask(self, phone: str | None) -> Act:
        """Return the deed of leaving a question."""

        def act(terminal: Terminal) -> None:
            self.step()
            self.figures["asked"] += 1
            text = f"样例问题 {self.figures['asked']}"
            left = terminal.office.leave_question(QuestionField.WAGES, text, phone)
            if isinstance(left, LeftQuestion):
                self.ledger.promise(left, text, phone)
                self.figures["questions"] += 1

        return act

    def rate(self, which: int) -> Act:
        """Return the deed of rating a ticket that was served."""

        def act(terminal: Terminal) -> None:
            served = [row for row in self.backend.rows() if row.state == TicketState.DONE]
            if not served:
                return
            self.step()
            row = served[which % len(served)]
            scores = Scores(department=5, post=4, person=3, ticket=row.request_id)
            before = terminal.newest()
            terminal.office.rate(scores)
            held = self.ledger.held.get(row.request_id)
            # A number nobody holds can still become void; one that is on paper stays served.
            if terminal.newest() > before and held is not None and held.number == row.number:
                self.ledger.rated.add(row.request_id)
                self.figures["ratings"] += 1

        return act

    def deliver(self, terminal: Terminal) -> None:
        """Deliver what waits."""
        self.step()
        terminal.office.deliver()

    def hear_centre(self, terminal: Terminal) -> None:
        """Ask how the centre stands."""
        self.step()
        terminal.office.load_centre()

    def beat(self, terminal: Terminal) -> None:
        """Send a heartbeat."""
        self.step()
        terminal.office.beat()

    def cancel(self, which: int, fate: Fate) -> None:
        """Let somebody whose number the backend knows leave the queue."""
        queued = [row for row in self.backend.rows() if self.holder(row) is not None]
        if not queued:
            return
        row = queued[which % len(queued)]
        holder = self.holder(row)
        assert holder is not None
        key = str(UUID(int=self.figures["calls"], version=4))
        self.send(holder.terminal, Call("POST", f"/tickets/{row.request_id}/cancel", "", key), fate)

    def holder(self, row: Row) -> Held | None:
        """Return who holds the number of a row, if anybody does."""
        held = self.ledger.held.get(row.request_id)
        return held if held is not None and held.number == row.number else None

    def at_window(self, window: int, action: WindowAction, which: int, fate: Fate) -> None:
        """Let a window act; the same call goes out again where its reply is lost."""
        rows = self.backend.rows()
        order = self._order(window, action, rows, which)
        key = str(UUID(int=self.figures["calls"], version=4))
        call = Call("POST", f"/windows/{window}/{action}", order.model_dump_json(), key)
        self.send(str(window), call, fate)
        before = {row.row: row for row in rows}
        moved = [row for row in self.backend.rows() if row != before[row.row]]
        self.figures["window_moves"] += len(moved)
        if len(moved) > 1:
            raise AssertionError(f"{action} at {window} moved {[row.number for row in moved]}")
        if moved and action is WindowAction.NEXT:
            waiting = [row for row in rows if row.state == TicketState.WAITING]
            check_called_in_turn(waiting, moved[0])

    def _order(self, window: int, action: WindowAction, rows: list[Row], which: int) -> WindowOrder:
        missed = [row for row in rows if row.state == TicketState.MISSED]
        if action is WindowAction.TRANSFER:
            return WindowOrder(to=list(SERVICES)[which % len(SERVICES)])
        if action is WindowAction.RESTORE and missed:
            chosen = missed[which % len(missed)]
            self.ledger.restored.add(chosen.request_id)
            return WindowOrder(ticket=chosen.number)
        if action is WindowAction.RECALL and missed and which % 2:
            return WindowOrder(ticket=missed[which % len(missed)].number)
        return WindowOrder()

    def send(self, sender: str, call: Call, fate: Fate) -> None:
        """Send a call until there is a reply, whatever becomes of the first attempt."""
        self.step()
        self.figures["calls"] += 1
        flight = Flight(sender, call)
        if fate is Fate.REQUEST_LATE:
            self.network.under_way.append(flight)
            return
        try:
            self.network.carry_out(flight, copies=2 if fate is Fate.TWICE else 1, fate=fate)
        except BackendDied:
            self.figures["backend_crashes"] += 1
        if fate is not Fate.WHOLE:
            self.network.carry_out(flight)

    def crash(self, terminal: Terminal) -> None:
        """Let a terminal's power go and come back; it may go again while it starts."""
        self.step()
        self.figures["terminal_crashes"] += 1
        try:
            terminal.start()
        except StoreError:
            # The program ends over a disk that takes nothing, and is started again.
            self.figures["disk_failures"] += 1
            terminal.fuse.accident = None
            terminal.start()

    def restart_backend(self) -> None:
        """Let the backend's power go and come back."""
        self.step()
        self.figures["backend_crashes"] += 1
        self.backend.restart()

    def arrive(self, which: int) -> None:
        """Let a request arrive that nobody waits for any more."""
        if self.network.under_way:
            self.step()
            self.figures["late_arrivals"] += 1
            self.network.arrive(which)

    def set_line(self, terminal: Terminal, *, up: bool) -> None:
        """Break a line, or mend it."""
        self.step()
        (self.network.down.discard if up else self.network.down.add)(terminal.name)

    def step_clock(self, terminal: Terminal, seconds: int) -> None:
        """Let a terminal's clock jump to ``seconds`` before the true time."""
        self.step()
        terminal.skew = timedelta(seconds=seconds)

    def let_pass(self, by: Callable[[Time], None]) -> None:
        """Let time pass; what a backend does every hour is done, what is lost in the net is."""
        self.step()
        before = self.time.monotonic()
        by(self.time)
        passed = self.time.monotonic() - before
        if passed >= _PURGE_SECONDS:
            self.backend.purge()
        if timedelta(seconds=passed) > _LONGEST_FLIGHT:
            self.network.under_way.clear()

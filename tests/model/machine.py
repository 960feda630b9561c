"""The state machine: everything that can happen to a hall, in any order."""

import logging
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from kiosk.county.contract import PrintState, PriorityReason, WindowAction
from tests.model.backend import WINDOWS, Backend
from tests.model.disk import Accident
from tests.model.invariants import check_always, check_mended
from tests.model.network import Fate
from tests.model.terminal import Act, Terminal
from tests.model.times import Time
from tests.model.world import World

_WELL = 12
"""So many chances that all is well, to one of each mishap."""

# One draw each, which costs a third of what drawing their parts does.
_LATE = (Fate.REQUEST_LATE, Fate.ECHO)
WEATHERS = st.sampled_from(
    [()] * _WELL
    + [(fate,) for fate in (*Fate, *_LATE * 6)]
    + [(first, second) for first in Fate for second in (Fate.REQUEST_LOST, Fate.REPLY_LOST)]
    + [(Fate.WHOLE, fate) for fate in Fate]
)
FUSES = st.sampled_from(
    [None] * 3 * _WELL + [(write, accident) for write in range(1, 6) for accident in Accident]
)
ONE_FATE = st.sampled_from(
    [Fate.WHOLE] * _WELL
    + [Fate.REPLY_LOST, Fate.TWICE, Fate.REQUEST_LATE]
    + [Fate.BACKEND_DIES, Fate.BACKEND_DIES_AFTER]
)
WHO = st.integers(0, 5)
WHICH = st.integers(0, 8)
SERVICE = st.sampled_from(["reception", "reception", "advice", "notary"])
OUTAGES = (
    Fate.REQUEST_SWALLOWED,
    Fate.REPLY_SWALLOWED,
    Fate.REQUEST_LATE,
    Fate.PORTAL,
    Fate.CUT_SHORT,
)
REASONS = st.sampled_from([None, None, None, PriorityReason.ELDERLY])
PAPER = st.sampled_from([PrintState.SENT, PrintState.FAILED, PrintState.REPRINTED])
ACTIONS = st.sampled_from(
    [WindowAction.NEXT] * 5
    + [WindowAction.DONE] * 3
    + [action for action in WindowAction if action not in (WindowAction.CLOSE,)]
)
WINDOW = st.sampled_from(list(WINDOWS))
ENDS = st.sampled_from([WindowAction.DONE, WindowAction.MISSED, WindowAction.TRANSFER])
_LONGEST_OUTAGE = 9 * 86_400.0
PASSING = st.sampled_from(
    [0.001, 0.5, 5.0, 60.0, 900.0, 7200.0, _LONGEST_OUTAGE, "23:59", "00:00", "08:30"]
)
SKEWS = st.sampled_from([0, 0, 0, 2, -2, 90, -90, 5400, -5400, 86_400, -86_400])


@cache
def hall() -> tuple[Backend, Path]:
    """Return the one backend of this process and the folder of its files, in memory."""
    logging.getLogger("kiosk").setLevel(logging.CRITICAL + 1)
    memory = Path("/dev/shm")
    folder = TemporaryDirectory(dir=memory if memory.is_dir() else None)
    _kept.append(folder)
    return Backend(Path(folder.name)), Path(folder.name)


_kept: list[TemporaryDirectory[str]] = []


class Centre(RuleBasedStateMachine):
    """A centre for some days. ``figures`` counts over all examples what has happened."""

    figures: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.world: World

    @initialize(terminals=st.sampled_from([2, 2, 3]))
    def open(self, terminals: int) -> None:
        self.figures["examples"] += 1
        self.world = World(*hall(), terminals, self.figures)

    @rule(
        who=WHO,
        service=SERVICE,
        reason=REASONS,
        weather=WEATHERS,
        fuse=FUSES,
        delivering=st.sampled_from([None] * 6 + [True, False]),
    )
    def issue(
        self,
        who: int,
        service: str,
        reason: PriorityReason | None,
        weather: tuple[Fate, ...],
        fuse: tuple[int, Accident] | None,
        delivering: bool | None,
    ) -> None:
        """Take a number; the outbox may deliver (``delivering``) before or after it arrives."""
        meanwhile = None if delivering is None else (self.world.deliver, delivering)
        self._live(who, self.world.issue(service, reason), weather, fuse, meanwhile)

    @rule(who=WHO, service=SERVICE, reason=REASONS, fate=st.sampled_from(OUTAGES), fuse=FUSES)
    def issue_without_reply(
        self,
        who: int,
        service: str,
        reason: PriorityReason | None,
        fate: Fate,
        fuse: tuple[int, Accident] | None,
    ) -> None:
        """Take a number that the terminal must give by itself."""
        self._live(who, self.world.issue(service, reason), (fate,), fuse)

    @rule(who=WHO, service=SERVICE, state=PAPER, weather=WEATHERS, fuse=FUSES)
    def issue_and_report(
        self,
        who: int,
        service: str,
        state: PrintState,
        weather: tuple[Fate, ...],
        fuse: tuple[int, Accident] | None,
    ) -> None:
        """Take a number and print it."""
        issue, report = self.world.issue(service, None), self.world.report(0, state)

        def act(terminal: Terminal) -> None:
            issue(terminal)
            report(terminal)

        self._live(who, act, weather, fuse)

    @rule(who=WHO, which=WHICH, state=PAPER, fuse=FUSES)
    def report(
        self, who: int, which: int, state: PrintState, fuse: tuple[int, Accident] | None
    ) -> None:
        """Say what became of a paper."""
        self._live(who, self.world.report(which, state), (), fuse)

    @rule(
        who=WHO,
        weather=WEATHERS,
        fuse=FUSES,
        meanwhile=st.sampled_from(["nothing"] * 4 + ["issue", "report", "ask", "deliver"]),
        before=st.booleans(),
    )
    def deliver(
        self,
        who: int,
        weather: tuple[Fate, ...],
        fuse: tuple[int, Accident] | None,
        meanwhile: str,
        before: bool,
    ) -> None:
        """Deliver what waits, while people go on using the terminal."""
        acts: dict[str, Act] = {
            "issue": self.world.issue("reception", None),
            "report": self.world.report(0, PrintState.REPRINTED),
            "ask": self.world.ask(None),
            "deliver": self.world.deliver,
        }
        other = None if meanwhile == "nothing" else (acts[meanwhile], before)
        self._live(who, self.world.deliver, weather, fuse, other)

    @rule(who=WHO, phone=st.sampled_from([None, "13800000000"]), weather=WEATHERS, fuse=FUSES)
    def ask(
        self,
        who: int,
        phone: str | None,
        weather: tuple[Fate, ...],
        fuse: tuple[int, Accident] | None,
    ) -> None:
        """Leave a question."""
        self._live(who, self.world.ask(phone), weather, fuse)

    @rule(who=WHO, which=WHICH, fuse=FUSES)
    def rate(self, who: int, which: int, fuse: tuple[int, Accident] | None) -> None:
        """Rate a ticket that was served."""
        self._live(who, self.world.rate(which), (), fuse)

    @rule(who=WHO, beat=st.booleans(), weather=WEATHERS, fuse=FUSES)
    def pulse(
        self,
        who: int,
        beat: bool,
        weather: tuple[Fate, ...],
        fuse: tuple[int, Accident] | None,
    ) -> None:
        """Ask how the centre stands, or send a heartbeat."""
        act = self.world.beat if beat else self.world.hear_centre
        self._live(who, act, weather, fuse)

    @rule(window=WINDOW, action=ACTIONS, which=WHICH, fate=ONE_FATE)
    def at_window(self, window: int, action: WindowAction, which: int, fate: Fate) -> None:
        """Let a window act on its ticket, or on one of those that were missed."""
        self.world.at_window(window, action, which, fate)
        check_always(self.world)

    @rule(window=WINDOW, end=ENDS, which=WHICH, fate=ONE_FATE)
    def call_and_end(self, window: int, end: WindowAction, which: int, fate: Fate) -> None:
        """Let a window call somebody and be done with them."""
        self.world.at_window(window, WindowAction.NEXT, which, fate)
        self.world.at_window(window, end, which, Fate.WHOLE)
        check_always(self.world)

    @rule(which=WHICH, fate=ONE_FATE)
    def cancel(self, which: int, fate: Fate) -> None:
        """Let somebody leave the queue."""
        self.world.cancel(which, fate)
        check_always(self.world)

    @rule(which=WHICH)
    def arrive(self, which: int) -> None:
        """Let a request arrive that its terminal has given up, in any order."""
        self.world.arrive(which)
        check_always(self.world)

    @rule(who=WHO, up=st.booleans())
    def line(self, who: int, up: bool) -> None:
        """Break a line, or mend it."""
        self.world.set_line(self._terminal(who), up=up)

    @rule(who=WHO, fuse=FUSES, backend=st.booleans())
    def crash(self, who: int, fuse: tuple[int, Accident] | None, backend: bool) -> None:
        """Let power go and come back; a terminal's may go again while it starts."""
        if not backend:
            self._live(who, self.world.crash, (), fuse)
            return
        self.world.restart_backend()
        check_always(self.world)

    @rule(by=PASSING)
    def let_pass(self, by: float | str) -> None:
        """Let time pass."""

        def passing(time: Time) -> None:
            if isinstance(by, str):
                time.pass_until(by)
            else:
                time.pass_by(by)

        self.world.let_pass(passing)
        check_always(self.world)

    @rule(who=WHO, seconds=SKEWS)
    def step_clock(self, who: int, seconds: int) -> None:
        """Let a terminal's clock jump; 0 sets it right."""
        self.world.step_clock(self._terminal(who), seconds)

    def teardown(self) -> None:
        """Mend everything and see what came of it, unless something is wrong already."""
        if not hasattr(self, "world"):
            return
        try:
            if sys.exc_info()[0] is None:
                check_mended(self.world)
        finally:
            self.world.close()

    def _terminal(self, who: int) -> Terminal:
        return self.world.terminals[who % len(self.world.terminals)]

    def _live(self, who: int, *happening: Any) -> None:
        self.world.live(self._terminal(who), *happening)
        check_always(self.world)

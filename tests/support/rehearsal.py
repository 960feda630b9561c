"""A whole terminal without devices: a plain display, a voice that remembers, effects on demand."""

from collections.abc import Callable
from dataclasses import dataclass, field

from centres import READY, centre, issued
from plain_display import PlainDisplay

from kiosk.county.contract import Centre
from kiosk.devices.speech.simulated import RecordedVoice
from kiosk.effects import (
    CheckPaper,
    CheckPin,
    Effect,
    InspectTerminal,
    IssueTicket,
    LoadCentre,
    PrintSlip,
    PrintTest,
    PrintText,
    SetService,
)
from kiosk.gallery.staff import report
from kiosk.host import HostPlan
from kiosk.inspection import Inspection
from kiosk.parts import Parts
from kiosk.pin import PinVerdict
from kiosk.speaker import Speaker
from kiosk.staff_effects import Examine, LastTrials, ListAside, SpeakTest
from kiosk.terminal import Terminal
from kiosk.text_input.factory import TextInput
from kiosk.trace import Trace
from kiosk.view import Command, Key, Look

WELL = Inspection(
    online=True, undelivered=0, set_aside=0, printer=READY, voice_fault=None, in_service=True
)


@dataclass
class Rehearsal:
    """``results`` by effect type; effects in ``held`` wait until :meth:`release`.

    While ``current``, what is known of the centre is what holds now.
    """

    results: dict[type[Effect], object] = field(default_factory=dict)
    held: set[type[Effect]] = field(default_factory=set)
    invite_minutes: float = 0.0
    first_look: Look = field(default_factory=Look)
    current: bool = True

    def __post_init__(self) -> None:
        self.display = PlainDisplay()
        self.voice = RecordedVoice()
        self.effects: list[Effect] = []
        self.in_service = True
        self.centre: Centre | None = centre()
        self.lines: list[str] = []
        self._waiting: list[tuple[Effect, Callable[[object], None]]] = []
        self.results = {
            LoadCentre: centre(),
            CheckPaper: READY,
            IssueTicket: issued(),
            PrintSlip: READY,
            PrintTest: READY,
            CheckPin: PinVerdict(True, 5, 0),
            InspectTerminal: WELL,
            SpeakTest: True,
            LastTrials: {},
            ListAside: (),
            Examine: report(well=True),
            PrintText: READY,
            **self.results,
        }
        self.terminal = Terminal(
            Parts(
                display=self.display,
                speaker=Speaker(self.voice),
                perform=self._perform,
                compose=TextInput({}).compose,
                centre=lambda: self.centre,
                in_service=lambda: self.in_service,
                banner=lambda: None,
                trace=Trace(self.lines.append, lambda: self.display.time),
                first_look=self.first_look,
                ask_before_seconds=20.0,
                host=HostPlan(self.invite_minutes, lambda: self.current),
            )
        )
        self.terminal.start()
        self.display.settle()

    def _perform(self, effect: Effect, look: Look, done: Callable[[object], None]) -> None:
        self.effects.append(effect)
        if isinstance(effect, SetService):
            self.in_service = effect.in_service
        if type(effect) in self.held:
            self._waiting.append((effect, done))
        else:
            done(self.results.get(type(effect)))

    def release(self) -> None:
        """Let every held effect end."""
        self.held.clear()
        waiting, self._waiting = self._waiting, []
        for effect, done in waiting:
            done(self.results.get(type(effect)))
        self.display.settle()

    def press(self, *options: str) -> None:
        for option in options:
            self.terminal.touched()
            self.terminal.press(self.display.view.serial, option)
            self.display.settle()

    def key(self, *keys: Key) -> None:
        """Press keys, each so long after the one before that it counts."""
        for key in keys:
            self.display.pass_time(0.6)
            self.terminal.key(key)
            self.display.settle()

    def footer(self, command: Command) -> None:
        self.terminal.footer(self.display.view.serial, command)
        self.display.settle()

    def count(self, kind: type[Effect]) -> int:
        return sum(isinstance(effect, kind) for effect in self.effects)

    @property
    def page(self) -> str:
        return self.display.page

    def said(self) -> str:
        return " ".join(utterance.text for said in self.voice.spoken for utterance in said)

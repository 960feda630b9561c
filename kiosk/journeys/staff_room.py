"""What staff do at the terminal, behind the hidden corner and the PIN."""

from kiosk.devices.printer.port import PrinterStatus
from kiosk.effects import (
    CheckPin,
    InspectTerminal,
    LeaveProgram,
    PrintTest,
    ResetVisit,
    SetService,
    VoiceTest,
)
from kiosk.inspection import Inspection
from kiosk.journeys.words import given
from kiosk.pages import LEAVE, Entry, Fact, Option, Staff, Tone
from kiosk.pin import PinVerdict
from kiosk.visit import Journey
from kiosk.wording import Wording, say, say_count

RESET, PRINT, VOICE, REST, RESUME, QUIT = "reset", "print", "voice", "rest", "resume", "quit"


def staff_room() -> Journey[None]:
    """Ask for the PIN, then show how the terminal is and do what staff ask."""
    if not (yield from let_in()):
        return
    news: Wording | None = None
    while True:
        inspection = yield InspectTerminal()
        task = yield staff_page(inspection, news)
        if task == LEAVE:
            return
        news = yield from do_task(task)


def let_in() -> Journey[bool]:
    """Ask for the PIN until it is right; false when whoever it was gives up."""
    mistake: Wording | None = None
    while True:
        pin = yield pin_page(mistake)
        if pin == LEAVE:
            return False
        verdict: PinVerdict = yield CheckPin(pin)
        if verdict.ok:
            return True
        mistake = _wrong_pin(verdict)


def do_task(task: str) -> Journey[Wording]:
    """Do one thing of the staff page and say how it went."""
    if task == PRINT:
        status: PrinterStatus = yield PrintTest()
        return say("staff.print_good" if status.can_print else "staff.print_bad")
    if task == VOICE:
        works: bool = yield VoiceTest()
        return say("staff.voice_good" if works else "staff.voice_bad")
    if task in (REST, RESUME):
        yield SetService(in_service=task == RESUME)
        return say("staff.resting" if task == REST else "staff.resumed")
    yield ResetVisit() if task == RESET else LeaveProgram()
    return say("staff.reset_done")


def pin_page(mistake: Wording | None = None) -> Entry:
    """Ask for the PIN; shown as dots. ``mistake`` says what became of the last try."""
    return Entry(
        id="staff.pin",
        title=say("pin.title"),
        hint=say("pin.hint"),
        mistake=mistake,
        peek=False,
        options=(Option(id=LEAVE, title=say("option.cancel"), icon="close"),),
        limit=30.0,
        back=False,
        footer=False,
    )


def staff_page(inspection: Inspection, news: Wording | None) -> Staff:
    """How the terminal is, and what can be done about it."""
    service = (
        Option(id=REST, title=say("staff.rest"), icon="pause_circle")
        if inspection.in_service
        else Option(id=RESUME, title=say("staff.resume"), icon="play_circle")
    )
    return Staff(
        id="staff",
        title=say("staff.title"),
        hint=news or say("staff.hint"),
        facts=_facts(inspection),
        options=(
            Option(id=RESET, title=say("staff.reset"), icon="restart_alt"),
            Option(id=PRINT, title=say("staff.print"), icon="print"),
            Option(id=VOICE, title=say("staff.voice"), icon="record_voice_over"),
            service,
            Option(id=QUIT, title=say("staff.quit"), icon="power_settings_new"),
            Option(id=LEAVE, title=say("staff.close"), icon="logout"),
        ),
        limit=180.0,
    )


def _facts(inspection: Inspection) -> tuple[Fact, ...]:
    return (
        Fact(
            label=say("fact.line"),
            value=say("fact.online" if inspection.online else "fact.offline"),
            tone=Tone.GOOD if inspection.online else Tone.CARE,
        ),
        _count_fact("fact.undelivered", inspection.undelivered),
        _count_fact("fact.set_aside", inspection.set_aside),
        Fact(
            label=say("fact.printer"),
            value=say(f"printer.{inspection.printer.condition.value}"),
            tone=Tone.GOOD if inspection.printer.can_print else Tone.URGENT,
        ),
        Fact(
            label=say("fact.voice"),
            value=say("fact.good") if inspection.voice_fault is None else say("fact.voice_bad"),
            tone=Tone.GOOD if inspection.voice_fault is None else Tone.CARE,
        ),
        _clock_fact(inspection),
        Fact(label=say("fact.rule"), value=_rule(inspection)),
        *_rules_facts(inspection),
        *(Fact(label=say("fact.message"), value=given(m)) for m in inspection.messages),
    )


def _count_fact(label: str, count: int) -> Fact:
    return Fact(
        label=say(label),
        value=say_count("fact.records", count) if count else say("fact.none"),
        tone=Tone.CARE if count else Tone.GOOD,
    )


def _clock_fact(inspection: Inspection) -> Fact:
    skew = inspection.skew_seconds
    if skew is None:
        return Fact(label=say("fact.clock"), value=say("fact.unknown"), tone=Tone.CARE)
    if abs(skew) > inspection.most_skew_seconds:
        value = say_count("fact.skew", round(abs(skew)))
        return Fact(label=say("fact.clock"), value=value, tone=Tone.CARE)
    return Fact(label=say("fact.clock"), value=say("fact.good"))


def _rules_facts(inspection: Inspection) -> tuple[Fact, ...]:
    if inspection.rules_fault is None:
        return ()
    return (Fact(label=say("fact.rules"), value=say("fact.rules_bad"), tone=Tone.CARE),)


def _rule(inspection: Inspection) -> Wording:
    if inspection.priority_weight is None or inspection.priority_cap is None:
        return say("fact.unknown")
    return say(
        "fact.rule_words",
        weight=f"{inspection.priority_weight + 1:g}",
        cap=inspection.priority_cap,
    )


def _wrong_pin(verdict: PinVerdict) -> Wording:
    if verdict.locked_seconds > 0:
        return say_count("pin.locked", round(verdict.locked_seconds))
    return say_count("pin.wrong", verdict.tries_left)

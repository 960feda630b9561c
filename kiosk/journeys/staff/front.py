"""The front page of the staff room: what is wrong and what to do, then how every part is."""

from collections.abc import Iterator
from datetime import date

from kiosk.inspection import Inspection, Versions
from kiosk.journeys.staff.report import TONES, verdict_words
from kiosk.journeys.words import given
from kiosk.pages import LEAVE, Fact, Option, Staff, Tone, Trouble
from kiosk.paper import Usage
from kiosk.readiness import WARNINGS
from kiosk.wording import Quoted, Wording, say, say_count
from kiosk.zone import CENTRE_ZONE

RESET, TRIALS, REPORT, ASIDE, ROLL = "reset", "trials", "report", "aside", "roll"
REST, RESUME, QUIT = "rest", "resume", "quit"


def staff_page(inspection: Inspection, news: Wording | None) -> Staff:
    """Lead with what is wrong, or that all is well; then the facts, and what can be done."""
    troubles = tuple(_troubles(inspection))
    service = (
        Option(id=REST, title=say("staff.rest"), icon="pause_circle")
        if inspection.in_service
        else Option(id=RESUME, title=say("staff.resume"), icon="play_circle")
    )
    return Staff(
        id="staff",
        title=say("staff.title"),
        hint=news or say("staff.hint"),
        status=say_count("staff.wrong", len(troubles)) if troubles else say("staff.all_well"),
        tone=troubles[0].tone if troubles else Tone.GOOD,
        troubles=troubles,
        facts=tuple(_facts(inspection)),
        options=(
            Option(id=TRIALS, title=say("staff.trials"), icon="fact_check"),
            Option(id=REPORT, title=say("staff.report"), icon="assignment"),
            Option(id=ASIDE, title=say("staff.aside"), icon="inbox"),
            Option(id=ROLL, title=say("staff.roll"), icon="receipt_long"),
            Option(id=RESET, title=say("staff.reset"), icon="restart_alt"),
            service,
            Option(id=QUIT, title=say("staff.quit"), icon="power_settings_new"),
            Option(id=LEAVE, title=say("staff.close"), icon="logout"),
        ),
        limit=180.0,
    )


def _troubles(inspection: Inspection) -> Iterator[Trouble]:
    """Each fault once: sensor and count may both say that the paper is near its end."""
    told = set()
    for fault in inspection.faults:
        if fault.code not in told:
            told.add(fault.code)
            tone = Tone.CARE if fault.code in WARNINGS else Tone.URGENT
            yield Trouble(name=fault.name, remedy=fault.remedy, tone=tone)


def _facts(inspection: Inspection) -> Iterator[Fact]:
    yield Fact(
        label=say("fact.line"),
        value=say("fact.online" if inspection.online else "fact.offline"),
        tone=Tone.GOOD if inspection.online else Tone.CARE,
    )
    yield _count_fact("fact.undelivered", inspection.undelivered)
    yield _count_fact("fact.set_aside", inspection.set_aside)
    yield Fact(
        label=say("fact.printer"),
        value=say(f"printer.{inspection.printer.condition.value}"),
        tone=Tone.GOOD if inspection.printer.can_print else Tone.URGENT,
    )
    if inspection.paper is not None:
        yield _paper_fact(inspection.paper)
    yield Fact(
        label=say("fact.voice"),
        value=say("fact.good" if inspection.voice_fault is None else "fact.voice_bad"),
        tone=Tone.GOOD if inspection.voice_fault is None else Tone.CARE,
    )
    yield _clock_fact(inspection)
    yield _readiness_fact(inspection)
    yield Fact(label=say("fact.rule"), value=_rule(inspection))
    if inspection.rules_fault is not None:
        yield Fact(label=say("fact.rules"), value=say("fact.rules_bad"), tone=Tone.CARE)
    if inspection.versions is not None:
        yield from _version_facts(inspection.versions)
    for message in inspection.messages:
        yield Fact(label=say("fact.message"), value=given(message))


def _count_fact(label: str, count: int) -> Fact:
    return Fact(
        label=say(label),
        value=say_count("fact.records", count) if count else say("fact.none"),
        tone=Tone.CARE if count else Tone.GOOD,
    )


def _paper_fact(paper: Usage) -> Fact:
    left = say("fact.paper_left", metres=round(paper.left_mm / 1000))
    value = say_count("fact.paper_used", paper.slips, left=left)
    return Fact(label=say("fact.paper"), value=value, tone=Tone.CARE if paper.low else Tone.GOOD)


def _clock_fact(inspection: Inspection) -> Fact:
    skew = inspection.skew_seconds
    if skew is None:
        return Fact(label=say("fact.clock"), value=say("fact.unknown"), tone=Tone.CARE)
    if abs(skew) > inspection.most_skew_seconds:
        value = say_count("fact.skew", round(abs(skew)))
        return Fact(label=say("fact.clock"), value=value, tone=Tone.CARE)
    return Fact(label=say("fact.clock"), value=say("fact.good"))


def _readiness_fact(inspection: Inspection) -> Fact:
    last = inspection.readiness
    if last is None:
        return Fact(label=say("fact.readiness"), value=say("fact.never"), tone=Tone.CARE)
    verdict = verdict_words(last.verdict, last.exceptions)
    day = last.at.astimezone(CENTRE_ZONE).date().isoformat()
    return Fact(
        label=say("fact.readiness"),
        value=say("fact.on_day", what=verdict, day=day),
        tone=TONES[last.verdict],
    )


def _version_facts(versions: Versions) -> Iterator[Fact]:
    yield Fact(label=say("fact.program"), value=Quoted(versions.program))
    rules = say("fact.on_day", what=versions.rules, day=versions.rules_of.isoformat())
    yield Fact(label=say("fact.rules_used"), value=rules)
    yield Fact(label=say("fact.laws"), value=_day(versions.laws_of))
    yield Fact(label=say("fact.directory"), value=_day(versions.directory_of))


def _day(day: date | None) -> Wording:
    return say("fact.unknown") if day is None else Quoted(day.isoformat())


def _rule(inspection: Inspection) -> Wording:
    if inspection.priority_weight is None or inspection.priority_cap is None:
        return say("fact.unknown")
    return say(
        "fact.rule_words",
        weight=f"{inspection.priority_weight + 1:g}",
        cap=inspection.priority_cap,
    )

"""The readiness report: shown, and printed to be signed and kept."""

from collections.abc import Sequence
from functools import reduce

from kiosk.county.contract import Verdict
from kiosk.devices.printer.slip import TextSlip
from kiosk.effects import PrintText
from kiosk.pages import LEAVE, Detail, Fact, Option, Tone
from kiosk.readiness import Finding, Outcome, Report
from kiosk.staff_effects import Examine
from kiosk.visit import Journey
from kiosk.wording import Quoted, Wording, say
from kiosk.zone import CENTRE_ZONE

PRINT = "print"

TONES = {
    Verdict.READY: Tone.GOOD,
    Verdict.READY_EXCEPT: Tone.CARE,
    Verdict.NOT_READY: Tone.URGENT,
}
_ICONS = {
    Verdict.READY: "check_circle",
    Verdict.READY_EXCEPT: "warning",
    Verdict.NOT_READY: "error",
}
_OUTCOMES = {
    Outcome.PASSED: Tone.GOOD,
    Outcome.ABSENT: Tone.CALM,
    Outcome.UNTRIED: Tone.CARE,
    Outcome.FAILED: Tone.URGENT,
}


def readiness_report() -> Journey[None]:
    """Examine the terminal, show the report, print it if staff want that."""
    report: Report = yield Examine()
    news: Wording | None = None
    while (yield report_page(report, news)) == PRINT:
        status = yield PrintText(report_slip(report))
        news = say("staff.report_sent" if status.can_print else "staff.print_bad")


def report_page(report: Report, news: Wording | None = None) -> Detail:
    """The report on the screen."""
    return Detail(
        id="staff.report",
        title=say("report.title"),
        hint=news,
        caption=_head(report),
        status=verdict_words(report.verdict, report.summary().exceptions),
        tone=TONES[report.verdict],
        icon=_ICONS[report.verdict],
        facts=tuple(_fact(each) for each in report.findings),
        options=(
            Option(id=PRINT, title=say("report.print"), icon="print"),
            Option(id=LEAVE, title=say("staff.back"), icon="arrow_back"),
        ),
        limit=180.0,
        back=False,
        footer=False,
    )


def report_slip(report: Report) -> TextSlip:
    """The report on paper, with a line to sign."""
    parts = tuple(
        say("report.part", part=_part(each), outcome=_outcome(each)) for each in report.findings
    )
    faults = tuple(fault.name for fault in report.faults)
    return TextSlip(
        centre=say("centre.name"),
        title=say("report.title"),
        issued_at=report.at,
        lead=verdict_words(report.verdict, report.summary().exceptions),
        sections=(
            (say("report.terminal"), (Quoted(f"{report.terminal} · {report.version}"),)),
            (say("report.parts"), parts),
            *(((say("report.faults"), faults),) if faults else ()),
            (say("report.signature"), (say("report.line"),)),
        ),
        qr=None,
        qr_caption=say("report.title"),
        foot=say("report.foot"),
    )


def verdict_words(verdict: Verdict, parts: Sequence[str]) -> Wording:
    """Whether it is ready; ``parts`` are the names of those that did not pass."""
    if not parts:
        return say(f"readiness.{verdict.value}", parts="")
    names: list[Wording] = [say(f"part.{part}") for part in parts]
    listed = reduce(lambda first, second: say("report.two", first=first, second=second), names)
    return say(f"readiness.{verdict.value}", parts=listed)


def _fact(finding: Finding) -> Fact:
    return Fact(label=_part(finding), value=_outcome(finding), tone=_OUTCOMES[finding.outcome])


def _part(finding: Finding) -> Wording:
    return say(f"part.{finding.part.value}")


def _outcome(finding: Finding) -> Wording:
    outcome = say(f"outcome.{finding.outcome.value}")
    if finding.at is None:
        return outcome
    day = finding.at.astimezone(CENTRE_ZONE).date().isoformat()
    return say("fact.on_day", what=outcome, day=day)


def _head(report: Report) -> Wording:
    at = report.at.astimezone(CENTRE_ZONE)
    return Quoted(f"{report.terminal} · {report.version} · {at:%Y-%m-%d %H:%M}")

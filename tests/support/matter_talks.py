"""What the journeys of matters meet in tests: one private person, and every reply there is."""

from centres import NO_PAPER, READY, issued

from kiosk.county.contract import Matter, ProblemCode
from kiosk.county.matters import MatterState, QuestionField
from kiosk.county.replies import Refused, Unreachable
from kiosk.effects import (
    CallStaff,
    CheckPaper,
    FindTicket,
    IssueTicket,
    LeaveQuestion,
    LookUpMatter,
    PrintSlip,
    PrintText,
    Rate,
    ReportPrint,
)
from kiosk.gallery.matters import CODE, sample_matter, sample_rateable, sample_receipt
from kiosk.pages import WRITTEN, Page
from kiosk.spoken import PhoneNumber
from kiosk.spoken_matters import QueryCode

SLIP_OF_THE_FINGER = CODE[:-1] + str((int(CODE[-1]) + 1) % 10)
PHONE = "13971664920"
TAIL = PHONE[-4:]
WORDS = "邻居的水管漏到我家\n他不肯赔"
REPLY = "可以先找调解员\n带上照片"
NOTE = "已看照片"

SECRETS = (
    *(
        CODE,
        QueryCode(CODE).shown("zh"),
        QueryCode(CODE).spoken("zh"),
        QueryCode(CODE).spoken("en"),
    ),
    *(PHONE, TAIL, PhoneNumber(TAIL).spoken("zh"), PhoneNumber(TAIL).spoken("en")),
    *("水管", "不肯赔", "调解员", "照片"),
)
"""What nobody in the hall may hear unasked."""


def matter(state: MatterState = MatterState.ANSWERED, **changes: object) -> Matter:
    """Return the matter of that person."""
    over = state in (MatterState.ANSWERED, MatterState.CLOSED)
    told = {"question": WORDS, "reply": REPLY if over else "", **changes}
    minutes = told.pop("minutes", 200)
    assert isinstance(minutes, int)
    sample = sample_matter(state, minutes=minutes, **told)
    noted = [event.model_copy(update={"note": NOTE}) for event in sample.events[-1:]]
    return sample.model_copy(update={"events": (*sample.events[:-1], *noted)})


WELL = {
    LookUpMatter: matter(),
    LeaveQuestion: sample_receipt(),
    FindTicket: sample_rateable(),
    Rate: None,
    CheckPaper: READY,
    PrintText: READY,
    PrintSlip: READY,
    IssueTicket: issued(),
    ReportPrint: None,
    CallStaff: None,
}
"""A result for every effect, all well."""

EVERYTHING = {
    LookUpMatter: [
        matter(MatterState.RECEIVED),
        matter(MatterState.ASSIGNED, minutes=400),
        matter(),
        matter(rated=True, overdue=True),
        matter(MatterState.CLOSED, reply=""),
        matter(field=QuestionField.VIOLENCE),
        Refused(ProblemCode.NOT_FOUND),
        Refused(ProblemCode.CODE_PAUSED),
        Refused(ProblemCode.INVALID),
        Unreachable(),
    ],
    LeaveQuestion: [sample_receipt(), sample_receipt(offline=True), Unreachable()],
    FindTicket: [
        sample_rateable(),
        sample_rateable(served=False),
        sample_rateable(rated=True),
        Refused(ProblemCode.NOT_FOUND),
        Refused(ProblemCode.FORBIDDEN),
        Unreachable(),
    ],
    Rate: [None, Unreachable()],
    CheckPaper: [READY, NO_PAPER],
    PrintText: [READY, NO_PAPER],
    PrintSlip: [READY],
    IssueTicket: [issued()],
    ReportPrint: [None],
    CallStaff: [None, Unreachable()],
}
"""Every result that a journey has to deal with."""

TYPED = {
    "lookup.code": [CODE, SLIP_OF_THE_FINGER],
    "lookup.factor": [TAIL],
    "question.text": [WRITTEN + WORDS],
    "question.number": [PHONE, "1397166492"],
    "rate.number": ["12"],
    "rate.number.offline": ["1"],
    "rate.word": [WRITTEN, WRITTEN + "谢谢"],
}
"""What is typed and written, by page."""


def said_when_asked(page: Page) -> bool:
    """Whether the citizen asked to hear what is private."""
    return page.id.endswith(".aloud")

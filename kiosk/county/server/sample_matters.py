"""Sample matters of the sample centre, so that looking up can be tried. None is anybody's.

Their times are counted back from the moment the sample centre is set up.
"""

from dataclasses import dataclass
from datetime import timedelta

from kiosk.county.contract import Words
from kiosk.county.matters import MatterKind, MatterState, QuestionField
from kiosk.county.server.matters import begin_matter, find_matter, move_matter
from kiosk.county.server.transactions import Transaction

SAMPLE_FACTOR = "1234"
# No number in China begins with 0000: this one cannot be anybody's.
_PHONE = f"0000000{SAMPLE_FACTOR}"


@dataclass(frozen=True)
class _Step:
    """What happened ``ago``; ``who`` dealt with it."""

    ago: timedelta
    state: MatterState
    who: Words
    note: str = ""
    reply: str = ""


@dataclass(frozen=True)
class SampleMatter:
    """A matter that says that it is a sample. ``factor`` is ``None`` where no phone was left."""

    code: str
    factor: str | None
    kind: MatterKind
    received: timedelta
    question: str
    field: QuestionField | None = None
    steps: tuple[_Step, ...] = ()


_ADVICE = Words(zh="法律咨询（样例）", en="Legal advice (sample)")
_AID = Words(zh="法律援助（样例）", en="Legal aid (sample)")
_MEDIATION = Words(zh="人民调解（样例）", en="Mediation (sample)")
_NOTARY = Words(zh="公证（样例）", en="Notary (sample)")

_WAGES_REPLY = """【样例答复，仅供试用】
您好。被拖欠工资，可以投诉，也可以申请劳动仲裁。

一、先把证据收好。
考勤记录、工资条、转账记录、聊天记录都有用。没有合同，也可以用这些证明您在那里干活。

二、可以投诉。
向工作所在地的劳动监察部门投诉。进城务工人员被拖欠工资，有权投诉，也可以申请仲裁、起诉。
依据：《保障农民工工资支付条例》第十条，2020年5月1日起施行。

三、可以申请劳动仲裁。
一般要在一年内申请。还在那里上班的，拖欠工资不受一年限制；已经离开的，从离开那天起算一年。
依据：《劳动争议调解仲裁法》第二十七条，2008年5月1日起施行。

四、可以申请法律援助。
追讨劳动报酬，可以到法律援助窗口问一问，带上身份证和上面说的材料。

以上是样例，不是对任何人的答复。您的情况请向窗口核实。"""

SAMPLE_MATTERS = (
    SampleMatter(
        code="100000000017",
        factor=SAMPLE_FACTOR,
        kind=MatterKind.CONSULTATION,
        field=QuestionField.WAGES,
        received=timedelta(hours=4),
        question="【样例】老板欠我三个月工资，没有签合同，怎么办？",
        steps=(
            _Step(timedelta(hours=3, minutes=30), MatterState.ASSIGNED, _ADVICE),
            _Step(timedelta(hours=1), MatterState.ANSWERED, _ADVICE, reply=_WAGES_REPLY),
        ),
    ),
    SampleMatter(
        code="100000000025",
        factor=SAMPLE_FACTOR,
        kind=MatterKind.CONSULTATION,
        field=QuestionField.LAND,
        received=timedelta(hours=6),
        question="【样例】邻居的院墙占了我家的地，找谁处理？",
        steps=(_Step(timedelta(hours=5), MatterState.ASSIGNED, _ADVICE),),
    ),
    SampleMatter(
        code="100000000030",
        factor=SAMPLE_FACTOR,
        kind=MatterKind.LEGAL_AID,
        received=timedelta(days=2),
        question="【样例】申请法律援助：工伤赔偿",
        steps=(
            _Step(
                timedelta(days=1),
                MatterState.ASSIGNED,
                _AID,
                note="【样例】材料已收到，正在审查。需要补充材料时，会打电话通知。",
            ),
        ),
    ),
    SampleMatter(
        code="100000000049",
        factor=SAMPLE_FACTOR,
        kind=MatterKind.MEDIATION,
        received=timedelta(days=5),
        question="【样例】申请调解：借款纠纷",
        steps=(
            _Step(timedelta(days=4), MatterState.ASSIGNED, _MEDIATION),
            _Step(
                timedelta(days=1),
                MatterState.CLOSED,
                _MEDIATION,
                reply="【样例答复，仅供试用】双方已经谈妥，可以来窗口领取调解协议。"
                "领取时间请向窗口核实。",
            ),
        ),
    ),
    SampleMatter(
        code="100000000058",
        factor=None,
        kind=MatterKind.NOTARY,
        received=timedelta(hours=20),
        question="【样例】预约公证：委托书",
        steps=(
            _Step(
                timedelta(hours=18),
                MatterState.ASSIGNED,
                _NOTARY,
                note="【样例】预约已登记。请带身份证和户口簿，时间请向窗口核实。",
            ),
        ),
    ),
)
"""Consultations answered and overdue, legal aid under way, mediation closed, a notary booking."""


def load_sample_matters(transaction: Transaction) -> None:
    """Enter the sample matters in a database that has none of them."""
    for sample in SAMPLE_MATTERS:
        begin_matter(
            transaction,
            code=sample.code,
            kind=sample.kind,
            received_at=_before(transaction, sample.received),
            question=sample.question,
            phone=None if sample.factor is None else _PHONE,
            field=sample.field,
        )
        for step in sample.steps:
            row = find_matter(transaction, sample.code)
            assert row is not None
            move_matter(
                transaction,
                row,
                step.state,
                who=step.who,
                note=step.note,
                at=_before(transaction, step.ago),
                department=step.who.model_dump(),
                reply=step.reply,
            )


def _before(transaction: Transaction, ago: timedelta) -> int:
    return transaction.now_ms - ago // timedelta(milliseconds=1)

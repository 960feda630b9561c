"""Sample pages of a self-check, as long as real ones get: its results and its questions."""

from kiosk.pages import Choice, Option, Page, Paragraph, Result, Section, Tone, Weight
from kiosk.wording import Given

LAW = ("法律援助法", "Legal Aid Law")


def article(number: int, item: int | None = None) -> Given:
    zh = f"{LAW[0]} 第{number}条" + (f"第{item}项" if item else "")
    return Given(zh, f"{LAW[1]}, article {number}" + (f" ({item})" if item else ""))


def section(title: Given, *paragraphs: tuple[str, str] | tuple[str, str, Given]) -> Section:
    return Section(
        title=title,
        paragraphs=tuple(
            Paragraph(text=Given(zh, en), source=source[0] if source else None)
            for zh, en, *source in paragraphs
        ),
    )


WHY = section(
    Given("为什么", "Why"),
    (
        "要回工资在法律援助的范围里。",
        "Claiming unpaid wages is within the scope of legal aid.",
        article(31, 5),
    ),
    (
        "进城务工的人要工资，有证明，就不查家里困难不困难。",
        "Migrant workers who claim wages and have proof need not show hardship.",
        article(42, 3),
    ),
    (
        "时间很紧，可以先帮您，后补手续。",
        "Time is short: help may start before the decision.",
        article(44, 1),
    ),
)
BRING = section(
    Given("请带上", "Please bring"),
    ("身份证", "Your ID card"),
    ("法律援助申请表（窗口有）", "Application form (at the window)"),
    ("打工的证明，比如工牌、合同", "Proof of work, such as a badge or contract"),
    ("工资条、转账记录或聊天记录", "Payslips, transfers or chat messages"),
)
REST = (
    section(
        Given("到哪里申请", "Where to apply"),
        (
            "已经打官司的，到办案的地方；没有的，到事情发生的地方。",
            "Where the case is heard; otherwise where the dispute arose.",
            article(38),
        ),
    ),
    section(
        Given("谁可以代您申请", "Who may apply for you"),
        (
            "行动不方便的，家里人可以代您去。",
            "A relative may apply if you cannot come yourself.",
            article(40),
        ),
    ),
    section(
        Given("多久有结果", "How long it takes"),
        (
            "七天内答复，同意后三天内派律师。",
            "A decision within 7 days, a lawyer 3 days later.",
            article(43),
        ),
    ),
    section(
        Given("不同意怎么办", "If you disagree"),
        (
            "五天内告诉您结果。对决定不服，可以请司法局复查。",
            "Ask the justice bureau for a review; the answer comes in five days.",
            article(49),
        ),
    ),
)
CAPTION = Given(
    "法律援助自测 · 初步参考，由窗口最后核定",
    "Legal-aid self-check · first orientation, the window decides",
)
PRINT = Option(id="print", title=Given("打印", "Print"), icon="print")
TICKET = Option(
    id="ticket",
    title=Given("取法律援助的号", "Take a legal-aid number"),
    icon="confirmation_number",
    weight=Weight.PRIMARY,
)
LIKELY = Result(
    id="check.outcome",
    caption=CAPTION,
    title=Given("您很可能可以申请", "You can very likely apply"),
    summary=Given("可以免费请律师帮您要工资", "A lawyer can help you free of charge"),
    tone=Tone.GOOD,
    icon="check_circle",
    sections=(WHY, BRING, *REST),
    options=(PRINT, TICKET),
    qr="\n".join(line.text.zh for part in (WHY, BRING, *REST) for line in part.paragraphs),
    qr_caption=Given("用手机扫一扫，带走这些字", "Scan to take these words with you"),
)
SHORT = Result(
    id="check.outcome",
    caption=CAPTION,
    title=LIKELY.title,
    summary=LIKELY.summary,
    tone=Tone.GOOD,
    icon="check_circle",
    sections=(section(WHY.title, ("要回工资在法律援助的范围里。", "In scope.", article(31, 5))),),
    options=(PRINT, TICKET),
)
UNLIKELY = Result(
    id="check.outcome",
    caption=CAPTION,
    title=Given(
        "照您说的，暂时还缺一个条件",
        "From what you say, one condition is still missing",
    ),
    summary=Given(
        "咨询对所有人免费，能不能申请由窗口核定",
        "Advice is free for everyone, and the window decides whether you can apply",
    ),
    hint=Given("已经打印，请取走纸条", "Printed, please take the slip"),
    tone=Tone.CARE,
    icon="info",
    sections=(WHY, *REST),
    options=(PRINT, Option(id="leave", title=Given("好了", "Done"), icon="check"), TICKET),
    sensitive=True,
)
QUESTION = Choice(
    id="check.has_lawyer",
    caption=Given("法律援助自测 · 第 3 问", "Legal-aid self-check · question 3"),
    progress=0.4,
    title=Given("您有没有请律师？", "Do you have a lawyer?"),
    hint=Given(
        "“请律师”是指已经签了委托合同。亲戚朋友帮忙不算。",
        "That means a signed contract; help from friends does not count.",
    ),
    options=(
        Option(id="yes", title=Given("有", "Yes"), icon="check_circle"),
        Option(id="no", title=Given("没有", "No"), icon="cancel"),
        Option(
            id="unknown",
            title=Given("不清楚", "Not sure"),
            detail=Given("不影响您继续，窗口会帮您核实", "You can go on, the window will check"),
            icon="help",
        ),
    ),
    note=Given("不用填姓名，不会留下记录", "No name needed, nothing is kept"),
)
SEVERAL = Choice(
    id="check.group",
    caption=Given("法律援助自测 · 第 6 问", "Legal-aid self-check · question 6"),
    progress=0.8,
    title=Given("下面哪些说的是您？可以选几个", "Which of these are you? Choose any"),
    hint=Given("选好了按“选好了”", "When done, press “Done”"),
    options=tuple(
        Option(id=f"group{place}", title=Given(zh, en), icon="check_box_outline_blank")
        for place, (zh, en) in enumerate(
            (
                ("没有收入的未成年人", "A minor without income"),
                ("六十岁以上没有收入", "Over sixty without income"),
                ("残疾，没有固定收入", "Disabled without regular income"),
                ("低保、特困等社会救助对象", "On social assistance"),
                ("军人、退役军人和家属", "Soldier, veteran or family"),
                ("进城务工的人", "Migrant worker"),
                ("都不是", "None of these"),
                ("不清楚", "Not sure"),
            )
        )
    ),
    note=QUESTION.note,
    sensitive=True,
)


def pages() -> dict[str, Page]:
    """Return every sample by a name for its picture."""
    return {
        "result-likely": LIKELY,
        "result-short": SHORT,
        "result-unlikely": UNLIKELY,
        "question": QUESTION,
        "question-several": SEVERAL,
    }

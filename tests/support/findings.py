"""What a small library finds: one article with neighbours, one answer, one sample entry."""

from datetime import date

from kiosk.county.directory import DirectoryEntry, PlaceKind
from kiosk.library.model import (
    Answer,
    Article,
    Citation,
    Directory,
    Entry,
    Found,
    Hit,
    Kind,
    Law,
    Ref,
    Standing,
)

LAW = Law(
    id="law-1",
    name="中华人民共和国样例法",
    short="样例法",
    standing=Standing.IN_FORCE,
    since=date(2022, 1, 1),
)
OLD_LAW = Law(
    id="law-2",
    name="样例条例",
    short="样例条例",
    standing=Standing.SUPERSEDED,
    superseded_by="中华人民共和国样例法",
)


def ref(kind: Kind, identity: str) -> Ref:
    return Ref(kind, identity)


ARTICLE = Article(
    ref=ref(Kind.LAW, "31"),
    law=LAW,
    number="第三十一条",
    path=("第三章 形式和范围",),
    paragraphs=("当事人因经济困难，可以申请样例援助：", "（一）请求支付样例报酬；"),
    before=ref(Kind.LAW, "30"),
    after=ref(Kind.LAW, "32"),
)
LAST_ARTICLE = Article(
    ref=ref(Kind.LAW, "32"),
    law=OLD_LAW,
    number="第三十二条",
    path=(),
    paragraphs=("本条例自公布之日起施行。",),
    before=ref(Kind.LAW, "31"),
)
ANSWER = Answer(
    ref=ref(Kind.QA, "sample"),
    topic="wages",
    question=("样例：工资没有发，怎么办？", "Sample: wages were not paid, what now?"),
    answer=(("先找单位要。", "Ask the employer first."),),
    citations=(
        Citation(LAW.name, "第三十一条", ARTICLE.ref),
        Citation("样例没有的法", "第一条"),
    ),
    source=("样例", "a sample"),
    checked=date(2026, 11, 1),
)
ENTRY = Entry(
    ref=ref(Kind.DIRECTORY, "1"),
    entry=DirectoryEntry(
        kind=PlaceKind.VILLAGE_ADVISER,
        name="样例顾问甲",
        firm="样例律师事务所",
        township="样例镇",
        village="样例村",
        address="样例路1号",
        hours="工作日 8:30-17:30",
        phone="0396-0000001",
        sample=True,
    ),
    as_of=date(2026, 11, 1),
)
HITS = (
    Hit(
        ref=ARTICLE.ref,
        title=f"{LAW.name}第三十一条",
        text=ARTICLE.text,
        excerpt="请求支付样例报酬；",
        hits=((4, 6),),
        law=LAW.name,
        article="第三十一条",
        standing=Standing.IN_FORCE,
    ),
    Hit(
        ref=LAST_ARTICLE.ref,
        title=f"{OLD_LAW.name}第三十二条",
        text=LAST_ARTICLE.text,
        excerpt="本条例自公布之日起施行。",
        law=OLD_LAW.name,
        article="第三十二条",
        standing=Standing.SUPERSEDED,
    ),
    Hit(ref=ANSWER.ref, title=ANSWER.question[0], text="先找单位要。", excerpt="先找单位要。"),
    Hit(ref=ENTRY.ref, title="样例顾问甲", text="样例顾问甲", excerpt="样例镇样例村"),
)
FOUND = Found(HITS, 4)
NOTHING = Found((), 0)
DIRECTORY = Directory(
    entries=(ENTRY,),
    townships=("样例镇",),
    villages=("样例村",),
    kinds=(PlaceKind.VILLAGE_ADVISER, PlaceKind.LAWYER),
    as_of=date(2026, 11, 1),
)
NO_DIRECTORY = Directory(entries=())


def opened(wanted: Ref) -> Article | Answer | Entry | None:
    """Open as the library would."""
    known = {each.ref: each for each in (ARTICLE, LAST_ARTICLE, ANSWER, ENTRY)}
    return known.get(wanted)

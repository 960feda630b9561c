"""The pages of what is looked up, filled with a small library of samples."""

from collections.abc import Iterator
from datetime import date

from kiosk.county.directory import DirectoryEntry, PlaceKind
from kiosk.journeys.find.citations import citations_page
from kiosk.journeys.find.pages import (
    answer_page,
    article_page,
    entry_page,
    found_page,
    topics_page,
)
from kiosk.journeys.find.people import (
    entries_page,
    how_page,
    kind_page,
    township_page,
    village_page,
)
from kiosk.journeys.find.ways import empty_page, fault_page, gone_page
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
from kiosk.pages import Page

_AS_OF = date(2026, 3, 1)
_LAW = Law(
    id="1",
    name="中华人民共和国样例援助法",
    short="样例援助法",
    standing=Standing.IN_FORCE,
    since=date(2022, 1, 1),
)
_OLD_LAW = Law(
    id="2",
    name="样例援助条例",
    short="样例援助条例",
    standing=Standing.SUPERSEDED,
    superseded_by=_LAW.name,
)
_WORDS = "工资"
_ARTICLE = Article(
    ref=Ref(Kind.LAW, "31"),
    law=_LAW,
    number="第三十一条",
    path=("第三章 样例的形式和范围",),
    paragraphs=(
        "有下列样例情形之一，没有钱请律师的人，可以提出申请：",
        "（一）请求支付工资或者工伤赔偿；",
        "（二）请求给付赡养费、抚养费；",
        "（三）请求确认劳动关系。",
    ),
    before=Ref(Kind.LAW, "30"),
    after=Ref(Kind.LAW, "32"),
)
_OLD_ARTICLE = Article(
    ref=Ref(Kind.LAW, "10"),
    law=_OLD_LAW,
    number="第十条",
    path=(),
    paragraphs=("样例：没有领到工资的人，可以按照旧的条例申请。",),
)
_ANSWER = Answer(
    ref=Ref(Kind.QA, "wages"),
    topic="wages",
    question=("样例：老板不发工资，怎么办？", "Sample: wages are not paid. What now?"),
    answer=(
        ("先把合同、工资条和聊天记录留好。", "First keep the contract, pay slips and messages."),
        ("可以到劳动监察大队投诉，不收钱。", "You can complain to the labour inspectors, free."),
        ("还可以申请劳动仲裁。", "You can also ask for labour arbitration."),
    ),
    citations=(Citation(_LAW.name, "第三十一条", _ARTICLE.ref),),
    source=("样例", "a sample"),
    checked=_AS_OF,
)
_NAMES = (
    (PlaceKind.VILLAGE_ADVISER, "样例顾问甲"),
    (PlaceKind.JUDICIAL_OFFICE, "样例镇司法所"),
    (PlaceKind.MEDIATION, "样例镇人民调解委员会"),
)
_ENTRIES = tuple(
    Entry(
        ref=Ref(Kind.DIRECTORY, str(place)),
        entry=DirectoryEntry(
            kind=kind,
            name=name,
            firm="样例律师事务所" if kind is PlaceKind.VILLAGE_ADVISER else "",
            township="样例镇",
            village="样例村" if kind is PlaceKind.VILLAGE_ADVISER else "",
            address="样例镇样例路1号",
            hours="工作日 8:30—12:00，14:30—17:30",
            phone=f"0396-000000{place}",
            sample=True,
        ),
        as_of=_AS_OF,
    )
    for place, (kind, name) in enumerate(_NAMES, start=1)
)
_DIRECTORY = Directory(
    entries=_ENTRIES,
    townships=tuple(f"样例{each}镇" for each in "甲乙丙丁"),
    villages=tuple(f"样例{each}村" for each in "子丑寅"),
    kinds=tuple(PlaceKind),
    as_of=_AS_OF,
)


def pages() -> Iterator[tuple[str, Page]]:
    """Every page of looking something up, by a name for its picture."""
    yield "find-topics", topics_page()
    yield "find-found", found_page(_WORDS, None, Found(tuple(_hits()), 40))
    yield "find-only-laws", found_page(_WORDS, Kind.LAW, Found(tuple(_hits())[1:3], 2))
    yield "find-no-laws", found_page(_WORDS, None, Found(tuple(_hits())[:1], 1, no_laws=True))
    yield "find-nothing", found_page("样例没有的词", None, Found((), 0))
    yield "find-article", article_page(_ARTICLE)
    yield "find-article-old", article_page(_OLD_ARTICLE)
    yield "find-answer", answer_page(_ANSWER)
    yield "find-entry", entry_page(_ENTRIES[0])
    yield "find-fault", fault_page()
    yield "find-gone", gone_page()
    yield "find-citations", citations_page(_LAW.name, ("第三十一条", "第三十二条"))
    yield "people-how", how_page()
    yield "people-kind", kind_page(_DIRECTORY)
    yield "people-township", township_page(_DIRECTORY)
    yield "people-village", village_page("样例甲镇", _DIRECTORY)
    yield "people-found", entries_page(_DIRECTORY)
    yield "people-nobody", entries_page(Directory(()))
    yield "people-empty", empty_page()


def _hits() -> Iterator[Hit]:
    yield Hit(
        ref=_ANSWER.ref,
        title=_ANSWER.question[0],
        text=_ANSWER.answer[0][0],
        excerpt="先把合同、工资条和聊天记录留好。",
        hits=((5, 7),),
    )
    for article in (_ARTICLE, _OLD_ARTICLE):
        excerpt = next(each for each in article.paragraphs if _WORDS in each)
        start = excerpt.index(_WORDS)
        yield Hit(
            ref=article.ref,
            title=f"{article.law.name}{article.number}",
            text=article.text,
            excerpt=excerpt,
            hits=((start, start + len(_WORDS)),),
            law=article.law.name,
            article=article.number,
            standing=article.law.standing,
        )
    adviser = _ENTRIES[0]
    yield Hit(
        ref=adviser.ref,
        title=adviser.entry.name,
        text=adviser.entry.name,
        excerpt="样例镇样例村，懂拖欠工资的事。",
        hits=((10, 12),),
    )

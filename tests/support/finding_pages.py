"""Pages of what was looked up, for pictures and for tests that look at all pages.

Everything found here is made up and says so: laws, matters and offices are samples.
"""

from collections.abc import Iterator

from kiosk.pages import (
    Detail,
    Fact,
    Item,
    Listing,
    Option,
    Page,
    Paragraph,
    Rating,
    Section,
    Stage,
    Step,
    Tone,
    Weight,
    action,
)
from kiosk.wording import Given, Quoted

_LAW = "样例援助法"
_ARTICLE = (
    "有下列情形之一，没有钱请律师的人，可以向样例机构提出申请：请求给付赡养费、抚养费；"
    "请求支付劳动报酬或者工伤赔偿；请求确认劳动关系。申请的时候，说明情况就可以。"
)
_SEARCH_AGAIN = Option(id="again", title=Given("换个词查", "Search again"), icon="search")
_ASK = Option(
    id="ask",
    title=Given("留言问法律", "Ask a question"),
    detail=Given("写下问题，凭查询码看答复", "Write it down, see the reply with your code"),
    icon="edit_note",
)
_TICKET = Option(
    id="ticket",
    title=Given("取号问窗口", "Take a number"),
    detail=Given("工作人员当面帮您", "Staff help you in person"),
    icon="confirmation_number",
)
_PRINT = Option(id="print", title=Given("打印", "Print"), icon="print")


def pages() -> Iterator[tuple[str, Page]]:
    """Every page of findings by a name for its picture."""
    yield "found", found_page(12)
    yield "found-one", found_page(1)
    yield "found-nothing", nothing_page()
    yield "found-people", people_page()
    yield "matter", matter_page()
    yield "article", article_page()
    yield "office", office_page()
    yield "rating", rating_page()


def marked(text: str, *words: str) -> Quoted:
    """Return ``text`` with every place of ``words`` marked."""
    hits = [
        (at, at + len(word))
        for word in words
        for at in range(len(text))
        if text.startswith(word, at)
    ]
    return Quoted(text, tuple(sorted(hits)))


def found_page(count: int) -> Listing:
    """Findings of a search in the laws, every third one superseded."""
    return Listing(
        id="find.found",
        caption=Given("查法律 · 劳动报酬", "Laws · 劳动报酬"),
        title=Given("找到这些", "This was found"),
        hint=Given(f"共 {count} 条，最像的在前", f"{count} in all, the closest first"),
        items=tuple(_finding(place) for place in range(1, count + 1)),
        options=(_SEARCH_AGAIN, _TICKET),
    )


def _finding(place: int) -> Item:
    old = place % 3 == 0
    return Item(
        id=f"law:{place}",
        tag=Given(f"{_LAW} · 样例", f"{_LAW} · sample"),
        title=marked(
            f"第{'一二三四五六七八九十'[place % 10]}条", "条" if place == 1 else "劳动报酬"
        ),
        excerpt=marked(_ARTICLE[: 44 + 8 * (place % 5)], "劳动报酬", "赔偿"),
        mark=Given("已失效", "No longer in force") if old else None,
        tone=Tone.CARE if old else Tone.CALM,
    )


def nothing_page() -> Listing:
    """A search without findings: other ways on."""
    return Listing(
        id="find.nothing",
        caption=Given("查法律 · 样例词", "Laws · 样例词"),
        title=Given("没有查到", "Nothing was found"),
        body=(
            Given("可以换个短一点的词。", "Try a shorter word."),
            Given("也可以让人帮您看。", "Or let somebody look at it for you."),
        ),
        options=(
            Option(
                id="again",
                title=Given("换个词查", "Search again"),
                detail=Given("两个字就够，比如“工资”", "Two characters will do"),
                icon="search",
            ),
            _TICKET,
            _ASK,
            Option(
                id="call",
                title=Given("打 12348", "Call 12348"),
                detail=Given("白天晚上都有人接，免费", "Day and night, free of charge"),
                icon="call",
            ),
        ),
    )


def people_page() -> Listing:
    """Entries of the directory, one with a long name."""
    entries = (
        ("样例律师事务所", "律师事务所", "样例镇样例路 1 号"),
        (
            "样例县样例镇样例村民委员会人民调解委员会驻派出所调解工作室（样例）",
            "人民调解",
            "样例镇 2 号",
        ),
        ("样例公证处", "公证", "样例街 3 号"),
    )
    return Listing(
        id="find.people",
        caption=Given("找律师找机构 · 样例镇", "People and offices · Sample town"),
        title=Given("样例镇有这些", "In Sample town"),
        items=tuple(
            Item(
                id=f"office:{place}",
                tag=Given(kind, "Office"),
                title=Quoted(name),
                detail=Quoted(address),
            )
            for place, (name, kind, address) in enumerate(entries)
        ),
        options=(_SEARCH_AGAIN,),
    )


def matter_page() -> Detail:
    """A consultation that is being answered."""
    return Detail(
        id="matter",
        caption=Given("留言咨询 · 样例", "Question · sample"),
        title=Given("正在答复", "Being answered"),
        status=Given("还在约定时间里", "Within the time promised"),
        tone=Tone.GOOD,
        icon="schedule",
        steps=(
            Step(
                title=Given("收到了", "Received"),
                when=Given("3月4日 9点32分", "4 March, 9:32"),
            ),
            Step(
                title=Given("交给法律援助岗", "With the legal-aid desk"),
                when=Given("3月4日 9点50分", "4 March, 9:50"),
                detail=Given("样例工作人员在看", "Sample staff are reading it"),
                stage=Stage.NOW,
            ),
            Step(
                title=Given("答复您", "Answered"),
                when=Given("最晚 14点32分", "By 14:32 at the latest"),
                stage=Stage.AHEAD,
            ),
        ),
        sections=(
            Section(
                title=Given("您问的", "Your question"),
                paragraphs=(Paragraph(text=Quoted("样例问题：做完工三个月没有拿到钱，怎么办？")),),
            ),
        ),
        options=(_PRINT, action("done", Given("好了", "Done"), "check")),
    )


def article_page() -> Detail:
    """An article of a law that was superseded, with its neighbours."""
    return Detail(
        id="article",
        caption=Quoted(f"{_LAW} · 第三章 样例"),
        title=Quoted("第三十一条"),
        status=Given("已失效，有新的法律", "No longer in force"),
        tone=Tone.CARE,
        icon="warning",
        sections=(
            Section(
                title=Given("条文", "Text"),
                paragraphs=(Paragraph(text=marked(_ARTICLE, "劳动报酬", "赔偿")),),
            ),
            Section(
                title=Given("出处", "Source"),
                paragraphs=(
                    Paragraph(
                        text=Given(
                            "样例文本，2026年3月4日导入。请向窗口核实。",
                            "Sample text of 4 March 2026. Please check at a window.",
                        )
                    ),
                ),
            ),
        ),
        options=(
            Option(id="before", title=Given("上一条", "Before"), icon="arrow_back"),
            Option(id="after", title=Given("下一条", "Next"), icon="arrow_forward"),
            _PRINT,
            action("done", Given("好了", "Done"), "check"),
        ),
    )


def office_page() -> Detail:
    """An office with its telephone number as a code."""
    return Detail(
        id="office",
        caption=Given("律师事务所 · 样例", "Law firm · sample"),
        title=Quoted("样例律师事务所"),
        facts=(
            Fact(label=Given("地址", "Address"), value=Quoted("样例县样例镇样例路 1 号二楼")),
            Fact(label=Given("电话", "Phone"), value=Quoted("0000-0000000")),
            Fact(
                label=Given("时间", "Hours"),
                value=Given("周一到周五 8点30分到17点30分", "Mon–Fri 8:30–17:30"),
            ),
            Fact(
                label=Given("核对日期", "Checked on"),
                value=Given("两年前，请先打电话", "Two years ago: please call first"),
                tone=Tone.CARE,
            ),
        ),
        qr="tel:00000000000",
        qr_caption=Given("用手机扫一扫，直接打电话", "Scan to call"),
        options=(_PRINT, action("done", Given("好了", "Done"), "check")),
    )


def rating_page() -> Rating:
    """The second of three scores."""
    words = (
        ("很不满意", "Very poor"),
        ("不满意", "Poor"),
        ("一般", "Fair"),
        ("满意", "Good"),
        ("很满意", "Very good"),
    )
    return Rating(
        id="rate.speed",
        caption=Given("评价服务 · 第 2 问，共 3 问", "Rating · question 2 of 3"),
        progress=1 / 3,
        title=Given("办得快不快？", "Was it fast enough?"),
        hint=Given("按一个笑脸就行", "Press one face"),
        options=tuple(
            Option(id=str(score), title=Given(zh, en))
            for score, (zh, en) in enumerate(words, start=1)
        ),
        other=(
            Option(
                id="skip",
                title=Given("不评这一项", "Skip this one"),
                icon="skip_next",
                weight=Weight.SMALL,
            ),
        ),
    )

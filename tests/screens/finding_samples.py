"""Pages of findings as hard as they get, and a home page of nine cards. All of it is made up."""

from dataclasses import replace

from finding_pages import (
    article_page,
    found_page,
    marked,
    matter_page,
    office_page,
    people_page,
    rating_page,
)

from kiosk.pages import (
    Choice,
    Detail,
    Fact,
    Item,
    Listing,
    Option,
    Page,
    Paragraph,
    Rating,
    Section,
    Step,
    Tone,
    Weight,
)
from kiosk.wording import Given, Quoted

NAME = "样例县样例镇样例村民委员会人民调解委员会驻派出所调解工作室第一接待点（样例一）样例"
"""Forty characters."""
SENTENCE = (
    "本条为样例，用人单位应当按照约定向劳动者支付劳动报酬，并说明“工资”是怎样算的（见附表）；"
)
LONG = (SENTENCE * 60)[:1990] + "样例到此结束。"
HITS = marked(LONG, "劳动报酬")
TWENTY = replace(HITS, hits=HITS.hits[:20])
MIXED = marked(
    "Sample: a labour contract（样例合同）shall state wages, hours and the place of work in full.",
    "labour contract（样例",
    "wages",
)
LONG_ARTICLE = Detail(
    id="article",
    caption=Quoted(f"样例法 · 第二章 {NAME}"),
    title=Quoted("第一百零一条之一"),
    status=Given("已失效", "No longer in force"),
    tone=Tone.CARE,
    icon="warning",
    sections=(
        Section(
            title=Given("条文", "Text"),
            paragraphs=(Paragraph(text=TWENTY), Paragraph(text=MIXED)),
        ),
    ),
    options=article_page().options,
)
LONG_NAMES = Listing(
    id="find.people",
    caption=Quoted(f"找律师找机构 · {NAME}"),
    title=Quoted(NAME),
    hint=Given("共 2 条", "2 in all"),
    items=tuple(
        Item(
            id=f"office:{place}",
            tag=Quoted(NAME),
            title=marked(NAME, "调解"),
            detail=Quoted(NAME),
            excerpt=TWENTY,
            mark=Given("已经停止服务", "No longer offered"),
            tone=Tone.CARE,
        )
        for place in range(2)
    ),
    options=people_page().options,
)
LONG_OFFICE = replace(
    office_page(),
    title=Quoted(NAME),
    facts=(
        Fact(label=Quoted(NAME[:12]), value=Quoted(NAME)),
        *office_page().facts,
    ),
)
LONG_MATTER = replace(
    matter_page(),
    steps=tuple(
        Step(title=Quoted(NAME), when=step.when, detail=Quoted(NAME), stage=step.stage)
        for step in (*matter_page().steps, *matter_page().steps)
    ),
)
LONG_RATING: Rating = replace(
    rating_page(),
    options=tuple(
        replace(option, title=Given("特别特别不满意", "Extraordinarily disappointed"))
        for option in rating_page().options
    ),
)


def _card(name: str, zh: str, en: str, icon: str, weight: Weight, detail: str = "") -> Option:
    more = Given(detail, f"{en}: sample") if detail else None
    return Option(id=name, title=Given(zh, en), detail=more, icon=icon, weight=weight)


_LARGE, _SMALL = Weight.NORMAL, Weight.SMALL
HOME = Choice(
    id="home",
    title=Given("您好，您要办什么？", "What can we do for you?"),
    home=True,
    back=False,
    options=(
        _card("ticket", "取号排队", "Take a number", "confirmation_number", Weight.PRIMARY, "样例"),
        _card("matters", "查咨询、查进度", "My matter", "manage_search", _LARGE, "凭查询码"),
        _card("check", "法律援助自测", "Legal-aid check", "fact_check", _LARGE, "几个问题就知道"),
        _card("question", "留言问法律", "Ask a question", "edit_note", _SMALL),
        _card("people", "找律师找机构", "Lawyers and offices", "groups", _SMALL),
        _card("laws", "查法律、问答", "Laws and answers", "menu_book", _SMALL),
        _card("rate", "评价服务", "Rate the service", "sentiment_satisfied", _SMALL),
        _card("bring", "要带什么", "What to bring", "checklist", _SMALL),
        _card("times", "服务时间", "Opening hours", "schedule", _SMALL),
    ),
)


def pages() -> dict[str, Page]:
    """Return every sample by a name for its picture."""
    return {
        "home-nine": HOME,
        "found-long": LONG_NAMES,
        "found-twenty": found_page(20),
        "article-long": LONG_ARTICLE,
        "office-long": LONG_OFFICE,
        "matter-long": LONG_MATTER,
        "rating-long": LONG_RATING,
    }

import gettext

import pytest

from kiosk import wording
from kiosk.devices.speech.port import Utterance
from kiosk.narration import narrate, narrate_focus, narrate_typed, utterances
from kiosk.pages import (
    Busy,
    Choice,
    Detail,
    Entry,
    Fact,
    Idle,
    Item,
    Listing,
    Notice,
    Option,
    Paragraph,
    Rating,
    Result,
    Section,
    Slip,
    Staff,
    Stage,
    Step,
    Tone,
    Writing,
)
from kiosk.spoken import Count, TicketNumber, WaitRange, WindowNumber
from kiosk.wording import Given, Quoted, say

MESSAGES = {
    "voice.press": ("按{number}，{title}", "Press {number}: {title}"),
    "voice.unavailable": ("现在不能办理", "Not available now"),
    "voice.pair": ("{first}，{second}", "{first}, {second}"),
    "voice.your_number": ("您的号码是{number}", "Your number is {number}"),
    "voice.source": ("依据，{source}", "According to {source}"),
    "voice.bring": ("请准备好", "Please have ready"),
    "voice.entry": ("请输入数字，最多{longest}位", "Type up to {longest} digits"),
    "voice.digit": ("{digit}", "{digit}"),
    "voice.typed": ("已输入{said}位", "{said} digits typed"),
    "voice.found": ("查到{said}条", "{said} findings"),
    "voice.writing": ("请写字", "Please write"),
    "voice.may_be_empty": ("不写也可以", "You may leave it empty"),
    "step.done": ("已办好", "Done"),
    "step.now": ("正在办", "Under way"),
    "step.ahead": ("接下来", "Still to come"),
    "test.title": ("请选择", "Please choose"),
    "test.waiting": ("{count}人在等", "{count} people waiting"),
    "test.go": ("请到{window}号窗口", "Go to window {window}"),
    "test.number": ("{number}", "{number}"),
    "test.wait": ("{wait}", "{wait}"),
}


class Catalogue(gettext.NullTranslations):
    def __init__(self, lang):
        super().__init__()
        self._column = wording.LANGUAGES.index(lang)

    def gettext(self, message):
        return MESSAGES[message][self._column]

    def ngettext(self, one, many, count):
        return self.gettext(one)


@pytest.fixture(autouse=True)
def catalogue(monkeypatch):
    monkeypatch.setattr(wording, "_catalogue", Catalogue)


def words(text):
    return Given(f"{text}甲", f"{text}a")


def said(page, lang="zh"):
    return [item.spoken(lang) for item in narrate(page)]


OPTIONS = (
    Option(
        id="advice",
        title=Given("法律咨询", "Legal advice"),
        detail=say("test.waiting", count=Count(2)),
    ),
    Option(
        id="notary",
        title=Given("公证", "Notary"),
        detail=Given("明天开放", "Opens tomorrow"),
        dimmed=True,
    ),
)
SLIP = Slip(
    id="slip",
    title=Given("法律咨询", "Legal advice"),
    number=say("test.number", number=TicketNumber("A012")),
    go_to=say("test.go", window=WindowNumber(2)),
    ahead=say("test.waiting", count=Count(3)),
    ahead_label=Given("前面", "Before you"),
    wait=say("test.wait", wait=WaitRange(10, 20)),
    wait_label=Given("大约等", "Wait"),
    bring=(Given("身份证", "ID card"), Given("合同", "Contract")),
    printing=Given("请取纸", "Please take the paper"),
    options=(Option(id="done", title=Given("好了", "Done")),),
)


def test_choices_with_their_numbers_and_why_one_is_closed():
    page = Choice(id="service", title=say("test.title"), hint=words("提示"), options=OPTIONS)
    assert said(page) == [
        "请选择",
        "提示甲",
        "按一，法律咨询",
        "两人在等",
        "按二，公证",
        "现在不能办理",
        "明天开放",
    ]
    assert said(page, "en")[2:] == [
        "Press one: Legal advice",
        "two people waiting",
        "Press two: Notary",
        "Not available now",
        "Opens tomorrow",
    ]


def test_choices_without_numbers():
    page = Choice(id="service", title=say("test.title"), options=OPTIONS[:1], numbered=False)
    assert said(page) == ["请选择", "法律咨询", "两人在等"]


def test_a_question_of_a_conversation_says_where_it_stands_first_and_its_note_last():
    page = Choice(
        id="q",
        caption=words("第三问"),
        title=words("题"),
        options=OPTIONS[:1],
        numbered=False,
        note=words("不留记录"),
    )
    assert said(page) == ["第三问甲", "题甲", "法律咨询", "两人在等", "不留记录甲"]


def test_result_names_each_article_after_what_rests_on_it():
    page = Result(
        id="r",
        caption=words("初步参考"),
        title=words("题"),
        summary=words("总"),
        hint=words("已打印"),
        sections=(
            Section(
                title=words("为什么"),
                paragraphs=(
                    Paragraph(text=words("一"), source=words("第三十一条")),
                    Paragraph(text=words("二")),
                ),
            ),
            Section(title=words("请带上"), paragraphs=(Paragraph(text=words("三")),)),
        ),
        options=(Option(id="ok", title=words("好")),),
        qr="not said",
        qr_caption=words("扫"),
    )
    assert said(page) == [
        "初步参考甲",
        "题甲",
        "总甲",
        "为什么甲",
        "一甲",
        "依据，第三十一条甲",
        "二甲",
        "请带上甲",
        "三甲",
        "已打印甲",
        "好甲",
    ]


def test_slip_says_all_that_the_paper_says():
    assert said(SLIP) == [
        "法律咨询",
        "您的号码是A，零一二号",
        "请到二号窗口",
        "前面，三人在等",
        "大约等，十到二十分钟",
        "请准备好",
        "身份证",
        "合同",
        "请取纸",
        "好了",
    ]


def test_large_slip_says_the_number_twice():
    large = Slip(**{**vars(SLIP), "large": True})
    number = "您的号码是A，零一二号"
    assert said(large) == [number, "请到二号窗口", "请取纸", number, "好了"]


def test_notice_idle_entry_busy():
    title, ok = words("题"), Option(id="ok", title=words("好"))
    notice = Notice(id="n", title=title, body=(words("一"), words("二")), options=(ok,))
    assert said(notice) == ["题甲", "一甲", "二甲", "好甲"]
    idle = Idle(id="i", title=title, lines=(words("行"),), notices=(words("告"),))
    assert said(idle) == ["题甲", "行甲", "告甲"]
    entry = Entry(id="e", title=title, longest=6)
    assert said(entry) == ["题甲", "请输入数字，最多六位"]
    assert said(Busy(id="b", title=title, hint=words("等"))) == ["题甲", "等甲"]


def test_staff_page_keeps_to_itself():
    fact = Fact(label=words("打印机"), value=words("缺纸"))
    page = Staff(
        id="staff",
        title=words("员工"),
        status=words("有1件事要处理"),
        tone=Tone.CARE,
        facts=(fact,),
        options=OPTIONS,
    )
    assert said(page) == ["员工甲"]


def test_focus_says_one_option_whole():
    page = Choice(id="service", title=say("test.title"), options=OPTIONS)
    assert narrate_focus(page, "advice").spoken("zh") == "按一，法律咨询，两人在等"
    assert narrate_focus(page, "notary").spoken("zh") == "按二，公证，现在不能办理，明天开放"
    with pytest.raises(KeyError):
        narrate_focus(page, "elsewhere")


def test_typing_is_echoed_without_what_is_masked():
    masked = Entry(id="pin", title=words("密码"))
    assert narrate_typed(masked, "123456").spoken("zh") == "已输入六位"
    assert narrate_typed(masked, "").spoken("zh") == "已输入零位"
    plain = Entry(id="code", title=words("号"), masked=False)
    assert narrate_typed(plain, "12").spoken("zh") == "二"


def test_only_messages_without_values_may_be_recordings():
    wordings = (say("test.title"), say("test.waiting", count=Count(2)), words("名"), Given("", ""))
    assert utterances(wordings, "zh", rate=1, gain_db=12.0, keep=False) == (
        Utterance("请选择", "zh", "test.title", 1, 12.0, False),
        Utterance("两人在等", "zh", None, 1, 12.0, False),
        Utterance("名甲", "zh", None, 1, 12.0, False),
    )


# --- what was found -----------------------------------------------------------------------------


def found(count, **more):
    return tuple(
        Item(
            id=f"f{place}",
            title=Quoted(f"第{place}条"),
            tag=words("法"),
            excerpt=Quoted("摘录", ((0, 1),)),
            mark=words("失效") if place == 1 else None,
            **more,
        )
        for place in range(1, count + 1)
    )


def test_findings_are_counted_then_named_with_their_numbers_but_not_read_out():
    page = Listing(
        id="l", caption=words("查"), title=words("题"), items=found(2), options=OPTIONS[:1]
    )
    assert said(page) == [
        "查甲",
        "题甲",
        "查到两条",
        "按一，第1条",
        "失效甲",
        "法甲",
        "按二，第2条",
        "法甲",
        "法律咨询",
        "两人在等",
    ]


def test_a_page_that_counts_for_itself_is_not_counted_again():
    page = Listing(id="l", title=words("题"), hint=words("共三条"), items=found(1))
    assert said(page)[:3] == ["题甲", "共三条甲", "按一，第1条"]


def test_only_findings_with_a_digit_key_have_a_number():
    spoken = said(Listing(id="l", title=words("题"), items=found(11)))
    assert "按九，第9条" in spoken
    assert "第10条" in spoken
    assert "第11条" in spoken
    assert not any("十" in sentence for sentence in spoken if sentence.startswith("按"))


def test_nothing_found_says_what_to_do_and_numbers_the_ways_on():
    page = Listing(id="l", title=words("没有"), body=(words("换个词"),), options=OPTIONS[:1])
    assert said(page) == ["没有甲", "换个词甲", "按一，法律咨询", "两人在等"]


def test_focus_on_a_finding_says_also_the_words_found_in_it():
    page = Listing(id="l", title=words("题"), items=found(1, detail=words("街")))
    assert narrate_focus(page, "f1").spoken("zh") == "按一，第1条，失效甲，法甲，摘录，街甲"


def test_a_matter_is_told_step_by_step_and_its_facts_with_their_labels():
    page = Detail(
        id="d",
        caption=words("哪里"),
        title=words("题"),
        hint=words("提示"),
        status=words("快了"),
        steps=(
            Step(title=words("收到"), when=words("九点")),
            Step(title=words("在办"), detail=words("谁"), stage=Stage.NOW),
            Step(title=words("答复"), stage=Stage.AHEAD),
        ),
        facts=(Fact(label=words("电话"), value=words("号")),),
        sections=(
            Section(
                title=words("条文"),
                paragraphs=(Paragraph(text=Quoted("原文"), source=words("出处")),),
            ),
        ),
        options=(Option(id="ok", title=words("好")),),
        qr="not said",
        qr_caption=words("扫"),
    )
    assert said(page) == [
        "哪里甲",
        "题甲",
        "快了甲",
        "提示甲",
        "已办好",
        "收到甲",
        "九点甲",
        "正在办",
        "在办甲",
        "谁甲",
        "接下来",
        "答复甲",
        "电话甲，号甲",
        "条文甲",
        "原文",
        "依据，出处甲",
        "好甲",
    ]
    assert said(Detail(id="d", title=words("题"))) == ["题甲"]


def test_faces_have_numbers_and_other_ways_have_none():
    page = Rating(
        id="r",
        caption=words("第二问"),
        title=words("题"),
        options=(Option(id="1", title=words("差")), Option(id="2", title=words("好"))),
        other=(Option(id="skip", title=words("不评")),),
    )
    assert said(page) == ["第二问甲", "题甲", "按一，差甲", "按二，好甲", "不评甲"]
    assert narrate_focus(page, "2").spoken("zh") == "按二，好甲"
    assert narrate_focus(page, "skip").spoken("zh") == "不评甲"


def test_writing_says_how_to_write_and_whether_one_may_leave_it():
    page = Writing(id="w", title=words("题"), hint=words("提示"), done=words("写好"))
    assert said(page) == ["题甲", "提示甲", "请写字"]
    may = Writing(id="w", title=words("题"), done=words("写好"), optional=True, options=OPTIONS[:1])
    assert said(may) == ["题甲", "请写字", "不写也可以", "法律咨询", "两人在等"]


def test_no_key_is_named_that_nobody_has():
    options = tuple(
        Option(id=str(place), title=Given(f"第{place}个", f"No {place}")) for place in range(1, 12)
    )
    page = Choice(id="many", title=say("test.title"), options=options)
    spoken = said(page)
    assert "按九，第9个" in spoken
    assert spoken[-2:] == ["第10个", "第11个"]

import gettext

import pytest

from kiosk import wording
from kiosk.devices.speech.port import Utterance
from kiosk.narration import narrate, narrate_focus, narrate_typed, utterances
from kiosk.pages import (
    Busy,
    Choice,
    Entry,
    Fact,
    Idle,
    Notice,
    Option,
    Paragraph,
    Result,
    Section,
    Slip,
    Staff,
)
from kiosk.spoken import Count, TicketNumber, WaitRange, WindowNumber
from kiosk.wording import Given, say

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
    page = Staff(id="staff", title=words("员工"), facts=(fact,), options=OPTIONS)
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

"""Three journeys with the screen dark: eight keys, and nothing known but what was said."""

from datetime import date

import pytest
from blind_user import BlindUser
from centres import NO_PAPER
from matter_talks import CODE, REPLY, TAIL, WELL
from rehearsal import Rehearsal

from kiosk.effects import IssueTicket, LoadRules, LookUpMatter, PrintSlip
from kiosk.legal_aid.pack import built_in
from kiosk.legal_aid.rules import Rules
from kiosk.view import Key

RULES = {LoadRules: Rules(built_in(), date(2026, 7, 1))}


def test_a_ticket() -> None:
    hall = Rehearsal()
    blind = BlindUser(hall)
    blind.find("开始")
    assert "您要办什么" in blind.press(Key.CONFIRM)
    assert "您要到哪个窗口" in blind.choose("取号排队")
    assert "您有下面的情况吗" in blind.choose("法律咨询")
    said = blind.choose("都没有")
    assert "您的号是，B，零一二号" in said
    assert "请到 二号窗口 等候" in said
    assert hall.count(IssueTicket) == 1


def test_a_ticket_without_paper_is_said_to_the_end() -> None:
    blind = BlindUser(Rehearsal({PrintSlip: NO_PAPER}))
    blind.choose("开始")
    blind.choose("取号排队")
    blind.choose("法律咨询")
    assert "您的号是，B，零一二号" in blind.choose("都没有")
    assert "您的号是，B，零一二号" in blind.press(Key.REPEAT)


def test_a_matter_and_its_reply() -> None:
    hall = Rehearsal(results=dict(WELL))
    blind = BlindUser(hall)
    blind.choose("开始")
    assert "请输入查询码" in blind.choose("查咨询、查进度")
    counted = blind.type(CODE)
    assert counted[0] == "已输入一位"
    assert counted[-1] == "已输入十二位"
    assert "请输入手机后四位" in blind.choose("好了")
    assert blind.type(TAIL)[-1] == "已输入四位"
    assert "已经答复" in blind.choose("好了")
    assert hall.effects[-1] == LookUpMatter(CODE, TAIL)
    blind.choose("看答复")
    said = blind.choose("读给我听")
    for line in REPLY.splitlines():
        assert line in said


def test_a_slip_of_the_finger_is_heard_and_mended() -> None:
    blind = BlindUser(Rehearsal(results=dict(WELL)))
    blind.choose("开始")
    blind.choose("查咨询、查进度")
    blind.type("12")
    assert blind.choose("删一位") == "已输入一位"
    assert blind.choose("好了") == "已输入一位"
    assert "已输入一位" in blind.press(Key.REPEAT)


def test_digits_that_the_hall_shall_not_hear_are_said_with_a_warning_once() -> None:
    blind = BlindUser(Rehearsal(results=dict(WELL)))
    blind.choose("开始")
    blind.choose("查咨询、查进度")
    assert blind.press(Key.DOWN) == "一 数字会念出声，请留意身边"
    assert blind.press(Key.DOWN) == "二"


def test_the_self_check_to_its_result() -> None:
    blind = BlindUser(Rehearsal(RULES))
    blind.choose("开始")
    blind.choose("法律援助自测")
    assert "您现在安全吗" in blind.choose("开始自测")
    assert "有没有期限快到了" in blind.choose("安全")
    assert "第 二 问" in blind.choose("没有，不急")
    assert "您遇到了什么事" in blind.choose("不用")
    assert "您是这样说的，对吗" in blind.choose("只想问问法律问题")
    said = blind.choose("对，看结果")
    assert "初步参考" in said
    assert "问法律问题，不收钱" in said
    assert "第22条" in said


def test_a_mark_among_several_is_heard_and_the_focus_stays() -> None:
    blind = BlindUser(Rehearsal(RULES))
    blind.choose("开始")
    blind.choose("法律援助自测")
    blind.choose("开始自测")
    for words in (
        "安全",
        "没有，不急",
        "不用",
        "打工、工资、工伤",
        "工资要不回来",
        "都没有",
        "按二，没有",
    ):
        blind.choose(words)
    assert blind.choose("进城打工") == "选了 一 个，还可以再选"
    blind.press(Key.UP)
    assert blind.press(Key.DOWN).endswith("进城打工的，已选")
    assert "有没有证件能证明" in blind.choose("选好了")
    assert "您是这样说的，对吗" in blind.choose("按一，有")
    assert "初步参考" in blind.choose("对，看结果")


@pytest.mark.parametrize("way", [Key.DOWN, Key.UP])
def test_a_dangerous_page_is_left_at_once(way: Key) -> None:
    hall = Rehearsal(RULES)
    blind = BlindUser(hall)
    blind.choose("开始")
    blind.choose("法律援助自测")
    blind.choose("开始自测")
    blind.find("立即退出", way)
    stops = hall.voice.stops
    blind.press(Key.CONFIRM)
    assert hall.voice.stops > stops
    assert "开始" in blind.press(Key.DOWN)


def test_a_terminal_that_begins_silent_speaks_when_asked_to_repeat() -> None:
    hall = Rehearsal()
    blind = BlindUser(hall)
    blind.choose("开始")
    blind.choose("声音")
    assert blind.press(Key.DOWN) == ""
    assert "您要办什么" in blind.press(Key.REPEAT)


def test_what_is_written_is_heard_as_it_comes() -> None:
    hall = Rehearsal(results=dict(WELL))
    blind = BlindUser(hall)
    blind.choose("开始")
    blind.choose("留言问法律")
    blind.find("按一")
    while "写" not in blind.press(Key.CONFIRM):
        blind.find("按一")
    blind.find("1")
    assert blind.press(Key.CONFIRM).split(" ")[0] == "1"
    assert "1" in blind.press(Key.REPEAT)
    assert blind.choose("删一字").startswith("删一字")


def test_help_while_a_ticket_is_on_its_way_is_answered_aloud() -> None:
    hall = Rehearsal(held={IssueTicket})
    hall.press("begin", "ticket", "advice", "none")
    assert BlindUser(hall).press(Key.HELP).endswith("已经告诉工作人员了")
    assert hall.page in ("priority", "busy")


def test_still_there_is_heard_and_answered_by_ear_as_often_as_one_likes() -> None:
    hall = Rehearsal()
    hall.press("begin", "ticket")
    blind = BlindUser(hall)
    blind.find("人民调解")
    for _ in range(10):
        hall.display.pass_time(45)
        assert "您还在吗？" in [each.text for each in hall.voice.spoken[-1]]
        assert len(hall.display.view.page.choices) == 1
        said = blind.choose("我还在")
        assert said.startswith("您要到哪个窗口")
        assert "人民调解" in said.rsplit("按", 1)[-1]

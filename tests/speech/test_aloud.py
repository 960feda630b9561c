"""Quoted text as people say it."""

import pytest

from kiosk.devices.speech.aloud import aloud
from kiosk.devices.speech.sandhi import FOURTH, with_tones
from kiosk.spoken import PhoneNumber

CHINESE = [
    ("电话是12348。", "电话是幺二三四八。"),
    ("打110报警", "打幺幺零报警"),
    ("等110天", "等一百一十天"),
    ("手机13800000000", "手机幺三八零零零零零零零零"),
    ("0394-1234567", "零三九四，幺二三四五六七"),
    ("第31条第2项", "第三十一条第二项"),
    ("第三十一条", "第三十一条"),
    ("2021年8月20日", "二零二一年八月二十日"),
    ("2021-08-20", "二零二一年八月二十日"),
    ("2021-13-40", "两千零二十一到十三到四十"),
    ("8:30–17:30", "上午八点半到下午五点半"),
    ("2个人，12个月，2号窗口", "两个人，十二个月，二号窗口"),
    ("3,000元", "三千元"),
    ("12000元", "一万两千元"),
    ("1.5小时", "yi1点五小时"),
    ("50%", "百分之五十"),
    ("10–20分钟", "十到二十分钟"),
    ("A012", "A，零幺二"),
    ("扫QR码", "扫Q R码"),
    ("《民法典》第五条", "民法典第五条"),
    ("本人（或家属）——都可以", "本人，或家属，都可以"),
    ("liao3解", "liao3解"),
    ("123456789", "幺二三四五六七八九"),
    ("00五", "零零五"),
]
ENGLISH = [
    ("phone 12333.", "phone one two three three three."),
    ("12300 people", "12300 people"),
    ("Call 110 now", "Call one one zero now"),
    ("110 days", "110 days"),
    ("ticket A012", "ticket A, zero one two"),
    ("8:30–17:30", "eight thirty a.m. to five thirty p.m."),
    ("2021-08-20", "August the twentieth, 2021"),
    ("5–10 days", "5 to 10 days"),
    ("up to 20 min or 2 h", "up to 20 minutes or 2 hours"),
    ("room 007", "room zero zero seven"),
    ("Legal aid · window 2", "Legal aid, window 2"),
]


@pytest.mark.parametrize(("text", "said"), CHINESE)
def test_chinese(text, said):
    assert aloud(text, "zh") == said


@pytest.mark.parametrize(("text", "said"), ENGLISH)
def test_english(text, said):
    assert aloud(text, "en") == said


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "text", ["", "。", "请按一。", "99999999999999", "1.2.3", "٣", "1:99", "〇"]
)
def test_nothing_is_too_odd(text, lang):
    assert isinstance(aloud(text, lang), str)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("不会", "bu2会"),
        ("不能", "不能"),
        ("一次", "仪次"),
        ("一个", "仪个"),
        ("一条", "议条"),
        ("第一次", "第一次"),
        ("二十一次", "二十一次"),
        ("星期一会", "星期一会"),
        ("一月一日", "一月一日"),
        ("一零二", "一零二"),
        ("一号窗口", "一号窗口"),
        ("按一，", "按一，"),
        ("同一", "同一"),
        ("说不", "说不"),
    ],
)
def test_tones_of_yi_and_bu(text, said):
    assert with_tones(text, lambda character: FOURTH if character in "会次" else "35") == said


def test_a_telephone_number_may_be_parted():
    number = PhoneNumber("0394-110 28")
    assert number.shown("zh") == "0394-110 28"
    assert number.spoken("zh") == "零三九四，幺幺零，二八"
    assert number.spoken("en") == "zero three nine four, one one zero, two eight"

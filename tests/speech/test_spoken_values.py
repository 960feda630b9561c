from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.numerals import LARGEST, cardinal_en, cardinal_zh, count_zh, ordinal_en
from kiosk.spoken import (
    Amount,
    ClockTime,
    Count,
    DateOf,
    Number,
    PhoneNumber,
    TicketNumber,
    WaitRange,
    When,
    WindowNumber,
    WindowNumbers,
)

NOW = datetime(2026, 3, 5, 16, 0, tzinfo=timezone(timedelta(hours=8)))  # a Thursday


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        (0, "零", "zero"),
        (2, "二", "two"),
        (10, "十", "ten"),
        (12, "十二", "twelve"),
        (20, "二十", "twenty"),
        (22, "二十二", "twenty-two"),
        (105, "一百零五", "one hundred and five"),
        (110, "一百一十", "one hundred and ten"),
        (222, "二百二十二", "two hundred and twenty-two"),
        (1001, "一千零一", "one thousand and one"),
        (1010, "一千零一十", "one thousand and ten"),
        (2000, "两千", "two thousand"),
        (10_010, "一万零一十", "ten thousand and ten"),
        (10_200, "一万零二百", "ten thousand two hundred"),
        (20_000, "两万", "twenty thousand"),
        (22_000, "两万两千", "twenty-two thousand"),
        (102_000, "十万两千", "one hundred and two thousand"),
        (1_002_003, "一百万两千零三", "one million two thousand and three"),
        (
            12_345_678,
            "一千二百三十四万五千六百七十八",
            "twelve million three hundred and forty-five thousand six hundred and seventy-eight",
        ),
    ],
)
def test_whole_numbers_in_words(number, zh, en):
    assert (cardinal_zh(number), cardinal_en(number)) == (zh, en)


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_numbers_out_of_range_are_errors(number):
    with pytest.raises(ValueError, match="not a number"):
        cardinal_zh(number)
    with pytest.raises(ValueError, match="not a number"):
        cardinal_en(number)


@given(st.integers(0, LARGEST))
def test_chinese_words_mean_their_number(number):
    assert _value_of(cardinal_zh(number)) == number
    assert _value_of(count_zh(number)) == number


def _value_of(words):
    """Read Chinese words back: an independent reader."""
    total = group = digit = 0
    for word in words:
        if word in "零一二三四五六七八九":
            digit = "零一二三四五六七八九".index(word)
        elif word == "两":
            digit = 2
        elif word == "万":
            total, group, digit = (group + digit) * 10_000, 0, 0
        else:
            group += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[word]
            digit = 0
    return total + group + digit


def test_two_things_are_liang_but_twelve_is_not():
    assert [count_zh(n) for n in (2, 12, 20, 22)] == ["两", "十二", "二十", "二十二"]


def test_ordinals():
    words = "first second third fifth eighth ninth twelfth twentieth twenty-first thirty-first"
    assert [ordinal_en(n) for n in (1, 2, 3, 5, 8, 9, 12, 20, 21, 31)] == words.split()


@pytest.mark.parametrize(
    ("value", "shown_zh", "spoken_zh", "shown_en", "spoken_en"),
    [
        (TicketNumber("A012"), "A012", "A，零一二号", "A012", "A, zero one two"),
        (PhoneNumber("12348"), "12348", "幺二三四八", "12348", "one two three four eight"),
        (PhoneNumber("110"), "110", "幺幺零", "110", "one one zero"),
        (TicketNumber("AK01"), "AK01", "A，K，零一号", "AK01", "A, K, zero one"),
        (Number(2), "2", "二", "2", "two"),
        (WindowNumber(2), "2", "二", "2", "two"),
        (WindowNumber(12), "12", "十二", "12", "twelve"),
        (WindowNumbers((2,)), "2号窗口", "二号窗口", "window 2", "window two"),
        (
            WindowNumbers((2, 3)),
            "2、3号窗口",
            "二号、三号窗口",
            "windows 2 and 3",
            "windows two and three",
        ),
        (
            WindowNumbers((1, 2, 3)),
            "1、2、3号窗口",
            "一号、二号、三号窗口",
            "windows 1, 2 and 3",
            "windows one, two and three",
        ),
        (WaitRange(10, 20), "10–20 分钟", "十到二十分钟", "10–20 min", "ten to twenty minutes"),
        (WaitRange(2, 2), "2 分钟", "两分钟", "2 min", "two minutes"),
        (WaitRange(1, 1), "1 分钟", "一分钟", "1 min", "one minute"),
        (WaitRange(0, 10), "0–10 分钟", "十分钟以内", "0–10 min", "up to ten minutes"),
        (WaitRange(0, 0), "0 分钟", "不到一分钟", "0 min", "less than a minute"),
        (
            WaitRange(120, 120),
            "120 分钟",
            "一百二十分钟",
            "120 min",
            "one hundred and twenty minutes",
        ),
        (WaitRange(120, 180), "2–3 小时", "两到三小时", "2–3 h", "two to three hours"),
        (
            WaitRange(100, 130),
            "1.5–2.5 小时",
            "一个半到两个半小时",
            "1.5–2.5 h",
            "one and a half to two and a half hours",
        ),
        (WaitRange(240, 240), "4 小时", "四小时", "4 h", "four hours"),
        (
            WaitRange(20, 150),
            "0–2.5 小时",
            "两个半小时以内",
            "0–2.5 h",
            "up to two and a half hours",
        ),
        (
            WaitRange(40, 121),
            "0.5–2.5 小时",
            "半小时到两个半小时",
            "0.5–2.5 h",
            "half an hour to two and a half hours",
        ),
        (ClockTime(time(14, 30)), "14:30", "下午两点半", "14:30", "two thirty p.m."),
        (ClockTime(time(8, 0)), "08:00", "上午八点", "08:00", "eight a.m."),
        (ClockTime(time(12, 5)), "12:05", "中午十二点零五分", "12:05", "twelve oh five p.m."),
        (ClockTime(time(20, 45)), "20:45", "晚上八点四十五分", "20:45", "eight forty-five p.m."),
        (ClockTime(time(0, 0)), "00:00", "凌晨零点", "00:00", "twelve a.m."),
        (Count(2), "2", "两", "2", "two"),
        (Count(12), "12", "十二", "12", "twelve"),
        (DateOf(date(2026, 3, 9)), "3月9日", "三月九日", "9 March", "March the ninth"),
        (Amount(3000), "3000 元", "三千元", "3000 yuan", "three thousand yuan"),
        (Amount(2), "2 元", "两元", "2 yuan", "two yuan"),
        (
            Amount(Decimal("12.50")),
            "12.50 元",
            "十二元五角",
            "12.50 yuan",
            "twelve yuan and fifty fen",
        ),
        (
            Amount(Decimal("12.05")),
            "12.05 元",
            "十二元零五分",
            "12.05 yuan",
            "twelve yuan and five fen",
        ),
        (Amount(Decimal("0.20")), "0.20 元", "两角", "0.20 yuan", "twenty fen"),
        (Amount(0), "0 元", "零元", "0 yuan", "zero yuan"),
    ],
)
def test_written_and_said(value, shown_zh, spoken_zh, shown_en, spoken_en):
    assert (value.shown("zh"), value.spoken("zh")) == (shown_zh, spoken_zh)
    assert (value.shown("en"), value.spoken("en")) == (shown_en, spoken_en)


@pytest.mark.parametrize(
    ("days", "shown_zh", "spoken_zh", "shown_en", "spoken_en"),
    [
        (0, "今天 14:30", "今天下午两点半", "today 14:30", "today at two thirty p.m."),
        (1, "明天 14:30", "明天下午两点半", "tomorrow 14:30", "tomorrow at two thirty p.m."),
        (4, "星期一 14:30", "星期一下午两点半", "Monday 14:30", "Monday at two thirty p.m."),
        (6, "星期三 14:30", "星期三下午两点半", "Wednesday 14:30", "Wednesday at two thirty p.m."),
        (
            7,
            "3月12日 14:30",
            "三月十二日下午两点半",
            "12 March 14:30",
            "March the twelfth at two thirty p.m.",
        ),
    ],
)
def test_coming_moments(days, shown_zh, spoken_zh, shown_en, spoken_en):
    when = When(NOW.replace(hour=14, minute=30) + timedelta(days=days), NOW)
    assert (when.shown("zh"), when.spoken("zh")) == (shown_zh, spoken_zh)
    assert (when.shown("en"), when.spoken("en")) == (shown_en, spoken_en)


def test_today_is_the_day_of_the_centre_not_of_the_clock():
    late = datetime(2026, 3, 5, 17, 0, tzinfo=UTC)  # the sixth, 01:00, in the zone of NOW
    assert When(NOW.replace(day=6, hour=8), late).shown("zh") == "今天 08:00"


@given(st.integers(0, 600), st.integers(0, 600))
def test_hours_never_promise_more_than_the_minutes(one, other):
    shortest, longest = sorted((one, other))
    figures, unit = WaitRange(shortest, longest).shown("en").split()
    ends = [float(end) * (60 if unit == "h" else 1) for end in figures.split("–")]
    assert ends[0] <= shortest
    assert ends[-1] >= longest

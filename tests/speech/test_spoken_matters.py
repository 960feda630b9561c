from datetime import UTC, datetime, timedelta

import pytest

from kiosk.spoken_matters import Moment, QueryCode, Span, Unsaid
from kiosk.wording import Given, Quoted
from kiosk.zone import CENTRE_ZONE

NOW = datetime(2026, 3, 4, 9, 32, tzinfo=CENTRE_ZONE)


def test_a_query_code_is_shown_and_said_in_fours():
    code = QueryCode("123456789018")
    assert code.shown("zh") == code.shown("en") == "1234 5678 9018"
    assert code.spoken("zh") == "幺二三四，五六七八，九零幺八"
    assert code.spoken("en") == "one two three four, five six seven eight, nine zero one eight"


SPANS = [
    (0, "0分", "零分钟", "0 min", "zero minutes"),
    (1, "1分", "一分钟", "1 min", "one minute"),
    (2, "2分", "两分钟", "2 min", "two minutes"),
    (60, "1小时", "一小时", "1 h", "one hour"),
    (320, "5小时20分", "五小时二十分", "5 h 20 min", "five hours twenty minutes"),
    (122, "2小时2分", "两小时两分", "2 h 2 min", "two hours two minutes"),
    (1440, "1天", "一天", "1 d", "one day"),
    (3075, "2天3小时", "两天三小时", "2 d 3 h", "two days three hours"),
]


@pytest.mark.parametrize(("minutes", "zh", "said_zh", "en", "said_en"), SPANS)
def test_a_span(minutes, zh, said_zh, en, said_en):
    span = Span(minutes)
    assert (span.shown("zh"), span.spoken("zh")) == (zh, said_zh)
    assert (span.shown("en"), span.spoken("en")) == (en, said_en)


def test_a_span_between_moments_is_never_negative():
    assert Span.between(NOW, NOW + timedelta(minutes=61, seconds=59)) == Span(61)
    assert Span.between(NOW, NOW - timedelta(minutes=5)) == Span(0)


MOMENTS = [
    (0, "今天 09:32", "今天上午九点三十二分", "today 09:32", "today at nine thirty-two a.m."),
    (-1, "昨天 09:32", "昨天上午九点三十二分", "yesterday 09:32", None),
    (1, "明天 09:32", "明天上午九点三十二分", "tomorrow 09:32", None),
    (-2, "3月2日 09:32", "三月二日上午九点三十二分", "2 March 09:32", None),
    (-64, "2025年12月30日 09:32", None, "30 December 2025 09:32", None),
]


@pytest.mark.parametrize(("days", "zh", "said_zh", "en", "said_en"), MOMENTS)
def test_a_moment(days, zh, said_zh, en, said_en):
    moment = Moment(NOW + timedelta(days=days), NOW)
    assert moment.shown("zh") == zh
    assert moment.shown("en") == en
    assert said_zh in (None, moment.spoken("zh"))
    assert said_en in (None, moment.spoken("en"))


def test_moments_are_read_on_the_clock_of_the_centre():
    late = NOW.replace(hour=0, minute=5)
    assert Moment(late.astimezone(UTC), late).shown("zh") == "今天 00:05"
    before = (late - timedelta(minutes=10)).astimezone(UTC)
    assert Moment(before, late).shown("zh") == "昨天 23:55"


def test_on_paper_every_day_is_named_by_its_date():
    assert Moment(NOW).shown("zh") == "3月4日 09:32"
    assert Moment(NOW).shown("en") == "4 March 09:32"


def test_what_is_private_is_drawn_and_not_said():
    secret = Unsaid(Quoted("样例"), instead=Given("看屏幕", "on the screen"))
    assert secret.shown("zh") == "样例"
    assert secret.spoken("zh") == "看屏幕"
    assert Unsaid(Quoted("样例")).spoken("en") == ""

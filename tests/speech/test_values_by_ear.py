"""Values as the engine says them: the phonemes of each are those of the words people use."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from kiosk.devices.speech import readings, selftest
from kiosk.devices.speech.port import Utterance
from kiosk.devices.speech.synthesiser import WorkerSynthesiser
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
    WindowNumbers,
)
from kiosk.spoken_dates import FullDate
from kiosk.spoken_matters import QueryCode, Span

NOW = datetime(2026, 3, 4, 9, 32, tzinfo=UTC)

VALUES = [
    (TicketNumber("A012"), "A ling2 yi1 er4 hao4", "A, zero one two"),
    (TicketNumber("BK01"), "B K ling2 yi1 hao4", "B, K, zero one"),
    (PhoneNumber("12348"), "yao1 er4 san1 si4 ba1", "one two three four eight"),
    (Number(2), "er4", "two"),
    (WindowNumbers((2, 3)), "er4 hao4 san1 hao4 chuang1 kou3", "windows two and three"),
    (WaitRange(10, 20), "shi2 dao4 er4 shi2 fen1 zhong1", "ten to twenty minutes"),
    (WaitRange(120, 180), "liang3 dao4 san1 xiao3 shi2", "two to three hours"),
    (WaitRange(0, 1), "yi4 fen1 zhong1 yi3 nei4", "up to one minute"),
    (ClockTime(time(14, 30)), "xia4 wu3 liang3 dian3 ban4", "two thirty p.m."),
    (ClockTime(time(8, 5)), "shang4 wu3 ba1 dian3 ling2 wu3 fen1", "eight oh five a.m."),
    (
        When(NOW + timedelta(days=1), NOW),
        "ming2 tian1 shang4 wu3 jiu3 dian3 san1 shi2 er4 fen1",
        None,
    ),
    (
        When(NOW + timedelta(days=5), NOW),
        "xing1 qi1 yi1 shang4 wu3 jiu3 dian3 san1 shi2 er4 fen1",
        None,
    ),
    (DateOf(date(2026, 1, 11)), "yi1 yue4 shi2 yi1 ri4", "January the eleventh"),
    (FullDate(date(2021, 8, 20)), "er4 ling2 er4 yi1 nian2 ba1 yue4 er4 shi2 ri4", None),
    (Amount(3000), "san1 qian1 yuan2", "three thousand yuan"),
    (Amount(Decimal("1.50")), "yi4 yuan2 wu3 jiao3", "one yuan and fifty fen"),
    (Amount(12000), "yi2 wan4 liang3 qian1 yuan2", "twelve thousand yuan"),
    (Count(2), "liang3", "two"),
    (Span(3075), "liang3 tian1 san1 xiao3 shi2", "two days three hours"),
    (Span(1440), "yi4 tian1", "one day"),
    (
        QueryCode("123456789018"),
        "yao1 er4 san1 si4 wu3 liu4 qi1 ba1 jiu3 ling2 yao1 ba1",
        "one two three four, five six seven eight, nine zero one eight",
    ),
]


@pytest.fixture(scope="module")
def engine():
    synthesiser = WorkerSynthesiser(150, readings.load())
    yield synthesiser
    synthesiser.close()


@pytest.mark.parametrize(("value", "pinyin", "english"), VALUES)
def test_a_value_sounds_like_its_words(engine, value, pinyin, english):
    assert selftest.misreading(engine, value.spoken("zh"), pinyin) is None
    assert "(en)" not in engine.phonemes(Utterance(value.spoken("zh"), "zh"))
    if english is not None:
        assert value.spoken("en") == english
        heard = engine.phonemes(Utterance(value.spoken("en"), "en"))
        assert "_|" not in heard, "read by the Chinese voice"

"""Long texts are cut where a speaker breathes."""

import pytest

from kiosk.devices.speech.port import Utterance
from kiosk.devices.speech.sentences import sentences

LAW = (
    "因下列事项申请法律援助，不受经济困难条件的限制：（一）英雄烈士近亲属维护人格权益；"
    "（二）因见义勇为行为主张相关民事权益；（三）再审改判无罪请求国家赔偿。"
)
ENDLESS = "当事人因为没有钱所以不能请律师的，" * 20


def texts(text, lang="zh"):
    return [part.text for part in sentences(Utterance(text, lang, rate=1, keep=False))]


@pytest.mark.parametrize(
    "text", [LAW, ENDLESS, "短。", "好" * 300, "一。\n二。\n" * 20, "a. b" * 50]
)
def test_nothing_is_lost_or_changed(text):
    parts = sentences(Utterance(text, "zh", rate=1, gain_db=6.0, keep=False))
    assert "".join(part.text for part in parts) == text
    assert {(part.rate, part.gain_db, part.keep) for part in parts} == {(1, 6.0, False)}


def test_what_is_short_stays_whole():
    said = Utterance("请到二号窗口。前面还有三人。", "zh", "slip.go_to")
    assert sentences(said) == (said,)


def test_a_law_is_cut_at_its_sentences():
    assert [part[-1] for part in texts(LAW)] == ["；", "；", "。"]


def test_the_first_part_of_anything_with_commas_is_soon_made():
    assert all(len(part) <= 80 for part in texts(ENDLESS))


def test_no_part_has_nothing_to_say():
    assert texts("这是一个相当长的句子，超过了三十个字，所以会被切开来说。！！！") == [
        "这是一个相当长的句子，超过了三十个字，所以会被切开来说。！！！"
    ]


def test_an_english_figure_is_not_cut():
    text = "The limit is 1.5 times the line of the county. Ask at the window if you are not sure."
    assert texts(text, "en") == [
        "The limit is 1.5 times the line of the county.",
        " Ask at the window if you are not sure.",
    ]

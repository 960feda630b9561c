"""What may come next: from the vocabulary of the office, and the same for everybody."""

import tomllib

import pytest

from kiosk.text_input.port import CANDIDATES
from kiosk.text_input.simplified import is_rare, is_simplified
from kiosk.text_input.suggestions import WORDS, Vocabulary, is_known, suggest
from kiosk.text_input.written import MARKS


def test_before_anything_is_written_beginnings_are_offered():
    assert suggest("")[:3] == ("我", "老板", "我想问")
    assert suggest("  ") == suggest("")


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("法", "律"),
        ("法律", "援助"),
        ("老板拖欠", "工资"),
        ("抚", "养"),
        ("工", "资"),
        ("工", "伤"),
        ("工", "作"),
        ("离", "婚"),
        ("拖", "欠"),
        ("合", "同"),
        ("老板", "拖欠"),
        ("工资", "没发"),
        ("借钱", "不还"),
        ("劳动", "合同"),
    ],
)
def test_a_word_begun_is_gone_on_with(text, among):
    assert among in suggest(text)


def test_the_longest_ending_counts_first():
    assert suggest("劳动仲")[0] == "裁"
    assert suggest("我想问离")[0] == "婚"


def test_what_is_written_most_often_comes_first():
    for text, first in {"工": "资", "合": "同", "法": "律", "我想问工": "资", "借": "条"}.items():
        assert suggest(text)[0] == first
    assert suggest("我家邻居")[0] == "占"


def test_the_end_of_a_word_begins_no_other():
    assert "民法院" in suggest("人")
    assert "民法院" not in suggest("老人")


def test_what_follows_a_word_is_of_everyday_characters():
    with WORDS.open("rb") as file:
        after = tomllib.load(file)["after"]
    for word, followers in after.items():
        assert all(is_simplified(each) and not is_rare(each) for each in followers.split()), word
        assert len(set(followers.split())) == len(followers.split()), word


def test_no_suggestion_is_the_way_to_another():
    for text in ("法", "工", "我", "离"):
        found = suggest(text)
        assert not any(a != b and b.startswith(a) and found.index(a) < found.index(b)
                       for a in found for b in found)  # fmt: skip


def test_no_mark_follows_a_mark():
    assert not set(suggest("是。")) & set(MARKS)


@pytest.mark.parametrize("text", ["x", "𠮷", "\ud800", "。" * 400, "法" * 300, "\n"])
def test_there_is_always_something_and_never_too_much(text):
    assert 1 <= len(suggest(text)) <= CANDIDATES


def test_it_remembers_nothing():
    before = suggest("西")
    for _ in range(50):
        suggest("西平")
    assert suggest("西") == before


def test_the_vocabulary_is_large_simplified_and_without_doubles():
    words = Vocabulary(WORDS).words
    assert len(words) >= 600
    assert len(set(words)) == len(words)
    for word in words:
        assert is_simplified(word), word
        assert not is_rare(word), word
    assert is_known("欠薪")
    assert not is_known("潜心")

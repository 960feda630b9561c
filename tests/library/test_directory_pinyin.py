"""Names in pinyin: surnames as surnames are read, every reading found, nothing heavy stays."""

import sys

import pytest

from kiosk.library.directory.pinyin import SURNAMES, matches, search_words, sort_key, spell


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("单某", "shan/"),
        ("仇某", "qiu/"),
        ("曾某", "zeng/"),
        ("区某", "ou/"),
        ("解某", "xie/"),
        ("查某", "zha/"),
        ("盖某", "ge/"),
        ("乐某", "yue/"),
        ("任某", "ren/"),
        ("尉迟某", "yu/"),
        ("尉某", "wei/"),
        ("万俟某", "mo/"),
        ("万某", "wan/"),
    ],
)
def test_surnames(name: str, begins: str) -> None:
    assert spell([(name, True)])[0].startswith(begins)


def test_the_table_is_of_surnames_that_chinese_has() -> None:
    spelt = spell([(surname, True) for surname in SURNAMES])
    assert [sort_key(each).split() for each in spelt] == [list(each) for each in SURNAMES.values()]


def test_an_office_has_no_surname() -> None:
    office, person = spell([("单位", False), ("单位", True)])
    assert (sort_key(office), sort_key(person)) == ("dan wei", "shan wei")


def test_what_is_not_chinese_stands_for_itself() -> None:
    assert spell([("A座2号（张）·/", False)]) == ["a zuo 2 hao/xiao zhang"]


def test_all_readings_are_found() -> None:
    (spelling,) = spell([("曾长乐", True)])
    for letters in ("zcl", "ccl", "zengchangle", "cengchangle", "changle", "cl"):
        assert matches(spelling, letters), letters


@pytest.mark.parametrize(
    "letters", ["zwf", "zhwf", "zhangweifang", "zhangwf", "zweif", "wf", "weifang", "z", "fa"]
)
def test_letters_that_spell_part_of_a_name(letters: str) -> None:
    assert matches("zhang wei fang", letters)


@pytest.mark.parametrize("letters", ["hang", "zf", "fz", "zwfx", "zhangweifangx", "ei", "zwg"])
def test_letters_that_do_not(letters: str) -> None:
    assert not matches("zhang wei fang", letters)


def test_search_words_are_bounded() -> None:
    words = search_words(" ".join(["shan/dan/chan"] * 20))
    assert len(words) <= 16
    assert words[0] == "s" * 20
    assert "shan" * 20 in words
    assert search_words("zhang wei fang") == ("zwf", "zhangweifang")


def test_its_dictionaries_never_come_into_the_terminal() -> None:
    assert sort_key(spell([("张某", True)])[0]) == "zhang mou"
    assert "pypinyin" not in sys.modules

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.library.laws.numerals import ArticleNumber, article_number, to_chinese, to_int

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@given(st.integers(0, 99_999_999))
def test_a_number_survives_being_written_in_characters_and_in_digits(number: int) -> None:
    assert to_int(to_chinese(number)) == number
    assert to_int(str(number)) == number
    assert to_int(str(number).translate(WIDE)) == number


@given(st.integers(1, 99_999), st.integers(0, 99))
def test_an_article_survives_being_printed(main: int, sub: int) -> None:
    number = ArticleNumber(main, sub)
    assert article_number(number.printed) == number


@given(st.text(alphabet="零〇一二三四五六七八九十百千万两第条之0１ ", max_size=8))
def test_whatever_stands_there_is_a_number_or_none(text: str) -> None:
    number = article_number(text)
    assert number is None or article_number(number.printed) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("第三十一条", (31, 0)),
        ("31", (31, 0)),
        ("３１条", (31, 0)),
        ("第 31 条", (31, 0)),
        ("第一百零一条之一", (101, 1)),
        ("第一百〇一条之十二", (101, 12)),
        ("101条之1", (101, 1)),
        ("第一百一十条", (110, 0)),
        ("第二百条", (200, 0)),
        ("第一千零六条", (1006, 0)),
        ("第一千二百六十条", (1260, 0)),
        ("一〇一", (101, 0)),
    ],
)
def test_numbers_as_people_and_laws_write_them(written: str, number: tuple[int, int]) -> None:
    assert article_number(written) == number


@pytest.mark.parametrize(
    "text", ["", "第条", "十百", "一千二", "零零十", "百", "工资", "31款", "1" * 12]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert article_number(text) is None


def test_laws_write_ten_without_one_and_two_without_a_pair() -> None:
    assert [to_chinese(each) for each in (10, 12, 110, 200, 2000)] == [
        "十",
        "十二",
        "一百一十",
        "二百",
        "二千",
    ]

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.typography import NO_END, NO_START, break_evenly, break_lines, widest_piece


def em(text: str) -> float:
    """A face in which western characters are half as wide as Chinese ones."""
    return sum(1.0 if ord(char) > 0x2E7F else 0.5 for char in text)


def kerned(text: str) -> float:
    """A face whose pairs are wider than their parts."""
    return em(text) + 0.1 * max(0, len(text) - 1)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("法律援助", 4, ["法律援助"]),
        ("法律援助", 2, ["法律", "援助"]),
        ("请带身份证，合同", 5, ["请带身份", "证，合同"]),
        ("请到（综合）窗口", 3, ["请到", "（综", "合）窗", "口"]),
        ("他说：“好的。”然后", 5, ["他说：“好", "的。”然后"]),
        ("号码A012请等", 3, ["号码", "A012请", "等"]),
        ("大约10–20分钟", 4, ["大约", "10–20分", "钟"]),
        ("开门14:30关门", 4, ["开门", "14:30关", "门"]),
        ("call number A012 now", 5.5, ["call number", "A012 now"]),
        ("don’t break", 3, ["don’t", "break"]),
        ("好……再见", 2, ["好……", "再见"]),
        ("一\n\n二", 5, ["一", "", "二"]),
        ("", 5, [""]),
        ("  一  ", 5, ["一"]),
        ("abcdefgh，好", 2, ["abcd", "efg", "h，", "好"]),
        ("法 ， 律", 3, ["法 ，", "律"]),
        ("好", 0.5, ["好"]),
        ("开门08:30\u00a0到\u00a012:00，好", 8, ["开门", "08:30\u00a0到\u00a012:00，", "好"]),
    ],
)
def test_examples(text, width, lines):
    assert break_lines(text, em, width) == lines


PUNCTUATION = "，。、：；！？）》”』】％…（《“『【"
TEXTS = st.text(
    st.one_of(
        st.sampled_from("法律援助窗口请到带身份证二号" + PUNCTUATION),
        st.sampled_from("abcXYZ0123456789:–-/%.,() \u3000\n'’e\u0301"),
    ),
    max_size=80,
    # A combining mark that stands on nothing is no text anybody writes.
).filter(lambda text: not re.search(r"(^|\s)\u0301", text))
WIDTHS = st.integers(min_value=1, max_value=24).map(lambda half: half / 2)
MEASURES = st.sampled_from([em, kerned])


def without_spaces(text: str) -> str:
    return "".join(text.split())


@given(TEXTS, MEASURES, WIDTHS)
def test_nothing_is_lost_and_order_is_kept(text, measure, width):
    lines = break_lines(text, measure, width)
    assert without_spaces("".join(lines)) == without_spaces(text)
    assert all(line == line.strip() for line in lines)
    assert len(lines) >= text.count("\n") + 1


@given(TEXTS, MEASURES, WIDTHS)
def test_only_a_single_character_is_wider_than_the_line(text, measure, width):
    for line in break_lines(text, measure, width):
        assert measure(line) <= width or len(line.replace("\u0301", "")) == 1


@given(TEXTS, MEASURES, WIDTHS)
def test_breaks_obey_the_rules_where_the_bound_characters_fit(text, measure, width):
    for paragraph in filter(str.strip, text.split("\n")):
        if _widest_bond(paragraph, measure) > width:
            continue
        lines = break_lines(paragraph, measure, width)
        assert not any(line[0] in NO_START for line in lines[1:])
        assert not any(line[-1] in NO_END for line in lines[:-1])


WORDS = st.sampled_from(["A012", "10–20", "14:30", "don’t", "12.5", "AK01"])
FILLING = st.sampled_from(["法律", "请到", " ", "，", "（", "。”", "窗 口"])


@given(st.lists(st.tuples(FILLING, WORDS, FILLING), max_size=12), MEASURES, WIDTHS)
def test_words_and_numbers_stay_whole_where_they_fit(parts, measure, width):
    text = "".join(before + word + after for before, word, after in parts)
    if _widest_bond(text, measure) > width:
        return
    lines = break_lines(text, measure, width)
    for _, word, _ in parts:
        assert any(word in line for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("过号请找工作人员。", 8, ["过号请找工", "作人员。"]),
        ("法律援助", 4, ["法律援助"]),
        ("", 4, [""]),
        ("一\n\n二三", 4, ["一", "", "二三"]),
        ("comprehensive and so on", 5, ["comprehens", "ive and so", "on"]),
    ],
)
def test_even_examples(text, width, lines):
    assert break_evenly(text, em, width) == lines


@given(TEXTS, MEASURES, WIDTHS)
def test_even_lines_are_as_many_and_no_wider(text, measure, width):
    greedy = break_lines(text, measure, width)
    even = break_evenly(text, measure, width)
    assert len(even) == len(greedy)
    assert max(map(measure, even)) <= max(map(measure, greedy))
    assert without_spaces("".join(even)) == without_spaces(text)


@given(st.lists(st.tuples(FILLING, WORDS, FILLING), max_size=12), MEASURES, WIDTHS)
def test_evening_splits_no_word(parts, measure, width):
    text = "".join(before + word + after for before, word, after in parts)
    greedy = break_lines(text, measure, width)
    even = break_evenly(text, measure, width)
    for _, word, _ in parts:
        if sum(line.count(word) for line in greedy) == text.count(word):
            assert sum(line.count(word) for line in even) == text.count(word)


def test_few_measurements():
    asked = []

    def measure(text: str) -> float:
        asked.append(text)
        return em(text)

    break_lines("请带好身份证", measure, 20)
    assert len(asked) == 1
    asked.clear()
    lines = break_lines("请带好身份证，" * 20, measure, 10)
    assert len(asked) <= 1 + len(lines) + 7 + 2


def _widest_bond(paragraph: str, measure) -> float:
    """Width of the widest run of characters that no rule lets apart, spaces included."""
    widest = start = 0
    chars = list(paragraph.strip())
    for index in range(1, len(chars) + 1):
        if index == len(chars) or _free(chars, index):
            widest = max(widest, measure("".join(chars[start:index]).strip()))
            start = index
    return widest


def _free(chars: list[str], index: int) -> bool:
    before = "".join(chars[:index]).rstrip()
    after = "".join(chars[index:]).lstrip()
    spaced = before != "".join(chars[:index]) or after != "".join(chars[index:])
    letters = before[-1] < "\u2e80" and after[0] < "\u2e80"
    if letters and not spaced:
        return False
    return before[-1] not in NO_END and after[0] not in NO_START


def test_the_widest_piece_is_what_breaks_first_in_less_room() -> None:
    assert widest_piece("Larger text", em) == em("Larger")
    assert widest_piece("", em) == 0

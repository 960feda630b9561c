"""Numbers in words, as people say them in Mandarin and English. Pure."""

import re

_DIGITS = "零一二三四五六七八九"
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = [
    "",
    "",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]
_IRREGULAR_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
LARGEST = 10**8 - 1


def digits_zh(digits: str) -> str:
    """Read digits one by one: ``"012"`` is 零一二."""
    return "".join(_DIGITS[int(digit)] for digit in digits)


def digits_en(digits: str) -> str:
    """Read digits one by one: ``"012"`` is "zero one two"."""
    return " ".join(_ONES[int(digit)] for digit in digits)


def cardinal_zh(number: int) -> str:
    """Read a whole number from 0 to :data:`LARGEST`: 105 is 一百零五, 12 is 十二, 20000 is 二万.

    Two is 二 throughout, except 两千 and 两万, which is how they are said; for a number of people
    or things see :func:`count_zh`. Raises ``ValueError`` outside the range.
    """
    _check(number)
    if number == 0:
        return "零"
    myriads, rest = divmod(number, 10_000)
    if not myriads:
        words = _below_myriad(rest)
    else:
        head = "两" if myriads == 2 else _below_myriad(myriads)
        gap = "零" if 0 < rest < 1000 else ""
        words = head + "万" + gap + (_below_myriad(rest) if rest else "")
    return words.removeprefix("一") if words.startswith("一十") else words


def count_zh(number: int) -> str:
    """Read a number that a measure word follows: two is 两 (两人, 两个), twelve stays 十二."""
    return "两" if number == 2 else cardinal_zh(number)


def cardinal_en(number: int) -> str:
    """Read a whole number from 0 to :data:`LARGEST`: 105 is "one hundred and five".

    Raises ``ValueError`` outside the range.
    """
    _check(number)
    if number < 1000:
        return _below_thousand(number)
    parts = []
    for size, name in ((1_000_000, "million"), (1000, "thousand")):
        group, number = divmod(number, size)
        if group:
            parts.append(f"{_below_thousand(group)} {name}")
    if number:
        parts.append(f"and {_below_thousand(number)}" if number < 100 else _below_thousand(number))
    return " ".join(parts)


def ordinal_en(number: int) -> str:
    """Read the place in a row: 21 is "twenty-first". Same range as :func:`cardinal_en`."""
    words = cardinal_en(number)
    last = re.split("[ -]", words)[-1]
    head = words.removesuffix(last)
    if last in _IRREGULAR_ORDINALS:
        return head + _IRREGULAR_ORDINALS[last]
    return head + (last.removesuffix("y") + "ieth" if last.endswith("y") else last + "th")


def _check(number: int) -> None:
    if not 0 <= number <= LARGEST:
        raise ValueError(f"not a number from 0 to {LARGEST}")


def _below_myriad(number: int) -> str:
    words, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if not digit:
            gap = bool(words)
            continue
        two = digit == 2 and size == 1000
        words += ("零" if gap else "") + ("两" if two else _DIGITS[digit]) + name
        gap = False
    return words


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    head = f"{_ONES[hundreds]} hundred"
    return f"{head} and {_below_hundred(rest)}" if rest else head


def _below_hundred(number: int) -> str:
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")

"""Numbers of articles: Chinese numerals and digits of any width, with their 之N. Pure."""

import re
from typing import NamedTuple

from kiosk.numerals import cardinal_zh

NUMERAL = r"[零〇一二三四五六七八九十百千万两]+|[0-9０-９]+"
"""Matches a whole number in characters or in digits, as part of a pattern."""

_DIGIT = {character: value for value, character in enumerate("零一二三四五六七八九")}
_DIGIT.update({"〇": 0, "两": 2})
_SIZE = {"十": 10, "百": 100, "千": 1000}
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_NUMBER = re.compile(rf"第?\s*({NUMERAL})\s*条?\s*(?:之\s*({NUMERAL}))?")


class ArticleNumber(NamedTuple):
    """The place of an article in its law: 第一百零一条之一 is (101, 1), 第三条 is (3, 0)."""

    main: int
    sub: int = 0

    @property
    def key(self) -> str:
        """Return it in digits: ``101-1``, ``3``."""
        return f"{self.main}-{self.sub}" if self.sub else str(self.main)

    @property
    def printed(self) -> str:
        """Return it as laws print it: 第一百零一条之一."""
        head = f"第{to_chinese(self.main)}条"
        return f"{head}之{to_chinese(self.sub)}" if self.sub else head


def to_chinese(number: int) -> str:
    """Write a number the way laws do: 12 is 十二, 110 一百一十, 2000 二千.

    Raises ``ValueError`` below 0 and above 99,999,999.
    """
    return cardinal_zh(number).replace("两", "二")


def to_int(numeral: str) -> int | None:
    """Read a number in characters (一百零一, 一〇一, 两千) or digits (101, １０１).

    ``None`` for what is no number or not written properly (十百).
    """
    narrow = numeral.translate(_NARROW)
    if narrow.isascii():
        return int(narrow) if narrow.isdigit() and len(narrow) < 9 else None
    if len(numeral) > 1 and all(character in _DIGIT for character in numeral):
        return int("".join(str(_DIGIT[character]) for character in numeral[:9]))
    number = _sum(numeral)
    plain = numeral.replace("〇", "零").replace("两", "二")
    if number is None or plain not in (to_chinese(number), "一" + to_chinese(number)):
        return None
    return number if plain == to_chinese(number) or plain.startswith("一十") else None


def article_number(text: str) -> ArticleNumber | None:
    """Read 第三十一条, 31, 31条, 第101条之一; ``None`` where that is not all there is."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    return number_of(match[1], match[2])


def number_of(main: str, sub: str | None) -> ArticleNumber | None:
    """Return the number of an article from its two numerals."""
    first, second = to_int(main), to_int(sub) if sub else 0
    if first is None or second is None:
        return None
    return ArticleNumber(first, second)


def _sum(numeral: str) -> int | None:
    """Add up what the characters say, whether or not one writes it so."""
    total = myriads = digit = 0
    for character in numeral:
        if character in _DIGIT:
            digit = _DIGIT[character]
        elif character in _SIZE:
            total += (digit or 1) * _SIZE[character]
            digit = 0
        elif character == "万" and not myriads:
            myriads, total, digit = total + digit, 0, 0
        else:
            return None
    number = myriads * 10_000 + total + digit
    return number if number < 10**8 else None

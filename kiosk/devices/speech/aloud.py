"""Free text as people say it: figures, telephone numbers, times and signs, in Chinese and English.

Wording of the terminal has values for these (:mod:`kiosk.spoken`). A law, an answer, a reply or an
address is quoted as it stands, and the engine would read 12348 as a number of thousands.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, time

from kiosk.numerals import LARGEST, cardinal_zh, count_zh, digits_en, digits_zh
from kiosk.spoken import ClockTime, PhoneNumber
from kiosk.spoken_dates import FullDate
from kiosk.wording import Lang

Match = re.Match[str]
_Rule = tuple[re.Pattern[str], Callable[[Match], str]]

_HAN = "\u3400-\u9fff"
_MEASURES = "个人份位名次张天年周倍件页条户家种岁项句步本元万千"
_PHONE = (
    r"(?<![\d.])(?:1[3-9]\d{9}|0\d{2,3}[-–]?\d{7,8}|400[-–]?\d{3}[-–]?\d{4}"
    r"|12[13]\d\d(?!\s*(?:元|人|件|yuan|people))|\d{9,})(?!\.?\d)"
)
_EMERGENCY_ZH = rf"(?<!\d)(?:110|119|120|122)(?=$|[^\d{_HAN}]|报警|电话|热线|求助|急救)"
_EMERGENCY_EN = r"(?<=\b[Cc]all )(?:110|119|120|122)\b|(?<=\b[Dd]ial )(?:110|119|120|122)\b"
_RANGE_ZH = r"(?<=[\d元日时点分半岁])\s*[-–—~～]\s*(?=[\d一二三四五六七八九十上中下晚凌])"
_DATE = re.compile(r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:：]([0-5]\d)(?!\d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_FIGURES = re.compile(r"(?<![a-zü\d])\d+")
"""Not those of pinyin, which is how a reading is put to the engine."""


def aloud(text: str, lang: Lang) -> str:
    """Return ``text`` with its figures and signs in the words of ``lang``."""
    joined = _THOUSANDS.sub("", text)
    for pattern, said in _CHINESE if lang == "zh" else _ENGLISH:
        joined = pattern.sub(said, joined)
    return " ".join(joined.split())


def _phone_zh(found: Match) -> str:
    return PhoneNumber(found[0]).spoken("zh")


def _phone_en(found: Match) -> str:
    return PhoneNumber(found[0]).spoken("en")


def _date(lang: Lang) -> Callable[[Match], str]:
    def said(found: Match) -> str:
        try:
            day = date(*map(int, found.groups()))
        except ValueError:
            return found[0]
        return FullDate(day).spoken(lang)

    return said


def _clock(lang: Lang) -> Callable[[Match], str]:
    return lambda found: ClockTime(time(int(found[1]), int(found[2]))).spoken(lang)


def _whole_zh(found: Match) -> str:
    figures = found[0]
    if int(figures) > LARGEST or (len(figures) > 1 and figures[0] == "0"):
        return PhoneNumber(figures).spoken("zh")
    return cardinal_zh(int(figures))


def _code_zh(found: Match) -> str:
    return "，".join([*found[1], PhoneNumber(found[2]).spoken("zh")])


def _code_en(found: Match) -> str:
    return ", ".join([*found[1], digits_en(found[2])])


def _decimal_zh(found: Match) -> str:
    # In pinyin where it ends in one: 一点 is "a little" and has another tone.
    whole = re.sub("一$", "yi1", cardinal_zh(int(found[1])))
    return f"{whole}点{digits_zh(found[2])}"


def _year_zh(found: Match) -> str:
    return digits_zh(found[0])


def _rules(*rules: tuple[str | re.Pattern[str], Callable[[Match], str]]) -> Iterable[_Rule]:
    return tuple((re.compile(pattern), said) for pattern, said in rules)


_CHINESE = _rules(
    (_PHONE, _phone_zh),
    (_EMERGENCY_ZH, _phone_zh),
    (_DATE, _date("zh")),
    (_CLOCK, _clock("zh")),
    (r"(?<!\d)\d{4}(?=年)", _year_zh),
    (r"(\d+月\d+)[-–](?=\d+日)", lambda found: f"{found[1]}到"),
    (r"(?<![A-Za-z])([A-Z]{1,3})(\d+)(?![A-Za-z])", _code_zh),
    (r"(\d+(?:\.\d+)?)[%％]", lambda found: f"百分之{found[1]}"),
    (
        r"(?<=[\d元日时点分半岁])\s*[-–—~～]\s*(?=[\d一二三四五六七八九十上中下晚凌])",
        lambda _: "到",
    ),
    (r"(?<![\d.])(\d{1,8})\.(\d+)(?![.\d])", _decimal_zh),
    (rf"(?<![第\d])2(?=[{_MEASURES}])", lambda _: count_zh(2)),
    (_FIGURES, _whole_zh),
    (r"[A-Z]{2,}(?![a-z])", lambda found: " ".join(found[0])),
    # Quotation marks are not said; the engine would pause at them for a third of a second.
    (r"[“”‘’《》〈〉「」『』\"]", lambda _: ""),
    (r"[（）()【】\[\]—–/]+", lambda _: "，"),
    (r"·", lambda _: ""),
    (r"^[，、；：。\s]+", lambda _: ""),
)
_ENGLISH = _rules(
    (_PHONE, _phone_en),
    (_EMERGENCY_EN, _phone_en),
    (_DATE, _date("en")),
    (_CLOCK, _clock("en")),
    (r"\b([A-Z]{1,3})(\d+)\b", _code_en),
    (r"\b(\d+)\s*h\b", lambda found: f"{found[1]} hours"),
    (r"\b(\d+)\s*min\b", lambda found: f"{found[1]} minutes"),
    (r"(?:(?<=\d)|(?<=[ap]\.m\.))\s*[–—~]\s*(?=\w)", lambda _: " to "),
    (r"(?<![\d.])0\d+(?!\.?\d)", lambda found: digits_en(found[0])),
    (r"\s+·\s+|·", lambda _: ", "),
)

"""Values that are written one way and said another: numbers, windows, waits, times, dates, money.

Each is a :class:`kiosk.wording.Sayable` and takes its place in a catalogue message:
``say("slip.go_to", windows=WindowNumbers((2, 3)))``. What surrounds them in a message:

=================== ========================== ================================================
value               written (zh / en)          said (zh / en)
=================== ========================== ================================================
:class:`TicketNumber` A012                     A，零一二号 / A, zero one two
:class:`PhoneNumber` 12348                     幺二三四八 / one two three four eight
:class:`WindowNumber` 2                        二 / two (message: 请到{window}号窗口)
:class:`WindowNumbers` 2、3号窗口 / windows 2 and 3  二号、三号窗口 / windows two and three
:class:`WaitRange`  10–20 分钟 / 10–20 min     十到二十分钟 / ten to twenty minutes
:class:`ClockTime`  14:30                      下午两点半 / two thirty p.m.
:class:`When`       明天 08:30                 明天上午八点半 / tomorrow at eight thirty a.m.
:class:`Count`      2                          两 / two (message: {count}人在等)
:class:`DateOf`     3月9日 / 9 March           三月九日 / March the ninth
:class:`Amount`     3000 元 / 3000 yuan        三千元 / three thousand yuan
=================== ========================== ================================================
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from kiosk.numerals import cardinal_en, cardinal_zh, count_zh, digits_en, digits_zh, ordinal_en
from kiosk.wording import Lang

_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_HOURS_FROM_MINUTES = 120


@dataclass(frozen=True)
class TicketNumber:
    """A queue number: letters, then digits (``A012``; offline ``AK01``)."""

    number: str

    def shown(self, lang: Lang) -> str:
        """Return the number as it is printed."""
        return self.number

    def spoken(self, lang: Lang) -> str:
        """Return letters and digits one by one, a pause after each letter."""
        letters, digits = re.fullmatch(r"([A-Z]*)(\d*)", self.number).groups()  # type: ignore[union-attr]
        if lang == "zh":
            return "，".join([*letters, digits_zh(digits) + "号"])
        return ", ".join([*letters, digits_en(digits)])


@dataclass(frozen=True)
class PhoneNumber:
    """A telephone number, said figure by figure; one is 幺 in Chinese, which no ear mistakes."""

    number: str

    def shown(self, lang: Lang) -> str:
        """Return the number as it is dialled."""
        return self.number

    def spoken(self, lang: Lang) -> str:
        """Return its figures one by one, with a pause where it is parted: 0394-…, 400 …"""
        groups = re.findall(r"[0-9]+", self.number)
        if lang == "zh":
            return "，".join(digits_zh(group) for group in groups).replace("一", "幺")
        return ", ".join(digits_en(group) for group in groups)


@dataclass(frozen=True)
class Number:
    """A number by itself: a key to press, a digit that was typed. Two is 二."""

    number: int

    def shown(self, lang: Lang) -> str:
        """Return figures."""
        return str(self.number)

    def spoken(self, lang: Lang) -> str:
        """Return words."""
        return cardinal_zh(self.number) if lang == "zh" else cardinal_en(self.number)


@dataclass(frozen=True)
class WindowNumber(Number):
    """One window, where the message has the words: 请到{window}号窗口, "Go to window {window}"."""


@dataclass(frozen=True)
class WindowNumbers:
    """One or several windows with their word: 2、3号窗口, "windows 2 and 3"; at least one."""

    windows: tuple[int, ...]

    def shown(self, lang: Lang) -> str:
        """Return numbers and word."""
        if lang == "zh":
            return "、".join(map(str, self.windows)) + "号窗口"
        return self._english([str(window) for window in self.windows])

    def spoken(self, lang: Lang) -> str:
        """Return numbers and word, in words."""
        if lang == "zh":
            return "、".join(cardinal_zh(window) + "号" for window in self.windows) + "窗口"
        return self._english([cardinal_en(window) for window in self.windows])

    @staticmethod
    def _english(numbers: list[str]) -> str:
        if len(numbers) == 1:
            return f"window {numbers[0]}"
        return f"windows {', '.join(numbers[:-1])} and {numbers[-1]}"


@dataclass(frozen=True)
class WaitRange:
    """A wait in whole minutes, ``shortest <= longest``; beyond 120 minutes in half hours.

    Half hours are rounded outwards, so that the range never promises more than the minutes did.
    """

    shortest: int
    longest: int

    def shown(self, lang: Lang) -> str:
        """Return figures: 10–20 分钟, 1.5–2.5 小时."""
        if self.longest <= _HOURS_FROM_MINUTES:
            ends = [str(self.shortest), str(self.longest)]
            unit = "分钟" if lang == "zh" else "min"
        else:
            ends = [f"{half / 2:g}" for half in self._half_hours()]
            unit = "小时" if lang == "zh" else "h"
        return f"{'–'.join(dict.fromkeys(ends))} {unit}"

    def spoken(self, lang: Lang) -> str:
        """Return words: 十到二十分钟, 十分钟以内 (from nought), 两到三小时; equal ends once."""
        if self.longest <= _HOURS_FROM_MINUTES:
            shortest, longest = self.shortest, self.longest
            ends = {end: (count_zh(end), cardinal_en(end)) for end in (shortest, longest)}
            unit = ("分钟", "minute" if longest == 1 else "minutes")
        else:
            shortest, longest = self._half_hours()
            ends = {end: _half_hours_said(end) for end in (shortest, longest)}
            unit = ("小时", "hours")
        which = 0 if lang == "zh" else 1
        if longest == 0:
            return ("不到一分钟", "less than a minute")[which]
        said = [words[which] for end, words in ends.items() if end]
        reach = (" to ", "到")[lang == "zh"].join(said)
        if lang == "zh":
            return f"{reach}{unit[0]}" + ("" if shortest else "以内")
        return ("" if shortest else "up to ") + f"{reach} {unit[1]}"

    def _half_hours(self) -> tuple[int, int]:
        return self.shortest // 30, -(-self.longest // 30)


@dataclass(frozen=True)
class ClockTime:
    """A time of day, in the zone it carries."""

    at: datetime | time

    def shown(self, lang: Lang) -> str:
        """Return ``14:30``."""
        return f"{self.at:%H:%M}"

    def spoken(self, lang: Lang) -> str:
        """Return 下午两点半, "two thirty p.m."."""
        return _clock_zh(self.at.hour, self.at.minute) if lang == "zh" else _clock_en(self.at)


@dataclass(frozen=True)
class DateOf:
    """A day of the year, without the year: 3月9日, "9 March"."""

    day: date

    def shown(self, lang: Lang) -> str:
        """Return figures."""
        if lang == "zh":
            return f"{self.day.month}月{self.day.day}日"
        return f"{self.day.day} {_MONTHS_EN[self.day.month - 1]}"

    def spoken(self, lang: Lang) -> str:
        """Return words."""
        if lang == "zh":
            return f"{cardinal_zh(self.day.month)}月{cardinal_zh(self.day.day)}日"
        return f"{_MONTHS_EN[self.day.month - 1]} the {ordinal_en(self.day.day)}"


@dataclass(frozen=True)
class When:
    """A coming moment as seen from ``now``; ``now`` is read in the zone of ``at``.

    Today and tomorrow by name, then by weekday for six days ahead, then by date.
    """

    at: datetime
    now: datetime

    def shown(self, lang: Lang) -> str:
        """Return 明天 08:30, 星期一 08:30, 3月9日 08:30."""
        return f"{self._day(lang, aloud=False)} {ClockTime(self.at).shown(lang)}"

    def spoken(self, lang: Lang) -> str:
        """Return 明天上午八点半, "tomorrow at eight thirty a.m."."""
        joint = "" if lang == "zh" else " at "
        return f"{self._day(lang, aloud=True)}{joint}{ClockTime(self.at).spoken(lang)}"

    def _day(self, lang: Lang, *, aloud: bool) -> str:
        today = self.now.astimezone(self.at.tzinfo).date() if self.at.tzinfo else self.now.date()
        day = self.at.date()
        ahead = (day - today).days
        if ahead in (0, 1):
            return (("今天", "明天") if lang == "zh" else ("today", "tomorrow"))[ahead]
        if 1 < ahead < 7:
            weekday = day.weekday()
            return f"星期{_WEEKDAYS_ZH[weekday]}" if lang == "zh" else _WEEKDAYS_EN[weekday]
        return DateOf(day).spoken(lang) if aloud else DateOf(day).shown(lang)


@dataclass(frozen=True)
class Count:
    """How many people or things; in Chinese a measure word (人, 个, 份) follows in the message."""

    number: int

    def shown(self, lang: Lang) -> str:
        """Return figures."""
        return str(self.number)

    def spoken(self, lang: Lang) -> str:
        """Return words: 两, "two"."""
        return count_zh(self.number) if lang == "zh" else cardinal_en(self.number)


@dataclass(frozen=True)
class Amount:
    """Money in yuan, to the fen; not negative and below 10^8."""

    yuan: int | Decimal

    def shown(self, lang: Lang) -> str:
        """Return 3000 元, "12.50 yuan"."""
        whole, fen = self._parts()
        figures = f"{whole}.{fen:02}" if fen else f"{whole}"
        return f"{figures} {'元' if lang == 'zh' else 'yuan'}"

    def spoken(self, lang: Lang) -> str:
        """Return words: 十二元五角, "twelve yuan and fifty fen"."""
        whole, fen = self._parts()
        if lang == "en":
            yuan = [f"{cardinal_en(whole)} yuan"] if whole or not fen else []
            return " and ".join(yuan + ([f"{cardinal_en(fen)} fen"] if fen else []))
        jiao, fen = divmod(fen, 10)
        small = (f"{count_zh(jiao)}角" if jiao else "") + (f"{count_zh(fen)}分" if fen else "")
        if not whole and small:
            return small
        gap = "零" if fen and not jiao else ""
        return f"{count_zh(whole)}元{gap}{small}"

    def _parts(self) -> tuple[int, int]:
        return divmod(int((Decimal(self.yuan) * 100).to_integral_value()), 100)


def _half_hours_said(halves: int) -> tuple[str, str]:
    hours, half = divmod(halves, 2)
    if not half:
        return count_zh(hours), cardinal_en(hours)
    if not hours:
        return "半小时", "half an hour"
    return f"{count_zh(hours)}个半", f"{cardinal_en(hours)} and a half"


def _clock_zh(hour: int, minute: int) -> str:
    limits = ((6, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
    part = next(name for limit, name in limits if hour < limit)
    said = count_zh(hour - 12 if hour > 12 else hour) + "点"
    if minute == 30:
        return part + said + "半"
    if minute == 0:
        return part + said
    return part + said + ("零" if minute < 10 else "") + cardinal_zh(minute) + "分"


def _clock_en(at: datetime | time) -> str:
    half = "a.m." if at.hour < 12 else "p.m."
    hour = cardinal_en(at.hour % 12 or 12)
    if at.minute == 0:
        return f"{hour} {half}"
    minute = ("oh " if at.minute < 10 else "") + cardinal_en(at.minute)
    return f"{hour} {minute} {half}"

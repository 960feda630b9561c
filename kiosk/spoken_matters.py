"""Values of matters that are written one way and said another: codes, spans and moments.

=================== ========================== ================================================
value               written (zh / en)          said (zh / en)
=================== ========================== ================================================
:class:`QueryCode`  1234 5678 9012             幺二三四，五六七八，九零幺二 / one two three four, …
:class:`Span`       5小时20分 / 5 h 20 min     五小时二十分 / five hours twenty minutes
:class:`Moment`     昨天 09:32 / yesterday 09:32  昨天上午九点三十二分 / yesterday at nine …
:class:`Unsaid`     as it is                   nothing, or what stands for it
=================== ========================== ================================================
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.county.query_code import grouped
from kiosk.numerals import cardinal_en, count_zh
from kiosk.spoken import ClockTime, DateOf, PhoneNumber
from kiosk.spoken_dates import FullDate
from kiosk.wording import Given, Lang, Wording
from kiosk.zone import CENTRE_ZONE

_DAYS: dict[int, Given] = {
    -1: Given("昨天", "yesterday"),
    0: Given("今天", "today"),
    1: Given("明天", "tomorrow"),
}
_SPOKEN_UNITS = (("天", "day"), ("小时", "hour"), ("分", "minute"))
_SHOWN_UNITS = (("天", "d"), ("小时", "h"), ("分", "min"))


@dataclass(frozen=True)
class QueryCode:
    """A query code: shown and said in fours, figure by figure."""

    code: str

    def shown(self, lang: Lang) -> str:
        """Return ``1234 5678 9012``."""
        return grouped(self.code)

    def spoken(self, lang: Lang) -> str:
        """Return its figures, with a pause after each four."""
        fours = [PhoneNumber(four).spoken(lang) for four in grouped(self.code).split()]
        return ("，" if lang == "zh" else ", ").join(fours)


@dataclass(frozen=True)
class Span:
    """How long something took or may take, in whole minutes; from a day on, in hours."""

    minutes: int

    @classmethod
    def between(cls, start: datetime, end: datetime) -> "Span":
        """Return the span from ``start`` to ``end``; nought where the clocks disagree."""
        return cls(max(0, (end - start) // timedelta(minutes=1)))

    def shown(self, lang: Lang) -> str:
        """Return figures: 5小时20分, "5 h 20 min"; 2天3小时."""
        which = 0 if lang == "zh" else 1
        gap = "" if lang == "zh" else " "
        return gap.join(f"{size}{gap}{_SHOWN_UNITS[unit][which]}" for unit, size in self._parts())

    def spoken(self, lang: Lang) -> str:
        """Return words."""
        if lang == "zh":
            said = [self._chinese(unit, size) for unit, size in self._parts()]
            return "".join(said)
        return " ".join(
            f"{cardinal_en(size)} {_SPOKEN_UNITS[unit][1]}{'' if size == 1 else 's'}"
            for unit, size in self._parts()
        )

    def _chinese(self, unit: int, size: int) -> str:
        alone = unit == 2 and self.minutes < 60
        return f"{count_zh(size)}{'分钟' if alone else _SPOKEN_UNITS[unit][0]}"

    def _parts(self) -> list[tuple[int, int]]:
        hours, minutes = divmod(self.minutes, 60)
        days, hours = divmod(hours, 24)
        sizes = (days, hours, 0 if days else minutes)
        parts = [(unit, size) for unit, size in enumerate(sizes) if size]
        return parts or [(2, 0)]


@dataclass(frozen=True)
class Moment:
    """A moment, gone or to come, as seen from ``now``; both are read on the centre's clock.

    Yesterday, today and tomorrow by name, other days by date, with the year where it is another.
    Without ``now`` every day by date: paper is read on any day.
    """

    at: datetime
    now: datetime | None = None

    def shown(self, lang: Lang) -> str:
        """Return 昨天 09:32, "9 March 09:32"."""
        return f"{self._day().shown(lang)} {self._clock().shown(lang)}"

    def spoken(self, lang: Lang) -> str:
        """Return 昨天上午九点三十二分, "yesterday at nine thirty-two a.m."."""
        joint = "" if lang == "zh" else " at "
        return f"{self._day().spoken(lang)}{joint}{self._clock().spoken(lang)}"

    def _clock(self) -> ClockTime:
        return ClockTime(self.at.astimezone(CENTRE_ZONE))

    def _day(self) -> Given | DateOf | FullDate:
        day = self.at.astimezone(CENTRE_ZONE).date()
        if self.now is None:
            return DateOf(day)
        today = self.now.astimezone(CENTRE_ZONE).date()
        named = _DAYS.get((day - today).days)
        if named is not None:
            return named
        return DateOf(day) if day.year == today.year else FullDate(day)


@dataclass(frozen=True)
class Unsaid:
    """Something private: it is drawn, and the loudspeaker says ``instead``, or nothing."""

    wording: Wording
    instead: Given | None = None

    def shown(self, lang: Lang) -> str:
        """Return it as it is."""
        return self.wording.shown(lang)

    def spoken(self, lang: Lang) -> str:
        """Return what may be heard in the hall."""
        return "" if self.instead is None else self.instead.spoken(lang)

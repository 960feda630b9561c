"""Days with their year, as laws and lists bear them."""

from dataclasses import dataclass
from datetime import date

from kiosk.numerals import digits_zh
from kiosk.spoken import DateOf
from kiosk.wording import Lang


@dataclass(frozen=True)
class FullDate:
    """A day with its year: 2021年8月20日, "20 August 2021"."""

    day: date

    def shown(self, lang: Lang) -> str:
        """Return figures."""
        day = DateOf(self.day).shown(lang)
        return f"{self.day.year}年{day}" if lang == "zh" else f"{day} {self.day.year}"

    def spoken(self, lang: Lang) -> str:
        """Return words; a Chinese year is said figure by figure."""
        day = DateOf(self.day).spoken(lang)
        if lang == "zh":
            return f"{digits_zh(str(self.day.year))}年{day}"
        return f"{day}, {self.day.year}"

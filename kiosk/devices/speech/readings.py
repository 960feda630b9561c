"""Reviewed readings: what the engine would misread is written another way before it is spoken.

The table is ``assets/voice/readings.toml``; only Chinese text goes through it.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).resolve().parents[3] / "assets" / "voice" / "readings.toml"


@dataclass(frozen=True)
class Reading:
    """``written`` is read ``pinyin`` (tone digits); the engine does so when given ``say``."""

    written: str
    pinyin: str
    say: str


class Readings:
    """A table of readings, applied in one pass, the longest entry first."""

    def __init__(self, readings: tuple[Reading, ...]) -> None:
        self.readings = readings
        self._say: Mapping[str, str] = {entry.written: entry.say for entry in readings}
        longest_first = sorted(self._say, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def apply(self, text: str) -> str:
        """Return ``text`` as the engine has to get it."""
        return self._pattern.sub(lambda found: self._say[found[0]], text)


@cache
def load(path: Path = TABLE) -> Readings:
    """Read a table; raise ``OSError``, ``tomllib.TOMLDecodeError`` or ``TypeError`` if bad."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    return Readings(tuple(Reading(**entry) for entry in table["reading"]))

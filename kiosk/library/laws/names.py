"""Names of laws: short names, and which law somebody means. Pure."""

import re
from collections.abc import Iterable

from kiosk.library.model import Law
from kiosk.library.search.folding import STATE, squeeze

_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|[-—]?\d{4}(?:-\d\d-\d\d)?$")
_QUOTES = re.compile(r"[《》〈〉<>]")
_COURT = re.compile(r"最高人民(?:法|检察)院.*?关于(.+?)的?(?:解释|规定|批复|意见|决定)$")
_PLACE = re.compile(r"^.{2,7}?(?:省|自治区|自治州|市|自治县|县)(?=.{4})")
_KIND = re.compile(r"(?:暂行|试行)?(?:法典|法|条例|办法|规定|规则|细则)$")
_PROVISIONAL = re.compile(r"暂行|试行")

_SUBSTRING, _IN_ORDER = 0.9, 0.4
_SHORTEST = 3


def short_name(name: str) -> str:
    """Return the name without the state's, quotation marks, brackets and dates at its end."""
    plain = _QUOTES.sub("", name)
    plain = _BRACKETS.sub("", plain.strip()).strip()
    return plain.removeprefix(STATE) or name


def aliases(short: str) -> tuple[str, ...]:
    """Return other names that follow from a short name: without the place, without the court."""
    found = []
    court = _COURT.match(short)
    if court:
        found.append(court[1])
    elif not short.startswith("最高"):
        without = _PLACE.sub("", short)
        if without != short:
            found.append(without)
    return tuple(found)


def subject(short: str) -> str:
    """Return what a law is about: its short name without the kind of text it is."""
    return _PROVISIONAL.sub("", _KIND.sub("", short))


def is_statute(short: str) -> bool:
    """Whether the name is that of a law in the narrow sense, and not of a regulation."""
    return short.endswith(("法", "法典")) and not short.endswith("办法")


def is_provisional(short: str) -> bool:
    """Whether the name says that the text is provisional."""
    return _PROVISIONAL.search(short) is not None


class NameBook:
    """The names of all laws, squeezed once: which laws somebody may mean."""

    def __init__(self, laws: Iterable[Law]) -> None:
        self._names = [
            (short, frozenset(aliases(short)), law) for law in laws if (short := squeeze(law.short))
        ]
        self._all = "\n".join(short for short, _, _ in self._names)
        self._lasts = {short[-1] for short, _, _ in self._names}

    def meant(self, wanted: str) -> list[tuple[float, Law]]:
        """Return the laws that ``wanted`` may mean with how well it names each, the best first."""
        plain = plain_name(wanted)
        if not plain or (plain not in self._all and plain[-1] not in self._lasts):
            # Most of what is searched for names no law, part of a name, or an abbreviation.
            return []
        found = [
            (1.0 if plain in others else closeness(plain, short), law)
            for short, others, law in self._names
        ]
        return sorted((each for each in found if each[0] > 0), key=lambda each: -each[0])

    def called(self, wanted: str) -> list[Law]:
        """Return the laws of exactly this name: full, short, or one that follows from it."""
        return [law for close, law in self.meant(wanted) if close == 1.0]


def plain_name(wanted: str) -> str:
    """Return what somebody typed for a law, squeezed, without the state's name and quotes."""
    return squeeze(wanted).strip("《》").removeprefix(STATE)


def closeness(wanted: str, short: str) -> float:
    """Say how well ``wanted`` names a law, both squeezed: 1 is its name, 0 is another law.

    A part of the name counts by how much of it that is; so do characters of the name in their
    order (劳动仲裁法 for 劳动争议调解仲裁法), for less.
    """
    if wanted == short:
        return 1.0
    if wanted in short:
        return _SUBSTRING * len(wanted) / len(short)
    if _abbreviates(wanted, short):
        return _IN_ORDER * len(wanted) / len(short)
    return 0.0


def _abbreviates(wanted: str, name: str) -> bool:
    """Whether ``wanted`` is characters of ``name`` in their order, its first and last with them.

    Three characters (刑诉法) must leave some out after the first: 劳动法 is another law than
    劳动争议调解仲裁法.
    """
    if len(wanted) < _SHORTEST or wanted[0] != name[0] or wanted[-1] != name[-1]:
        return False
    if len(wanted) == _SHORTEST and wanted[:2] in name:
        return False
    rest = iter(name)
    return all(character in rest for character in wanted)

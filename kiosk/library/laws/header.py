"""What stands above a law's text: its name, its dated lines, or a front matter. Pure."""

import re
from dataclasses import dataclass, field
from datetime import date

_DATE = re.compile(r"(\d{4})\s*(?:年|-)\s*(\d{1,2})\s*(?:月|-)\s*(\d{1,2})\s*日?")
_FRONT = re.compile(r"([A-Za-z_]+)\s*:\s*(.*)")
_RULE = "---"
_FILE_DATE = re.compile(r"[-(（](\d{4})(?:-(\d{1,2})-(\d{1,2}))?[)）]?$")


@dataclass
class Header:
    """``dated`` are the lines that begin with a date; ``status`` and the dates of a front matter.

    ``named`` says that the heading with the name was met.
    """

    name: str = ""
    named: bool = False
    dated: list[str] = field(default_factory=list)
    status: str = ""
    published: date | None = None
    effective: date | None = None
    authority: str = ""

    def take_name(self, words: str) -> None:
        """Keep the heading as the law's name; a front matter's title gives way to it."""
        self.named = True
        self.name = words or self.name


def read_front_matter(lines: list[str], header: Header) -> int | None:
    """Read a front matter into ``header``; returns the line after it, ``None`` without an end."""
    start = next((index for index, line in enumerate(lines) if line), 0)
    if not lines or lines[start] != _RULE:
        return start
    for index in range(start + 1, len(lines)):
        if lines[index] == _RULE:
            return index + 1
        match = _FRONT.match(lines[index])
        if match:
            _take(header, match[1], match[2].strip().strip("\"'"))
    return None


def is_dated(line: str) -> bool:
    """Whether a line begins with a date, as those of a header do."""
    return _DATE.match(line) is not None


def first_date(text: str) -> date | None:
    """Return the first date in ``text`` that the calendar has."""
    for match in _DATE.finditer(text):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None


def date_of_file(stem: str) -> date | None:
    """Return the date at the end of a file's name; a year alone stands for its first day."""
    match = _FILE_DATE.search(stem)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def _take(header: Header, key: str, value: str) -> None:
    if key == "title":
        header.name = value
    elif key == "status":
        header.status = value
    elif key == "issuing_authority":
        header.authority = value
    elif key == "publish_date":
        header.published = first_date(value)
    elif key == "implement_date":
        header.effective = first_date(value)

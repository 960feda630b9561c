"""What is kept of a law as a whole, and which laws stand. Pure."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kiosk.library.laws.header import date_of_file, first_date
from kiosk.library.laws.names import is_provisional, is_statute, short_name, subject
from kiosk.library.laws.reading import LawText
from kiosk.library.model import Law, Standing

_EFFECT = re.compile(r"自([^，。；]{0,4}\d{4}年\d{1,2}月\d{1,2}日)起施行")
_DATE_TAIL = re.compile(r"[)）\s]+$")
_ABOLISHED = re.compile(r"废止|失去效力|停止执行|被[^，。]{0,12}(?:替代|代替)")
_QUOTED = re.compile(r"《([^《》]+)》")
_GONE = ("废止", "失效", "已修改", "已被修改", "已被修订")
_AHEAD = ("尚未生效", "尚未施行", "未生效")
_LAST_ARTICLES = 3


@dataclass(frozen=True)
class LawRecord:
    """A law without its articles.

    ``version`` is the day of the text (ISO, empty where nothing tells): its last dated line, its
    front matter or its file's name. ``since`` is when this version took effect, as far as the text
    says. ``gone`` and ``ahead`` are what a front matter says; ``abolishes`` the short names that
    its last articles put out of force.
    """

    name: str
    version: str = ""
    since: str = ""
    issued: str = ""
    gone: bool = False
    ahead: bool = False
    abolishes: tuple[str, ...] = ()
    first: str = ""

    @property
    def short(self) -> str:
        """Return the name without the state's and what is in brackets."""
        return short_name(self.name)

    @property
    def id(self) -> str:
        """Return what tells this version of this law from all others."""
        return f"{self.short}@{self.version}"

    def to_json(self) -> str:
        """Return the record as JSON."""
        return json.dumps(self.__dict__, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "LawRecord":
        """Return what :meth:`to_json` wrote."""
        kept = json.loads(text)
        return cls(**{**kept, "abolishes": tuple(kept["abolishes"])})


def record_of(text: LawText, stem: str) -> LawRecord:
    """Return the record of a law text that stood in a file named ``stem``."""
    header = text.header
    lines = [
        _DATE_TAIL.sub("", line) if line.count("（") < line.count("）") else line.strip()
        for line in header.dated
    ]
    issues = [line for line in lines if not line.endswith("施行")]
    days = [day for line in issues if (day := first_date(line))]
    days += [day for day in (header.published, date_of_file(stem)) if day]
    version = max(days, default=None)
    issued = issues[-1] if issues else ""
    if header.published and header.authority:
        issued = f"{header.published.isoformat()} {header.authority}"
    since = _since(text, lines, version)
    return LawRecord(
        name=header.name,
        version=version.isoformat() if version else "",
        since=since.isoformat() if since else "",
        issued=issued,
        gone=any(word in header.status for word in _GONE),
        ahead=any(word in header.status for word in _AHEAD),
        abolishes=_abolished(text),
    )


def laws_today(records: Sequence[LawRecord], today: date) -> dict[str, Law]:
    """Return every law by its id with how it stands today, judged by all of them together."""
    rivals: dict[str, list[LawRecord]] = defaultdict(list)
    for record in records:
        if _has_begun(record, today):
            for name in {record.short, subject(record.short), *record.abolishes}:
                rivals[name].append(record)
    return {
        record.id: _law(record, (*rivals[record.short], *rivals[subject(record.short)]), today)
        for record in records
    }


def _law(record: LawRecord, rivals: Sequence[LawRecord], today: date) -> Law:
    law = Law(
        id=record.id,
        name=record.name,
        short=record.short,
        standing=Standing.IN_FORCE if _has_begun(record, today) else Standing.NOT_YET,
        since=date.fromisoformat(record.since) if record.since else None,
        issued=record.issued,
    )
    if law.standing is Standing.NOT_YET:
        return law
    after = next((other for other in rivals if _supersedes(other, record)), None)
    if after is not None:
        return replace(law, standing=Standing.SUPERSEDED, superseded_by=after.name)
    return replace(law, standing=Standing.SUPERSEDED) if record.gone else law


def _supersedes(other: LawRecord, record: LawRecord) -> bool:
    """Whether ``other`` took the place of ``record``: a later text that names it, is a later
    version of it, or is the statute (or the definite text) on what it regulated before.
    """
    if other.id == record.id or other.version < record.version:
        return False
    if record.short in other.abolishes:
        return True
    if other.version == record.version:
        return False
    if other.short == record.short:
        return True
    higher = is_statute(other.short) and not is_statute(record.short)
    settled = is_provisional(record.short) and not is_provisional(other.short)
    return (higher or settled) and subject(other.short) == subject(record.short)


def _has_begun(record: LawRecord, today: date) -> bool:
    if record.since:
        return date.fromisoformat(record.since) <= today
    return not record.ahead


def _since(text: LawText, lines: Sequence[str], version: date | None) -> date | None:
    """The day this version took effect; what is older than the version is of a former one."""
    told = [day for line in lines if line.endswith("施行") and (day := first_date(line))]
    day = text.header.effective or (told[-1] if told else None) or _in_last_articles(text)
    if day is None or (version is not None and day < version):
        return None
    return day


def _in_last_articles(text: LawText) -> date | None:
    for article in reversed(text.articles[-_LAST_ARTICLES:]):
        for paragraph in article.paragraphs:
            match = _EFFECT.search(paragraph)
            if match:
                return first_date(match[1])
    return None


def _abolished(text: LawText) -> tuple[str, ...]:
    found: list[str] = []
    for article in text.articles[-_LAST_ARTICLES:]:
        for paragraph in article.paragraphs:
            for sentence in re.split("[。；]", paragraph):
                if _ABOLISHED.search(sentence):
                    found += map(short_name, _QUOTED.findall(sentence))
    return tuple(dict.fromkeys(found))

"""What the library holds and finds, as data."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.county.directory import DirectoryEntry, PlaceKind


class Kind(StrEnum):
    """What a finding is."""

    LAW = "law"
    QA = "qa"
    DIRECTORY = "directory"


class Standing(StrEnum):
    """Whether a law is in force on the day it is looked at."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Ref:
    """Names one thing of the library for as long as it is not imported anew."""

    kind: Kind
    id: str


@dataclass(frozen=True)
class Law:
    """A law as its text presents itself.

    ``name`` is as printed, ``short`` without the state's name and what is in brackets. ``since``
    is the day it took effect; ``superseded_by`` the name of what took its place.
    """

    id: str
    name: str
    short: str
    standing: Standing
    since: date | None = None
    issued: str = ""
    superseded_by: str | None = None


@dataclass(frozen=True)
class Article:
    """One article in full. ``number`` is as printed (第三十一条); ``path`` its chapter and section.

    ``paragraphs`` are those of the text, items of a list one each. ``before`` and ``after`` are
    its neighbours in the law.
    """

    ref: Ref
    law: Law
    number: str
    path: tuple[str, ...]
    paragraphs: tuple[str, ...]
    before: Ref | None = None
    after: Ref | None = None

    @property
    def text(self) -> str:
        """The whole article, paragraphs one a line."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True)
class Citation:
    """An article that something rests on; ``ref`` is ``None`` while its law is not imported."""

    law: str
    number: str
    ref: Ref | None = None


@dataclass(frozen=True)
class Answer:
    """An everyday question with its short answer, in both languages.

    ``source`` and ``checked`` say from where and of which day; it is to be confirmed at a window.
    """

    ref: Ref
    topic: str
    question: tuple[str, str]
    answer: tuple[tuple[str, str], ...]
    citations: tuple[Citation, ...]
    source: tuple[str, str]
    checked: date


@dataclass(frozen=True)
class Entry:
    """An entry of the directory; ``as_of`` is the day of the list it is from."""

    ref: Ref
    entry: DirectoryEntry
    as_of: date | None = None


@dataclass(frozen=True)
class Hit:
    """One finding. ``excerpt`` is the sentence found, ``hits`` where in it the words are.

    ``law`` and ``article`` are empty for what is no article; ``text`` is the whole of it.
    """

    ref: Ref
    title: str
    text: str
    excerpt: str
    hits: tuple[tuple[int, int], ...] = ()
    law: str = ""
    article: str = ""
    standing: Standing = Standing.UNKNOWN


@dataclass(frozen=True)
class Found:
    """The best findings, and how many there are in all (``None``: more than were counted).

    ``no_laws`` where none was imported, so that none can be found.
    """

    hits: tuple[Hit, ...]
    total: int | None
    no_laws: bool = False


@dataclass(frozen=True)
class Filter:
    """Which part of the directory: what is ``None`` does not matter.

    ``name`` is part of a name, or of its pinyin's first letters (``zwf`` finds 张伟芳).
    """

    kind: PlaceKind | None = None
    township: str | None = None
    village: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Directory:
    """The entries a filter lets through, and what one could narrow them by."""

    entries: tuple[Entry, ...]
    townships: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    kinds: tuple[PlaceKind, ...] = ()
    as_of: date | None = None


@dataclass(frozen=True)
class Holdings:
    """How much the library holds, for staff."""

    laws: int
    articles: int
    answers: int
    entries: int
    sample_entries: int = 0
    laws_imported: date | None = field(default=None)
    directory_as_of: date | None = field(default=None)


@dataclass(frozen=True)
class LibraryFault:
    """The library cannot be read; ``why`` is for staff, in English."""

    why: str

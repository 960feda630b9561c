"""Bringing law texts from a folder into the library: each law as a whole, or not at all."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kiosk.library.laws.names import is_statute
from kiosk.library.laws.numerals import ArticleNumber
from kiosk.library.laws.reading import ArticleText, LawText, Mistake, Unreadable, read_law
from kiosk.library.laws.record import LawRecord, laws_today, record_of
from kiosk.library.model import Kind, Law, Ref
from kiosk.library.store import Document, Store

IMPORTED = "laws_imported"
"""The key under which the store notes the day of the last import, ISO."""

_SUFFIXES = (".txt", ".md")
_LOCAL = ("省", "市", "县", "自治区", "自治州")
_STATUTE, _NATIONAL, _LOCAL_TEXT = 10, 20, 30


@dataclass(frozen=True)
class Refused:
    """A file that was not imported, and why."""

    file: str
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True)
class Imported:
    """A law that was imported from ``file``."""

    file: str
    law: Law
    articles: int


@dataclass(frozen=True)
class Report:
    """What became of every file of a folder."""

    imported: tuple[Imported, ...]
    refused: tuple[Refused, ...]


def import_laws(folder: Path, store: Store, today: date) -> Report:
    """Import every law text of ``folder``; what cannot be read fully leaves the library as it was.

    Each law replaces its former text in one transaction. Raises ``OSError`` for a folder that
    cannot be read, :class:`kiosk.library.store.LibraryError` for the database.
    """
    files = sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES)
    read: dict[str, tuple[str, LawRecord, LawText]] = {}
    refused: list[Refused] = []
    for path in files:
        try:
            text, record = read_file(path)
        except Unreadable as error:
            refused.append(Refused(path.name, tuple(error.mistakes)))
            continue
        if record.id in read:
            why = f"is the same version of the same law as {read[record.id][0]}"
            refused.append(Refused(path.name, (Mistake(1, why),)))
            continue
        read[record.id] = (path.name, record, text)
    return Report(_keep(list(read.values()), store, today), tuple(refused))


def read_file(path: Path) -> tuple[LawText, LawRecord]:
    """Read one file. Raises :class:`Unreadable`."""
    try:
        text = read_law(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Unreadable([Mistake(line, "the file is not UTF-8")]) from None
    except OSError as error:
        raise Unreadable([Mistake(1, f"the file cannot be read: {error.strerror}")]) from None
    return text, record_of(text, path.stem)


def documents(text: LawText, record: LawRecord, law: Law) -> list[Document]:
    """Return the articles of a law as documents, in their order."""
    return [
        Document(
            ref=Ref(Kind.LAW, _article_id(record, article, place)),
            title=article.printed,
            text="\n".join(article.paragraphs),
            law=record.name,
            standing=law.standing,
            payload=json.dumps({"path": article.path}, ensure_ascii=False),
            keys=_keys(article),
            weight=_weight(record.short),
        )
        for place, article in enumerate(text.articles)
    ]


def article_ref(law: str, number: ArticleNumber) -> Ref:
    """Return the name of an article of the law with the id ``law``."""
    return Ref(Kind.LAW, f"{law}/{number.key}")


def _keep(
    read: Sequence[tuple[str, LawRecord, LawText]], store: Store, today: date
) -> tuple[Imported, ...]:
    known = {scope.name: LawRecord.from_json(scope.about) for scope in store.scopes(Kind.LAW)}
    known.update({record.id: record for _, record, _ in read})
    laws = laws_today(list(known.values()), today)
    done = []
    for file, record, text in read:
        kept = documents(text, record, laws[record.id])
        first = next(
            _article_id(record, article, place)
            for place, article in enumerate(text.articles)
            if article.number is not None
        )
        store.replace(Kind.LAW, record.id, kept, replace(record, first=first).to_json())
        done.append(Imported(file, laws[record.id], len(kept)))
    if done:
        store.set_meta(IMPORTED, today.isoformat())
        store.tidy()
    return tuple(done)


def _article_id(record: LawRecord, article: ArticleText, place: int) -> str:
    if article.number is None:
        return f"{record.id}/{article.printed}.{place}"
    return article_ref(record.id, article.number).id


def _keys(article: ArticleText) -> tuple[str, ...]:
    """The number as laws print it, where this one prints it in another way."""
    if article.number is None or article.number.printed == article.printed:
        return ()
    return (article.number.printed,)


def _weight(short: str) -> int:
    if is_statute(short):
        return _STATUTE
    return _LOCAL_TEXT if any(place in short[:8] for place in _LOCAL) else _NATIONAL

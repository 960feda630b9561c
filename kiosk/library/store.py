"""The library's database: documents, their index, and when what was imported. One SQLite file.

A document is whatever can be found: an article, an answer, an entry of the directory. Its row's
number is its rank before anything is asked (kind, standing, weight, scope, place), so that the
index yields the likeliest first and a common word can stop early.
"""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kiosk.library.database import LibraryError as LibraryError
from kiosk.library.database import fault, open_database
from kiosk.library.model import Kind, Ref, Standing
from kiosk.library.search.folding import law_words, squeeze
from kiosk.library.search.grams import index_terms

_KINDS = (Kind.QA, Kind.LAW, Kind.DIRECTORY)
_TIERS = {
    Standing.IN_FORCE: 0,
    Standing.UNKNOWN: 0,
    Standing.NOT_YET: 1,
    Standing.SUPERSEDED: 2,
}
MOST_WEIGHT = 255
_KIND_BITS, _TIER_BITS, _WEIGHT_BITS, _SCOPE_BITS = 58, 56, 48, 24


@dataclass(frozen=True)
class Document:
    """Something to be found.

    ``law`` is the law's name, empty for what is no article; ``title`` an article's number, a
    question, a name. ``text`` is shown and searched, ``keys`` are searched only. ``weight``, 0 to
    :data:`MOST_WEIGHT`, puts the more authoritative (lower) before the less. ``payload`` is JSON
    for whoever made the document.
    """

    ref: Ref
    title: str
    text: str
    law: str = ""
    standing: Standing = Standing.UNKNOWN
    payload: str = "{}"
    keys: tuple[str, ...] = ()
    weight: int = 0


class Kept(NamedTuple):
    """What is kept of a document to be shown, and its neighbours in its scope."""

    title: str
    text: str
    payload: str
    before: Ref | None
    after: Ref | None


@dataclass(frozen=True)
class Scope:
    """What was imported together under one name; ``about`` is JSON of whoever imported it."""

    name: str
    about: str


class Store:
    """The database in ``path``, opened when first needed. Any thread may call.

    Everything raises :class:`LibraryError`; after a fault the next call opens the file anew, and
    so does a call after the file was replaced.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._db: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._writes = 0
        self._depth = 0

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Run the block on one state of the database, whatever is imported meanwhile."""
        with self._transaction("BEGIN") as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Run the block as one transaction: readers see all of it or nothing."""
        with self._transaction("BEGIN IMMEDIATE") as db:
            self._writes += 1
            yield db

    def fault(self) -> str | None:
        """Say, for staff, why nothing can be read; ``None`` while it can."""
        try:
            self.generation()
        except LibraryError as error:
            return str(error)
        return None

    def generation(self) -> tuple[int, int, object]:
        """Return what differs once anybody has written."""
        with self.reading() as db:
            (version,) = db.execute("PRAGMA data_version").fetchone()
            return version, self._writes, self._file

    def replace(
        self, kind: Kind, scope: str, documents: Sequence[Document], about: str = "{}"
    ) -> None:
        """Let ``documents`` be all there is of ``kind`` in ``scope``; with none the scope goes."""
        with self.writing() as db:
            _forget(db, kind, scope)
            if not documents:
                return
            inserted = db.execute(
                "INSERT INTO scope (kind, name, about) VALUES (?, ?, ?)", (kind, scope, about)
            )
            number = int(inserted.lastrowid or 0)
            for place, document in enumerate(documents):
                _insert(db, number, place, document)

    def scopes(self, kind: Kind) -> list[Scope]:
        """Return what was imported of ``kind``, in the order of import."""
        with self.reading() as db:
            rows = db.execute("SELECT name, about FROM scope WHERE kind = ? ORDER BY id", (kind,))
            return [Scope(*row) for row in rows]

    def payloads(self, kind: Kind) -> list[tuple[str, str]]:
        """Return id and payload of every document of ``kind``, in their order."""
        first, last = id_range(kind)
        with self.reading() as db:
            rows = db.execute(
                "SELECT ref, payload FROM document WHERE id BETWEEN ? AND ? ORDER BY id",
                (first, last),
            )
            return [(ref.partition(":")[2], payload) for ref, payload in rows]

    def read(self, ref: Ref) -> Kept | None:
        """Return one document as it is kept; ``None`` where it is gone."""
        with self.reading() as db:
            row = db.execute(
                "SELECT title, text, payload, id, scope FROM document WHERE ref = ?",
                (ref_key(ref),),
            ).fetchone()
            if row is None:
                return None
            title, text, payload, number, scope = row
            beside = "SELECT ref FROM document WHERE id = ? AND scope = ?"
            before = db.execute(beside, (number - 1, scope)).fetchone()
            after = db.execute(beside, (number + 1, scope)).fetchone()
            return Kept(title, text, payload, _ref(before), _ref(after))

    def payload(self, ref: Ref) -> str | None:
        """Return the payload of one document; ``None`` where it is gone."""
        kept = self.read(ref)
        return kept.payload if kept else None

    def count(self, kind: Kind) -> int:
        """Return how many documents of ``kind`` there are."""
        with self.reading() as db:
            rows = db.execute(
                "SELECT count(*) FROM document WHERE id BETWEEN ? AND ?", id_range(kind)
            )
            return int(rows.fetchone()[0])

    def meta(self, key: str) -> str | None:
        """Return what was noted under ``key``."""
        with self.reading() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
            return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        """Note ``value`` under ``key``."""
        with self.writing() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def tidy(self) -> None:
        """Merge the index into one piece, after an import."""
        with self.writing() as db:
            db.execute("INSERT INTO gram (gram) VALUES ('optimize')")

    def check(self) -> None:
        """Read the whole file; raises :class:`LibraryError` where it is damaged."""
        with self.reading() as db:
            (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise LibraryError("the file fails SQLite's own check", damaged=True)

    def start_anew(self) -> Path:
        """Move the file aside, so that the next call makes an empty one. Returns the old one."""
        with self._lock:
            self.close()
            aside = self.path.with_name(self.path.name + ".damaged")
            self.path.replace(aside)
            for suffix in ("-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            return aside

    def close(self) -> None:
        """Close the database; a later call opens it again."""
        with self._lock:
            if self._db is not None:
                self._db.close()
            self._db = None

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                db = self._opened()
                if self._depth:
                    yield db
                    return
                db.execute(begin)
                self._depth += 1
                try:
                    yield db
                    db.execute("COMMIT")
                finally:
                    self._depth -= 1
                    # A fault inside has closed the database, and with it the transaction.
                    if self._db is db and db.in_transaction:
                        db.execute("ROLLBACK")
            except sqlite3.Error as error:
                self.close()
                raise fault(error) from error

    def _opened(self) -> sqlite3.Connection:
        if self._depth and self._db is not None:
            return self._db
        if self._db is not None and self._identity() != self._file:
            self.close()
        if self._db is None:
            try:
                self._db = open_database(self.path)
            except OSError as error:
                raise LibraryError(f"{self.path.name}: {error.strerror}") from error
            self._file = self._identity()
        return self._db

    def _identity(self) -> tuple[int, int] | None:
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_dev, status.st_ino


def ref_key(ref: Ref) -> str:
    """Return how a document's name stands in the database."""
    return f"{ref.kind}:{ref.id}"


def _ref(row: tuple[str] | None) -> Ref | None:
    if row is None:
        return None
    kind, _, name = row[0].partition(":")
    return Ref(Kind(kind), name)


def id_range(kind: Kind) -> tuple[int, int]:
    """Return the first and the last row number that a document of ``kind`` may have."""
    first = _KINDS.index(kind) << _KIND_BITS
    return first, first + (1 << _KIND_BITS) - 1


def _forget(db: sqlite3.Connection, kind: Kind, scope: str) -> None:
    found = db.execute("SELECT id FROM scope WHERE kind = ? AND name = ?", (kind, scope)).fetchone()
    if found is None:
        return
    rows = db.execute(
        "SELECT id, law, title, text, keys FROM document WHERE scope = ?", found
    ).fetchall()
    for number, law, title, text, keys in rows:
        # A contentless index forgets a row only when it is told the row's terms.
        terms = _terms(law, title, text, keys)
        db.execute("INSERT INTO gram (gram, rowid, terms) VALUES ('delete', ?, ?)", (number, terms))
    db.execute("DELETE FROM document WHERE scope = ?", found)
    db.execute("DELETE FROM scope WHERE id = ?", found)


def _insert(db: sqlite3.Connection, scope: int, place: int, document: Document) -> None:
    number = (
        _KINDS.index(document.ref.kind) << _KIND_BITS
        | _TIERS[document.standing] << _TIER_BITS
        | min(max(document.weight, 0), MOST_WEIGHT) << _WEIGHT_BITS
        | scope << _SCOPE_BITS
        | place
    )
    keys = "\n".join(key.replace("\n", " ") for key in document.keys)
    whole = squeeze(document.title + document.text)
    plain = document.title + document.text.replace("\n", "")
    db.execute(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            scope,
            ref_key(document.ref),
            document.law,
            document.title,
            document.text,
            keys,
            None if whole == plain else whole,
            document.payload,
        ),
    )
    terms = _terms(document.law, document.title, document.text, keys)
    db.execute("INSERT INTO gram (rowid, terms) VALUES (?, ?)", (number, terms))


def _terms(law: str, title: str, text: str, keys: str) -> str:
    return index_terms((squeeze(title + text), law_words(law), *map(squeeze, keys.split("\n"))))

"""The directory in the library's database: put there whole, and taken out again."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ValidationError

from kiosk.county.directory import DirectoryEntry, PlaceKind, version_of
from kiosk.library.directory.columns import KINDS
from kiosk.library.directory.pinyin import search_words, sort_key, spell
from kiosk.library.directory.reading import read_list
from kiosk.library.model import Entry, Kind, Ref
from kiosk.library.store import Document, Store

SCOPE = "directory"
SAMPLE = Path(__file__).resolve().parents[3] / "assets" / "library" / "directory-sample.csv"
SAMPLE_DATE = date(2026, 11, 23)

_PERSONS = frozenset({PlaceKind.LAWYER, PlaceKind.VILLAGE_ADVISER})
_ORDER = {kind: place for place, kind in enumerate(PlaceKind)}


@dataclass(frozen=True)
class About:
    """Which directory is kept: its version, the day of its list, how many of it are samples.

    ``built_in`` is the sample that came with the program.
    """

    version: str
    as_of: date
    entries: int
    samples: int
    built_in: bool = False


class Kept(BaseModel):
    """What is kept of an entry."""

    entry: DirectoryEntry
    spelling: str


def keep_directory(
    store: Store, entries: Sequence[DirectoryEntry], as_of: date, *, built_in: bool = False
) -> About:
    """Let ``entries`` be the directory, by kind and name; entries alike in everything are one.

    Raises :class:`kiosk.library.store.LibraryError` and
    :class:`kiosk.library.directory.pinyin.SpellingError`; then the earlier directory stays.
    """
    single = tuple(dict.fromkeys(entries))
    spellings = spell([(entry.name, entry.kind in _PERSONS) for entry in single])
    kept = [Kept(entry=entry, spelling=s) for entry, s in zip(single, spellings, strict=True)]
    kept.sort(key=lambda each: (_ORDER[each.entry.kind], sort_key(each.spelling), each.entry.name))
    about = About(
        version=version_of(entries, as_of),
        as_of=as_of,
        entries=len(kept),
        samples=sum(entry.sample for entry in single),
        built_in=built_in,
    )
    with store.writing():
        if built_in and _is_others(kept_directory(store)):
            return about
        # Not beside the entries: a county's empty directory has a version, too.
        store.replace(Kind.DIRECTORY, SCOPE, [_document(each) for each in kept])
        store.set_meta(SCOPE, json.dumps({**vars(about), "as_of": as_of.isoformat()}))
    return about


def kept_directory(store: Store) -> About | None:
    """Return what is kept, or ``None`` where no directory ever was."""
    text = store.meta(SCOPE)
    if text is None:
        return None
    values = json.loads(text)
    return About(**{**values, "as_of": date.fromisoformat(values["as_of"])})


def read_kept(store: Store) -> list[tuple[Ref, Kept]]:
    """Return the whole directory in its order."""
    return [
        (Ref(Kind.DIRECTORY, name), Kept.model_validate_json(payload))
        for name, payload in store.payloads(Kind.DIRECTORY)
    ]


def open_entry(store: Store, ref: Ref) -> Entry | None:
    """Return one entry; ``None`` where it is gone."""
    payload, about = store.payload(ref), kept_directory(store)
    if payload is None:
        return None
    try:
        kept = Kept.model_validate_json(payload)
    except ValidationError:
        return None
    return Entry(ref, kept.entry, about.as_of if about else None)


def ensure_sample_directory(store: Store, *, embedded: bool) -> None:
    """Keep the sample directory in a centre that is one machine to try out, and nowhere else.

    ``embedded`` says that this is one (:attr:`kiosk.place.Place.embedded`). Any other directory,
    imported or of the county, stays as it is; a newer sample takes the place of an older one.

    Raises what :func:`keep_directory` raises.
    """
    kept = kept_directory(store)
    if _is_others(kept):
        return
    if not embedded:
        if kept is not None:
            _forget(store)
        return
    entries = read_list(SAMPLE.read_bytes())
    if kept is None or kept.version != version_of(entries, SAMPLE_DATE):
        keep_directory(store, entries, SAMPLE_DATE, built_in=True)


def _is_others(kept: About | None) -> bool:
    return kept is not None and not kept.built_in


def _forget(store: Store) -> None:
    with store.writing() as db:
        store.replace(Kind.DIRECTORY, SCOPE, ())
        db.execute("DELETE FROM meta WHERE key = ?", (SCOPE,))


def _document(kept: Kept) -> Document:
    entry = kept.entry
    place = f"{entry.township}{entry.village}"
    lines = (KINDS[entry.kind][0], entry.firm, place, entry.address, entry.hours, entry.phone)
    name = hashlib.sha256(entry.model_dump_json().encode()).hexdigest()[:24]
    return Document(
        ref=Ref(Kind.DIRECTORY, name),
        title=entry.name,
        text="\n".join(line for line in lines if line),
        payload=kept.model_dump_json(),
        keys=(*search_words(kept.spelling), *KINDS[entry.kind]),
    )

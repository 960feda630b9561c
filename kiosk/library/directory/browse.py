"""Narrows the directory down by place, kind and name."""

from collections.abc import Iterable

from kiosk.county.directory import DirectoryEntry, PlaceKind
from kiosk.library.directory.keeping import Kept, kept_directory, read_kept
from kiosk.library.directory.pinyin import matches
from kiosk.library.model import Directory, Entry, Filter, Ref
from kiosk.library.search.folding import squeeze
from kiosk.library.store import Store

SERVING_A_VILLAGE = (PlaceKind.VILLAGE_ADVISER, PlaceKind.JUDICIAL_OFFICE, PlaceKind.MEDIATION)
"""Whom a village turns to, in this order: its adviser, then those of its township."""

_Pair = tuple[Ref, DirectoryEntry]


def browse(store: Store, wanted: Filter) -> Directory:
    """Return the entries that ``wanted`` lets through, and what one could narrow them by.

    They come by kind and pinyin; those of a village with its adviser first. With a village come
    the judicial office and the mediation committee of its township. ``townships``, ``villages``
    and ``kinds`` are what one could choose in place of the present choice of just that one;
    villages are told once there is a township.

    Raises :class:`kiosk.library.store.LibraryError`.
    """
    with store.reading():
        everything, about = read_kept(store), kept_directory(store)
    as_of = about.as_of if about else None
    name = squeeze(wanted.name or "")
    named = [(ref, kept.entry) for ref, kept in everything if _is_named(kept, name)]
    of_kind = [pair for pair in named if wanted.kind in (None, pair[1].kind)]
    there = [pair for pair in of_kind if wanted.township in (None, pair[1].township)]
    found = _in_place(of_kind, wanted)
    return Directory(
        entries=tuple(Entry(ref, entry, as_of) for ref, entry in found),
        townships=_each(entry.township for _, entry in of_kind),
        villages=_each(entry.village for _, entry in there) if wanted.township else (),
        kinds=_kinds(entry for _, entry in _in_place(named, wanted)),
        as_of=as_of,
    )


def _is_named(kept: Kept, name: str) -> bool:
    if not name or name in squeeze(kept.entry.name):
        return True
    return name.isascii() and matches(kept.spelling, name)


def _in_place(pairs: list[_Pair], wanted: Filter) -> list[_Pair]:
    within = [pair for pair in pairs if wanted.township in (None, pair[1].township)]
    if wanted.village is None:
        return within
    own = {entry.township for _, entry in within if entry.village == wanted.village}
    townships = {wanted.township} if wanted.township else own
    serving = [
        (ref, entry)
        for ref, entry in within
        if entry.village == wanted.village
        or (not entry.village and entry.township in townships and entry.kind in SERVING_A_VILLAGE)
    ]
    return sorted(serving, key=lambda pair: _place_in_village(pair[1].kind))


def _place_in_village(kind: PlaceKind) -> int:
    first = SERVING_A_VILLAGE
    return first.index(kind) if kind in first else len(first)


def _each(names: Iterable[str]) -> tuple[str, ...]:
    # The common characters stand in this encoding as they are read.
    return tuple(sorted({name for name in names if name}, key=lambda name: name.encode("gb18030")))


def _kinds(entries: Iterable[DirectoryEntry]) -> tuple[PlaceKind, ...]:
    there = {entry.kind for entry in entries}
    return tuple(kind for kind in PlaceKind if kind in there)

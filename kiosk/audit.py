"""What staff did, sealed in a chain: each entry bears a hash of itself and of the one before.

Who, when, what, on which record; never what a citizen said. The terminal and the backend keep such
a chain each, in tables that refuse changes by themselves. This is what both have in common.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from hashlib import blake2b
from typing import Protocol

KEPT_YEARS = 5
"""Entries are kept where they are for so long; what is older may be moved into a file."""

LONGEST = 120
"""Characters of ``who``, ``what`` and ``record``."""

_SEAL_BYTES = 32
NOTHING_BEFORE = bytes(_SEAL_BYTES)


@dataclass(frozen=True)
class Entry:
    """One deed. ``number`` counts from 1 without gaps; ``at`` is milliseconds since the epoch."""

    number: int
    at: int
    who: str
    what: str
    record: str
    seal: bytes

    @property
    def moment(self) -> datetime:
        """When it was."""
        return datetime.fromtimestamp(self.at / 1000, UTC)


@dataclass(frozen=True)
class Mark:
    """A place in a chain: the number of an entry and its seal; 0 is before the first."""

    number: int = 0
    seal: bytes = NOTHING_BEFORE


@dataclass(frozen=True)
class Chain:
    """Everything that is kept: what follows ``start``; ``head`` is noted apart from the entries."""

    start: Mark
    entries: Sequence[Entry]
    head: Mark


class Ledger(Protocol):
    """Where a chain is kept."""

    def write(self, who: str, what: str, record: str = "") -> None:
        """Append a deed, with the time of now."""


def next_entry(head: Mark, at: int, who: str, what: str, record: str) -> Entry:
    """Return the entry that follows ``head``; what is too long is cut."""
    who, what, record = (each[:LONGEST] for each in (who, what, record))
    number = head.number + 1
    return Entry(number, at, who, what, record, _seal(head.seal, number, at, who, what, record))


def mark_of(entry: Entry) -> Mark:
    """Return the place of ``entry``."""
    return Mark(entry.number, entry.seal)


def find_break(chain: Chain) -> str | None:
    """Return where entries were changed, removed or put in between, or ``None``."""
    mark = chain.start
    for entry in chain.entries:
        if entry.number != mark.number + 1:
            return f"after entry {mark.number} comes {entry.number}: something is missing or added"
        words = (entry.who, entry.what, entry.record)
        sealed = _seal(mark.seal, entry.number, entry.at, *words)
        if sealed != entry.seal:
            return f"entry {entry.number} is not what was written, or one before it is not"
        mark = mark_of(entry)
    if mark != chain.head:
        return f"entry {chain.head.number} was written last, and entry {mark.number} is the last"
    return None


def describe(entries: Iterable[Entry], zone: tzinfo) -> Iterator[str]:
    """Yield a line for each entry, with its time in ``zone``."""
    for entry in entries:
        at = entry.moment.astimezone(zone).isoformat(sep=" ", timespec="seconds")
        yield f"{entry.number:>7}  {at}  {entry.who:<20}  {entry.what:<24}  {entry.record}".rstrip()


def account() -> str:
    """Return the account that whoever uses the command line has logged in with."""
    import pwd

    return os.environ.get("SUDO_USER") or pwd.getpwuid(os.getuid()).pw_name


def _seal(before: bytes, number: int, at: int, *words: str) -> bytes:
    """Hash with lengths in front, so that nothing can move from one field to the next."""
    hashed = blake2b(before, digest_size=_SEAL_BYTES)
    for part in (str(number), str(at), *words):
        encoded = part.encode()
        hashed.update(len(encoded).to_bytes(4, "big") + encoded)
    return hashed.digest()

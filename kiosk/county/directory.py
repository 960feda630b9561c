"""The contract's messages about the directory: whom one can turn to in the county."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from kiosk.county.message import Message

MOST_ENTRIES = 20_000
LARGEST_DIRECTORY = 8 * 1024 * 1024
"""Bytes of a :class:`Directory` as JSON beyond which a terminal does not read it."""


def _shown(text: str) -> str:
    # Directions among them: they would turn a telephone number round.
    if not text.replace("\u3000", " ").isprintable():
        raise ValueError("text on one line, of characters that are seen")
    return text


_Text = Annotated[str, AfterValidator(_shown)]


class PlaceKind(StrEnum):
    """What an entry of the directory is."""

    LAWYER = "lawyer"
    LAW_FIRM = "law_firm"
    NOTARY = "notary"
    FORENSIC = "forensic"
    MEDIATION = "mediation"
    JUDICIAL_OFFICE = "judicial_office"
    VILLAGE_ADVISER = "village_adviser"


class DirectoryEntry(Message):
    """One person or office. ``township`` and ``village`` are empty where it serves the county.

    ``firm`` is where a lawyer or an adviser works. ``sample`` entries stand for nobody. All text
    is on one line and without control characters.
    """

    kind: PlaceKind
    name: _Text = Field(min_length=1, max_length=60)
    firm: _Text = Field(default="", max_length=80)
    township: _Text = Field(default="", max_length=40)
    village: _Text = Field(default="", max_length=40)
    address: _Text = Field(default="", max_length=120)
    hours: _Text = Field(default="", max_length=120)
    phone: str = Field(default="", pattern=r"^[0-9-]{0,20}$")
    sample: bool = False


class Directory(Message):
    """The county's directory as published last. ``version``: :func:`version_of`."""

    version: str = Field(pattern=r"^[0-9a-f]{64}$")
    date: date
    entries: tuple[DirectoryEntry, ...] = Field(max_length=MOST_ENTRIES)


def version_of(entries: Sequence[DirectoryEntry], day: date) -> str:
    """Return the SHA-256, in hexadecimal, of a directory's entries in their order, and its date.

    What is hashed is the JSON object of ``date`` and ``entries`` in UTF-8, each entry with every
    key of :class:`DirectoryEntry`: keys in alphabetical order, no blanks between.
    """
    content = {
        "date": day.isoformat(),
        "entries": [entry.model_dump(mode="json") for entry in entries],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

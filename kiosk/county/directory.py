"""The contract's messages about the directory: whom one can turn to in the county."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from kiosk.county.message import Message


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

    ``firm`` is where a lawyer or an adviser works. ``sample`` entries stand for nobody.
    """

    kind: PlaceKind
    name: str = Field(min_length=1, max_length=60)
    firm: str = Field(default="", max_length=80)
    township: str = Field(default="", max_length=40)
    village: str = Field(default="", max_length=40)
    address: str = Field(default="", max_length=120)
    hours: str = Field(default="", max_length=120)
    phone: str = Field(default="", pattern=r"^[0-9-]{0,20}$")
    sample: bool = False


class Directory(Message):
    """The county's directory as published last. ``version`` is the SHA-256 of its entries."""

    version: str = Field(pattern=r"^[0-9a-f]{64}$")
    date: date
    entries: tuple[DirectoryEntry, ...] = Field(max_length=20_000)

"""The contract's messages about legal aid: what a self-check found, and the rules it goes by."""

from datetime import date
from typing import Annotated

from pydantic import Field, JsonValue

from kiosk.county.message import Message, Request

# Keys and values are words of the rule pack, never free text: no name or number fits in.
_Word = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,40}$")]
_Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
PackVersion = Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)*$", max_length=40)]


class SelfCheck(Request):
    """What a citizen answered in the legal-aid self-check, and lets the window see.

    ``facts`` are those of the self-check, ``outcome`` is what they came to, and ``pack`` the
    version of the rules that said so. It is sent only with the citizen's consent.
    """

    facts: Annotated[
        dict[_Word, _Word | Annotated[list[_Word], Field(max_length=12)] | _Number],
        Field(max_length=12),
    ]
    outcome: _Word
    pack: PackVersion


class RulePack(Message):
    """The rules of the self-check as the county has published them last.

    ``content`` is the pack itself. ``version``, ``date`` and ``sha256`` are those it bears: the
    SHA-256 of the rest of it as JSON with keys sorted, no blanks, in UTF-8.
    """

    version: PackVersion
    date: date
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    content: dict[str, JsonValue]

"""The rules a self-check is made by: one pack and one day, for the whole visit."""

from dataclasses import dataclass
from datetime import date

from kiosk.legal_aid.pack import Pack


@dataclass(frozen=True)
class Rules:
    """``today`` is the day of the check in the centre's zone."""

    pack: Pack
    today: date

"""Hands an event to the log."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from kiosk.events.kinds import Kind, Written, written

LOGGER = "kiosk.events"
"""The one logger of this program."""

_LEVELS = {"info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
_sequence = count(1)


@dataclass(frozen=True)
class Event:
    """An event of the catalogue; ``fields`` maps the name of each to its kind."""

    name: str
    level: str
    says: str
    fields: Mapping[str, Kind]


@dataclass(frozen=True)
class Told:
    """An event that happened; ``sequence`` counts from 1 for each process, without gaps."""

    event: Event
    values: Mapping[str, Written]
    sequence: int

    def __str__(self) -> str:
        values = "".join(f" {name}={value}" for name, value in self.values.items())
        return f"{self.event.name}: {self.event.says}{values}"


def tell(event: Event, **values: object) -> None:
    """Write ``event`` down; a value that is not of its field's kind is written as its type."""
    checked = {name: written(values[name], kind) for name, kind in event.fields.items()}
    told = Told(event, checked, next(_sequence))
    logging.getLogger(LOGGER).log(_LEVELS[event.level], "%s", told)

"""A centre as a county writes it down: a TOML file, checked as a whole before any of it is used."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from kiosk.county.contract import Session, Words
from kiosk.county.server.hours import Hours
from kiosk.fonts import ICON_TABLE

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class CentreFileError(Exception):
    """The file cannot be used; ``mistakes`` names every one of them."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("; ".join(mistakes))
        self.mistakes = mistakes


def _session(value: object) -> object:
    if isinstance(value, Session):
        return value
    opens, _, closes = value.partition("-") if isinstance(value, str) else ("", "", "")
    try:
        return Session(opens=opens.strip(), closes=closes.strip())
    except ValidationError:
        raise PydanticCustomError("rule", 'hours such as "08:30-12:00"') from None


Sessions = tuple[Annotated[Session, BeforeValidator(_session)], ...]
Letter = Annotated[str, Field(pattern=r"^[A-Z]$")]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HoursTable(_Table):
    """Opening hours: sessions by weekday, none for a day without; ``dates`` replace the week's."""

    monday: Sessions = ()
    tuesday: Sessions = ()
    wednesday: Sessions = ()
    thursday: Sessions = ()
    friday: Sessions = ()
    saturday: Sessions = ()
    sunday: Sessions = ()
    dates: dict[date, Sessions] = {}

    @model_validator(mode="after")
    def _in_order(self) -> "HoursTable":
        try:
            self.hours()
        except ValueError as error:
            raise PydanticCustomError("rule", "{why}", {"why": str(error)}) from None
        return self

    def hours(self) -> Hours:
        """Return them as the backend reckons with them."""
        return Hours(tuple(getattr(self, day) for day in DAYS), self.dates)


class ServiceTable(_Table):
    """One service; ``quota`` is numbers a day, ``average_minutes`` how long a citizen is served.

    ``hours`` take the place of the centre's.
    """

    id: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    letter: Letter
    name: Words
    icon: str = "help_outline"
    bring: tuple[Words, ...] = Field((), max_length=50)
    windows: tuple[Annotated[int, Field(ge=1, le=999)], ...] = Field(min_length=1, max_length=50)
    average_minutes: float = Field(15.0, gt=0, le=480)
    quota: int | None = Field(None, ge=1)
    hours: HoursTable | None = None

    @field_validator("icon")
    @classmethod
    def _can_be_drawn(cls, icon: str) -> str:
        names = {line.split()[0] for line in ICON_TABLE.read_text(encoding="utf-8").splitlines()}
        if icon not in names:
            raise PydanticCustomError("rule", "no such icon; assets/icons.codepoints lists them")
        return icon


class CentreFile(_Table):
    """The whole file; services in the order in which they are shown."""

    name: Words
    hours: HoursTable
    services: tuple[ServiceTable, ...] = Field(max_length=26)
    on_duty: tuple[Words, ...] = Field((), max_length=100)
    notices: tuple[Words, ...] = Field((), max_length=50)
    priority_weight: float = Field(1.0, gt=0, le=100)
    priority_cap: int = Field(3, ge=1, le=1_000_000)

    @field_validator("services")
    @classmethod
    def _differ(cls, services: tuple[ServiceTable, ...]) -> tuple[ServiceTable, ...]:
        if not services:
            raise PydanticCustomError("rule", "at least one service")
        for what in ("id", "letter"):
            twice = _twice(getattr(service, what) for service in services)
            if twice:
                raise PydanticCustomError(
                    "rule", "two services have the {what} {twice}", {"what": what, "twice": twice}
                )
        return services


def read_centre(text: str) -> CentreFile:
    """Return the centre that ``text`` describes; raise :class:`CentreFileError`."""
    try:
        return CentreFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise CentreFileError([f"is not TOML: {error}"]) from None
    except ValidationError as error:
        raise CentreFileError([_in_words(item) for item in error.errors()]) from None


def _in_words(item: Mapping[str, Any]) -> str:
    where = ""
    for part in item["loc"]:
        where += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    value = item["input"]
    shown = f" = {value!r}" if isinstance(value, str | int | float) else ""
    return f"{where.removeprefix('.')}{shown}: {item['msg']}"


def _twice(values: Iterable[str]) -> str:
    seen: set[str] = set()
    return next((value for value in values if value in seen or seen.add(value)), "")  # type: ignore[func-returns-value]

"""Reads a directory's list in CSV, as people and Excel write it; names every mistake in it."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import annotated_types
from pydantic import ValidationError

from kiosk.county.directory import MOST_ENTRIES, DirectoryEntry, PlaceKind
from kiosk.library.directory import columns

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes of a list beyond which it is not read."""

_LONGEST_SHOWN = 40
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_PHONE = "digits and hyphens, at most 20; one number"


@dataclass(frozen=True)
class Mistake:
    """What is wrong in ``line`` (of the file, from 1) and what is allowed there."""

    line: int
    column: str
    value: str
    allowed: str

    def __str__(self) -> str:
        shown = (
            self.value if len(self.value) <= _LONGEST_SHOWN else self.value[:_LONGEST_SHOWN] + "…"
        )
        return f'line {self.line}, {self.column} = "{shown}": {self.allowed}'


class ListError(ValueError):
    """The list cannot be used; ``mistakes`` names every one, in the order of the lines."""

    def __init__(self, mistakes: Sequence[Mistake | str]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = tuple(map(str, mistakes))


@dataclass(frozen=True)
class _Row:
    line: int
    cells: tuple[str, ...]


def read_list(data: bytes) -> tuple[DirectoryEntry, ...]:
    """Return the entries of a list: CSV with a line of headers, in UTF-8 or GB18030.

    Raises :class:`ListError` with every mistake; there is no half a list.
    """
    if len(data) > LARGEST_FILE:
        raise ListError([f"the file is longer than {LARGEST_FILE // 1024 // 1024} MB"])
    text = _decoded(data)
    rows = list(_rows(text))
    if not rows:
        raise ListError(["the file is empty"])
    fields = _fields(rows[0])
    width = len(fields)
    if len(rows[-1].cells) < width and not text.endswith(("\n", "\r")):
        raise ListError([f"line {rows[-1].line}: the file breaks off here"])
    if len(rows) == 1:
        raise ListError(["there is no entry below the headers"])
    if len(rows) - 1 > MOST_ENTRIES:
        raise ListError([f"there are {len(rows) - 1} entries; {MOST_ENTRIES} are the most"])
    # Excel leaves out the last commas of a row when there is nothing between them.
    filled = [_Row(row.line, row.cells + ("",) * (width - len(row.cells))) for row in rows[1:]]
    return _entries(filled, fields, dict(zip(fields, rows[0].cells, strict=True)))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # GB18030 takes nearly any bytes: UTF-8 with a byte broken must not become nonsense by it.
        line = data[: error.start].count(b"\n") + 1
        if _mostly_utf8(data):
            raise ListError([f"line {line}: bytes that are not UTF-8"]) from None
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ListError(
            [f"line {line}: the text is neither UTF-8 nor GB18030 (Excel: CSV UTF-8)"]
        ) from None


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    return len(re.findall("[\u4e00-\u9fff]", text)) > text.count("\ufffd")


def _rows(text: str) -> Iterator[_Row]:
    """Yield the rows that are not empty, each with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                texts = [" ".join(cell.split()) for cell in cells]
                while not texts[-1]:
                    texts.pop()
                yield _Row(line, tuple(texts))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ListError([f"line {line}: not CSV: {error}"]) from None


def _fields(header: _Row) -> list[str]:
    """Return the field of each column."""
    mistakes: list[str] = []
    fields: list[str] = []
    for number, name in enumerate(header.cells, 1):
        field = columns.field_of(name)
        if field is None:
            mistakes.append(
                f'line {header.line}, column {number} "{name}": no such column'
                f" (there are: {columns.columns_in_words()})"
            )
        elif field in fields:
            mistakes.append(f'line {header.line}, column {number} "{name}": {field} is there twice')
        fields.append(field or name)
    mistakes += [
        f"line {header.line}: column {columns.COLUMNS[field][0]} ({field}) is missing"
        for field in columns.REQUIRED_COLUMNS
        if field not in fields
    ]
    if mistakes:
        raise ListError(mistakes)
    return fields


def _entries(
    rows: Sequence[_Row], fields: Sequence[str], headers: dict[str, str]
) -> tuple[DirectoryEntry, ...]:
    entries: list[DirectoryEntry] = []
    mistakes: list[Mistake] = []
    first_lines: dict[tuple[object, ...], int] = {}
    for row in rows:
        found = _entry(row, fields, headers)
        if not isinstance(found, DirectoryEntry):
            mistakes += found
            continue
        key = (found.kind, found.name, found.firm, found.township, found.village)
        first = first_lines.setdefault(key, row.line)
        if first != row.line:
            mistakes.append(
                Mistake(row.line, headers["name"], found.name, f"stands in line {first} already")
            )
        entries.append(found)
    if mistakes:
        raise ListError(mistakes)
    return tuple(entries)


def _entry(
    row: _Row, fields: Sequence[str], headers: dict[str, str]
) -> DirectoryEntry | list[Mistake]:
    if len(row.cells) != len(fields):
        allowed = (
            f"{len(fields)} at most, as in the line of headers (text with a comma stands in quotes)"
        )
        return [Mistake(row.line, "number of cells", str(len(row.cells)), allowed)]
    cells = dict(zip(fields, row.cells, strict=True))
    values: dict[str, Any] = dict(cells)
    wrong: dict[str, str] = {}
    values["kind"] = columns.kind_of(cells["kind"])
    if values["kind"] is None:
        wrong["kind"] = f"one of {columns.kinds_in_words()}"
    if "phone" in cells:
        values["phone"] = columns.plain(cells["phone"]).translate(_DASHES).replace(" ", "")
    if "sample" in cells:
        word = columns.plain(cells["sample"])
        values["sample"] = word in columns.YES
        if word not in columns.YES | columns.NO:
            wrong["sample"] = "是 (yes) or 否 (no)"
    wrong = _wrong_texts(values) | _wrong_place(values) | wrong
    if wrong:
        return [
            Mistake(row.line, headers.get(field, field), cells.get(field, ""), wrong[field])
            for field in DirectoryEntry.model_fields
            if field in wrong
        ]
    return DirectoryEntry.model_validate(values)


def _wrong_texts(values: dict[str, Any]) -> dict[str, str]:
    try:
        DirectoryEntry.model_validate(values | {"kind": PlaceKind.LAWYER})
    except ValidationError as error:
        return {str(each["loc"][0]): _allowed(str(each["loc"][0])) for each in error.errors()}
    return {}


def _allowed(field: str) -> str:
    if field == "phone":
        return _PHONE
    limits = DirectoryEntry.model_fields[field].metadata
    most = next(limit.max_length for limit in limits if isinstance(limit, annotated_types.MaxLen))
    return f"text of {1 if field == 'name' else 0} to {most} characters that are seen"


def _wrong_place(values: dict[str, Any]) -> dict[str, str]:
    """Return what is missing for the entry to be found by its place."""
    kind, wrong = values["kind"], {}
    if kind is PlaceKind.VILLAGE_ADVISER and not values.get("village"):
        wrong["village"] = "the village that the adviser is for"
    if not values.get("township") and (
        kind in (PlaceKind.JUDICIAL_OFFICE, PlaceKind.VILLAGE_ADVISER) or values.get("village")
    ):
        wrong["township"] = "the township that it belongs to"
    return wrong

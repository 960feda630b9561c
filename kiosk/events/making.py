"""Makes code and guide of the catalogue of events; a tool of developers, never at run time."""

import json
import re
import textwrap
import tomllib
from pathlib import Path
from typing import TypeGuard

from kiosk.events.kinds import Kind, is_kind
from kiosk.events.telling import Event

_HERE = Path(__file__).resolve().parent
CATALOGUE = _HERE / "catalogue.toml"
TYPES = _HERE / "types.py"
GUIDE = _HERE.parent.parent / "docs" / "events.md"

LEVELS = ("info", "warning", "error")
_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
_FIELD = re.compile(r"[a-z]+(?:_[a-z]+)*")
_WIDTH = 100
_PARAMETER = {
    "count": "int",
    "seconds": "float",
    "version": "str",
    "file": "PurePath",
    "error": "BaseException",
}


class CatalogueError(ValueError):
    """The catalogue is not what it says at its head."""


def read(path: Path = CATALOGUE) -> list[Event]:
    """Return the events of ``path``, by name; raise :class:`CatalogueError`."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return [_event(name, tables[name]) for name in sorted(tables)]


def _event(name: str, table: dict[str, object]) -> Event:
    level, says, fields = table.get("level"), table.get("says"), table.get("fields", {})
    if not (_NAME.fullmatch(name) and set(table) <= {"level", "says", "fields"}):
        raise CatalogueError(f"{name}: not a name, or with more than level, says and fields")
    if level not in LEVELS or not isinstance(level, str):
        raise CatalogueError(f"{name}: level is one of {', '.join(LEVELS)}")
    if not isinstance(says, str) or not re.fullmatch(r"[A-Z][^{}%\n\"\\]*\.", says):
        raise CatalogueError(f"{name}: says is one sentence without values")
    if not isinstance(fields, dict):
        raise CatalogueError(f"{name}: fields is a table")
    return Event(name, level, says, {each: _kind(name, each, fields[each]) for each in fields})


def _kind(event: str, field: str, written: object) -> Kind:
    kind = tuple(written) if isinstance(written, list) else written
    if not _FIELD.fullmatch(field) or not is_kind(kind):
        raise CatalogueError(f"{event}.{field}: no such kind")
    assert isinstance(kind, str | tuple)
    return kind


def types(catalogue: list[Event]) -> str:
    """Return the module with one function for each event."""
    kinds = [kind for event in catalogue for kind in event.fields.values()]
    modules = sorted({kind.partition(":")[0] for kind in kinds if _is_enum(kind)})
    typing = ["TYPE_CHECKING"] if modules else []
    typing += ["Literal"] if any(isinstance(kind, tuple) for kind in kinds) else []
    lines = [
        '"""One function for each event. Made by `python -m kiosk.events`: do not edit."""',
        "",
    ]
    lines += ["from pathlib import PurePath"] if "file" in kinds else []
    lines += [f"from typing import {', '.join(typing)}"] if typing else []
    lines += ["", "from kiosk.events.telling import Event, tell", ""]
    if modules:
        lines += ["if TYPE_CHECKING:", *(f"    import {module}" for module in modules), ""]
    for event in catalogue:
        lines += [*_constant(event), ""]
    for event in catalogue:
        lines += ["", *_function(event), ""]
    return "\n".join(lines).rstrip() + "\n"


def _constant(event: Event) -> list[str]:
    fields = [f"        {_quoted(name)}: {_literal(kind)}," for name, kind in event.fields.items()]
    return [
        f"{_constant_name(event)} = Event(",
        f"    {_quoted(event.name)},",
        f"    {_quoted(event.level)},",
        f"    {_quoted(event.says)},",
        *(["    {", *fields, "    },"] if fields else ["    {},"]),
        ")",
    ]


def _function(event: Event) -> list[str]:
    name = event.name.replace("-", "_")
    parameters = [f"{field}: {_annotation(kind)}" for field, kind in event.fields.items()]
    head = f"def {name}({', '.join(parameters)}) -> None:"
    if len(head) > _WIDTH:
        inside = ", ".join(parameters)
        rows = [inside] if len(inside) <= _WIDTH - 4 else [f"{each}," for each in parameters]
        heads = [f"def {name}(", *(f"    {row}" for row in rows), ") -> None:"]
    else:
        heads = [head]
    passed = "".join(f", {field}={field}" for field in event.fields)
    return [*heads, *_docstring(event), f"    tell({_constant_name(event)}{passed})"]


def _docstring(event: Event) -> list[str]:
    line = f'    """{event.level.capitalize()}: {event.says}"""'
    if len(line) <= _WIDTH:
        return [line]
    text = textwrap.wrap(event.says, _WIDTH - 4)
    head = f'    """{event.level.capitalize()}.'
    return [head, "", *(f"    {row}" for row in text), '    """']


def _constant_name(event: Event) -> str:
    return "_" + event.name.replace("-", "_").upper()


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _is_enum(kind: Kind) -> TypeGuard[str]:
    return isinstance(kind, str) and ":" in kind


def _literal(kind: Kind) -> str:
    if isinstance(kind, str):
        return _quoted(kind)
    inside = ", ".join(map(_quoted, kind))
    return f"({inside},)" if len(kind) == 1 else f"({inside})"


def _annotation(kind: Kind) -> str:
    if isinstance(kind, tuple):
        return f"Literal[{', '.join(map(_quoted, kind))}]"
    return _PARAMETER.get(kind) or _quoted(kind.replace(":", "."))


def guide(catalogue: list[Event]) -> str:
    """Return ``docs/events.md``."""
    lines = [
        "# What the log says",
        "",
        "Made by `python -m kiosk.events` from `kiosk/events/catalogue.toml`: do not edit.",
        "",
        "Terminal and backend write one line for each event to standard error: JSON where a",
        "program reads it, plain text where a person does. Each has a time, a level, the name of",
        "the event, a number that counts from 1 without gaps (`seq`), and what it says. No line",
        "has words that anybody entered: a field is a count, a duration, a code of a closed list,",
        "a version, a file of the program's own, or kind and place of an exception. Of libraries",
        "only warnings are written, as `library-said`: who and where, never what.",
        "",
        "| event | level | what it says | fields |",
        "|---|---|---|---|",
    ]
    for event in catalogue:
        fields = ", ".join(f"{name} ({_told(kind)})" for name, kind in event.fields.items())
        lines.append(f"| {event.name} | {event.level} | {event.says} | {fields} |")
    return "\n".join(lines) + "\n"


def _told(kind: Kind) -> str:
    if isinstance(kind, tuple):
        return " / ".join(kind)
    return kind.partition(":")[2] or kind

"""The mistakes of a settings file in words: ``section.key = value: what is allowed``."""

import json
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Literal, get_args, get_origin

import annotated_types
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

_KINDS: dict[object, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text in quotes",
}


def describe(error: ValidationError, model: type[BaseModel]) -> list[str]:
    """Return one line for every mistake in ``error``, which ``model`` raised."""
    return [_line(dict(item), model) for item in error.errors()]


def allowed(field: FieldInfo) -> str:
    """Say what a setting can be: its kind and range, its choices, or the words it declares."""
    extra = field.json_schema_extra
    if isinstance(extra, dict) and "allowed" in extra:
        return str(extra["allowed"])
    if get_origin(field.annotation) is Literal:
        return "one of " + ", ".join(f'"{choice}"' for choice in get_args(field.annotation))
    if _is_table(field.annotation):
        return "a table of settings"
    return _KINDS[field.annotation] + _range(field.metadata)


def _line(item: dict[str, Any], model: type[BaseModel]) -> str:
    loc: tuple[str, ...] = tuple(str(part) for part in item["loc"])
    key = ".".join(loc)
    if item["type"] == "extra_forbidden":
        return _unknown(loc, model)
    # A rule between two settings says itself what is allowed.
    rule = item["msg"] if item["type"] == "rule" else allowed(_field(loc, model))
    return f"{key} = {_toml(item['input'])}: {rule}"


def _unknown(loc: tuple[str, ...], model: type[BaseModel]) -> str:
    table = _table(loc[:-1], model)
    near = get_close_matches(loc[-1], table.model_fields, n=1, cutoff=0.5)
    guess = f"; did you mean {'.'.join((*loc[:-1], near[0]))}?" if near else ""
    known = ", ".join(table.model_fields)
    return f"{'.'.join(loc)}: no such setting{guess} (there are: {known})"


def _field(loc: Iterable[str], model: type[BaseModel]) -> FieldInfo:
    *tables, name = loc
    return _table(tables, model).model_fields[name]


def _table(loc: Iterable[str], model: type[BaseModel]) -> type[BaseModel]:
    for name in loc:
        inner = model.model_fields[name].annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            model = inner
    return model


def _is_table(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _range(metadata: Iterable[object]) -> str:
    lowest = highest = None
    for rule in metadata:
        if isinstance(rule, annotated_types.Ge):
            lowest = f"from {rule.ge}"
        elif isinstance(rule, annotated_types.Gt):
            lowest = f"above {rule.gt}"
        elif isinstance(rule, annotated_types.Le):
            highest = f"to {rule.le}"
    words = " ".join(part for part in (lowest, highest) if part)
    return f" {words}" if words else ""


def _toml(value: object) -> str:
    if isinstance(value, bool | str | list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)

"""Rule packs for tests: the one that is shipped, changed and sealed anew."""

import copy
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from kiosk.legal_aid.pack import BUILT_IN, Pack, built_in, checksum, load_pack


def content() -> dict[str, Any]:
    """What the shipped pack holds, to be changed."""
    return copy.deepcopy(_content())


@cache
def _content() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(BUILT_IN.read_text(encoding="utf-8"))
    return read


def text(changed: dict[str, Any], seal: bool = True) -> str:
    """The text of a pack, with its right checksum unless told otherwise."""
    if seal:
        changed["checksum"] = checksum(changed)
    return json.dumps(changed, ensure_ascii=False)


def changed(change: Callable[[dict[str, Any]], object], seal: bool = True) -> str:
    """The text of the shipped pack after ``change``."""
    data = content()
    change(data)
    return text(data, seal)


@cache
def shipped() -> Pack:
    return built_in()


@cache
def confirmed() -> Pack:
    """A pack whose standard is 1500 yuan from 2026-06-01, 1800 from 2027-01-01: for tests only."""
    return load_pack(changed(_confirm))


def _confirm(data: dict[str, Any]) -> None:
    (unconfirmed,) = data["parameters"]
    unconfirmed["effective_to"] = "2026-05-31"
    known = {**unconfirmed, "status": "confirmed", "source": "a figure for tests"}
    data["parameters"] += [
        {**known, "value": 1500, "effective_from": "2026-06-01", "effective_to": "2026-12-31"},
        {**known, "value": 1800, "effective_from": "2027-01-01", "effective_to": None},
    ]

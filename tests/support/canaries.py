"""Words that may be left nowhere, looked for in every way that a program could have spelt them."""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus


@dataclass(frozen=True, order=True)
class Sighting:
    """``canary`` stands in ``place``, a file or what was told, spelt as ``spelling`` says."""

    place: str
    canary: str
    spelling: str


def spellings(canary: str) -> dict[str, bytes]:
    """Return the bytes that ``canary`` may have become."""
    plain = canary.encode()
    ways = {
        "UTF-8": plain,
        "UTF-16-LE": canary.encode("utf-16-le"),
        "UTF-16-BE": canary.encode("utf-16-be"),
        "GB18030": canary.encode("gb18030"),
        "percent": quote(canary, safe="").encode(),
        "percent, lower case": quote(canary, safe="").lower().encode(),
        "form": quote_plus(canary, safe="").encode(),
        "JSON": json.dumps(canary)[1:-1].encode(),
        "JSON, upper case": json.dumps(canary)[1:-1].upper().replace("\\U", "\\u").encode(),
        "hex": binascii.hexlify(plain),
        "hex, upper case": binascii.hexlify(plain).upper(),
    }
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + plain)
        # The first and last characters also hold bits of what stands beside it.
        inside = whole[(0, 2, 3)[before] : len(whole) - 4]
        ways[f"base64 after {before}"] = inside
        ways[f"base64 for addresses after {before}"] = inside.translate(
            bytes.maketrans(b"+/", b"-_")
        )
    return ways


def sightings(place: str, content: bytes, canaries: Iterable[str]) -> Iterator[Sighting]:
    """Yield where ``content`` holds one of ``canaries``."""
    for canary in canaries:
        for spelling, form in spellings(canary).items():
            if form in content:
                yield Sighting(place, canary, spelling)


def in_files(folder: Path, canaries: Iterable[str], without: tuple[str, ...] = ()) -> set[Sighting]:
    """Look through every file below ``folder``, names included, but those named ``without``…"""
    wanted = tuple(canaries)
    found: set[Sighting] = set()
    for path in folder.rglob("*"):
        if path.name.startswith(without) if without else False:
            continue
        name = str(path.relative_to(folder))
        found.update(sightings(f"name of {name}", name.encode(), wanted))
        try:
            content = path.read_bytes() if path.is_file() else b""
        except FileNotFoundError:
            continue  # It went while we looked: nothing is left in it.
        found.update(sightings(name, content, wanted))
    return found

"""The search for what may be left nowhere finds it, however it is spelt."""

import base64
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from canaries import in_files

CANARIES = ["样例金丝雀", "13971664927"]
WAYS = {
    "plain": str.encode,
    "UTF-16": lambda text: text.encode("utf-16"),
    "GB18030": lambda text: text.encode("gb18030"),
    "percent": lambda text: quote(text, safe="").encode(),
    "JSON": lambda text: json.dumps({"text": text}).encode(),
    "hex": lambda text: text.encode().hex().encode(),
    **{
        f"base64 after {before}": lambda text, before=before: base64.b64encode(
            b"abc"[:before] + text.encode() + b"after"
        )
        for before in range(4)
    },
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("canary", CANARIES)
def test_every_spelling_is_found(canary: str, way: str, tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"before" + WAYS[way](canary) + b"after")
    assert {found.canary for found in in_files(tmp_path, CANARIES)} == {canary}
    assert in_files(tmp_path, CANARIES, ("log",)) == set()


def test_names_of_files_count(tmp_path: Path) -> None:
    (tmp_path / CANARIES[1]).touch()
    assert {found.canary for found in in_files(tmp_path, CANARIES)} == {CANARIES[1]}

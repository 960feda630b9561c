"""What an audit leaves behind."""

import json
from pathlib import Path

import pytest
from PIL import Image

from kiosk.fonts import ensure_fonts
from screens.audit.report import mark, rows, shoot, summary, write
from screens.audit.rules import Reading, Rule

GOOD = Reading(Rule.CONTRAST, 14.0, 10.0, "样例")
BAD = Reading(Rule.TARGET_SIZE, 9.0, 15.0, "one", (100, 100, 300, 200))


@pytest.fixture(scope="module")
def font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ensure_fonts(tmp_path_factory.mktemp("fonts")).bold


def test_failures_are_marked_on_the_picture_and_nothing_else_is(font: Path) -> None:
    picture = Image.new("RGB", (400, 400), (255, 255, 255))
    assert mark(picture, [GOOD], font).getcolors() == [(160000, (255, 255, 255))]
    marked = mark(picture, [GOOD, BAD], font)
    assert marked.getpixel((98, 250)) == (200, 0, 0)
    assert marked.getpixel((200, 250)) == (255, 255, 255)
    assert picture.getpixel((98, 250)) == (255, 255, 255)


def test_table_and_gallery(tmp_path: Path, font: Path) -> None:
    picture = Image.new("RGB", (400, 400), (255, 255, 255))
    table = rows("zh-100", "home", [GOOD, BAD, BAD]) + rows("en-100", "home", [GOOD])
    shots = [
        shoot(tmp_path, "zh-100", "home", 1, picture, [GOOD, BAD], font),
        shoot(tmp_path, "en-100", "home", 1, picture, [GOOD], font),
    ]
    write(tmp_path, table, shots)
    assert [(row.rule, row.look, row.failures) for row in table] == [
        (Rule.CONTRAST, "zh-100", 0),
        (Rule.TARGET_SIZE, "zh-100", 2),
        (Rule.CONTRAST, "en-100", 0),
    ]
    text = (tmp_path / "table.txt").read_text(encoding="utf-8")
    assert "FAILS target size" in text
    assert len(json.loads((tmp_path / "table.json").read_text(encoding="utf-8"))) == len(table)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    for shot in shots:
        assert shot.path in page
        with Image.open(tmp_path / shot.path) as small:
            assert small.width == (200 if shot.failures else 100)
    assert "target size: 9.00 for 15" in page


def test_summary_names_the_worst_of_each_rule() -> None:
    table = rows("zh-100", "home", [GOOD]) + rows("en-100", "help", [Reading(Rule.CONTRAST, 9, 10)])
    (line,) = summary(table)
    assert line.startswith("FAILS")
    assert "9.00" in line
    assert "en-100 help" in line

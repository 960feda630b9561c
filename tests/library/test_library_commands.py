import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from law_texts import made_law

from kiosk.__main__ import main

KEYS = {"kind", "law", "article", "text", "status"}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    source = Path(__file__).resolve().parents[2] / "config.toml"
    target = tmp_path / "config.toml"
    target.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    return target


@pytest.fixture
def laws(tmp_path: Path) -> Path:
    folder = tmp_path / "laws"
    folder.mkdir()
    text = made_law("中华人民共和国样例法", ["甲工资。\n\n乙。", "丙工资。"])
    (folder / "样例法-2020.txt").write_text(text, encoding="utf-8")
    return folder


def kiosk(config: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["library", *words, "--config", str(config)])


def test_laws_are_imported_and_searched(config: Path, laws: Path) -> None:
    done = kiosk(config, "import-laws", str(laws))
    assert done.exit_code == 0, done.output
    assert "1 laws with 3 articles imported" in done.output
    found = kiosk(config, "search", "样例法2条", "--json")
    assert found.exit_code == 0
    (first, *_) = json.loads(found.output)
    assert first == {
        "kind": "law",
        "law": "中华人民共和国样例法",
        "article": "第二条",
        "text": "丙工资。",
        "status": "in_force",
    }
    shown = kiosk(config, "search", "甲工资", "乙", "--kind", "law")
    assert "【甲工资】" in shown.output
    assert "(1 shown, 1 found)" in shown.output


def test_json_is_a_list_also_when_nothing_is_found(config: Path, laws: Path) -> None:
    kiosk(config, "import-laws", str(laws))
    assert json.loads(kiosk(config, "search", "鼎鼐鬲", "--json").output) == []
    assert "nothing found" in kiosk(config, "search", "鼎鼐鬲").output
    found = json.loads(kiosk(config, "search", "工资", "--limit", "2", "--json").output)
    assert len(found) == 2
    assert all(set(each) == KEYS for each in found)
    answers = json.loads(kiosk(config, "search", "离婚", "--kind", "qa", "--json").output)
    assert answers
    assert {(each["kind"], each["law"], each["article"]) for each in answers} == {("qa", "", "")}
    assert answers[0]["text"].count("\n")


def test_a_refused_text_is_named_with_its_line_and_ends_in_one(config: Path, laws: Path) -> None:
    broken = "# 坏法\n\n第一条 甲。\n第三条 乙。\n"
    (laws / "坏法.txt").write_text(broken, encoding="utf-8")
    done = kiosk(config, "import-laws", str(laws))
    assert done.exit_code == 1
    assert "坏法.txt:4: 第三条 follows 第一条" in done.output
    assert "1 files refused" in done.output
    assert json.loads(kiosk(config, "search", "坏法", "--kind", "law", "--json").output) == []
    assert json.loads(kiosk(config, "search", "甲工资", "--kind", "law", "--json").output)


def test_a_folder_without_law_texts_is_no_success(config: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = kiosk(config, "import-laws", str(tmp_path / "empty"))
    assert done.exit_code == 1
    assert "no law text" in done.output
    assert kiosk(config, "import-laws", str(tmp_path / "none")).exit_code == 2


def test_a_damaged_library_is_said_and_the_import_begins_a_new_one(
    config: Path, laws: Path
) -> None:
    kiosk(config, "import-laws", str(laws))
    database = config.parent / "data" / "library.db"
    database.write_bytes(b"no database" * 1000)
    found = kiosk(config, "search", "甲工资")
    assert found.exit_code == 1
    assert "SQLITE_NOTADB" in found.output
    done = kiosk(config, "import-laws", str(laws))
    assert done.exit_code == 0
    assert "library.db.damaged" in done.output
    assert "Import the directory again" in done.output
    assert "【甲工资】" in kiosk(config, "search", "甲工资", "--kind", "law").output


def test_bad_settings_end_in_two(tmp_path: Path) -> None:
    bad = tmp_path / "config.toml"
    bad.write_text("nonsense = 1\n")
    assert kiosk(bad, "search", "甲").exit_code == 2

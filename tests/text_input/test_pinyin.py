"""Pinyin with Rime: the right words early, what they leave, and nothing kept of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.text_input import rime
from kiosk.text_input.port import Spelling
from kiosk.text_input.rime import RimeEngine
from kiosk.text_input.suggestions import is_known

SPELLED = dict(
    each.split(":")
    for each in Path(__file__).with_name("spelled_words.txt").read_text("utf-8").split()
)
FIRST = 5
LEAST_RATE = 0.95
CANARY = "jinsilie"
ROOT = Path(__file__).resolve().parents[2]

WRITES_A_CANARY = f"""
import sys
from pathlib import Path
from kiosk.text_input.port import Spelling
from kiosk.text_input.rime import RimeEngine
for _ in range(3):
    engine = RimeEngine(Path(sys.argv[1]))
    found = engine.candidates(Spelling("{CANARY}"))
    engine.close()
print(found[0].text)
"""

KNOWS_NO_SCHEMA = """
import sys
from pathlib import Path
from kiosk.text_input import rime
rime.SCHEMA_FOLDER = Path(sys.argv[1])
engine = rime.RimeEngine(Path(sys.argv[1]))
engine.prepare()
print(engine.fault())
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = RimeEngine(tmp_path_factory.mktemp("rime"), is_known)
    yield engine
    engine.close()


def texts(found):
    return [candidate.text for candidate in found]


def test_there_are_a_hundred_words():
    assert len(SPELLED) >= 100


@pytest.mark.parametrize("helped", [True, False], ids=["with our words first", "Rime alone"])
def test_words_of_the_office_are_among_the_first_five(tmp_path, helped):
    engine = RimeEngine(tmp_path, is_known if helped else lambda _: False)
    try:
        late = {
            word
            for word, letters in SPELLED.items()
            if word not in texts(engine.candidates(Spelling(letters), FIRST))
        }
    finally:
        engine.close()
    assert 1 - len(late) / len(SPELLED) >= LEAST_RATE, late


def test_a_word_of_the_office_is_offered_before_a_literary_one(engine):
    assert texts(engine.candidates(Spelling("qianxin")))[:2] == ["欠薪", "潜心"]


def test_a_candidate_leaves_what_it_does_not_take(engine):
    found = {each.text: each.rest for each in engine.candidates(Spelling("falvyuanzhu"), 30)}
    assert found["法律援助"] == ""
    assert found["法律"] == "yuanzhu"
    assert found["法"] == "lvyuanzhu"


def test_the_mark_between_syllables_parts_them(engine):
    assert texts(engine.candidates(Spelling("xi'an")))[0] == "西安"
    assert texts(engine.candidates(Spelling("xian")))[0] != "西安"


def test_initials_stand_for_words(engine):
    assert "工资" in texts(engine.candidates(Spelling("gz")))


def test_only_simplified_characters_that_the_fonts_have(engine):
    for syllable in ("fa", "lv", "ma", "men", "shi", "guo", "xian", "yi"):
        for text in texts(engine.candidates(Spelling(syllable), 100)):
            assert all("\u4e00" <= each <= "\u9fff" or each in "〇々" for each in text), text
            assert not set(text) & set("馬門們國縣議時實")


def test_rare_characters_come_last(engine):
    found = texts(engine.candidates(Spelling("de"), 100))
    assert found.index("地") < found.index("德") < found.index("悳")


def test_nothing_of_it_is_kept(tmp_path):
    """A process of its own, with its home, temporary and user folders searched afterwards."""
    folders = {name: tmp_path / name for name in ("home", "tmp", "user", "here")}
    for folder in folders.values():
        folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", WRITES_A_CANARY, str(folders["user"])],
        env={
            "HOME": str(folders["home"]),
            "TMPDIR": str(folders["tmp"]),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        cwd=folders["here"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(done.stdout.strip()) >= 1
    assert done.stderr == ""
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_its_data_missing_is_told_with_the_package(tmp_path, monkeypatch):
    monkeypatch.setattr(rime, "NEEDED", (tmp_path / "luna_pinyin.table.bin",))
    engine = RimeEngine(tmp_path)
    assert "rime-data-luna-pinyin" in engine.fault()
    assert engine.candidates(Spelling("falv")) == ()


def test_its_library_missing_is_told_with_the_package(tmp_path):
    engine = RimeEngine(tmp_path, library="librime-not-here.so.1")
    engine.prepare()
    assert "librime1" in engine.fault()
    assert engine.candidates(Spelling("falv")) == ()


def test_a_schema_it_makes_nothing_of_is_told(tmp_path):
    """In a process of its own: where an engine is open already, Rime keeps to its folders."""
    told = subprocess.run(
        [sys.executable, "-c", KNOWS_NO_SCHEMA, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "Rime makes nothing of its schema" in told

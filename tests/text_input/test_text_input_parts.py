"""The engines put together, what the doctor says of them, and what a bare machine has to have."""

import threading
from pathlib import Path

import pytest

from kiosk.pages import Writing
from kiosk.text_input import examination, factory
from kiosk.text_input.factory import TextInput, open_text_input
from kiosk.text_input.rime import NEEDED, OPENCC, RimeEngine
from kiosk.text_input.simulated import SimulatedEngine
from kiosk.text_input.written import Mode
from kiosk.text_input.zinnia import MODEL, ZinniaEngine
from kiosk.wording import Quoted

ROOT = Path(__file__).resolve().parents[2]
PAGE = Writing(id="w", title=Quoted("样例"), done=Quoted("样例"), longest=7)


class Watched(SimulatedEngine):
    def __init__(self):
        super().__init__()
        self.prepared = threading.Event()
        self.by = []
        self.did = []
        self.closed = False
        self.hold = threading.Event()
        self.hold.set()

    def prepare(self):
        assert self.hold.wait(20)
        self.did.append("prepare")
        self.by.append(threading.current_thread())
        self.prepared.set()

    def rest(self):
        self.did.append("rest")

    def close(self):
        self.closed = True


@pytest.fixture
def engines():
    return {Mode.HAND: Watched(), Mode.PINYIN: Watched()}


def test_engines_load_with_the_first_page_that_is_written_on_and_off_its_thread(engines):
    text_input = TextInput(engines)
    assert not any(engine.by for engine in engines.values())
    text_input.compose(PAGE)
    text_input.compose(PAGE)
    text_input.close()
    for engine in engines.values():
        assert engine.prepared.is_set()
        assert len(engine.by) == 1
        assert engine.by[0] is not threading.current_thread()
        assert engine.closed


def test_engines_rest_once_nobody_writes_and_load_again(engines):
    text_input = TextInput(engines)
    text_input.rest()
    text_input.compose(PAGE)
    text_input.rest()
    text_input.rest()
    text_input.compose(PAGE)
    text_input.close()
    for engine in engines.values():
        assert engine.did == ["prepare", "rest", "prepare"]


def test_a_rest_waits_for_engines_that_are_still_loading_but_nobody_waits_for_it(engines):
    engines[Mode.HAND].hold.clear()
    text_input = TextInput(engines)
    text_input.compose(PAGE)
    text_input.rest()
    text_input.compose(PAGE)
    assert engines[Mode.HAND].did == engines[Mode.PINYIN].did == []
    engines[Mode.HAND].hold.set()
    text_input.close()
    for engine in engines.values():
        assert engine.did == ["prepare", "rest", "prepare"]


def test_closed_before_anybody_wrote(engines):
    TextInput(engines).close()
    assert all(engine.closed for engine in engines.values())


def test_the_limits_of_the_page_hold(engines):
    text_input = TextInput(engines)
    text = text_input.compose(PAGE)
    for letter in "1234567890":
        text.press(f"key:{letter}")
    text_input.close()
    assert text.written.text == "1234567"


def test_the_real_ones_write(tmp_path):
    text_input = open_text_input(tmp_path / "text-input")
    text = text_input.compose(PAGE)
    for letter in "qianxin":
        text.press(f"key:{letter}")
    assert text.finish() == "欠薪"
    text_input.close()
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_finds_both_well(tmp_path):
    assert examination.handwriting_fault() is None
    assert examination.pinyin_fault(tmp_path) is None


def test_the_doctor_names_the_package(tmp_path):
    missing = ZinniaEngine(tmp_path / "none")
    assert "tegaki-zinnia-simplified-chinese" in examination.handwriting_fault(missing)
    missing = RimeEngine(tmp_path, library="librime-not-here.so.1")
    assert "librime1" in examination.pinyin_fault(tmp_path, missing)


def test_the_doctor_is_not_content_with_an_engine_that_recognises_nothing(tmp_path):
    silent = SimulatedEngine()
    silent.close()
    assert "is not among" in examination.handwriting_fault(silent)


def test_all_that_is_needed_comes_with_the_packages_that_are_installed():
    """Without recommended packages: what is looked for belongs to a listed one or its depends."""
    listed = (ROOT / "deploy" / "packages-run").read_text("utf-8").split()
    for package in ("libzinnia0", "tegaki-zinnia-simplified-chinese"):
        assert package in listed
    for package in ("librime1", "rime-data-luna-pinyin"):
        assert package in listed
    for file in (MODEL, OPENCC, *NEEDED):
        assert file.exists()


def test_each_engine_is_made_for_its_mode(monkeypatch, tmp_path):
    made = {}
    monkeypatch.setattr(factory, "TextInput", lambda engines: made.update(engines))
    open_text_input(tmp_path)
    assert isinstance(made[Mode.HAND], ZinniaEngine)
    assert isinstance(made[Mode.PINYIN], RimeEngine)

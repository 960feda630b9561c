"""What is missing of the library or of writing is told to staff, and no longer once it is back."""

from pathlib import Path

from kiosk.library.stock import stock
from kiosk.library.store import Store as LibraryStore
from kiosk.text_input.factory import TextInput
from kiosk.text_input.simulated import SimulatedEngine
from kiosk.text_input.written import Mode


def test_a_library_that_cannot_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.mkdir()
    shelves = LibraryStore(path)
    assert shelves.fault()
    path.rmdir()
    stock(shelves, embedded=True)
    assert shelves.fault() is None
    shelves.close()


def test_an_engine_that_is_missing() -> None:
    missing = SimulatedEngine("librime1 is not installed")
    writing = TextInput({Mode.HAND: SimulatedEngine(), Mode.PINYIN: missing})
    assert writing.fault() == "librime1 is not installed"
    missing._fault = None
    assert writing.fault() is None

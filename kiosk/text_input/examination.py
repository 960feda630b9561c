"""What ``kiosk doctor`` looks at of writing Chinese: each engine reads a known character."""

from pathlib import Path

from kiosk.text_input.port import Ink, Spelling, TextEngine
from kiosk.text_input.rime import RimeEngine
from kiosk.text_input.zinnia import ZinniaEngine

TEN = Ink((((0.1, 0.45), (0.9, 0.45)), ((0.5, 0.05), (0.5, 0.95))))
LAW = Spelling("falv")


def handwriting_fault(engine: TextEngine | None = None) -> str | None:
    """Return why handwriting does not work here; ``None`` where it does."""
    return _fault(engine or ZinniaEngine(), TEN, "十")


def pinyin_fault(folder: Path, engine: TextEngine | None = None) -> str | None:
    """Return why pinyin does not work here; ``None`` where it does."""
    return _fault(engine or RimeEngine(folder), LAW, "法律")


def _fault(engine: TextEngine, given: Ink | Spelling, meant: str) -> str | None:
    try:
        found = [candidate.text for candidate in engine.candidates(given)]
        known = engine.fault()
    finally:
        engine.close()
    if known is None and meant not in found:
        return f"{meant} is not among its candidates: {' '.join(found) or 'none'}"
    return known

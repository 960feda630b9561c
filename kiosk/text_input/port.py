"""What handwriting and pinyin have in common: something was given, here is what it may mean."""

from dataclasses import dataclass
from typing import Protocol

Point = tuple[float, float]
"""x to the right and y down, each from 0 to 1 across the writing square."""

Stroke = tuple[Point, ...]
"""The points of one stroke, in the order they were drawn; one point at least."""

CANDIDATES = 10
"""How many characters or words are offered at once."""


@dataclass(frozen=True)
class Ink:
    """The strokes of one character, in the order they were drawn."""

    strokes: tuple[Stroke, ...]


@dataclass(frozen=True)
class Spelling:
    """Letters of pinyin, ``a`` to ``z`` and ``'`` between syllables."""

    letters: str


@dataclass(frozen=True)
class Candidate:
    """What the given may mean. ``rest`` is what of a spelling it leaves; "" for ink."""

    text: str
    rest: str = ""


class TextEngine(Protocol):
    """Turns ink, or a spelling, into candidates. Made for one of the two; called by one thread."""

    def prepare(self) -> None:
        """Load what takes time, ahead of the first question. Any thread, once or more."""

    def candidates(
        self, given: Ink | Spelling, limit: int = CANDIDATES, skip: int = 0
    ) -> tuple[Candidate, ...]:
        """Return up to ``limit`` candidates after the first ``skip``, the likeliest first.

        Empty where nothing fits, nothing was given, or the engine is broken (see :meth:`fault`).
        """

    def fault(self) -> str | None:
        """Return why the engine cannot work, in English for staff; ``None`` where it can."""

    def rest(self) -> None:
        """Free what takes memory; the next question, or :meth:`prepare`, loads it again."""

    def close(self) -> None:
        """Free the engine and forget all it was given."""

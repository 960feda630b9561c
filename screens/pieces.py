"""Where what is told may be cut, when it does not fit on one sheet."""

from dataclasses import dataclass

from screens.paging import Part
from screens.skin import Skin
from screens.widgets.block import Block
from screens.widgets.words import Words

SHORT_LINES = 3
"""Up to so many lines a text is not cut: one could not tell what its other half is about."""


@dataclass(frozen=True)
class Piece:
    """A part of what is told: a block, or lines ``first`` … ``last - 1`` of a text."""

    block: Block
    part: Part
    first: int = 0
    last: int = 0


def whole(skin: Skin, block: Block, *, kept: bool = False, tied: bool = False) -> Part:
    """Return ``block`` as one part."""
    above = skin.metrics.mm(block.above) if block.above else 0.0
    return Part(block.height, above, kept, tied)


def cut(skin: Skin, block: Block, *, kept: bool, tied: bool) -> list[Piece]:
    """Cut ``block`` into what may stand on different sheets; nothing where it has no height.

    A text may go on at its lines, as long as it is not short and no line of it is left alone; all
    else stays whole.
    """
    if not block.height:
        return []
    part = whole(skin, block, kept=kept, tied=tied)
    if kept or not isinstance(block, Words) or len(block.lines) < 2:
        return [Piece(block, part)]
    count = len(block.lines)
    return [
        Piece(
            block,
            Part(
                block.pitch,
                part.above if line == 0 else 0.0,
                tied=tied or _goes_on(line, count),
            ),
            line,
            line + 1,
        )
        for line in range(count)
    ]


def _goes_on(line: int, count: int) -> bool:
    """Whether a text of ``count`` lines stays together behind ``line``."""
    if line == count - 1:
        return False
    return count <= SHORT_LINES or line in (0, count - 2)

"""Breaking Chinese and English text into lines.

Rules: 《中文排版需求》 (W3C *Requirements for Chinese Text Layout*, 3.1.4, prohibition rules for
line start and line end), and words and numbers of western script stay whole.
"""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

Measure = Callable[[str], float]

NO_START = frozenset("，。、：；！？）］｝〉》」』】〕〗”’％‰℃…—·・•～,.:;!?)]}%")
"""What no line begins with."""

NO_END = frozenset("（［｛〈《「『【〔〖“‘￥＄([{¥$")
"""What no line ends with."""

_EVENING_STEPS = 7

_STICKY_SPACES = frozenset("\u00a0\u202f")
_JOINER = "\u200d"


@dataclass(frozen=True)
class _Piece:
    """Text that stays on one line, and the spaces between it and the piece before."""

    gap: str
    text: str


def break_lines(text: str, measure: Measure, width: float) -> list[str]:
    """Break ``text`` into lines no wider than ``width``, in the units of ``measure``.

    A newline forces a break; spaces at either end of a line are dropped, all else is kept. What is
    wider than a line by itself is broken between characters, as far as the rules still allow, and
    against them only where one character and its punctuation do not fit; a single character wider
    than the line gets a line of its own. ``measure`` is called about once per line and different
    piece.
    """
    widths = _Widths(measure)
    return [
        line
        for paragraph in text.split("\n")
        for line in _break_paragraph(paragraph, widths, width)
    ]


def break_evenly(text: str, measure: Measure, width: float) -> list[str]:
    """Break ``text`` as :func:`break_lines` does, into as many lines, as even as they get.

    So that no title ends in a line of one character. Words stay as whole as they were.
    """
    widths = _Widths(measure)
    lines = break_lines(text, widths, width)
    longest = max(map(widths, lines))
    narrow = widest_piece(text, widths)
    for _ in range(_EVENING_STEPS):
        if narrow >= longest:
            break
        middle = (narrow + longest) / 2
        tried = break_lines(text, widths, middle)
        if len(tried) > len(lines):
            narrow = middle
        else:
            lines, longest = tried, max(map(widths, tried))
    return lines


def widest_piece(text: str, measure: Measure) -> float:
    """Return the width below which :func:`break_lines` breaks a word; 0 without text."""
    return max((measure(piece.text) for piece in _pieces(text, _may_break)), default=0.0)


class _Widths:
    """Measures every different string once."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._known: dict[str, float] = {"": 0.0}

    def __call__(self, text: str) -> float:
        if text not in self._known:
            self._known[text] = self._measure(text)
        return self._known[text]


def _break_paragraph(paragraph: str, widths: _Widths, width: float) -> list[str]:
    pieces = list(_pieces(paragraph, _may_break))
    whole = _join(pieces)
    if widths(whole) <= width:
        return [whole]
    fitting = [part for piece in pieces for part in _made_to_fit(piece, widths, width)]
    lines = []
    while fitting:
        count = _how_many_fit(fitting, widths, width)
        lines.append(_join(fitting[:count]))
        fitting = fitting[count:]
    return lines


def _how_many_fit(pieces: list[_Piece], widths: _Widths, width: float) -> int:
    total = widths(pieces[0].text)
    count = 1
    while count < len(pieces):
        total += widths(pieces[count].gap) + widths(pieces[count].text)
        if total > width:
            break
        count += 1
    # Kerning between pieces: the whole line can be wider than the sum of its pieces.
    while count > 1 and widths(_join(pieces[:count])) > width:
        count -= 1
    return count


def _join(pieces: list[_Piece]) -> str:
    return "".join(
        piece.text if index == 0 else piece.gap + piece.text for index, piece in enumerate(pieces)
    )


def _made_to_fit(piece: _Piece, widths: _Widths, width: float) -> Iterator[_Piece]:
    """Yield ``piece``, or its parts where it is too wide for a line of its own."""
    if widths(piece.text) <= width:
        yield piece
        return
    gap = piece.gap
    for part in _pieces(piece.text, _may_break_inside_a_word):
        fits = widths(part.text) <= width
        for single in [part] if fits else _pieces(part.text, _may_break_in_need):
            yield _Piece(gap or single.gap, single.text)
            gap = ""


def _pieces(text: str, may_break: Callable[[str, str], bool]) -> Iterator[_Piece]:
    """Cut ``text`` wherever ``may_break(before, after)`` allows it; spaces become gaps."""
    gap = piece = spaces = ""
    for char in text:
        if _is_space(char):
            spaces += char
            continue
        if piece and not may_break(piece[-1] + spaces, char):
            piece += spaces + char
        else:
            if piece:
                yield _Piece(gap, piece)
                gap = spaces
            piece = char
        spaces = ""
    if piece:
        yield _Piece(gap, piece)


def _may_break(before: str, after: str) -> bool:
    """Between ``before`` (one character and the spaces behind it) and the character ``after``."""
    if before[0] in _STICKY_SPACES or after in _STICKY_SPACES:
        return False
    if not _may_break_inside_a_word(before, after):
        return False
    return len(before) > 1 or _is_wide(before) or _is_wide(after)


def _may_break_inside_a_word(before: str, after: str) -> bool:
    if before[0] in NO_END or after in NO_START:
        return False
    return _may_break_in_need(before, after)


def _may_break_in_need(before: str, after: str) -> bool:
    return before != _JOINER and not _is_mark(after)


def _is_space(char: str) -> bool:
    return char.isspace() and char not in _STICKY_SPACES


@lru_cache(maxsize=8192)
def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


@lru_cache(maxsize=8192)
def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf")

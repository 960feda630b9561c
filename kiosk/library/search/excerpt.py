"""The sentence of a text that shows why it was found. Pure."""

from collections.abc import Iterable

from kiosk.library.search.folding import gaps_of, squeeze

MOST_CHARACTERS = 100
"""A longer sentence is cut around the first hit."""

_BEFORE = 30
_ENDS = "。！？；\n"
_MORE = "…"
Places = tuple[tuple[int, int], ...]


def excerpt(title: str, text: str, found: Iterable[str]) -> tuple[str, Places]:
    """Return the sentence of ``text`` with the most of the squeezed words ``found``, and where.

    A word may begin in the title (第三十一条当事人) or go over the end of a paragraph. Places are
    pairs of the first character and the one after the last, in order, none overlapping.
    """
    places = _places(title, text, found)
    begin, end = _sentence(text, places)
    begin, end = _cut(begin, end, places)
    inside = _merged((max(a, begin) - begin, min(b, end) - begin) for a, b in places)
    shown = text[begin:end].replace("\n", " ")
    trail = _MORE if end < len(text) and text[end - 1] not in _ENDS else ""
    if begin and text[begin - 1] not in _ENDS:
        return _MORE + shown + trail, tuple((a + 1, b + 1) for a, b in inside)
    return shown + trail, inside


def _places(title: str, text: str, found: Iterable[str]) -> list[tuple[int, int]]:
    whole = title + text
    squeezed, gaps = squeeze(whole), gaps_of(whole)
    places = []
    for word in dict.fromkeys(found):
        at = squeezed.find(word) if word else -1
        while at >= 0:
            begin = _unsqueezed(at, gaps) - len(title)
            end = _unsqueezed(at + len(word) - 1, gaps) + 1 - len(title)
            if end > 0:
                places.append((max(begin, 0), end))
            at = squeezed.find(word, at + len(word))
    return sorted(places)


def _unsqueezed(place: int, gaps: list[int]) -> int:
    for gap in gaps:
        if gap > place:
            break
        place += 1
    return place


def _sentence(text: str, places: list[tuple[int, int]]) -> tuple[int, int]:
    """The sentence, or neighbours where a hit goes over the end of one, with the most hits."""
    best, most = (0, _end(text, 0)), -1
    for begin, end in places:
        span = (_begin(text, begin), _end(text, end - 1))
        inside = {text[a:b] for a, b in places if span[0] <= a and b <= span[1]}
        if len(inside) > most:
            best, most = span, len(inside)
    return best


def _begin(text: str, place: int) -> int:
    return 1 + max((text.rfind(mark, 0, place) for mark in _ENDS), default=-1)


def _end(text: str, place: int) -> int:
    ends = [at for mark in _ENDS if (at := text.find(mark, place)) >= 0]
    if not ends:
        return len(text)
    at = min(ends)
    return at if text[at] == "\n" and at > place else at + 1


def _cut(begin: int, end: int, places: list[tuple[int, int]]) -> tuple[int, int]:
    if end - begin <= MOST_CHARACTERS:
        return begin, end
    first = next((a for a, _ in places if begin <= a < end), begin)
    begin = max(begin, min(first - _BEFORE, end - MOST_CHARACTERS))
    return begin, min(end, begin + MOST_CHARACTERS)


def _merged(places: Iterable[tuple[int, int]]) -> Places:
    merged: list[tuple[int, int]] = []
    for begin, end in places:
        if begin >= end:
            continue
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)

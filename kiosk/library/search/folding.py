"""One spelling for characters that people do not tell apart. Pure.

Every character is folded to exactly one, so that places in folded text are places in the text.
What is folded to is what Chinese law texts print most often: most texts are their own folding.
"""

import re

_ALIKE = (
    ("，", ",､﹐"),
    ("。", "｡﹒"),
    ("、", "､"),
    ("：", ":﹕"),
    ("；", ";﹔"),
    ("（", "(﹙"),
    ("）", ")﹚"),
    ("？", "?﹖"),
    ("！", "!﹗"),
    ("《", "<＜〈"),
    ("》", ">＞〉"),
    ("“", '"”„‟＂「」『』'),
    ("‘", "'’‚＇"),
    ("-", "－–—―‐‑−"),
    ("·", "•・･‧"),
    ("零", "〇○◯"),
)
_FOLD = {ord(each): target for target, others in _ALIKE for each in others}
for _code in range(0x21, 0x7F):
    _plain = _FOLD.get(_code, chr(_code).lower())
    _FOLD.setdefault(_code + 0xFEE0, _plain)
for _code in range(ord("A"), ord("Z") + 1):
    _FOLD[_code] = chr(_code).lower()

_UNSEEN = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff]"
)


def fold(text: str) -> str:
    """Return ``text`` in the one spelling, as long as it was."""
    return text.translate(_FOLD)


def gaps_of(text: str) -> list[int]:
    """Return the places of what leaves no mark on paper: blanks, line ends, controls."""
    return [match.start() for match in _UNSEEN.finditer(text)]


def squeeze(text: str) -> str:
    """Return ``text`` folded and without what leaves no mark: the form that is searched."""
    return _UNSEEN.sub("", fold(text))


def words(text: str) -> list[str]:
    """Part ``text`` at its blanks into folded words, each once, in their order."""
    return list(dict.fromkeys(word for part in text.split() if (word := squeeze(part))))


STATE = "中华人民共和国"
"""Stands before the name of most laws, and tells none from another."""


def law_words(name: str) -> str:
    """Return a law's name as it is searched: squeezed, without the state's name."""
    return squeeze(name).removeprefix(STATE)

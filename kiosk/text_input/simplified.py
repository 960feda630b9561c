"""Which characters are offered: those that a citizen writes and that the fonts have."""

_FIRST, _LAST = "\u4e00", "\u9fff"
_SECOND_LEVEL = 0xD8
"""The first byte of the rarer characters of GB 2312, and of no other above."""

_PARTS = frozenset(
    "丨丿丶丬亠亻冂冖冫凵刂勹匚卩厶囗宀尢屮巛廴廾彐彡彳忄扌攵氵灬爫爿犭疒礻糸纟罒耒艹虍衤讠豸辶钅阝饣黹"
)
"""Parts of characters; alone they are no word."""


def is_simplified(text: str) -> bool:
    """Tell whether ``text`` is of Unicode's first block of Chinese characters.

    Rarer blocks hold variants and dialect characters which the fonts partly lack, and phonetic
    signs; that nothing traditional is left is for the engine to see to.
    """
    return bool(text) and all(_FIRST <= each <= _LAST or each in "〇々" for each in text)


def is_rare(text: str) -> bool:
    """Tell whether a character of ``text`` is missing in GB 2312: a few names need such ones."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def is_everyday(character: str) -> bool:
    """Tell whether ``character`` is of the 3,755 of the first level of GB 2312 (rows 16 to 55)."""
    try:
        return character.encode("gb2312")[0] < _SECOND_LEVEL
    except UnicodeEncodeError:
        return False


def is_word(character: str) -> bool:
    """Tell whether ``character`` is ever written alone, or in a name, and is no mere part."""
    return character not in _PARTS

"""Which characters are offered: those that a citizen writes and that the fonts have."""

_FIRST, _LAST = "\u4e00", "\u9fff"


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

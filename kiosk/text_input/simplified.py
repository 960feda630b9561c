"""Which characters are offered: those that a citizen writes and that the fonts have."""

_FIRST, _LAST = "\u4e00", "\u9fff"


def is_simplified(text: str) -> bool:
    """Tell whether ``text`` is of common characters: Unicode's first block of Chinese, or ASCII.

    Rarer blocks hold variants and dialect characters which the fonts partly lack, and phonetic
    signs; that nothing traditional is left is for the engine to see to.
    """
    return bool(text) and all(_FIRST <= each <= _LAST or each in "〇々" for each in text)

"""Tones of 一 and 不, which change with the syllable that follows and which the engine leaves.

Rule: 《现代汉语》 textbooks and GB/T 16159: before a fourth tone both are said with the second,
一 before any other with the fourth; where 一 counts a place in a row or is a figure it stays.
"""

import re
from collections.abc import Callable

FOURTH = "51"
"""The fourth tone as espeak writes it."""

_NOT_COUNTING_AFTER = "第十百千万零〇一二三四五六七八九期周初统唯"
_NOT_COUNTING_BEFORE = "十零〇一二三四五六七八九月日号楼审"
_FALLING_ONCE = "个"
"""Said without a tone, but 一 before it as if it had its fourth."""
_PLACES = re.compile(
    rf"不(?=[\u4e00-\u9fff])"
    rf"|(?<![{_NOT_COUNTING_AFTER}])一(?=[\u4e00-\u9fff])(?![{_NOT_COUNTING_BEFORE}])"
)


def with_tones(text: str, tone_of: Callable[[str], str]) -> str:
    """Return ``text`` with other characters for 一 and 不 where their tone changes.

    ``tone_of`` gives the tone of a character, :data:`FOURTH` for the fourth.
    """

    def as_said(found: re.Match[str]) -> str:
        following = text[found.end()]
        falling = following in _FALLING_ONCE or tone_of(following) == FOURTH
        if found[0] == "不":
            return "bu2" if falling else "不"
        return "仪" if falling else "议"

    return _PLACES.sub(as_said, text)

"""How names are spelt in pinyin, every reading of an ambiguous character included.

Its dictionaries take 57 MB of memory, and they are needed only when a list is imported. So they
live and end in a process of their own: ``python -m kiosk.library.directory.pinyin`` reads a list of
names as JSON on stdin and writes a list of spellings on stdout.

A spelling is syllables divided by blanks, one a character, the likeliest reading first where there
are several: ``shan/dan/chan xiao ming``. Letters and digits stand for themselves.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_SECONDS = 120.0
_ROOT = Path(__file__).resolve().parents[3]

SURNAMES = {
    "万俟": ("mo", "qi"),
    "单于": ("chan", "yu"),
    "令狐": ("ling", "hu"),
    "尉迟": ("yu", "chi"),
    "澹台": ("tan", "tai"),
    "长孙": ("zhang", "sun"),
    "万": ("wan",),
    "乐": ("yue",),
    "仇": ("qiu",),
    "任": ("ren",),
    "冼": ("xian",),
    "区": ("ou",),
    "单": ("shan",),
    "卜": ("bu",),
    "员": ("yun",),
    "尉": ("wei",),
    "晁": ("chao",),
    "曲": ("qu",),
    "曾": ("zeng",),
    "朴": ("piao",),
    "查": ("zha",),
    "种": ("chong",),
    "秘": ("bi",),
    "繁": ("po",),
    "缪": ("miao",),
    "翟": ("zhai",),
    "能": ("nai",),
    "薄": ("bo",),
    "覃": ("qin",),
    "解": ("xie",),
    "谌": ("chen",),
    "逄": ("pang",),
    "郗": ("xi",),
    "重": ("chong",),
    "阚": ("kan",),
    "隗": ("wei",),
    "黑": ("he",),
    "盖": ("ge",),
}
"""Surnames that are read otherwise than the same characters elsewhere; compound ones first.

Source: 现代汉语词典 (第7版), the entries marked 姓. The other readings stay searchable.
"""


class SpellingError(RuntimeError):
    """The names could not be spelt; the message is for staff."""


def spell(names: Sequence[tuple[str, bool]]) -> list[str]:
    """Return the spelling of each name; the flag says that it begins with a surname.

    Raises :class:`SpellingError` where the process does not answer.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__],
            input=json.dumps(names),
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            cwd=_ROOT,
            check=True,
        )
        spellings = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise SpellingError(f"names cannot be spelt: {type(error).__name__}") from None
    return [str(each) for each in spellings]


def matches(spelling: str, letters: str) -> bool:
    """Whether ``letters`` spell part of a name, each syllable by its first letters or in full.

    ``zwf``, ``weifang``, ``zhangwf`` and ``zhang`` all match ``zhang wei fang``; ``hang`` does not.
    """
    syllables = [tuple(part.split("/")) for part in spelling.split()]
    return any(_follows(syllables, start, letters) for start in range(len(syllables)))


def search_words(spelling: str, most: int = 8) -> tuple[str, ...]:
    """Return the first letters and the full spelling of a name, of ``most`` readings at most."""
    readings = [""]
    initials = [""]
    for part in spelling.split():
        syllables = part.split("/")
        readings = [head + each for head in readings for each in syllables][:most]
        firsts = dict.fromkeys(each[0] for each in syllables)
        initials = [head + each for head in initials for each in firsts][:most]
    return tuple(dict.fromkeys((*initials, *readings)))


def sort_key(spelling: str) -> str:
    """Return what names are put in order by: their likeliest readings."""
    return " ".join(part.partition("/")[0] for part in spelling.split())


def _follows(syllables: list[tuple[str, ...]], start: int, letters: str) -> bool:
    if not letters:
        return True
    if start == len(syllables):
        return False
    return any(
        _follows(syllables, start + 1, letters[length:])
        for reading in syllables[start]
        for length in range(_common(reading, letters), 0, -1)
    )


def _common(reading: str, letters: str) -> int:
    length = 0
    while length < min(len(reading), len(letters)) and reading[length] == letters[length]:
        length += 1
    return length


def _spelling(name: str, person: bool) -> str:
    from pypinyin import Style, lazy_pinyin, pinyin

    # One item for each character, those that are not Chinese too; the stubs know only of text.
    likely = lazy_pinyin(name, errors=list)  # type: ignore[arg-type]
    known = [pinyin(each, style=Style.NORMAL, heteronym=True)[0] for each in name]
    surname = next((each for each in SURNAMES if person and name.startswith(each)), "")
    syllables = []
    for place, letter in enumerate(name):
        first = SURNAMES[surname][place] if place < len(surname) else likely[place]
        readings = dict.fromkeys((first, *known[place])) if letter != first else {letter.lower(): 0}
        syllables.append("/".join(each.replace("ü", "v") for each in readings))
    return " ".join(each for each in syllables if each.replace("/", "").isalnum())


def _main() -> None:
    names = json.load(sys.stdin)
    json.dump([_spelling(name, person) for name, person in names], sys.stdout)


if __name__ == "__main__":
    _main()

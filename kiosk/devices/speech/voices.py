"""The engine's voices, the proof that each reads its language, and which of them reads what."""

import re

from kiosk.wording import Lang

VOICE_IDS: dict[str, str] = {"zh": "sit/cmn-latn-pinyin", "en": "gmw/en"}
"""By id: voice ``cmn`` of espeak-ng 1.51 reads Mandarin as English letters."""

PROOFS: dict[str, tuple[str, str]] = {
    "zh": ("您好", r"n'i\d+n?_\| X'Au\d+_\|"),
    "en": ("two windows", r"t'u: w'IndoUz"),
}
"""A text for each voice and the pattern of its phonemes, as espeak-ng 1.51 writes them."""

SLOWEST, FASTEST = 80, 450
"""Words a minute that espeak-ng accepts."""
_RATE_STEPS = {-1: 0.75, 0: 1.0, 1: 1.3, 2: 1.65}

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_CHINESE = re.compile(rf"[《“（]?[{_HAN}](?:[^A-Za-z\n]*[{_HAN}])?[》”）]?")
"""From a Chinese character to the last one before Latin letters, figures between them too."""
_WORD = r"(?<![A-Za-z])[A-Za-z]*[a-z]{2,}(?![A-Za-z0-9])"
_ENGLISH = re.compile(rf"{_WORD}(?:[ '’-]+{_WORD})*")
"""Words; capitals by themselves are letters, which either voice can say; pinyin has figures."""


def words_per_minute(base: int, step: int) -> int:
    """Return the rate of a step from -1 (slower) to 2 (fastest) around the setting ``base``."""
    return max(SLOWEST, min(FASTEST, round(base * _RATE_STEPS[step])))


def by_voice(text: str, lang: Lang) -> tuple[tuple[Lang, str], ...]:
    """Cut ``text`` of a page in ``lang`` into what each voice can read, in order.

    English reads no Chinese character, and Chinese takes English words for pinyin. A part in
    which there is nothing to say goes with none.
    """
    foreign: Lang = "zh" if lang == "en" else "en"
    parts: list[tuple[Lang, str]] = []
    end = 0
    for found in (_CHINESE if foreign == "zh" else _ENGLISH).finditer(text):
        parts += [(lang, text[end : found.start()]), (foreign, found[0])]
        end = found.end()
    parts.append((lang, text[end:]))
    said = tuple((voice, part) for voice, part in parts if re.search(r"\w", part))
    return said or ((lang, text),)

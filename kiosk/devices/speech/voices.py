"""The engine's voices, and the proof that each reads its language."""

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


def words_per_minute(base: int, step: int) -> int:
    """Return the rate of a step from -1 (slower) to 2 (fastest) around the setting ``base``."""
    return max(SLOWEST, min(FASTEST, round(base * _RATE_STEPS[step])))


def language_of(text: str, lang: Lang) -> Lang:
    """Return the language whose voice can read ``text``: English reads no Chinese character."""
    return "zh" if any("㐀" <= character <= "鿿" for character in text) else lang

"""Proves that the voice speaks, for ``kiosk doctor``."""

import math
import tempfile
import wave
from array import array
from pathlib import Path

from kiosk.devices.speech.port import SynthesisFailed, Utterance
from kiosk.devices.speech.readings import Readings
from kiosk.devices.speech.synthesiser import WorkerSynthesiser
from kiosk.wording import Lang

_SENTENCES: dict[Lang, tuple[str, int]] = {
    "zh": ("请到二号窗口，前面还有三人", 12),
    "en": ("please go to window number two", 7),
}
"""A sentence for each voice and its number of syllables."""
_SECONDS_A_SYLLABLE = (0.08, 0.6)
_QUIETEST_RMS = 300
"""Of 32767; speech of espeak-ng has about 4000."""


def problems(synthesiser: WorkerSynthesiser, readings: Readings) -> tuple[str, ...]:
    """Return what is wrong with the voice, in words for staff; nothing where it is well.

    Proves the voices by their phonemes (a wrong voice spells English letters), listens to a
    sentence in each language (length, loudness), and reads every entry of ``readings``.
    """
    try:
        synthesiser.check()
        found = [_listen(synthesiser, lang) for lang in _SENTENCES]
        found += [
            misreading(synthesiser, entry.written, entry.pinyin) for entry in readings.readings
        ]
    except SynthesisFailed as failure:
        return (str(failure),)
    return tuple(problem for problem in found if problem)


def misreading(synthesiser: WorkerSynthesiser, text: str, pinyin: str) -> str | None:
    """Return how ``text`` is misread; ``None`` where it sounds like ``pinyin``."""
    heard = _syllables(synthesiser.phonemes(Utterance(text, "zh")))
    meant = _syllables(synthesiser.phonemes(Utterance(pinyin, "zh")))
    return None if heard == meant else f"{text} is read {heard}, not {pinyin} {meant}"


def _syllables(phonemes: str) -> list[str]:
    return phonemes.replace("'", "").replace(",", "").replace("|", "").replace("_", " ").split()


def _listen(synthesiser: WorkerSynthesiser, lang: Lang) -> str | None:
    text, syllables = _SENTENCES[lang]
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "sentence.wav"
        synthesiser.synthesise(Utterance(text, lang), wav)
        with wave.open(str(wav), "rb") as sound:
            seconds = sound.getnframes() / sound.getframerate()
            samples = array("h", sound.readframes(sound.getnframes()))
    loudness = math.hypot(*samples) / math.sqrt(len(samples) or 1)
    if loudness < _QUIETEST_RMS:
        return f"voice {lang}: silence"
    shortest, longest = (syllables * each for each in _SECONDS_A_SYLLABLE)
    if not shortest <= seconds <= longest:
        return f"voice {lang}: a sentence of {seconds:.1f} s, not {shortest:.1f} to {longest:.1f} s"
    return None

"""Every message of the catalogues, as the engine says it."""

import re
from itertools import pairwise

import pytest
from babel.messages.pofile import read_po

from kiosk.devices.speech import readings
from kiosk.devices.speech.port import Utterance
from kiosk.devices.speech.sounds import seconds_of
from kiosk.devices.speech.synthesiser import WorkerSynthesiser
from kiosk.wording import LOCALE_DIR

PLACE = re.compile(r"\{\w+\}")
HAN = re.compile(r"[\u4e00-\u9fff]")
SYLLABLE = re.compile(r"\d")


def messages(locale):
    with (LOCALE_DIR / locale / "LC_MESSAGES" / "kiosk.po").open(encoding="utf-8") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if message.id:
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            for string in strings:
                text = PLACE.sub("，", string).strip()
                if re.search(r"\w", text):
                    yield text


@pytest.fixture(scope="module")
def engine():
    synthesiser = WorkerSynthesiser(150, readings.load())
    yield synthesiser
    synthesiser.close()


def test_chinese_has_a_syllable_for_each_character(engine):
    """The engine's dictionary drops or doubles some: 凌晨 had three."""
    wrong = {}
    for text in messages("zh_CN"):
        if not HAN.search(text):
            continue
        phonemes = engine.phonemes(Utterance(text, "zh"))
        syllables = [part for part in re.split(r"[_|\s]+", phonemes) if SYLLABLE.search(part)]
        if "(en)" in phonemes or len(syllables) != len(HAN.findall(text)):
            wrong[text] = phonemes
    assert wrong == {}


def test_no_sentence_says_bu_in_the_fourth_tone_before_another(engine):
    wrong = []
    for text in messages("zh_CN"):
        phonemes = engine.phonemes(Utterance(text, "zh"))
        syllables = [part for part in re.split(r"[_|\s]+", phonemes) if SYLLABLE.search(part)]
        characters = HAN.findall(text)
        if len(syllables) == len(characters):
            said = list(zip(characters, syllables, strict=True))
            wrong += [
                text
                for (first, tone), (_, after) in pairwise(said)
                if first == "不" and "51" in tone and "51" in after and f"{first}，" not in text
            ]
    assert wrong == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_is_as_long_as_speech(engine, tmp_path, lang):
    wrong = {}
    for text in messages({"zh": "zh_CN", "en": "en"}[lang]):
        wav = tmp_path / "said.wav"
        engine.synthesise(Utterance(text, lang), wav)
        seconds = seconds_of(wav)
        letters = len(re.findall(r"[^\W_]", text))
        shortest, longest = (0.1, 0.75) if HAN.search(text) else (0.03, 0.25)
        if (
            letters
            and not text.isdigit()
            and not shortest * letters < seconds < longest * letters + 1
        ):
            wrong[text] = seconds
    assert wrong == {}

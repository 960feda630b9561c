"""The worker process: ``python -m kiosk.devices.speech.worker``. It owns pyttsx3; nothing plays.

One JSON object a line, in on stdin and out on stdout. First it says ``{"ready": true}``, or
``{"error": …}`` and ends, after proving that each voice reads its language. Then:

========================================================== ===============================
request                                                    answer
========================================================== ===============================
``{"do": "synthesise", "lang", "text", "wpm", "target"}``  ``{"seconds": length}``
``{"do": "phonemes", "lang", "text"}``                     ``{"phonemes": "n'i35n_| …"}``
========================================================== ===============================

or ``{"error": …}``, which never holds the text. It ends when stdin does.

What has to be known of pyttsx3 2.99 with espeak-ng 1.51: the engine works in a thread of its own.
``runAndWait`` returns before it has begun and stops what was queued, properties included; so they
are set beforehand and awaited. The driver prints on stdout, which is why answers go elsewhere.
It leaves a file of no samples when something went wrong, and raises nothing; where it cannot
write it never returns, and the parent kills it.
"""

import ctypes
import json
import os
import re
import resource
import sys
import wave
from pathlib import Path
from typing import IO, Any

import pyttsx3
from pyttsx3.drivers import _espeak
from pyttsx3.drivers.espeak import EspeakDriver

from kiosk.devices.speech.sandhi import with_tones
from kiosk.devices.speech.voices import PROOFS, VOICE_IDS
from kiosk.forgetting import leave_no_core

_MOST_MEMORY = 512 * 2**20
"""Bytes of address space; it takes 150 MB of them and 25 MB of memory."""
_LARGEST_FILE = 64 * 2**20

_UTF8 = 1
_ASCII_PHONEMES = 0


class EngineFault(Exception):
    """The engine did not do what it was asked."""


class Engine:
    """espeak-ng through pyttsx3: text to WAV files and to phonemes."""

    def __init__(self) -> None:
        self._engine = pyttsx3.init("espeak")
        _espeak.Synchronize()
        self._to_phonemes = _espeak.dll.espeak_TextToPhonemes
        self._to_phonemes.restype = ctypes.c_char_p
        self._tones: dict[str, str] = {}

    def synthesise(self, lang: str, text: str, wpm: int, target: Path) -> float:
        """Write ``target`` whole or not at all; return its length in seconds."""
        text = self._toned(lang, text)
        self._use(lang)
        EspeakDriver.setProperty("rate", wpm)
        _espeak.Synchronize()
        part = target.with_suffix(".part")
        # Made empty first: the driver does not come back from a file that it cannot open.
        part.write_bytes(b"")
        try:
            self._engine.save_to_file(text, str(part))
            self._engine.runAndWait()
            _espeak.Synchronize()
            seconds = _length(part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        return seconds

    def phonemes(self, lang: str, text: str) -> str:
        """Return espeak's phonemes of ``text``, clauses joined by spaces."""
        return self._read(lang, self._toned(lang, text))

    def _toned(self, lang: str, text: str) -> str:
        return with_tones(text, self._tone_of) if lang == "zh" else text

    def _tone_of(self, character: str) -> str:
        if character not in self._tones:
            found = re.search(r"\d+", self._read("zh", character))
            self._tones[character] = found[0] if found else ""
        return self._tones[character]

    def _read(self, lang: str, text: str) -> str:
        self._use(lang)
        rest = ctypes.c_char_p(text.encode())
        clauses = []
        while rest.value is not None:
            clause = self._to_phonemes(ctypes.byref(rest), _UTF8, _ASCII_PHONEMES)
            clauses.append(clause.decode())
        return " ".join(clauses)

    def prove(self) -> None:
        """Raise :class:`EngineFault` unless each voice reads its language."""
        for lang, (text, expected) in PROOFS.items():
            heard = self.phonemes(lang, text)
            if not re.fullmatch(expected, heard):
                raise EngineFault(f"voice {VOICE_IDS[lang]} misreads: {text} is {heard!r}")

    def _use(self, lang: str) -> None:
        voice = VOICE_IDS[lang]
        if self._engine.getProperty("voice") == voice:
            return
        try:
            EspeakDriver.setProperty("voice", voice)
        except ValueError as error:
            raise EngineFault(f"no voice {voice}") from error
        if self._engine.getProperty("voice") != voice:
            raise EngineFault(f"no voice {voice}")


def _length(wav: Path) -> float:
    try:
        with wave.open(str(wav), "rb") as sound:
            frames, rate = sound.getnframes(), sound.getframerate()
    except (OSError, EOFError, wave.Error) as error:
        raise EngineFault("the engine wrote no sound file") from error
    if not frames:
        raise EngineFault("the engine wrote an empty sound file")
    return frames / rate


def confine() -> None:
    """Let this process take no more than a voice needs, and leave no picture of its memory.

    Beyond that it fails or dies, and is replaced, before the terminal lacks memory or disk.
    """
    for limit, most in (
        (resource.RLIMIT_AS, _MOST_MEMORY),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
    ):
        resource.setrlimit(limit, (most, most))
    leave_no_core()


def answer(engine: Engine, request: dict[str, Any]) -> dict[str, Any]:
    """Do one request; a fault is an answer."""
    try:
        match request:
            case {"do": "synthesise", "lang": lang, "text": text, "wpm": wpm, "target": target}:
                return {"seconds": engine.synthesise(lang, text, wpm, Path(target))}
            case {"do": "phonemes", "lang": lang, "text": text}:
                return {"phonemes": engine.phonemes(lang, text)}
        return {"error": "unknown request"}
    except EngineFault as fault:
        return {"error": str(fault)}
    except Exception as error:
        # Only its kind: an exception's text may quote what was to be said.
        return {"error": type(error).__name__}


def main() -> int:
    """Serve until stdin ends. Exit code 1: the engine or a voice is not fit for use."""
    confine()
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        engine = Engine()
        engine.prove()
    except Exception as error:
        _send(replies, {"error": f"{type(error).__name__}: {error}"})
        return 1
    _send(replies, {"ready": True})
    for line in sys.stdin:
        _send(replies, answer(engine, json.loads(line)))
    return 0


def _send(replies: IO[str], message: dict[str, Any]) -> None:
    replies.write(json.dumps(message) + "\n")


if __name__ == "__main__":
    raise SystemExit(main())

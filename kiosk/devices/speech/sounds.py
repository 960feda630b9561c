"""WAV files: how long one is, and several joined to one."""

import wave
from collections.abc import Sequence
from pathlib import Path

UNKEPT = "once-"
"""What the name of everything begins with that is not to outlive its being played."""


def seconds_of(wav: Path) -> float | None:
    """Return the length of a whole, non-empty WAV in seconds; ``None`` if it is none."""
    try:
        with wave.open(str(wav), "rb") as sound:
            frames, rate = sound.getnframes(), sound.getframerate()
            width = sound.getnchannels() * sound.getsampwidth()
            whole = wav.stat().st_size >= frames * width
        return frames / rate if frames and rate and whole else None
    except (OSError, EOFError, wave.Error):
        return None


def join(parts: Sequence[Path], target: Path) -> None:
    """Write to ``target`` what ``parts`` hold, one after the other; all have one format."""
    with wave.open(str(target), "wb") as whole:
        for place, part in enumerate(parts):
            with wave.open(str(part), "rb") as sound:
                if place == 0:
                    whole.setparams(sound.getparams())
                whole.writeframes(sound.readframes(sound.getnframes()))

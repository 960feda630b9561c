"""Finds a sound in a longer recording by how its loudness goes up and down.

Loudness is the root mean square of a frame of 10 ms, so rate, channels and gain do not matter.
"""

import math
import wave
from array import array
from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import mul
from pathlib import Path

FRAMES_A_SECOND = 100


PHASES = 4
"""A sound does not begin with a frame of the recording: its frames are taken so many ways."""


def phases_of_wav(path: Path) -> list[list[float]]:
    """Return the loudness of a 16-bit WAV of one channel, begun at each phase of a frame."""
    with wave.open(str(path), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        samples = array("h", sound.readframes(sound.getnframes()))
        rate = sound.getframerate()
    step = rate / FRAMES_A_SECOND / PHASES
    return [loudness(samples[round(phase * step) :], rate) for phase in range(PHASES)]


def loudness_of_sink(path: Path, rate: int = 44100) -> list[float]:
    """Return the loudness of what SDL's ``disk`` driver wrote: 16 bits, two channels."""
    data = path.read_bytes()
    whole = len(data) - len(data) % 4
    return loudness(array("h", data[:whole])[::2], rate)


def loudness(samples: Sequence[int], rate: int) -> list[float]:
    """Return the root mean square of every whole frame of ``samples``."""
    frames = len(samples) * FRAMES_A_SECOND // rate
    edges = [round(frame * rate / FRAMES_A_SECOND) for frame in range(frames + 1)]
    return [_root_mean_square(samples[start:end]) for start, end in pairwise(edges)]


def presence(wav: Path, recording: Sequence[float]) -> float:
    """Return how well the WAV is found in the loudness of a recording: 1 is perfectly."""
    return max(likeness(phase, recording) for phase in phases_of_wav(wav))


def likeness(sound: Sequence[float], recording: Sequence[float]) -> float:
    """Return the greatest correlation (-1..1) of ``sound`` with a part of ``recording``.

    Pearson's, frame by frame; 0 where the recording is shorter than the sound.
    """
    size = len(sound)
    mean = sum(sound) / size
    centred = [value - mean for value in sound]
    scale = math.sqrt(sum(map(mul, centred, centred)))
    sums = list(accumulate(recording, initial=0.0))
    squares = list(accumulate((value * value for value in recording), initial=0.0))
    best = 0.0
    for start in range(len(recording) - size + 1):
        end = start + size
        total = sums[end] - sums[start]
        spread = squares[end] - squares[start] - total * total / size
        if spread > size:  # Else it is silence, of which rounding alone would correlate.
            product = sum(map(mul, centred, recording[start:end]))
            best = max(best, product / (scale * math.sqrt(spread)))
    return best


def _root_mean_square(samples: Sequence[int]) -> float:
    return math.sqrt(sum(map(mul, samples, samples)) / len(samples))

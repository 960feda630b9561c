"""What is wrong with a pack of recordings: what it lacks, has too much, and how each sounds."""

import math
import statistics
import tomllib
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.devices.speech.pack_script import script
from kiosk.devices.speech.recordings import recording
from kiosk.wording import LANGUAGES, Lang

DESCRIPTION = "pack.toml"
LOUDEST_DIFFERENCE_DB = 6.0
LONGEST_SILENCE = 0.4
"""Seconds of silence at either end: more, and the voice seems slow to answer."""
LOWEST_RATE = 16_000
_QUIET = 300
"""Of 32767, about -41 dB: a quiet room, recorded well."""
_FULL_SCALE = 32_700
_CLIPPED = 8
"""Samples at full scale; a single one may be chance."""
_FRAMES_A_SECOND = 100


@dataclass(frozen=True, order=True)
class Problem:
    """``file`` is relative to the pack; ``kind`` is for programs, ``detail`` for people."""

    file: str
    kind: str
    detail: str


@dataclass(frozen=True)
class Sound:
    """How a recording sounds. Seconds; ``loudness_db`` of the frames that are not silent."""

    rate: int
    loudness_db: float
    silence_before: float
    silence_after: float
    clipped: int


def check(pack: Path) -> tuple[Problem, ...]:
    """Return what is wrong with ``pack``; nothing where it is complete and sounds evenly."""
    languages, problems = _description(pack)
    sounds: dict[str, Sound] = {}
    expected = set()
    for lang in languages:
        for line in script(lang):
            path = recording(pack, lang, line.name)
            name = path.relative_to(pack).as_posix()
            expected.add(name)
            if not path.exists():
                problems.append(Problem(name, "missing", line.text))
    for path in sorted(pack.rglob("*")):
        name = path.relative_to(pack).as_posix()
        if path.is_dir() or name == DESCRIPTION:
            continue
        if name not in expected:
            problems.append(Problem(name, "unknown", "no message has this id"))
            continue
        heard = listen(path)
        if isinstance(heard, Sound):
            sounds[name] = heard
        else:
            problems.append(Problem(name, *heard))
    return tuple(sorted([*problems, *_sounding(sounds)]))


def listen(path: Path) -> Sound | tuple[str, str]:
    """Return how a WAV sounds, or the kind and detail of what makes it unfit."""
    try:
        with wave.open(str(path), "rb") as file:
            rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            data = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        return "not_wav", str(error) or "no WAV file"
    if width != 2 or channels not in (1, 2):
        return "format", f"{channels} channels of {8 * width} bits; one or two of 16 are played"
    samples = array("h", data[: len(data) // 2 * 2])[::channels]
    frame = max(1, rate // _FRAMES_A_SECOND)
    frames = [samples[start : start + frame] for start in range(0, len(samples), frame)]
    loud = [place for place, part in enumerate(frames) if max(max(part), -min(part)) > _QUIET]
    if not loud:
        return "empty", "nothing is heard"
    power = sum(math.hypot(*frames[place]) ** 2 for place in loud)
    size = sum(len(frames[place]) for place in loud)
    return Sound(
        rate=rate,
        loudness_db=20 * math.log10(math.sqrt(power / size) / 32768),
        silence_before=loud[0] / _FRAMES_A_SECOND,
        silence_after=(len(frames) - 1 - loud[-1]) / _FRAMES_A_SECOND,
        clipped=sum(1 for sample in samples if abs(sample) >= _FULL_SCALE),
    )


def _sounding(sounds: dict[str, Sound]) -> Iterator[Problem]:
    if not sounds:
        return
    usual = statistics.median(sound.loudness_db for sound in sounds.values())
    rate = statistics.mode(sound.rate for sound in sounds.values())
    for name, sound in sounds.items():
        apart = sound.loudness_db - usual
        if abs(apart) > LOUDEST_DIFFERENCE_DB:
            yield Problem(name, "loudness", f"{apart:+.1f} dB beside the others")
        if sound.clipped > _CLIPPED:
            yield Problem(name, "clipping", f"{sound.clipped} samples at full scale")
        if sound.rate < LOWEST_RATE or sound.rate != rate:
            yield Problem(name, "sample_rate", f"{sound.rate} Hz; the pack has {rate} Hz")
        for end, seconds in (("start", sound.silence_before), ("end", sound.silence_after)):
            if seconds > LONGEST_SILENCE:
                yield Problem(name, f"silence_at_{end}", f"{seconds:.1f} s")


def _description(pack: Path) -> tuple[tuple[Lang, ...], list[Problem]]:
    """The languages that ``pack.toml`` promises; Chinese where it cannot be read."""
    try:
        told = tomllib.loads((pack / DESCRIPTION).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ("zh",), [Problem(DESCRIPTION, "missing", "name, speech and languages of the pack")]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return ("zh",), [Problem(DESCRIPTION, "unreadable", str(error))]
    problems = [
        Problem(DESCRIPTION, "incomplete", f"{key} is not said")
        for key in ("name", "speech")
        if not (isinstance(told.get(key), str) and told[key].strip())
    ]
    problems += [
        Problem(DESCRIPTION, "unknown", f"{key} means nothing here")
        for key in sorted(set(told) - {"name", "speech", "languages"})
    ]
    wanted = told.get("languages")
    wanted = wanted if isinstance(wanted, list) else []
    languages = tuple(lang for lang in LANGUAGES if lang in wanted)
    if not languages or len(languages) != len(wanted):
        problems.append(Problem(DESCRIPTION, "incomplete", 'languages are "zh", "en" or both'))
    return languages or ("zh",), problems

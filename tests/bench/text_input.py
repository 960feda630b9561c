"""Writing Chinese: rates and milliseconds of both engines, memory, and random inputs.

``python -m tests.bench.text_input fuzz 50000`` gives the engines more random inputs than a bench.
"""

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from strokes import LEGAL, strokes_of

from kiosk.text_input.memory import give_back
from kiosk.text_input.port import CANDIDATES, Ink, Spelling, TextEngine
from kiosk.text_input.rime import RimeEngine
from kiosk.text_input.suggestions import is_known, suggest
from kiosk.text_input.zinnia import ZinniaEngine

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "tests" / "text_input" / "spelled_words.txt"
FUZZED = 1_000
LONGEST_BABBLE = 10
"""A nonsensical spelling of 40 letters takes some 30 ms: it has very many readings."""

SEED = 1


def measure() -> dict[str, object]:
    """Return the figures; engines are measured one after the other, each in its own process."""
    return {part: _alone(part) for part in PARTS}


def _alone(part: str) -> object:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.text_input", part],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests' / 'support'}"},
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


def _handwriting() -> dict[str, object]:
    before = _pss()
    engine = ZinniaEngine()
    begun = time.perf_counter()
    engine.prepare()
    opened = _ms(begun)
    hits, firsts, times = 0, 0, []
    for character in LEGAL:
        ink = Ink(strokes_of(character, random.Random(f"{SEED}{character}")))
        worked = time.process_time()
        found = [candidate.text for candidate in engine.candidates(ink, CANDIDATES + 1)]
        times.append(round((time.process_time() - worked) * 1000, 3))
        hits += character in found[:CANDIDATES]
        firsts += character == found[0]
    return {
        "characters": len(LEGAL),
        "top_10": round(hits / len(LEGAL), 3),
        "first": round(firsts / len(LEGAL), 3),
        "open_ms": opened,
        "candidates_cpu_ms": _summary(times),
        **_memory(engine, before),
    }


def _pinyin() -> dict[str, object]:
    before = _pss()
    engine = RimeEngine(Path(tempfile.gettempdir()) / "kiosk-bench-unused", is_known)
    begun = time.perf_counter()
    engine.prepare()
    opened = _ms(begun)
    spelled = [each.split(":") for each in WORDS.read_text("utf-8").split()]
    places, times = [], []
    for word, letters in spelled:
        for end in range(1, len(letters) + 1):
            begun = time.perf_counter()
            found = engine.candidates(Spelling(letters[:end]), CANDIDATES)
            times.append(_ms(begun))
        texts = [candidate.text for candidate in found]
        places.append(texts.index(word) if word in texts else CANDIDATES)
    return {
        "words": len(spelled),
        "first_five": round(sum(place < 5 for place in places) / len(places), 3),
        "first": round(sum(place == 0 for place in places) / len(places), 3),
        "open_ms": opened,
        "candidates_ms": _summary(times),
        **_memory(engine, before),
    }


def _suggestions() -> dict[str, object]:
    begun = time.perf_counter()
    suggest("")
    opened, times = _ms(begun), []
    for character in LEGAL:
        begun = time.perf_counter()
        suggest("我想问" + character)
        times.append(_ms(begun))
    return {"open_ms": opened, "ms": _summary(times)}


def _fuzz(inputs: int = FUZZED) -> dict[str, object]:
    rng = random.Random(SEED)
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        hand, pinyin = ZinniaEngine(), RimeEngine(Path(folder) / "rime")
        for turn in range(inputs):
            engine: TextEngine = hand if turn % 5 == 0 else pinyin
            engine.candidates(_scribble(rng) if engine is hand else _babble(rng), 11)
            if rng.random() < 0.01:
                engine.rest()
        written = len(list(Path(folder).iterdir()))
    seconds = round(time.perf_counter() - begun)
    return {"inputs": inputs, "survived": True, "files_written": written, "seconds": seconds}


def _memory(engine: TextEngine, before: int) -> dict[str, object]:
    """Return what an engine takes that was used, and what stays of it once it rests."""
    used = _pss()
    engine.rest()
    give_back()
    return {"pss_mb": _mb(used - before), "pss_at_rest_mb": _mb(_pss() - before)}


def _scribble(rng: random.Random) -> Ink:
    counts = [rng.choice([1, 2, 5, 60]) for _ in range(rng.randint(1, 24))]
    return Ink(
        tuple(tuple((rng.uniform(-1, 2), rng.random()) for _ in range(count)) for count in counts)
    )


def _babble(rng: random.Random) -> Spelling:
    letters = "abcdefghijklmnopqrstuvwxyz'"
    return Spelling("".join(rng.choice(letters) for _ in range(rng.randint(1, LONGEST_BABBLE))))


def _pss() -> int:
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _mb(kilobytes: int) -> float:
    return round(kilobytes / 1024, 1)


def _ms(begun: float) -> float:
    return round((time.perf_counter() - begun) * 1000, 3)


def _summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered), 3),
        "p95": round(ordered[int(len(ordered) * 0.95)], 3),
        "most": round(ordered[-1], 3),
    }


PARTS: dict[str, Callable[..., dict[str, object]]] = {
    "handwriting": _handwriting,
    "pinyin": _pinyin,
    "suggestions": _suggestions,
    "fuzz": _fuzz,
}


if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]](*map(int, sys.argv[2:]))))

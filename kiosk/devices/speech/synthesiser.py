"""The parent's side of the worker process: started when first needed, restarted when it dies."""

import json
import math
import os
import select
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kiosk.devices.speech.aloud import aloud
from kiosk.devices.speech.port import SynthesisFailed, Utterance
from kiosk.devices.speech.readings import Readings
from kiosk.devices.speech.sounds import UNKEPT, join
from kiosk.devices.speech.voices import VOICE_IDS, by_voice, words_per_minute
from kiosk.wording import Lang

WORKER = (sys.executable, "-m", "kiosk.devices.speech.worker")
_ROOT = Path(__file__).resolve().parents[3]
_START_SECONDS = 20.0
"""A cold disk needs seconds for the engine's dictionary."""
_ANSWER_SECONDS = 10.0
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0
_STEADY_SECONDS = 60.0
"""A worker that is lost again before this has passed is waited for, and each time for longer."""
_LONGEST_ANSWER = 2**20
"""Bytes without an end of line after which a worker talks nonsense."""


class WorkerDied(SynthesisFailed):
    """The worker ended before it answered."""


class WorkerSynthesiser:
    """espeak-ng in a worker process. Safe to call from any thread; one call is done at a time.

    A worker that died is replaced at once and the call tried again, once in 60 s. One that dies
    sooner, fails to start or does not answer in time is let go; until a pause has passed, which
    doubles from 1 s to 60 s and is forgotten after 60 s without a loss, every call fails at once.
    """

    def __init__(
        self,
        words_per_minute: int,
        readings: Readings,
        command: Sequence[str] = WORKER,
        monotonic: Callable[[], float] = time.monotonic,
        answer_seconds: float = _ANSWER_SECONDS,
    ) -> None:
        self._wpm = words_per_minute
        self._readings = readings
        self._command = command
        self._monotonic = monotonic
        self._answer_seconds = answer_seconds
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self._closed = False
        self._pause = 0.0
        self._not_before = 0.0
        self._steady_from = -math.inf
        self._last_failure = ""

    @property
    def pid(self) -> int | None:
        """Process id of the worker, if one runs."""
        worker = self._worker
        return worker.pid if worker else None

    def key(self, utterance: Utterance) -> str:
        """Return voices, rate and the text as the engine gets it."""
        parts, wpm = self._prepared(utterance)
        return "\n".join([str(wpm), *(f"{VOICE_IDS[lang]}\n{text}" for lang, text in parts)])

    def synthesise(self, utterance: Utterance, target: Path) -> None:
        """Write a complete WAV to ``target``; raise ``SynthesisFailed`` if not."""
        parts, wpm = self._prepared(utterance)
        if len(parts) == 1:
            self._make(*parts[0], wpm, target)
            return
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=UNKEPT) as folder:
            made = [Path(folder) / f"{place}.wav" for place in range(len(parts))]
            for wav, (lang, text) in zip(made, parts, strict=True):
                self._make(lang, text, wpm, wav)
            joined = Path(folder) / "joined"
            join(made, joined)
            joined.replace(target)

    def phonemes(self, utterance: Utterance) -> str:
        """Return how the engine reads ``utterance``, in espeak's phonemes."""
        parts, _ = self._prepared(utterance)
        return " ".join(
            str(self._ask({"do": "phonemes", "lang": lang, "text": text})["phonemes"])
            for lang, text in parts
        )

    def _make(self, lang: Lang, text: str, wpm: int, target: Path) -> None:
        where = str(target.resolve())
        self._ask({"do": "synthesise", "lang": lang, "text": text, "wpm": wpm, "target": where})

    def check(self) -> None:
        """Start the worker unless it runs; it proves its voices before it is ready."""
        with self._lock:
            self._running()

    def close(self) -> None:
        """End the worker, for good."""
        self._closed = True
        worker = self._worker
        if worker is not None:
            worker.signal_end()  # A call under way ends with it and lets go of the lock.
        with self._lock:
            self._drop()

    def _prepared(self, utterance: Utterance) -> tuple[list[tuple[Lang, str]], int]:
        parts = []
        for lang, text in by_voice(utterance.text, utterance.lang):
            said = aloud(text, lang)
            parts.append((lang, self._readings.apply(said) if lang == "zh" else said))
        return parts, words_per_minute(self._wpm, utterance.rate)

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            steady = self._is_steady()
            try:
                return self._ask_once(request)
            except WorkerDied:
                if not steady:
                    raise
                self._not_before = 0.0
                return self._ask_once(request)

    def _ask_once(self, request: dict[str, Any]) -> dict[str, Any]:
        worker = self._running()
        try:
            answer = worker.ask(request, self._answer_seconds)
        except SynthesisFailed as failure:
            self._hold_off(str(failure))
            raise
        if "error" in answer:
            raise SynthesisFailed(answer["error"])
        return answer

    def _is_steady(self) -> bool:
        """Tell whether nothing was lost for a while; then the next loss is the first."""
        steady = self._monotonic() >= self._steady_from
        if steady:
            self._pause = 0.0
        return steady

    def _running(self) -> "_Worker":
        if self._closed:
            raise SynthesisFailed("the voice is closed")
        if self._worker is not None:
            return self._worker
        if self._monotonic() < self._not_before:
            raise SynthesisFailed(self._last_failure)
        try:
            self._worker = _Worker(self._command)
            if self._closed:
                raise SynthesisFailed("the voice is closed")
            self._worker.wait_ready(_START_SECONDS)
        except (OSError, SynthesisFailed) as error:
            self._hold_off(f"speech worker does not start: {error}")
            raise SynthesisFailed(self._last_failure) from error
        return self._worker

    def _hold_off(self, failure: str) -> None:
        self._drop()
        self._last_failure = failure
        self._pause = min(max(self._pause * 2, _FIRST_PAUSE), _LONGEST_PAUSE)
        self._not_before = self._monotonic() + self._pause
        self._steady_from = self._not_before + _STEADY_SECONDS

    def _drop(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker = None


class _Worker:
    """One worker process and its two pipes."""

    def __init__(self, command: Sequence[str]) -> None:
        # A session of its own: Ctrl-C at the terminal ends the parent, which ends the worker.
        self._process = subprocess.Popen(
            command,
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
        )
        self.pid = self._process.pid
        self._unread = b""

    def wait_ready(self, seconds: float) -> None:
        greeting = self._read(seconds)
        if "error" in greeting:
            raise SynthesisFailed(greeting["error"])

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
        except OSError as error:
            raise WorkerDied("the speech worker died") from error
        return self._read(seconds)

    def signal_end(self) -> None:
        self._process.kill()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()

    def _read(self, seconds: float) -> dict[str, Any]:
        assert self._process.stdout is not None
        out = self._process.stdout.fileno()
        poll = select.poll()
        poll.register(out, select.POLLIN)
        deadline = time.monotonic() + seconds
        while b"\n" not in self._unread:
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise SynthesisFailed("the speech worker did not answer in time")
            chunk = os.read(out, 65536)
            if not chunk:
                raise WorkerDied("the speech worker died")
            self._unread += chunk
            if len(self._unread) > _LONGEST_ANSWER:
                raise SynthesisFailed("the speech worker talks nonsense")
        line, self._unread = self._unread.split(b"\n", 1)
        try:
            answer = json.loads(line)
        except ValueError as error:
            raise SynthesisFailed("the speech worker talks nonsense") from error
        return dict(answer)

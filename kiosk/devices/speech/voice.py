"""The terminal's voice: recordings of the centre first, then synthesised and cached sounds.

Two threads: the maker turns utterances into sounds, in order, and works ahead while the speaker
plays the first. A caller only leaves a note for them, so nothing here can hold up a page.
"""

import threading
from collections import deque
from pathlib import Path
from typing import Literal

from kiosk.devices.speech.batch import Batch, Sound
from kiosk.devices.speech.cache import WavCache
from kiosk.devices.speech.port import Player, Synthesiser, SynthesisFailed, Utterance
from kiosk.devices.speech.recordings import recording
from kiosk.devices.speech.sentences import sentences
from kiosk.devices.speech.sounds import seconds_of
from kiosk.events import types as events

_Part = Literal["recording", "engine", "player"]
_OVERRUN_SECONDS = 1.0
"""How much longer than its file a sound may play before it is cut off."""
_LOOK_SECONDS = 0.05
_GIVE_WAY_SECONDS = 0.01
_REST_SECONDS = 5.0
"""Between two sounds made ahead in vain: what is made ahead can wait, and an engine too."""
_NO_DEVICE = "loudspeaker: no audio device"


class SpokenVoice:
    """The ``Voice`` of a terminal.

    A recording of the pack in ``recordings`` is played where there is one and nobody wants the
    voice faster, which a recording cannot be. What is synthesised is made sentence by sentence.
    ``warm_after`` seconds after construction, or when first used, the engine is started and
    proves its voices. Each ``look_again`` seconds without a word the loudspeaker is looked for:
    one that was lost or plugged in is known before somebody speaks.
    """

    def __init__(
        self,
        player: Player,
        synthesiser: Synthesiser,
        cache: WavCache,
        recordings: Path | None = None,
        warm_after: float = 2.0,
        look_again: float = 30.0,
    ) -> None:
        self._player = player
        self._synthesiser = synthesiser
        self._cache = cache
        self._recordings = recordings
        self._changed = threading.Condition()
        self._batch: Batch | None = None
        self._ahead: deque[Utterance] = deque()
        self._faults: dict[str, str] = {}
        self._closed = False
        self._sounding = False
        self._threads = [
            threading.Thread(
                target=self._make, args=(warm_after,), name="voice-maker", daemon=True
            ),
            threading.Thread(
                target=self._speak,
                args=(warm_after, look_again),
                name="voice-speaker",
                daemon=True,
            ),
        ]
        for thread in self._threads:
            thread.start()

    def speak(self, utterances: tuple[Utterance, ...]) -> None:
        """Stop what is being said and say these, one after the other."""
        self._replace(Batch(self._cut(utterances)) if utterances else None)

    def stop(self) -> None:
        """Be silent; what was still to be said is dropped.

        Gives way for a moment to the thread that plays: the caller may be about to draw a frame,
        and lets no other thread run meanwhile.
        """
        with self._changed:
            if not self._closed:
                self._exchange(None)
                self._changed.wait_for(lambda: not self._sounding, timeout=_GIVE_WAY_SECONDS)

    def prepare(self, utterances: tuple[Utterance, ...]) -> None:
        """Synthesise these ahead into the cache whenever nothing waits to be spoken."""
        with self._changed:
            self._ahead.extend(part for part in self._cut(utterances) if part.keep)
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait until all is said or dropped; false if it took longer. Not for the UI thread."""
        with self._changed:
            return self._changed.wait_for(lambda: self._batch is None, timeout=seconds)

    def fault(self) -> str | None:
        """What is broken, in words for staff; ``None`` while nothing failed."""
        with self._changed:
            return "; ".join(self._faults.values()) or None

    def close(self) -> None:
        """Stop, and end the worker process; waits for its own threads, no more."""
        with self._changed:
            self._exchange(None)
            self._ahead.clear()
            self._closed = True
        self._synthesiser.close()
        for thread in self._threads:
            thread.join(timeout=10)

    def _replace(self, batch: Batch | None) -> None:
        with self._changed:
            if not self._closed:
                self._exchange(batch)

    def _exchange(self, batch: Batch | None) -> None:
        before, self._batch = self._batch, batch
        if before is not None and not before.taken:
            before.discard()
        self._changed.notify_all()

    # The maker's thread.

    def _make(self, warm_after: float) -> None:
        with self._changed:
            self._changed.wait_for(self._has_work, timeout=warm_after)
        self._warm_up()
        while True:
            with self._changed:
                self._changed.wait_for(self._has_work)
                if self._closed:
                    return
                batch = self._batch if self._batch and self._batch.unmade else None
                utterance = batch.utterances[len(batch.sounds)] if batch else self._ahead.popleft()
            sound = self._sound_of(utterance)
            with self._changed:
                if batch is not None and batch is self._batch:
                    batch.sounds.append(sound)
                    self._changed.notify_all()
                elif sound is not None:
                    sound.discard()
                elif batch is None:
                    self._changed.wait_for(self._must_not_rest, timeout=_REST_SECONDS)

    def _must_not_rest(self) -> bool:
        return self._closed or self._batch is not None

    def _has_work(self) -> bool:
        unmade = self._batch is not None and self._batch.unmade
        return self._closed or unmade or bool(self._ahead)

    def _warm_up(self) -> None:
        if self._recordings is not None and not self._recordings.is_dir():
            self._report("recording", f"no recordings in {self._recordings.name}")
        try:
            self._cache.sweep()
            self._synthesiser.check()
        except Exception as error:
            self._report("engine", _in_words(error))

    def _sound_of(self, utterance: Utterance) -> Sound | None:
        try:
            recording = self._recording_of(utterance)
            if recording is not None:
                return recording
            make = self._cache.get if utterance.keep else self._cache.make_unkept
            path = make(utterance)
            seconds = seconds_of(path)
        except Exception as error:
            self._report("engine", _in_words(error))
            return None
        if seconds is None:
            self._report("engine", "speech engine: made no playable sound")
            return None
        self._report("engine", None)
        return Sound(((path, seconds),), utterance.gain_db, once=not utterance.keep)

    def _recording_of(self, utterance: Utterance) -> Sound | None:
        files = []
        for path in self._recorded(utterance):
            seconds = seconds_of(path)
            if seconds is None:
                self._report("recording", f"recording {path.name} cannot be played")
                return None
            files.append((path, seconds))
        return Sound(tuple(files), utterance.gain_db) if files else None

    def _recorded(self, utterance: Utterance) -> tuple[Path, ...]:
        """The recordings that say ``utterance``: all that it takes, or none."""
        if self._recordings is None or utterance.rate > 0:
            return ()
        names = (utterance.message_id,) if utterance.message_id else utterance.recorded
        paths = tuple(recording(self._recordings, utterance.lang, name) for name in names)
        return paths if all(path.exists() for path in paths) else ()

    def _cut(self, utterances: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
        whole = ((said,) if self._recorded(said) else sentences(said) for said in utterances)
        return tuple(part for parts in whole for part in parts)

    # The speaker's thread.

    def _speak(self, warm_after: float, look_again: float) -> None:
        patience = warm_after
        while True:
            batch, patience = self._next_batch(patience), look_again
            if self._closed:
                return
            if batch is None:
                self._find_device()
                continue
            try:
                self._say(batch)
            except Exception as error:
                self._report("player", f"loudspeaker: {type(error).__name__}")
            with self._changed:
                if self._batch is batch:
                    self._batch = None
                    self._changed.notify_all()
            batch.discard()

    def _next_batch(self, seconds: float) -> Batch | None:
        """Wait for something to say, and take it; ``None`` where nothing came."""
        with self._changed:
            self._changed.wait_for(self._must_not_rest, timeout=seconds)
            if self._batch is not None:
                self._batch.taken = True
            return self._batch

    def _find_device(self) -> None:
        try:
            present = self._player.present()
        except Exception as error:
            self._report("player", f"loudspeaker: {type(error).__name__}")
        else:
            self._report("player", None if present else _NO_DEVICE)

    def _say(self, batch: Batch) -> None:
        for index in range(len(batch.utterances)):
            with self._changed:
                made = self._changed.wait_for(
                    lambda index=index: self._over(batch) or len(batch.sounds) > index  # type: ignore[misc]
                )
                if self._over(batch):
                    return
            sound = batch.sounds[index]
            if made and sound is not None:
                self._play(batch, sound)

    def _play(self, batch: Batch, sound: Sound) -> None:
        for path, seconds in sound.files:
            self._set_sounding(True)
            try:
                if not self._is_played(batch, path, seconds, sound.gain_db):
                    return
            finally:
                self._player.stop()
                self._set_sounding(False)

    def _is_played(self, batch: Batch, path: Path, seconds: float, gain_db: float) -> bool:
        present = self._player.play(path, gain_db)
        self._report("player", None if present else _NO_DEVICE)
        return present and self._is_heard_out(batch, seconds)

    def _set_sounding(self, sounding: bool) -> None:
        with self._changed:
            self._sounding = sounding
            self._changed.notify_all()

    def _is_heard_out(self, batch: Batch, seconds: float) -> bool:
        if self._cut_short(batch, seconds):
            return False
        left = _OVERRUN_SECONDS
        while self._player.busy() and left > 0:
            if self._cut_short(batch, _LOOK_SECONDS):
                return False
            left -= _LOOK_SECONDS
        return True

    def _cut_short(self, batch: Batch, seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self._over(batch), timeout=seconds)

    def _over(self, batch: Batch) -> bool:
        return self._closed or self._batch is not batch

    def _report(self, part: _Part, fault: str | None) -> None:
        with self._changed:
            if self._closed:
                return  # Closing ends the worker, which is no fault.
            before = self._faults.pop(part, None)
            if fault is not None:
                self._faults[part] = fault
        if fault is not None and fault != before:
            events.voice_fault(part)
        elif fault is None and before is not None:
            events.voice_works_again(part)


def _in_words(error: Exception) -> str:
    # Of an unexpected exception only the kind: what it says may quote a citizen.
    known = isinstance(error, SynthesisFailed | OSError)
    return f"speech engine: {error if known else type(error).__name__}"

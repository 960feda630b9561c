"""A voice that is only written down, and stand-ins for the parts of the real one."""

import threading
import wave
from pathlib import Path

from kiosk.devices.speech.port import SynthesisFailed, Utterance

_RATE = 8000
_FRAMES = 400


class RecordedVoice:
    """A ``Voice`` that keeps what it was told: for tests, traces and terminals without sound."""

    def __init__(self) -> None:
        self.spoken: list[tuple[Utterance, ...]] = []
        self.prepared: list[Utterance] = []
        self.stops = 0
        self.closed = False

    def speak(self, utterances: tuple[Utterance, ...]) -> None:
        """Keep ``utterances``."""
        self.spoken.append(utterances)

    def stop(self) -> None:
        """Count the call."""
        self.stops += 1

    def prepare(self, utterances: tuple[Utterance, ...]) -> None:
        """Keep ``utterances``."""
        self.prepared.extend(utterances)

    def wait(self, seconds: float) -> bool:
        """All was said at once."""
        return True

    def fault(self) -> str | None:
        """Nothing can break."""
        return None

    def close(self) -> None:
        """Remember it."""
        self.closed = True


class SimulatedPlayer:
    """A ``Player`` that keeps what it was given. ``device`` is false: none there."""

    def __init__(self, *, device: bool = True) -> None:
        self.device = device
        self.changed = threading.Condition()
        self.played: list[tuple[Path, float]] = []
        self.stops = 0

    def present(self) -> bool:
        """Tell whether it was made with a device."""
        return self.device

    def play(self, wav: Path, gain_db: float) -> bool:
        """Keep the call."""
        with self.changed:
            if self.device:
                self.played.append((wav, gain_db))
            self.changed.notify_all()
            return self.device

    def stop(self) -> None:
        """Count the call."""
        with self.changed:
            self.stops += 1
            self.changed.notify_all()

    def busy(self) -> bool:
        """It never takes longer than the file says."""
        return False


class SimulatedSynthesiser:
    """A ``Synthesiser`` whose sounds are a twentieth of a second; ``broken`` makes it fail."""

    def __init__(self, *, broken: str | None = None) -> None:
        self.broken = broken
        self.made: list[Utterance] = []

    def synthesise(self, utterance: Utterance, target: Path) -> None:
        """Write a short WAV to ``target``."""
        self.check()
        part = target.with_suffix(".part")
        with wave.open(str(part), "wb") as sound:
            sound.setparams((1, 2, _RATE, 0, "NONE", ""))
            sound.writeframes(b"\x10\x27\xf0\xd8" * (_FRAMES // 2))
        part.replace(target)
        self.made.append(utterance)

    def key(self, utterance: Utterance) -> str:
        """Return all that the sound could depend on."""
        return f"{utterance.lang}\n{utterance.rate}\n{utterance.text}"

    def check(self) -> None:
        """Fail if it is broken."""
        if self.broken is not None:
            raise SynthesisFailed(self.broken)

    def close(self) -> None:
        """Nothing runs."""

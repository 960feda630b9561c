"""What the voice does, for the terminal that speaks and for the parts it is made of."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.wording import Lang


@dataclass(frozen=True)
class Utterance:
    """One thing to say. ``message_id`` finds a recording of the centre, where it made one.

    ``recorded`` are the names of recordings which one after the other say the same.
    ``rate`` is one of the steps -1, 0, 1, 2 (slower … fastest); ``gain_db`` is relative to the
    default loudness. ``keep`` is false for words of or to one citizen: their sound is deleted
    once played and never cached.
    """

    text: str
    lang: Lang
    message_id: str | None = None
    rate: int = 0
    gain_db: float = 0.0
    keep: bool = True
    recorded: tuple[str, ...] = ()


class Voice(Protocol):
    """The voice of the terminal. No call waits, raises or delays a page, whatever is broken."""

    def speak(self, utterances: tuple[Utterance, ...]) -> None:
        """Stop what is being said and say these, one after the other."""

    def stop(self) -> None:
        """Be silent within 100 ms."""

    def prepare(self, utterances: tuple[Utterance, ...]) -> None:
        """Synthesise these ahead into the cache, in the background."""

    def wait(self, seconds: float) -> bool:
        """Wait until all is said or dropped; false if it took longer. Not for the UI thread."""

    def fault(self) -> str | None:
        """What is broken, in words for staff; ``None`` while the voice works."""

    def close(self) -> None:
        """Stop, and end the worker process."""


class Player(Protocol):
    """Plays one WAV file at a time through the loudspeaker."""

    def present(self) -> bool:
        """Open the audio device; false where there is none. Tried anew at each call."""

    def play(self, wav: Path, gain_db: float) -> bool:
        """Start playing; false where there is no audio device. Does not wait."""

    def stop(self) -> None:
        """Stop at once."""

    def busy(self) -> bool:
        """True while something is being played."""


class Synthesiser(Protocol):
    """Turns text into a WAV file."""

    def synthesise(self, utterance: Utterance, target: Path) -> None:
        """Write a complete WAV to ``target`` (atomically); raise ``SynthesisFailed`` if not."""

    def key(self, utterance: Utterance) -> str:
        """Return what the sound depends on: equal keys sound equal, whatever their gain."""

    def check(self) -> None:
        """Start what it runs, if need be, and prove the voices; raise ``SynthesisFailed``."""

    def close(self) -> None:
        """End what it runs."""


class SynthesisFailed(Exception):
    """The engine gave no sound: dead worker, wrong voice, time-out."""

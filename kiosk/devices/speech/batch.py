"""What the voice's two threads hand to each other: utterances, and the sounds made of them."""

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.devices.speech.port import Utterance


@dataclass(frozen=True)
class Sound:
    """Files to be played one after the other, with their lengths in seconds."""

    files: tuple[tuple[Path, float], ...]
    gain_db: float
    once: bool = False

    def discard(self) -> None:
        """Delete what was made to be heard once."""
        if self.once:
            for path, _ in self.files:
                path.unlink(missing_ok=True)


@dataclass(eq=False)
class Batch:
    """What is to be said now. ``sounds[i]`` is ``None`` where utterance ``i`` has no sound."""

    utterances: tuple[Utterance, ...]
    sounds: list[Sound | None] = field(default_factory=list)
    taken: bool = False

    @property
    def unmade(self) -> bool:
        """Whether a sound of it is still to be made."""
        return len(self.sounds) < len(self.utterances)

    def discard(self) -> None:
        """Delete what of it was made to be heard once."""
        for sound in self.sounds:
            if sound is not None:
                sound.discard()

"""The loudspeaker, through Kivy's SDL mixer.

SDL's mixer locks itself, so a :class:`KivyPlayer` may be used from any one thread; nothing here
touches a widget.
"""

import time
from pathlib import Path
from typing import Any

from screens.mixer import Mixer

HEADROOM_DB = 12.0
"""How far the default loudness lies below full scale: the louder step is 12 dB."""


class KivyPlayer:
    """Plays one WAV at a time."""

    def __init__(self) -> None:
        self._mixer = Mixer()
        self._sound: Any = None
        self._ends_at = 0.0

    def present(self) -> bool:
        """Open the audio device unless it is; false where there is none, or it was lost."""
        if self._mixer.plays():
            return True
        self.stop()
        return self._mixer.open()

    def play(self, wav: Path, gain_db: float) -> bool:
        """Start playing; false where there is no audio device or the file cannot be read."""
        # Imported when first used: 60 ms that the first page need not wait for.
        from kivy.core.audio import SoundLoader

        self.stop()
        # Before Kivy does, which would open it with a buffer four times as long.
        if not self.present():
            return False
        sound = SoundLoader.load(str(wav))
        if sound is None or not sound.length:
            return False
        sound.volume = min(1.0, 10 ** ((gain_db - HEADROOM_DB) / 20))
        sound.play()
        if sound.state != "play":
            return False
        self._sound = sound
        self._ends_at = time.monotonic() + sound.length
        return True

    def stop(self) -> None:
        """Stop at once and let the sound go."""
        sound, self._sound = self._sound, None
        if sound is not None:
            sound.unload()

    def busy(self) -> bool:
        """True while something is being played."""
        # Kivy notices the end only in its main loop, so the length decides as well.
        sound = self._sound
        if sound is None or sound.state != "play" or time.monotonic() >= self._ends_at:
            return False
        return self._mixer.plays()

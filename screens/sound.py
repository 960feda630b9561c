"""The loudspeaker, through Kivy's SDL mixer.

SDL's mixer locks itself, so a :class:`KivyPlayer` may be used from any one thread; nothing here
touches a widget. Without an audio device Kivy hands out a sound of no length that does not play.
"""

import ctypes
import re
import time
from functools import cache
from pathlib import Path
from typing import Any

_SILENCE = Path(__file__).resolve().parent.parent / "assets" / "voice" / "silence.wav"

HEADROOM_DB = 12.0
"""How far the default loudness lies below full scale: the louder step is 12 dB."""

_RATE, _CHANNELS = 44100, 2
_SIGNED_16_BITS = 0x8010
BUFFER_FRAMES = 1024
"""23 ms. Kivy's own 4096 frames, of which SDL keeps two in hand, sound on for up to 186 ms."""


class KivyPlayer:
    """Plays one WAV at a time."""

    def __init__(self) -> None:
        self._sound: Any = None
        self._ends_at = 0.0
        self._mixer_opened = False

    def present(self) -> bool:
        """Open the audio device by playing silence; false where there is none."""
        return self.play(_SILENCE, 0.0)

    def play(self, wav: Path, gain_db: float) -> bool:
        """Start playing; false where there is no audio device or the file cannot be read."""
        # Imported when first used: 60 ms that the first page need not wait for.
        from kivy.core.audio import SoundLoader

        self.stop()
        if not self._mixer_opened:
            self._mixer_opened = _open_mixer()
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
        return sound is not None and sound.state == "play" and time.monotonic() < self._ends_at


def _open_mixer() -> bool:
    """Open SDL's mixer with a short buffer; false where there is no audio device.

    Kivy opens it with a long one and takes no wish for it. SDL's mixer counts its users: opened a
    second time in the same format it stays as it is.
    """
    library = _mixer_library()
    if library is None:
        return True
    opened = ctypes.CDLL(library).Mix_OpenAudio(_RATE, _SIGNED_16_BITS, _CHANNELS, BUFFER_FRAMES)
    return bool(opened == 0)


@cache
def _mixer_library() -> str | None:
    """Where the SDL mixer that Kivy brought lies; known once Kivy's sound is imported."""
    loaded = re.search(r"/\S*libSDL2_mixer\S*", Path("/proc/self/maps").read_text("utf-8"))
    return loaded[0] if loaded else None

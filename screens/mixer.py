"""SDL's mixer, opened by ourselves, and again when the audio device went and came back.

Kivy opens it once in the life of a program, with a long buffer, and never asks how the device is:
one that was lost goes on taking sounds, and nobody hears them.
"""

import ctypes
import re
from functools import cache
from pathlib import Path

_RATE, _CHANNELS = 44100, 2
_SIGNED_16_BITS = 0x8010
BUFFER_FRAMES = 1024
"""23 ms. Kivy's own 4096 frames, of which SDL keeps two in hand, sound on for up to 186 ms."""

_SDL_INIT_AUDIO = 0x10
_SDL_AUDIO_STOPPED = 0
_DEVICE_IDS = range(2, 17)
"""What ``SDL_OpenAudioDevice`` numbers devices with [SDL 2 wiki: never 1, which is the old way]."""


class Mixer:
    """The audio device. For one thread; no call raises where there is no device."""

    def plays(self) -> bool:
        """Tell whether a device is open and takes sound; false once it was lost."""
        library = _sdl()
        return library is not None and any(
            library.SDL_GetAudioDeviceStatus(number) != _SDL_AUDIO_STOPPED for number in _DEVICE_IDS
        )

    def open(self) -> bool:
        """Open the device, letting go of one that was lost; false where there is none."""
        mixer, sdl = _mixer(), _sdl()
        if mixer is None or sdl is None:
            return False
        while mixer.Mix_QuerySpec(None, None, None):
            mixer.Mix_CloseAudio()
        # A sound server that ended is asked for anew only by SDL that begins anew.
        while sdl.SDL_WasInit(_SDL_INIT_AUDIO):
            sdl.SDL_QuitSubSystem(_SDL_INIT_AUDIO)
        opened = mixer.Mix_OpenAudio(_RATE, _SIGNED_16_BITS, _CHANNELS, BUFFER_FRAMES)
        return bool(opened == 0)


def _mixer() -> ctypes.CDLL | None:
    return _loaded("libSDL2_mixer")


def _sdl() -> ctypes.CDLL | None:
    return _loaded("libSDL2-2")


@cache
def _loaded(name: str) -> ctypes.CDLL | None:
    """Return the library that Kivy brought; it is there once Kivy's sound is imported."""
    import kivy.core.audio  # noqa: F401  (it loads the libraries)

    found = re.search(rf"/\S*/{name}\S*", Path("/proc/self/maps").read_text("utf-8"))
    return ctypes.CDLL(found[0]) if found else None

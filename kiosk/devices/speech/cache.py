"""Synthesised sounds kept as WAV files under a hash of what they depend on, never under a text."""

import contextlib
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from kiosk.devices.speech.port import Synthesiser, Utterance
from kiosk.devices.speech.sounds import UNKEPT, seconds_of

_LARGEST = 64 * 2**20
_FORMAT = "2"


class WavCache:
    """WAVs in ``folder``, at most ``largest`` bytes in all; those unused longest go first.

    One thread makes sounds; any may read. Files appear whole. A damaged one is made anew.
    """

    def __init__(self, folder: Path, synthesiser: Synthesiser, largest: int = _LARGEST) -> None:
        self._folder = folder
        self._synthesiser = synthesiser
        self._largest = largest
        self._total: int | None = None

    def path_of(self, utterance: Utterance) -> Path:
        """Return where the sound of ``utterance`` is or would be."""
        key = f"{_FORMAT}\n{self._synthesiser.key(utterance)}"
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()}.wav"

    def get(self, utterance: Utterance) -> Path:
        """Return a playable WAV, made now if need be; raise ``SynthesisFailed`` or ``OSError``."""
        target = self.path_of(utterance)
        if seconds_of(target) is not None:
            os.utime(target)
            return target
        if self._total is None:
            self.sweep()
        self._synthesiser.synthesise(utterance, target)
        self._make_room(target)
        return target

    def make_unkept(self, utterance: Utterance) -> Path:
        """Return a WAV that only its owner may read and has to delete once it was played."""
        if self._total is None:
            self.sweep()
        handle, name = tempfile.mkstemp(prefix=UNKEPT, suffix=".wav", dir=self._folder)
        os.close(handle)
        target = Path(name)
        try:
            self._synthesiser.synthesise(utterance, target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return target

    def sweep(self) -> None:
        """Drop what a crash left behind: half-made files and sounds that were not to be kept."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for leftover in [*self._folder.glob("*.part"), *self._folder.glob(f"{UNKEPT}*")]:
            if leftover.is_dir():
                shutil.rmtree(leftover, ignore_errors=True)
            else:
                leftover.unlink(missing_ok=True)
        self._total = sum(size for _, size, _ in self._contents())

    def _make_room(self, newest: Path) -> None:
        self._total = (self._total or 0) + newest.stat().st_size
        if self._total <= self._largest:
            return
        contents = sorted(self._contents())
        self._total = sum(size for _, size, _ in contents)
        for _, size, path in contents:
            if self._total <= self._largest * 3 // 4:
                break
            if path != newest:
                path.unlink(missing_ok=True)
                self._total -= size

    def _contents(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self._folder.glob("*.wav"):
            with contextlib.suppress(FileNotFoundError):
                status = path.stat()
                found.append((status.st_mtime, status.st_size, path))
        return found

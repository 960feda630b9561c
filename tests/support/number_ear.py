"""Hears which queue number was said, by comparing what was played with every number it may be."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from loudness import loudness_of_sink, presence

from kiosk.config import VoiceSettings
from kiosk.devices.speech.cache import WavCache
from kiosk.devices.speech.port import Utterance
from kiosk.devices.speech.readings import load
from kiosk.devices.speech.sounds import seconds_of
from kiosk.devices.speech.synthesiser import WorkerSynthesiser
from kiosk.narration import utterances
from kiosk.spoken import TicketNumber
from kiosk.wording import say

CLEARLY = 0.99
"""Of a sound that was played whole, rate and gain changed, the loudness correlates so well."""


@dataclass(frozen=True)
class NumberEar:
    """``terminals`` is the cache of a terminal in use; ``own`` has sounds made here.

    What the terminal made itself is listened for as it is: the engine says no sentence quite the
    same after other sentences.
    """

    terminals: WavCache
    own: WavCache
    sink: Path

    def was_synthesised(self, number: str) -> bool:
        """Tell whether the terminal made the sound of ``number``."""
        return self.terminals.path_of(sentence(number)).exists()

    def hears(self, number: str) -> bool:
        """Tell whether ``number`` was clearly said so far."""
        return self._presence(number) >= CLEARLY

    def likeliest(self, numbers: Iterable[str]) -> str:
        """Return which of ``numbers`` what was said is most like."""
        return max(numbers, key=self._presence)

    def _presence(self, number: str) -> float:
        made = self.terminals.path_of(sentence(number))
        wav = made if seconds_of(made) else self.own.get(sentence(number))
        return presence(wav, loudness_of_sink(self.sink)) if self.sink.exists() else 0.0


def sentence(number: str) -> Utterance:
    """Return what is said of a number on the page of its ticket."""
    said = say("voice.your_number", number=say("ticket.number", number=TicketNumber(number)))
    (utterance,) = utterances((said,), "zh")
    return utterance


@contextmanager
def number_ear(data: Path, sink: Path, own: Path) -> Iterator[NumberEar]:
    """Yield an ear for the terminal whose data are in ``data``; sounds made here go to ``own``."""
    synthesiser = WorkerSynthesiser(VoiceSettings().words_per_minute, load())
    try:
        terminals = WavCache(data / "voice-cache", synthesiser)
        yield NumberEar(terminals, WavCache(own, synthesiser), sink)
    finally:
        synthesiser.close()

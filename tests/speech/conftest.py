import logging
import threading

import pytest

from kiosk.devices.speech import readings
from kiosk.devices.speech.cache import WavCache
from kiosk.devices.speech.simulated import SimulatedPlayer, SimulatedSynthesiser
from kiosk.devices.speech.synthesiser import WorkerSynthesiser
from kiosk.devices.speech.voice import SpokenVoice
from kiosk.events.telling import LOGGER

WAIT = 30.0
"""Seconds after which something awaited is taken for lost."""


class Terminal:
    """A SpokenVoice and the stand-ins it was given."""

    def __init__(
        self, folder, synthesiser, player, recordings=None, warm_after=0.0, look_again=30.0
    ):
        self.folder = folder
        self.synthesiser = synthesiser
        self.player = player
        self.cache = WavCache(folder, synthesiser)
        self.voice = SpokenVoice(
            player, synthesiser, self.cache, recordings, warm_after, look_again
        )

    def wait_played(self, count):
        with self.player.changed:
            enough = self.player.changed.wait_for(
                lambda: len(self.player.played) >= count, timeout=WAIT
            )
        assert enough, f"{len(self.player.played)} sounds were played, not {count}"
        return [path for path, _ in self.player.played]

    def paths(self, *utterances):
        return [self.cache.path_of(utterance) for utterance in utterances]


@pytest.fixture
def worker_synthesiser():
    synthesiser = WorkerSynthesiser(150, readings.load())
    yield synthesiser
    synthesiser.close()


@pytest.fixture
def make_terminal(tmp_path):
    made = []

    def make(synthesiser=None, player=None, **kwargs):
        terminal = Terminal(
            tmp_path / "voice-cache",
            synthesiser or SimulatedSynthesiser(),
            player or SimulatedPlayer(),
            **kwargs,
        )
        made.append(terminal)
        return terminal

    yield make
    for terminal in made:
        terminal.voice.close()


class _LogWatch(logging.Handler):
    def __init__(self):
        super().__init__()
        self.changed = threading.Condition()

    def emit(self, record):
        with self.changed:
            self.changed.notify_all()


@pytest.fixture
def await_fault():
    """Wait until a voice has this fault; each change of its faults is logged."""
    logger = logging.getLogger(LOGGER)
    watch, level = _LogWatch(), logger.level
    logger.addHandler(watch)
    logger.setLevel(logging.INFO)

    def wait(voice, fault):
        with watch.changed:
            watch.changed.wait_for(lambda: voice.fault() == fault, timeout=WAIT)
        assert voice.fault() == fault

    yield wait
    logger.removeHandler(watch)
    logger.setLevel(level)

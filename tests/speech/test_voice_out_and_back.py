"""A voice whose loudspeaker, engine or worker breaks, and is well again."""

import os
import signal
import threading

import pytest

from kiosk.devices.speech import readings
from kiosk.devices.speech.port import SynthesisFailed, Utterance
from kiosk.devices.speech.simulated import SimulatedPlayer, SimulatedSynthesiser
from kiosk.devices.speech.synthesiser import WorkerSynthesiser

WAIT = 30.0


def words(*texts):
    return tuple(Utterance(text, "zh") for text in texts)


class FreezingSynthesiser(WorkerSynthesiser):
    """Its worker is stopped once, just before it is asked for the second sound."""

    def __init__(self, *args):
        super().__init__(*args)
        self.frozen = threading.Event()

    def synthesise(self, utterance, target):
        if utterance.text != "一" and not self.frozen.is_set():
            os.kill(self.pid, signal.SIGSTOP)
            self.frozen.set()
        super().synthesise(utterance, target)


def test_no_audio_device_is_a_fault_that_heals(make_terminal, await_fault):
    player = SimulatedPlayer(device=False)
    terminal = make_terminal(player=player)
    await_fault(terminal.voice, "loudspeaker: no audio device")
    player.device = True
    terminal.voice.speak(words("一"))
    terminal.wait_played(1)
    await_fault(terminal.voice, None)


def test_an_audio_device_that_is_lost_and_comes_back(make_terminal, await_fault):
    terminal = make_terminal()
    terminal.voice.speak(words("一"))
    terminal.wait_played(1)
    terminal.player.device = False
    terminal.voice.speak(words("二", "三"))
    await_fault(terminal.voice, "loudspeaker: no audio device")
    assert terminal.voice.wait(WAIT)
    terminal.player.device = True
    terminal.voice.speak(words("四"))
    assert terminal.wait_played(2)[1:] == terminal.paths(*words("四"))
    await_fault(terminal.voice, None)


def test_a_loudspeaker_is_missed_and_found_while_nobody_speaks(make_terminal, await_fault):
    terminal = make_terminal(look_again=0.01)
    terminal.player.device = False
    await_fault(terminal.voice, "loudspeaker: no audio device")
    terminal.player.device = True
    await_fault(terminal.voice, None)
    assert terminal.player.played == []


def test_what_is_made_ahead_leaves_a_broken_engine_in_peace(make_terminal):
    class Broken(SimulatedSynthesiser):
        failures = 0

        def synthesise(self, utterance, target):
            self.failures += 1
            raise SynthesisFailed("the speech worker died")

    engine, rests = Broken(), threading.Event()
    voice = make_terminal(engine).voice
    awake = voice._must_not_rest

    def resting():
        if threading.current_thread().name == "voice-maker":
            rests.set()
        return awake()

    voice._must_not_rest = resting
    voice.prepare(words(*"一二三四五六七八九十"))
    assert rests.wait(WAIT)
    assert engine.failures == 1
    voice.speak(words("请", "到"))
    assert voice.wait(WAIT)


@pytest.mark.parametrize("failure", [SynthesisFailed("no voice"), OSError("disk full")])
def test_broken_engine_is_a_fault_that_heals(make_terminal, failure, await_fault):
    class Broken(SimulatedSynthesiser):
        failing = True

        def synthesise(self, utterance, target):
            if self.failing:
                raise failure
            super().synthesise(utterance, target)

    engine = Broken()
    terminal = make_terminal(engine)
    terminal.voice.speak(words("一"))
    await_fault(terminal.voice, f"speech engine: {failure}")
    engine.failing = False
    terminal.voice.speak(words("二"))
    terminal.wait_played(1)
    assert terminal.voice.fault() is None


def test_what_an_unexpected_exception_says_is_not_told(make_terminal, caplog, await_fault):
    class Buggy(SimulatedSynthesiser):
        def synthesise(self, utterance, target):
            raise KeyError(utterance.text)

    terminal = make_terminal(Buggy())
    terminal.voice.speak(words("某人的话"))
    await_fault(terminal.voice, "speech engine: KeyError")
    assert "某人" not in caplog.text


def test_an_engine_that_cannot_start_is_known_before_anything_is_said(make_terminal, await_fault):
    terminal = make_terminal(SimulatedSynthesiser(broken="no voice zh"))
    await_fault(terminal.voice, "speech engine: no voice zh")


def test_killed_worker_is_replaced(make_terminal, worker_synthesiser):
    terminal = make_terminal(worker_synthesiser)
    said = (Utterance("一", "zh", rate=2), Utterance("二", "zh", rate=2))
    terminal.voice.speak(said[:1])
    terminal.wait_played(1)
    killed = worker_synthesiser.pid
    os.kill(killed, signal.SIGKILL)
    terminal.voice.speak(said[1:])
    assert terminal.wait_played(2) == terminal.paths(*said)
    assert worker_synthesiser.pid != killed
    assert terminal.voice.fault() is None


def test_a_worker_killed_in_the_middle_of_a_sentence_is_replaced(make_terminal):
    """It stops where it stands while it makes the second sound; then it dies."""
    synthesiser = FreezingSynthesiser(150, readings.load())
    terminal = make_terminal(synthesiser)
    said = words("一", "请到二号窗口", "三")
    terminal.voice.speak(said)
    assert synthesiser.frozen.wait(WAIT)
    assert terminal.wait_played(1) == terminal.paths(said[0])
    killed = synthesiser.pid
    os.kill(killed, signal.SIGKILL)
    assert terminal.wait_played(3) == terminal.paths(*said)
    assert synthesiser.pid != killed
    assert terminal.voice.fault() is None
    assert not list(terminal.folder.glob("*.part"))

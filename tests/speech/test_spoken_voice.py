import os
import signal
import threading
import wave

import pytest

from kiosk.devices.speech import readings, voice
from kiosk.devices.speech.port import SynthesisFailed, Utterance
from kiosk.devices.speech.sentences import sentences
from kiosk.devices.speech.simulated import SimulatedPlayer, SimulatedSynthesiser
from kiosk.devices.speech.synthesiser import WorkerSynthesiser

WAIT = 30.0


def words(*texts):
    return tuple(Utterance(text, "zh") for text in texts)


class GatedSynthesiser(SimulatedSynthesiser):
    """Waits before it makes the texts of ``held``."""

    def __init__(self, *held):
        super().__init__()
        self.held = held
        self.reached, self.release = threading.Event(), threading.Event()

    def synthesise(self, utterance, target):
        if utterance.text in self.held:
            self.reached.set()
            assert self.release.wait(WAIT)
        super().synthesise(utterance, target)


class LongPlayer(SimulatedPlayer):
    """Is busy until it is stopped."""

    def busy(self):
        return True


class StuckPlayer(SimulatedPlayer):
    """An audio device that takes a sound and does not come back."""

    def __init__(self):
        super().__init__()
        self.reached, self.release = threading.Event(), threading.Event()

    def play(self, wav, gain_db):
        self.reached.set()
        assert self.release.wait(WAIT)
        return super().play(wav, gain_db)


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


def test_first_is_played_while_the_second_is_made(make_terminal):
    gate = GatedSynthesiser("二")
    terminal = make_terminal(gate)
    said = words("一", "二")
    terminal.voice.speak(said)
    assert terminal.wait_played(1) == terminal.paths(said[0])
    assert not gate.release.is_set()
    gate.release.set()
    assert terminal.wait_played(2) == terminal.paths(*said)


def test_stop_drops_what_is_queued(make_terminal):
    gate = GatedSynthesiser("二")
    terminal = make_terminal(gate)
    said = words("一", "二", "三", "四")
    terminal.voice.speak(said)
    terminal.wait_played(1)
    assert gate.reached.wait(WAIT)
    terminal.voice.stop()
    gate.release.set()
    terminal.voice.speak(said[3:])
    assert terminal.wait_played(2) == terminal.paths(said[0], said[3])
    assert [utterance.text for utterance in gate.made] == ["一", "二", "四"]


def test_stop_silences_a_sound_at_once(make_terminal, tmp_path):
    pack = tmp_path / "pack"
    pack.mkdir()
    _write_wav(pack / "idle.title.wav", seconds=600)
    terminal = make_terminal(recordings=pack)
    terminal.voice.speak((Utterance("请按屏幕", "zh", "idle.title"),))
    terminal.wait_played(1)
    before = terminal.player.stops
    terminal.voice.stop()
    with terminal.player.changed:
        assert terminal.player.changed.wait_for(lambda: terminal.player.stops > before, WAIT)


def test_it_is_silent_when_stop_returns(make_terminal, monkeypatch):
    """The caller may draw next and let no other thread run for the time of a frame."""
    monkeypatch.setattr(voice, "_GIVE_WAY_SECONDS", WAIT)
    terminal = make_terminal(player=LongPlayer())
    terminal.voice.speak(words("一"))
    terminal.wait_played(1)
    before = terminal.player.stops
    terminal.voice.stop()
    assert terminal.player.stops > before


def test_speaking_anew_stops_what_is_said(make_terminal, tmp_path):
    pack = tmp_path / "pack"
    pack.mkdir()
    _write_wav(pack / "long.wav", seconds=600)
    terminal = make_terminal(recordings=pack)
    new = words("新")
    terminal.voice.speak((Utterance("长", "zh", "long"), *words("后")))
    terminal.wait_played(1)
    terminal.voice.speak(new)
    assert terminal.wait_played(2) == [pack / "long.wav", *terminal.paths(*new)]


def test_a_sound_that_never_ends_is_cut_off(make_terminal):
    terminal = make_terminal(player=LongPlayer())
    said = words("一", "二")
    terminal.voice.speak(said)
    assert terminal.wait_played(2) == terminal.paths(*said)


def test_a_stuck_engine_holds_up_no_caller(make_terminal):
    gate = GatedSynthesiser("一")
    terminal = make_terminal(gate)
    terminal.voice.speak(words("一"))
    assert gate.reached.wait(WAIT)
    terminal.voice.stop()
    terminal.voice.prepare(words("三"))
    terminal.voice.fault()
    terminal.voice.speak(words("二"))
    assert not gate.release.is_set()
    gate.release.set()
    assert terminal.wait_played(1) == terminal.paths(*words("二"))


def test_a_stuck_audio_device_holds_up_no_caller(make_terminal):
    player = StuckPlayer()
    terminal = make_terminal(player=player)
    terminal.voice.speak(words("一"))
    assert player.reached.wait(WAIT)
    terminal.voice.stop()
    terminal.voice.fault()
    terminal.voice.speak(words("二"))
    assert not player.release.is_set()
    player.release.set()
    assert terminal.wait_played(2) == terminal.paths(*words("一", "二"))


def test_wait_ends_when_what_is_said_is_dropped(make_terminal):
    gate = GatedSynthesiser("一")
    terminal = make_terminal(gate)
    terminal.voice.speak(words("一"))
    assert gate.reached.wait(WAIT)
    assert not terminal.voice.wait(0)
    terminal.voice.stop()
    assert terminal.voice.wait(WAIT)
    gate.release.set()


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


def test_recording_goes_before_synthesis_unless_a_faster_rate_is_wanted(make_terminal, tmp_path):
    pack = tmp_path / "pack"
    (pack / "en").mkdir(parents=True)
    for name in ("greet.wav", "en/greet.wav"):
        _write_wav(pack / name)
    terminal = make_terminal(recordings=pack)
    faster = Utterance("您好", "zh", "greet", rate=1)
    slower = Utterance("您好", "zh", "greet", rate=-1)
    other = Utterance("再见", "zh", "bye")
    terminal.voice.speak(
        (Utterance("您好", "zh", "greet"), Utterance("Hello", "en", "greet"), slower, faster, other)
    )
    recorded = [pack / "greet.wav", pack / "en/greet.wav", pack / "greet.wav"]
    assert terminal.wait_played(5) == [*recorded, *terminal.paths(faster, other)]


def test_an_option_is_two_recordings_or_none(make_terminal, tmp_path):
    pack = tmp_path / "pack"
    pack.mkdir()
    for name in ("voice.press.1", "home.ticket", "voice.press.2"):
        _write_wav(pack / f"{name}.wav")
    terminal = make_terminal(recordings=pack)
    first = Utterance("按一，取号", "zh", recorded=("voice.press.1", "home.ticket"))
    second = Utterance("按二，自查", "zh", recorded=("voice.press.2", "home.check"))
    terminal.voice.speak((first, second))
    both = [pack / "voice.press.1.wav", pack / "home.ticket.wav"]
    assert terminal.wait_played(3) == [*both, *terminal.paths(second)]


def test_the_first_sentence_is_heard_before_the_last_is_made(make_terminal):
    long = Utterance("这是一句不算太短的话，说给大家听。后面这一句要等一等，请大家等着。", "zh")
    first, last = sentences(long)
    gate = GatedSynthesiser(last.text)
    terminal = make_terminal(gate)
    terminal.voice.speak((long,))
    assert terminal.wait_played(1) == terminal.paths(first)
    assert not gate.release.is_set()
    gate.release.set()
    assert terminal.wait_played(2) == terminal.paths(first, last)


def test_a_pack_that_is_not_there_is_a_fault(make_terminal, tmp_path, await_fault):
    terminal = make_terminal(recordings=tmp_path / "xiping")
    await_fault(terminal.voice, "no recordings in xiping")
    terminal.voice.speak(words("一"))
    assert terminal.wait_played(1) == terminal.paths(*words("一"))


def test_damaged_recording_is_a_fault_and_the_engine_speaks(make_terminal, tmp_path):
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "greet.wav").write_bytes(b"RIFF")
    terminal = make_terminal(recordings=pack)
    said = Utterance("您好", "zh", "greet")
    terminal.voice.speak((said,))
    assert terminal.wait_played(1) == terminal.paths(said)
    assert terminal.voice.fault() == "recording greet.wav cannot be played"


def test_gain_reaches_the_player(make_terminal):
    terminal = make_terminal()
    terminal.voice.speak((Utterance("一", "zh", gain_db=12.0),))
    terminal.wait_played(1)
    assert [gain for _, gain in terminal.player.played] == [12.0]


def test_prepared_is_in_the_cache(make_terminal):
    gate = GatedSynthesiser("后")
    terminal = make_terminal(gate)
    said = words("先", "后")
    terminal.voice.prepare(said)
    assert gate.reached.wait(WAIT)
    assert terminal.paths(said[0])[0].exists()
    assert terminal.player.played == []
    gate.release.set()


def test_words_of_one_citizen_leave_no_file(make_terminal):
    terminal = make_terminal()
    private = Utterance("回复内容", "zh", keep=False)
    terminal.voice.speak((private, *words("完")))
    terminal.wait_played(2)
    terminal.voice.close()
    assert list(terminal.folder.iterdir()) == terminal.paths(*words("完"))


def test_dropped_words_of_one_citizen_leave_no_file(make_terminal):
    gate = GatedSynthesiser("二")
    terminal = make_terminal(gate)
    terminal.voice.speak((Utterance("一", "zh", keep=False), Utterance("二", "zh", keep=False)))
    assert gate.reached.wait(WAIT)
    terminal.voice.stop()
    gate.release.set()
    terminal.voice.close()
    assert list(terminal.folder.iterdir()) == []


def test_words_of_one_citizen_that_were_never_begun_leave_no_file(make_terminal):
    player, gate = StuckPlayer(), GatedSynthesiser("二")
    terminal = make_terminal(gate, player)
    terminal.voice.speak(words("一"))
    assert player.reached.wait(WAIT)
    terminal.voice.speak((Utterance("回复内容", "zh", keep=False),))
    terminal.voice.prepare(words("二"))
    assert gate.reached.wait(WAIT)
    assert len(list(terminal.folder.iterdir())) == 2
    terminal.voice.stop()
    assert list(terminal.folder.iterdir()) == terminal.paths(*words("一"))
    gate.release.set()
    player.release.set()


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


def _write_wav(path, seconds=0.05):
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", ""))
        sound.writeframes(b"\x80" * int(8000 * seconds))

import threading
import wave

from kiosk.devices.speech import voice
from kiosk.devices.speech.port import Utterance
from kiosk.devices.speech.sentences import sentences
from kiosk.devices.speech.simulated import SimulatedPlayer, SimulatedSynthesiser

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


def _write_wav(path, seconds=0.05):
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", ""))
        sound.writeframes(b"\x80" * int(8000 * seconds))

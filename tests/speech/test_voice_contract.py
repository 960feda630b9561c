"""One suite for every Voice."""

import pytest

from kiosk.devices.speech.port import Utterance
from kiosk.devices.speech.simulated import RecordedVoice

ONE, TWO = Utterance("一", "zh", rate=2), Utterance("two", "en", rate=2)


class Recorded:
    def __init__(self):
        self.voice = RecordedVoice()

    def heard(self, count):
        return [utterance for batch in self.voice.spoken for utterance in batch][:count]


class Spoken:
    def __init__(self, terminal):
        self.terminal = terminal
        self.voice = terminal.voice

    def heard(self, count):
        known = {path: said for said in (ONE, TWO) for path in self.terminal.paths(said)}
        return [known[path] for path in self.terminal.wait_played(count)[:count]]


@pytest.fixture(params=["recorded", "simulated parts", "worker process"])
def subject(request, make_terminal):
    if request.param == "recorded":
        return Recorded()
    if request.param == "simulated parts":
        return Spoken(make_terminal())
    return Spoken(make_terminal(request.getfixturevalue("worker_synthesiser")))


def test_says_everything_in_order(subject):
    subject.voice.speak((ONE, TWO))
    assert subject.heard(2) == [ONE, TWO]
    assert subject.voice.fault() is None


def test_speaks_again_after_stop(subject):
    subject.voice.speak((ONE,))
    subject.heard(1)
    subject.voice.stop()
    subject.voice.speak((TWO,))
    assert subject.heard(2) == [ONE, TWO]


def test_says_the_same_twice(subject):
    subject.voice.speak((ONE,))
    subject.heard(1)
    subject.voice.speak((ONE,))
    assert subject.heard(2) == [ONE, ONE]


def test_nothing_to_say_is_no_error(subject):
    subject.voice.speak(())
    subject.voice.prepare(())
    subject.voice.stop()
    subject.voice.speak((ONE,))
    assert subject.heard(1) == [ONE]


def test_prepared_is_not_spoken(subject):
    subject.voice.prepare((TWO,))
    subject.voice.speak((ONE,))
    assert subject.heard(1) == [ONE]


def test_closed_voice_takes_every_call(subject):
    subject.voice.close()
    subject.voice.close()
    subject.voice.speak((ONE,))
    subject.voice.stop()
    subject.voice.prepare((ONE,))
    assert subject.voice.fault() is None


def test_wait_ends_when_all_is_said(subject):
    assert subject.voice.wait(30)
    subject.voice.speak((ONE, TWO))
    assert subject.voice.wait(30)
    assert len(subject.heard(2)) == 2
    assert subject.voice.fault() is None

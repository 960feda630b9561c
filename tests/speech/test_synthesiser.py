import os
import signal
import sys
import threading
from pathlib import Path

import psutil
import pytest

from kiosk.devices.speech.port import SynthesisFailed, Utterance
from kiosk.devices.speech.readings import Reading, Readings
from kiosk.devices.speech.synthesiser import WorkerSynthesiser
from kiosk.devices.speech.voices import by_voice, words_per_minute

SCRIPT = Path(__file__).with_name("scripted_worker.py")
HELLO = Utterance("您好", "zh")
NONE = Readings(())


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def scripted(clock):
    made = []

    def make(how, answer_seconds=30.0):
        command = (sys.executable, str(SCRIPT), how)
        made.append(WorkerSynthesiser(150, NONE, command, clock, answer_seconds))
        return made[-1]

    yield make
    for synthesiser in made:
        synthesiser.close()


def test_nothing_is_started_before_it_is_needed(scripted):
    synthesiser = scripted("well")
    assert synthesiser.pid is None
    assert synthesiser.phonemes(HELLO) == str(synthesiser.pid)


def test_a_worker_that_dies_twice_in_a_call_fails_the_call(scripted):
    with pytest.raises(SynthesisFailed, match="died"):
        scripted("die").phonemes(HELLO)


def test_a_worker_that_hangs_is_killed(scripted):
    synthesiser = scripted("hang", answer_seconds=0.01)
    with pytest.raises(SynthesisFailed, match="in time"):
        synthesiser.phonemes(HELLO)
    assert synthesiser.pid is None


def test_nonsense_is_a_failure(scripted):
    with pytest.raises(SynthesisFailed, match="nonsense"):
        scripted("nonsense").phonemes(HELLO)


def test_failing_starts_pause_longer_each_time(scripted, clock):
    synthesiser = scripted("no-start")
    starts = []

    def failing():
        with pytest.raises(SynthesisFailed, match="no voice zh"):
            synthesiser.phonemes(HELLO)

    synthesiser._command = _Counted(synthesiser._command, starts)
    for now, expected in ((0, 1), (0.9, 1), (1.1, 2), (3.0, 2), (3.2, 3), (7.1, 3), (7.3, 4)):
        clock.now = now
        failing()
        assert len(starts) == expected, now


class _Counted(tuple):
    """A command that counts how often it was run."""

    def __new__(cls, command, starts):
        counted = super().__new__(cls, command)
        counted.starts = starts
        return counted

    def __iter__(self):
        self.starts.append(1)
        return super().__iter__()


def test_a_worker_that_keeps_dying_is_started_now_and_then_and_no_more(scripted, clock):
    """Each start costs a core for a while: a voice that cannot be is not to slow the pages."""
    synthesiser, starts = scripted("die"), []
    synthesiser._command = _Counted(synthesiser._command, starts)
    for now, expected in ((0, 2), (1.9, 2), (2.1, 3), (6.0, 3), (6.2, 4), (14.1, 4), (14.3, 5)):
        clock.now = now
        for _ in range(50):
            with pytest.raises(SynthesisFailed, match="died"):
                synthesiser.phonemes(HELLO)
        assert len(starts) == expected, now


def test_after_a_good_while_a_death_is_the_first_again(scripted, clock):
    synthesiser = scripted("well")
    for now in (0.0, 100.0, 200.0, 300.0):
        clock.now = now
        before = synthesiser.phonemes(HELLO)
        os.kill(synthesiser.pid, signal.SIGKILL)
        assert synthesiser.phonemes(HELLO) != before


def test_a_worker_killed_again_and_again_speaks_between_the_pauses(scripted, clock):
    synthesiser = scripted("well")
    synthesiser.phonemes(HELLO)
    pauses = []
    for _ in range(8):
        os.kill(synthesiser.pid, signal.SIGKILL)
        lost_at = clock.now
        while not _speaks(synthesiser):
            clock.now += 0.5
        pauses.append(clock.now - lost_at)
    assert pauses == [0.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]


def _speaks(synthesiser):
    try:
        return bool(synthesiser.phonemes(HELLO))
    except SynthesisFailed:
        return False


def test_a_hungry_worker_dies_of_it_before_the_terminal_does(scripted):
    with pytest.raises(SynthesisFailed, match="died"):
        scripted("hungry").phonemes(HELLO)


def test_the_real_worker_is_confined(worker_synthesiser):
    worker_synthesiser.phonemes(HELLO)
    process = psutil.Process(worker_synthesiser.pid)
    assert process.rlimit(psutil.RLIMIT_AS)[1] <= 2**30
    assert process.rlimit(psutil.RLIMIT_CORE) == (0, 0)


def test_an_answer_without_end_is_not_kept(scripted):
    synthesiser = scripted("babble")
    with pytest.raises(SynthesisFailed, match="nonsense"):
        synthesiser.phonemes(HELLO)
    assert synthesiser.pid is None


def test_missing_program_is_a_failure(clock):
    synthesiser = WorkerSynthesiser(150, NONE, ("/nowhere/worker",), clock)
    with pytest.raises(SynthesisFailed, match="does not start"):
        synthesiser.check()


def test_close_ends_a_call_under_way(scripted):
    synthesiser = scripted("hang")
    failures = []

    def ask():
        try:
            synthesiser.phonemes(HELLO)
        except SynthesisFailed as failure:
            failures.append(str(failure))

    synthesiser.check()
    caller = threading.Thread(target=ask)
    caller.start()
    synthesiser.close()
    caller.join(30)
    assert not caller.is_alive()
    assert failures == ["the voice is closed"]
    assert synthesiser.pid is None


def test_calls_of_many_threads_get_their_own_answers(worker_synthesiser):
    texts = [f"{number}" for number in range(1, 9)]
    alone = {text: worker_synthesiser.phonemes(Utterance(text, "en")) for text in texts}
    heard = {}

    def ask(text):
        for _ in range(20):
            heard.setdefault(text, set()).add(worker_synthesiser.phonemes(Utterance(text, "en")))

    callers = [threading.Thread(target=ask, args=(text,)) for text in texts]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert heard == {text: {phonemes} for text, phonemes in alone.items()}


def test_key_holds_voice_rate_and_what_the_engine_gets():
    synthesiser = WorkerSynthesiser(150, Readings((Reading("调解", "tiao2 jie3", "条解"),)))
    keys = {
        synthesiser.key(utterance)
        for utterance in (
            HELLO,
            Utterance("您好", "zh", rate=1),
            Utterance("您好吗", "zh"),
            Utterance("hello", "en"),
            Utterance("人民调解", "zh"),
        )
    }
    assert len(keys) == 5
    assert "150\nsit/cmn-latn-pinyin\n人民条解" in keys
    assert synthesiser.key(Utterance(" 您好\n", "zh", "id", gain_db=12.0)) in keys


def test_four_rates_around_the_setting():
    assert [words_per_minute(150, step) for step in (-1, 0, 1, 2)] == [112, 150, 195, 248]
    assert [words_per_minute(80, -1), words_per_minute(300, 2)] == [80, 450]


@pytest.mark.parametrize(
    ("text", "lang", "parts"),
    [
        ("Legal advice", "en", [("en", "Legal advice")]),
        ("律师 Legal advice", "en", [("zh", "律师"), ("en", " Legal advice")]),
        (
            "Civil Code 《民法典》第31条, since 2021",
            "en",
            [("en", "Civil Code "), ("zh", "《民法典》第31条"), ("en", ", since 2021")],
        ),
        ("A012", "zh", [("zh", "A012")]),
        ("扫QR码", "zh", [("zh", "扫QR码")]),
        ("请看 legal aid 一页", "zh", [("zh", "请看 "), ("en", "legal aid"), ("zh", " 一页")]),
        ("zhang3 liao3解", "zh", [("zh", "zhang3 liao3解")]),
        ("……", "zh", [("zh", "……")]),
    ],
)
def test_each_script_gets_a_voice_that_reads_it(text, lang, parts):
    assert list(by_voice(text, lang)) == parts

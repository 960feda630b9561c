import os
import wave

import pytest

from kiosk.devices.speech.cache import WavCache
from kiosk.devices.speech.port import SynthesisFailed, Utterance
from kiosk.devices.speech.simulated import SimulatedSynthesiser
from kiosk.devices.speech.sounds import seconds_of

HELLO = Utterance("您好", "zh")


@pytest.fixture
def engine():
    return SimulatedSynthesiser()


@pytest.fixture
def cache(tmp_path, engine):
    return WavCache(tmp_path / "cache", engine)


def test_made_once_and_found_by_a_later_run(cache, engine, tmp_path):
    path = cache.get(HELLO)
    assert seconds_of(path) == pytest.approx(0.05)
    assert WavCache(tmp_path / "cache", engine).get(HELLO) == path
    assert engine.made == [HELLO]


def test_what_sounds_the_same_is_one_file(cache):
    same = Utterance("您好", "zh", "greet", gain_db=12.0)
    assert cache.path_of(same) == cache.path_of(HELLO)
    for other in (
        Utterance("您好吗", "zh"),
        Utterance("您好", "zh", rate=1),
        Utterance("您好", "en"),
    ):
        assert cache.path_of(other) != cache.path_of(HELLO)


def test_no_name_tells_a_text(cache):
    name = cache.get(Utterance("hello", "en")).name
    assert "hello" not in name
    assert len(name) == 64 + len(".wav")


@pytest.mark.parametrize("left", [0, 10, 60, 500])
def test_damaged_file_is_made_anew(cache, engine, left):
    path = cache.get(HELLO)
    whole = path.read_bytes()
    assert len(whole) > 500
    path.write_bytes(whole[:left])
    assert cache.get(HELLO).read_bytes() == whole
    assert len(engine.made) == 2


def test_scrambled_header_is_made_anew(cache, engine):
    path = cache.get(HELLO)
    path.write_bytes(b"\0" * path.stat().st_size)
    assert seconds_of(cache.get(HELLO)) is not None
    assert len(engine.made) == 2


def test_those_unused_longest_go_first(tmp_path, engine):
    size = cache_file_size(tmp_path, engine)
    cache = WavCache(tmp_path / "small", engine, largest=8 * size)
    said = [Utterance(str(number), "zh") for number in range(9)]
    paths = []
    for age, utterance in enumerate(said[:8]):
        paths.append(cache.get(utterance))
        os.utime(paths[-1], (age, age))
    cache.get(said[0])
    paths.append(cache.get(said[8]))
    left = [path.exists() for path in paths]
    assert left == [True, False, False, False, True, True, True, True, True]


def cache_file_size(tmp_path, engine):
    return WavCache(tmp_path / "other", engine).get(HELLO).stat().st_size


def test_leftovers_of_a_crash_are_swept(tmp_path, engine):
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / "abc.part").write_bytes(b"half")
    crashed = WavCache(folder, engine).make_unkept(HELLO)
    assert crashed.exists()
    kept = WavCache(folder, engine).get(HELLO)
    assert list(folder.iterdir()) == [kept]


def test_failure_leaves_nothing(tmp_path):
    cache = WavCache(tmp_path / "cache", SimulatedSynthesiser(broken="no voice"))
    with pytest.raises(SynthesisFailed, match="no voice"):
        cache.get(HELLO)
    with pytest.raises(SynthesisFailed, match="no voice"):
        cache.make_unkept(HELLO)
    assert list((tmp_path / "cache").iterdir()) == []


def test_length_of_what_is_no_sound(tmp_path):
    empty = tmp_path / "empty.wav"
    with wave.open(str(empty), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
    assert seconds_of(empty) is None
    assert seconds_of(tmp_path / "missing.wav") is None

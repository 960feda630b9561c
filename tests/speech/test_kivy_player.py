"""The loudspeaker through SDL: its ``disk`` driver writes down what would have been heard."""

import json
import math
import os
import subprocess
import sys
import wave
from array import array
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PREAMBLE = """
import json, sys, threading, time
from pathlib import Path
from screens.sound import KivyPlayer
assert not any(name.startswith("kivy") for name in sys.modules), "Kivy is loaded too early"
told = {}
tone = Path(sys.argv[1])
player = KivyPlayer()

def played():
    for _ in range(1000):
        if not player.busy():
            return True
        time.sleep(0.01)

def work():
    BODY

thread = threading.Thread(target=work)
thread.start()
thread.join()
told["window"] = "kivy.core.window" in sys.modules
print(json.dumps(told))
"""


@pytest.fixture
def run(tmp_path):
    tone = tmp_path / "tone.wav"
    with wave.open(str(tone), "wb") as sound:
        sound.setparams((1, 2, 22050, 0, "NONE", ""))
        wave_form = (int(8000 * math.sin(i / 8)) for i in range(22050 // 2))
        sound.writeframes(array("h", wave_form).tobytes())

    def child(driver, *body):
        script = PREAMBLE.replace("BODY", "\n    ".join(body))
        kivy = {"KIVY_NO_ARGS": "1", "KIVY_NO_CONFIG": "1", "KIVY_NO_FILELOG": "1"}
        environment = {
            **os.environ,
            **kivy,
            "KIVY_NO_CONSOLELOG": "1",
            "KIVY_HOME": str(tmp_path / "kivy"),
            "SDL_AUDIODRIVER": driver,
            "SDL_DISKAUDIOFILE": str(tmp_path / "heard.raw"),
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-c", script, str(tone)]
        done = subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return child


def loudest(tmp_path):
    heard = array("h", (tmp_path / "heard.raw").read_bytes())
    return max(map(abs, heard), default=0)


def test_plays_from_a_thread_without_a_window(run, tmp_path):
    told = run(
        "disk",
        "told['started'] = player.play(tone, 0.0)",
        "told['busy'] = player.busy()",
        "told['ended'] = played()",
    )
    assert told == {"started": True, "busy": True, "ended": True, "window": False}
    assert loudest(tmp_path) == pytest.approx(8000 / 10 ** (12 / 20), rel=0.05)


def test_the_range_of_loudness_is_at_least_eighteen_decibels(run, tmp_path):
    peaks = []
    for gain_db in (-6.0, 12.0):
        run("disk", f"player.play(tone, {gain_db})", "played()")
        peaks.append(loudest(tmp_path))
    assert peaks[1] == pytest.approx(8000, rel=0.05)
    assert 20 * math.log10(peaks[1] / peaks[0]) == pytest.approx(18, abs=0.6)


def test_stop_ends_it(run):
    told = run(
        "disk",
        "player.play(tone, 0.0)",
        "player.stop()",
        "told['busy'] = player.busy()",
        "player.stop()",
        "told['again'] = player.play(tone, 0.0)",
    )
    assert told == {"busy": False, "again": True, "window": False}


def test_one_sound_at_a_time(run, tmp_path):
    silence = str(ROOT / "assets" / "voice" / "silence.wav")
    run("disk", "player.play(tone, 0.0)", f"player.play(Path({silence!r}), 0.0)", "time.sleep(0.6)")
    heard = array("h", (tmp_path / "heard.raw").read_bytes())
    sounding = sum(1 for sample in heard if sample) / len(heard)
    assert len(heard) / 2 / 44100 > 0.5
    assert sounding < 0.5


def test_finding_the_device_makes_no_sound(run, tmp_path):
    told = run("disk", "told['present'] = player.present()", "played()")
    assert told["present"] is True
    assert loudest(tmp_path) == 0


@pytest.mark.parametrize("driver", ["alsa", "no-such-driver"])
def test_no_audio_device(run, driver, tmp_path, monkeypatch):
    # A machine of a developer has a device; this one must not find it.
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "no-alsa.conf"))
    told = run(
        driver,
        "told['present'] = player.present()",
        "told['started'] = player.play(tone, 0.0)",
        "told['busy'] = player.busy()",
        "player.stop()",
    )
    assert told == {"present": False, "started": False, "busy": False, "window": False}


def test_damaged_file(run, tmp_path):
    told = run(
        "disk",
        "tone.write_bytes(b'RIFF')",
        "told['started'] = player.play(tone, 0.0)",
        "told['busy'] = player.busy()",
    )
    assert told == {"started": False, "busy": False, "window": False}


def test_what_was_stopped_is_not_long_in_the_buffer(run, tmp_path, monkeypatch):
    """The sink takes a buffer a second here: what it was given is one or two of them."""
    monkeypatch.setenv("SDL_DISKAUDIODELAY", "1000")
    run("disk", "player.play(tone, 0.0)")
    given = len((tmp_path / "heard.raw").read_bytes()) / 4
    assert 0 < given <= 2 * 1024

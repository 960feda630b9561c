"""The audio device missing, plugged in later, pulled in mid-sound and back, with the real mixer.

SDL's ``disk`` driver plays into a named pipe: who reads it is the loudspeaker. A pipe that is not
there is no device, and one whose reader went away is a cable that was pulled.
"""

import json
import os
import subprocess
import sys
import wave
from pathlib import Path

import pytest
from repository import ROOT

PREAMBLE = """
import json, os, select, sys, threading
from pathlib import Path
from screens.sound import KivyPlayer
told = {}
tone, pipe = map(Path, sys.argv[1:])
player = KivyPlayer()

class Loudspeaker:
    def __init__(self):
        if not pipe.exists():
            pipe.parent.mkdir()
            os.mkfifo(pipe)
        self.end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    def hears(self):
        "Wait until something else than silence comes."
        for _ in range(2000):
            assert select.select([self.end], [], [], 20)[0], "nothing comes"
            if any(os.read(self.end, 4096)):
                return True
        return False
    def unplug(self):
        os.close(self.end)

def lost():
    "Wait until SDL has noticed: it does when it next writes."
    for _ in range(2000):
        if not player._mixer.plays():
            return True
        threading.Event().wait(0.01)
    return False

def work():
    BODY

thread = threading.Thread(target=work)
thread.start()
thread.join()
print(json.dumps(told))
"""


@pytest.fixture
def run(tmp_path: Path):
    """Run lines with a player, in a program that has no window and nobody to reopen anything."""
    tone = tmp_path / "tone.wav"
    with wave.open(str(tone), "wb") as sound:
        sound.setparams((1, 2, 22050, 0, "NONE", ""))
        sound.writeframes(b"\x10\x27\xf0\xd8" * 22050)

    def child(*body: str):
        script = PREAMBLE.replace("BODY", "\n    ".join(body))
        environment = {
            **os.environ,
            "KIVY_NO_ARGS": "1",
            "KIVY_NO_CONFIG": "1",
            "KIVY_NO_FILELOG": "1",
            "KIVY_NO_CONSOLELOG": "1",
            "KIVY_HOME": str(tmp_path / "kivy"),
            "SDL_AUDIODRIVER": "disk",
            "SDL_DISKAUDIOFILE": str(tmp_path / "hall" / "loudspeaker"),
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-c", script, str(tone), environment["SDL_DISKAUDIOFILE"]]
        done = subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return child


def test_a_device_plugged_in_after_the_start_is_heard(run):
    told = run(
        "told['without'] = [player.present(), player.play(tone, 0.0), player.busy()]",
        "loudspeaker = Loudspeaker()",
        "told['with'] = [player.present(), player.play(tone, 0.0), loudspeaker.hears()]",
    )
    assert told == {"without": [False, False, False], "with": [True, True, True]}


def test_a_device_lost_in_mid_sound_ends_it_and_comes_back(run):
    told = run(
        "first = Loudspeaker()",
        "told['before'] = [player.play(tone, 0.0), first.hears(), player.busy()]",
        "first.unplug()",
        "told['lost'] = lost()",
        "told['busy'] = player.busy()",
        "pipe.parent.rename(tone.with_name('carried away'))",
        "told['meanwhile'] = [player.present(), player.play(tone, 0.0)]",
        "again = Loudspeaker()",
        "told['after'] = [player.play(tone, 0.0), again.hears(), player.busy()]",
    )
    assert told == {
        "before": [True, True, True],
        "lost": True,
        "busy": False,
        "meanwhile": [False, False],
        "after": [True, True, True],
    }


def test_lost_and_found_ten_times(run):
    told = run(
        "told['heard'] = []",
        "for _ in range(10):",
        "    loudspeaker = Loudspeaker()",
        "    told['heard'].append(player.play(tone, 0.0) and loudspeaker.hears())",
        "    loudspeaker.unplug()",
        "    assert lost()",
        "told['files'] = len(os.listdir('/proc/self/fd')) < 20",
    )
    assert told == {"heard": [True] * 10, "files": True}

"""``kiosk voice script`` and ``kiosk voice check``."""

import json
import math
import wave
from array import array

import pytest
from click.testing import CliRunner

from kiosk.__main__ import main
from kiosk.devices.speech import pack_check
from kiosk.devices.speech.pack_check import Problem, check
from kiosk.devices.speech.pack_script import Line, minutes, script, units
from kiosk.gallery import pages
from kiosk.narration import narrate, utterances

TOML = 'name = "样例"\nspeech = "西平话"\nlanguages = ["zh"]\n'
LINES = tuple(Line("home", name, "您好", ()) for name in ("a.one", "b.two", "voice.press.1"))


def write_wav(path, *, volume=8000, before=0.1, after=0.1, rate=22050, seconds=0.5, channels=1):
    tone = [int(volume * math.sin(place / 6)) for place in range(int(rate * seconds))]
    samples = [0] * int(rate * before) + tone + [0] * int(rate * after)
    path.parent.mkdir(exist_ok=True)
    with wave.open(str(path), "wb") as sound:
        sound.setparams((channels, 2, rate, 0, "NONE", ""))
        interleaved = [sample for sample in samples for _ in range(channels)]
        sound.writeframes(array("h", interleaved).tobytes())


@pytest.fixture
def pack(tmp_path, monkeypatch):
    monkeypatch.setattr(pack_check, "script", lambda lang: LINES)
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.toml").write_text(TOML, encoding="utf-8")
    for line in LINES:
        write_wav(folder / f"{line.name}.wav")
    return folder


def test_a_full_pack_is_well(pack):
    assert check(pack) == ()


def test_a_stereo_recording_is_well(pack):
    write_wav(pack / "a.one.wav", channels=2)
    assert check(pack) == ()


@pytest.mark.parametrize(
    ("sound", "kind"),
    [
        ({"volume": 3000}, "loudness"),
        ({"volume": 20000}, "loudness"),
        ({"volume": 0}, "empty"),
        ({"before": 0.6}, "silence_at_start"),
        ({"after": 0.6}, "silence_at_end"),
        ({"rate": 8000}, "sample_rate"),
        ({"rate": 44100}, "sample_rate"),
        ({"seconds": 0, "before": 0, "after": 0}, "empty"),
    ],
)
def test_how_a_recording_sounds(pack, sound, kind):
    write_wav(pack / "a.one.wav", **sound)
    assert [(problem.file, problem.kind) for problem in check(pack)] == [("a.one.wav", kind)]


def test_clipping_is_heard(pack):
    for line in LINES:
        write_wav(pack / f"{line.name}.wav", volume=20000)
    samples = array("h", [32767, -32768] * 200 + [0] * 20000)
    with wave.open(str(pack / "a.one.wav"), "wb") as sound:
        sound.setparams((1, 2, 22050, 0, "NONE", ""))
        sound.writeframes(samples.tobytes())
    assert "clipping" in {problem.kind for problem in check(pack)}


def test_what_lacks_and_what_is_too_much(pack):
    (pack / "b.two.wav").unlink()
    (pack / "c.three.wav").write_bytes(b"")
    (pack / "a.one.wav").write_bytes(b"ID3 not a wav")
    assert [(problem.file, problem.kind) for problem in check(pack)] == [
        ("a.one.wav", "not_wav"),
        ("b.two.wav", "missing"),
        ("c.three.wav", "unknown"),
    ]


def test_other_formats_are_named(pack):
    with wave.open(str(pack / "a.one.wav"), "wb") as sound:
        sound.setparams((1, 1, 22050, 0, "NONE", ""))
        sound.writeframes(b"\x80" * 4000)
    assert [problem.kind for problem in check(pack)] == ["format"]


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ("", ("incomplete", "name is not said")),
        (TOML.replace('"zh"', '"fr"'), ("incomplete", 'languages are "zh", "en" or both')),
        (TOML + 'speaker = "x"', ("unknown", "speaker means nothing here")),
        ("name = ", ("unreadable", None)),
        (None, ("missing", "name, speech and languages of the pack")),
    ],
)
def test_the_description(pack, told, problem):
    if told is None:
        (pack / "pack.toml").unlink()
    else:
        (pack / "pack.toml").write_text(told, encoding="utf-8")
    kind, detail = problem
    found = {each.kind: each.detail for each in reversed(check(pack))}
    assert kind in found
    assert detail in (None, *(each.detail for each in check(pack)))


def test_english_lies_in_a_folder_of_its_own(pack):
    (pack / "pack.toml").write_text(TOML.replace('"zh"', '"zh", "en"'), encoding="utf-8")
    for line in LINES[1:]:
        write_wav(pack / "en" / f"{line.name}.wav")
    assert check(pack) == (Problem("en/a.one.wav", "missing", "您好"),)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_script_has_every_line_once_and_nothing_to_be_filled_in(lang):
    lines = script(lang)
    assert len({line.name for line in lines}) == len(lines) > 400
    assert not [line.name for line in lines if "{" in line.text or not line.text.strip()]
    assert 20 < minutes(lines, lang) < 90
    assert units(lines, lang) > 2000


def citizens_pages():
    return [(name, page) for name, page in pages() if not page.id.startswith("staff")]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_script_has_all_that_a_page_would_take_from_a_pack(lang):
    lines = {line.name: line.text for line in script(lang)}
    for name, page in citizens_pages():
        for said in utterances(narrate(page), lang):
            names = (said.message_id,) if said.message_id else said.recorded
            assert set(names) <= set(lines) or not any(map(str.isalnum, said.text)), name
            if said.message_id in lines:
                assert lines[said.message_id] == said.text


def test_the_script_helps_with_readings_and_goes_by_page():
    by_name = {line.name: line for line in script("zh")}
    assert by_name["voice.press.2"].text == "按二"
    assert by_name["footer.elder"].hints == ("长辈 zhang3 bei4",)
    assert by_name["home.title"].page == "home"
    assert not [name for name in by_name if name.startswith(("fact.", "printer.", "slip."))]


def test_the_commands(pack, tmp_path, monkeypatch):
    run = CliRunner().invoke
    out = tmp_path / "script.md"
    assert run(main, ["voice", "script", "--lang", "en", "--out", str(out)]).exit_code == 0
    assert "`voice.press.1.wav`  Press 1" not in out.read_text(encoding="utf-8")
    assert "`voice.press.1.wav`  Press one" in out.read_text(encoding="utf-8")
    assert "## home" in run(main, ["voice", "script"]).output
    assert run(main, ["voice", "check", str(pack)]).exit_code == 0
    (pack / "b.two.wav").unlink()
    told = run(main, ["voice", "check", str(pack), "--json"])
    assert told.exit_code == 1
    assert json.loads(told.output)["problems"][0]["file"] == "b.two.wav"
    assert "b.two.wav: missing: 您好" in run(main, ["voice", "check", str(pack)]).output
    assert run(main, ["voice", "check", "no-such-pack"]).exit_code == 2

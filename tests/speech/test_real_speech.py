"""What espeak-ng really says: phonemes, lengths and loudness of real sounds."""

import json
import math
import re
import subprocess
import sys
import wave
from array import array

import pytest

from kiosk.devices.speech import readings, selftest, worker
from kiosk.devices.speech.port import SynthesisFailed, Utterance
from kiosk.devices.speech.readings import Reading, Readings
from kiosk.devices.speech.synthesiser import WORKER, WorkerSynthesiser

CMN_AS_ENGLISH = "(en)"


@pytest.fixture(scope="module")
def engine():
    synthesiser = WorkerSynthesiser(150, readings.load())
    yield synthesiser
    synthesiser.close()


@pytest.fixture(scope="module")
def bare_engine():
    synthesiser = WorkerSynthesiser(150, Readings(()))
    yield synthesiser
    synthesiser.close()


def heard(wav):
    with wave.open(str(wav)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        samples = array("h", sound.readframes(sound.getnframes()))
        return len(samples) / sound.getframerate(), math.hypot(*samples) / math.sqrt(len(samples))


def test_mandarin_is_read_as_mandarin(engine):
    """Against the command line of espeak-ng, an independent reader of the same data."""
    text = "您好，今天办证，明天听课。"
    command = ["espeak-ng", "-v", "cmn-latn-pinyin", "-q", "-x", text]
    expected = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    phonemes = engine.phonemes(Utterance(text, "zh"))
    assert phonemes.split() == expected.split()
    assert CMN_AS_ENGLISH not in phonemes


def test_ticket_number_is_read_digit_by_digit(engine):
    phonemes = engine.phonemes(Utterance("A，零一二号", "zh"))
    assert phonemes.split() == ["'ei51_|", "l'i35N_|", "j'i55_|", "'@r51_|", "X'Au51_|"]


@pytest.mark.parametrize(
    ("text", "lang", "seconds"),
    [
        ("请到二号窗口，前面还有三人。", "zh", 4.5),
        ("请按一，法律咨询。五人在等，大约十到二十分钟。", "zh", 7.2),
        ("Please go to window two. Three people are before you.", "en", 3.6),
    ],
)
def test_sounds_are_loud_and_as_long_as_speech(engine, tmp_path, text, lang, seconds):
    engine.synthesise(Utterance(text, lang), tmp_path / "said.wav")
    length, loudness = heard(tmp_path / "said.wav")
    assert length == pytest.approx(seconds, rel=0.25)
    assert loudness > 1000
    assert [path.name for path in tmp_path.iterdir()] == ["said.wav"]


def test_each_rate_is_faster_even_in_turns(engine, tmp_path):
    """pyttsx3 drops properties that are set while it works; the rate must be the one asked."""
    lengths = {}
    for step in (2, -1, 1, 0, -1, 2, 0, 1):
        wav = tmp_path / f"{step}.wav"
        engine.synthesise(Utterance("请到二号窗口，前面还有三人。", "zh", rate=step), wav)
        length, _ = heard(wav)
        assert lengths.setdefault(step, length) == pytest.approx(length, rel=0.02)
    assert lengths[-1] > lengths[0] > lengths[1] > lengths[2]
    assert lengths[-1] / lengths[2] == pytest.approx(248 / 112, rel=0.15)


def test_languages_in_turns_keep_their_voices(engine):
    for _ in range(3):
        assert engine.phonemes(Utterance("two windows", "en")) == "t'u: w'IndoUz"
        assert engine.phonemes(Utterance("二号", "zh")) == "'@r51_| X'Au51_|"


def test_a_file_that_cannot_be_written_does_not_end_the_worker(engine, tmp_path):
    process = engine.pid
    for _ in range(3):
        engine.synthesise(Utterance("好", "zh"), tmp_path / "said.wav")
        with pytest.raises(SynthesisFailed, match="FileNotFoundError"):
            engine.synthesise(Utterance("好", "zh"), tmp_path / "missing" / "said.wav")
    assert engine.pid == process


@pytest.mark.parametrize("entry", readings.load().readings, ids=lambda entry: entry.written)
def test_reading(entry, engine, bare_engine):
    assert selftest.misreading(engine, entry.written, entry.pinyin) is None
    if entry.say != entry.written:
        needless = selftest.misreading(bare_engine, entry.written, entry.pinyin) is None
        assert not needless, "the engine reads it rightly by itself"


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("还在吗", "hai2 zai4 ma5"),
        ("公共法律服务中心", "gong1 gong4 fa3 lü4 fu2 wu4 zhong1 xin1"),
        ("人民调解", "ren2 min2 tiao2 jie3"),
        ("调查取证", "diao4 cha2 qu3 zheng4"),
        ("请重新取号", "qing3 chong2 xin1 qu3 hao4"),
        ("行政复议", "xing2 zheng4 fu4 yi4"),
        ("星期一下午", "xing1 qi1 yi1 xia4 wu3"),
        ("第一次来", "di4 yi1 ci4 lai2"),
        ("十一个人", "shi2 yi1 ge5 ren2"),
        ("您还差三位", "nin2 hai2 cha4 san1 wei4"),
        ("没写还款日期", "mei2 xie3 huan2 kuan3 ri4 qi1"),
        ("东西归还了", "dong1 xi1 gui1 huan2 le5"),
        ("请调解员帮忙", "qing3 tiao2 jie3 yuan2 bang1 mang2"),
        ("去公证处办公", "qu4 gong1 zheng4 chu4 ban4 gong1"),
        ("人工处理", "ren2 gong1 chu3 li3"),
        ("应当先付", "ying1 dang1 xian1 fu4"),
        ("年利率", "nian2 li4 lü4"),
        ("因为认为", "yin1 wei4 ren4 wei2"),
        ("发给本人", "fa1 gei3 ben3 ren2"),
        ("给付赡养费", "ji3 fu4 shan4 yang3 fei4"),
        ("办得快不快", "ban4 de5 kuai4 bu2 kuai4"),
        ("不得收费", "bu4 de2 shou1 fei4"),
        ("银行转账", "yin2 hang2 zhuan3 zhang4"),
        ("按那一行就能改", "an4 na4 yi4 hang2 jiu4 neng2 gai3"),
        ("干活时受了伤", "gan4 huo2 shi2 shou4 le5 shang1"),
        ("要求重审", "yao1 qiu2 chong2 shen3"),
        ("对方答应还钱", "dui4 fang1 da1 ying5 huan2 qian2"),
        ("申请不了", "shen1 qing3 bu4 liao3"),
        ("上一页，下一条", "shang4 yi2 ye4 xia4 yi4 tiao2"),
        ("换一个，试一次", "huan4 yi2 ge5 shi4 yi2 ci4"),
        ("不算，听不见，不对", "bu2 suan4 ting1 bu2 jian4 bu2 dui4"),
        ("最长六个月", "zui4 chang2 liu4 ge5 yue4"),
        ("儿子女儿", "er2 zi5 nv3 er2"),
        ("现行有效", "xian4 xing2 you3 xiao4"),
        ("第31条", "di4 san1 shi2 yi1 tiao2"),
        ("电话12348", "dian4 hua4 yao1 er4 san1 si4 ba1"),
        ("《民法典》第二条", "min2 fa3 dian3 di4 er4 tiao2"),
        ("2个窗口", "liang3 ge5 chuang1 kou3"),
        ("六十岁以上的长者", "liu4 shi2 sui4 yi3 shang4 de5 zhang3 zhe3"),
    ],
)
def test_what_a_centre_says(engine, text, pinyin):
    assert selftest.misreading(engine, text, pinyin) is None


def test_english_on_a_chinese_page_and_chinese_on_an_english_one(engine, tmp_path):
    mixed = Utterance("Civil Code 民法典 article 5", "en")
    assert engine.phonemes(mixed) == "s'Iv@L k'oUd m'i35n_| f'A214_| t'iE214n_| 'A@tIk@L f'aIv"
    assert engine.phonemes(Utterance("请看 legal aid", "zh")).endswith("l'i:g@L 'eId")
    alone = tmp_path / "alone.wav"
    engine.synthesise(Utterance("民法典", "zh"), alone)
    engine.synthesise(mixed, tmp_path / "mixed.wav")
    assert heard(tmp_path / "mixed.wav")[0] > heard(alone)[0] * 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["alone.wav", "mixed.wav"]


def test_self_test_finds_nothing_wrong(engine):
    assert selftest.problems(engine, readings.load()) == ()


def test_self_test_names_a_wrong_reading(bare_engine):
    wrong = Readings((Reading("调解", "tiao2 jie3", "调解"),))
    (problem,) = selftest.problems(bare_engine, wrong)
    assert problem.startswith("调解 is read ")


@pytest.mark.parametrize("voice", ["sit/cmn", "gmw/en", "sit/no-such-voice"])
def test_wrong_voice_does_not_start(voice):
    """``sit/cmn`` is the trap: it exists, and reads Mandarin as English letters."""
    script = (
        f"from kiosk.devices.speech import voices, worker; voices.VOICE_IDS['zh'] = {voice!r};"
        "raise SystemExit(worker.main())"
    )
    synthesiser = WorkerSynthesiser(150, readings.load(), (sys.executable, "-c", script))
    with pytest.raises(SynthesisFailed, match=f"does not start: EngineFault.*{voice}"):
        synthesiser.check()
    assert selftest.problems(synthesiser, readings.load())[0].startswith("speech worker")
    synthesiser.close()


def test_worker_answers_what_it_does_not_understand():
    assert worker.answer(None, {"do": "sing"}) == {"error": "unknown request"}


def test_an_error_of_the_worker_does_not_quote_what_was_said():
    class Broken:
        def phonemes(self, lang, text):
            raise ValueError(text)

    request = {"do": "phonemes", "lang": "zh", "text": "某人的话"}
    assert worker.answer(Broken(), request) == {"error": "ValueError"}


def test_worker_ends_with_its_parent():
    with subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert json.loads(process.stdout.readline()) == {"ready": True}
        process.stdin.close()
        assert process.wait(30) == 0


def test_worker_is_lean(engine):
    engine.phonemes(Utterance("您好", "zh"))
    with open(f"/proc/{engine.pid}/smaps_rollup") as file:
        pss = int(re.search(r"^Pss:\s+(\d+) kB", file.read(), re.M)[1])
    assert pss < 25_000


def test_longest_entry_wins_and_nothing_is_applied_twice():
    table = Readings(
        (Reading("处", "chu4", "触"), Reading("处理", "chu3 li3", "储理"), Reading("触", "", "错"))
    )
    assert table.apply("办事处处理") == "办事触储理"
    assert Readings(()).apply("处理") == "处理"

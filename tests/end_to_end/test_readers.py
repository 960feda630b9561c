"""The readers that the other tests here trust: they tell right from wrong."""

import math
import random
import struct
import wave
from array import array
from pathlib import Path

import pytest
from frame_buffer import NotReadable, read_frame_buffer
from loudness import likeness, loudness, presence
from number_reader import ALPHABET, NoNumber, read_number
from PIL import Image, ImageDraw, ImageFont
from xserver import x_server

from kiosk.fonts import ensure_fonts

RATE = 22050


@pytest.fixture(scope="module")
def bold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ensure_fonts(tmp_path_factory.mktemp("fonts")).bold


def ticket(number: str, bold: Path, size: int, condensed: float = 1.0) -> Image.Image:
    """A ticket as nobody would design it: the number, smaller words, an edge, a bar and a code."""
    picture = Image.new("L", (900, 1200), 245)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 899, 150), fill=30)
    pen.rectangle((20, 170, 880, 1180), outline=90, width=4)
    pen.text((60, 190), "法律咨询 12", 20, ImageFont.truetype(str(bold), 90))
    strip = Image.new("L", (840, 2 * size), 245)
    ImageDraw.Draw(strip).text((10, 0), number, 20, ImageFont.truetype(str(bold), size))
    strip = strip.resize((round(840 * condensed), strip.height), Image.Resampling.LANCZOS)
    picture.paste(strip, (30, 340))
    pen.text((60, 1000), "2、3号窗口 B999", 20, ImageFont.truetype(str(bold), 48))
    for row in range(10):
        for column in range(10):
            if (row * 7 + column * 3) % 4 < 2:
                pen.rectangle(
                    (650 + 20 * column, 950 + 20 * row, 669 + 20 * column, 969 + 20 * row)
                )
    return picture


@pytest.mark.parametrize(("size", "condensed"), [(170, 1.0), (230, 1.0), (260, 0.82), (120, 0.7)])
def test_numbers_are_read(bold: Path, size: int, condensed: float) -> None:
    chance = random.Random(size)
    letters = [chance.choice(ALPHABET[:26]) for _ in range(8)]
    numbers = [f"{letter}{chance.randrange(1000):03}" for letter in letters] + ["AK01", "B888"]
    assert [read_number(ticket(n, bold, size, condensed), bold) for n in numbers] == numbers


def test_every_letter_and_digit_is_told_apart(bold: Path) -> None:
    for letter in ALPHABET[:26]:
        assert read_number(ticket(f"{letter}01", bold, 200), bold) == f"{letter}01"
    for digit in ALPHABET[26:]:
        assert read_number(ticket(f"I{digit}0{digit}", bold, 200), bold) == f"I{digit}0{digit}"


@pytest.mark.parametrize("words", ["", "012", "ABC", "咨询", "B0"])
def test_what_is_no_number_is_refused(bold: Path, words: str) -> None:
    with pytest.raises(NoNumber):
        read_number(ticket(words, bold, 200).crop((0, 0, 900, 900)), bold)


def test_the_frame_buffer_is_what_the_server_shows(tmp_path: Path) -> None:
    with x_server(320, 200, tmp_path):
        picture = read_frame_buffer(tmp_path / "Xvfb_screen0")
    assert picture.size == (320, 200)


def test_a_frame_buffer_is_read_colour_by_colour(tmp_path: Path) -> None:
    path = tmp_path / "screen"
    header = [104, 7, 2, 24, 2, 1, 0, 0, 32, 0, 32, 32, 12, 4, 0xFF0000, 0xFF00, 0xFF, 8, 1, 1]
    colours = bytes(12)
    pixels = bytes((3, 2, 1, 0, 6, 5, 4, 0)) + b"pad!"
    path.write_bytes(struct.pack(">26I", *header, *[0] * 6) + colours + pixels)
    assert read_frame_buffer(path).tobytes() == bytes((1, 2, 3, 4, 5, 6))
    header[11] = 16
    path.write_bytes(struct.pack(">26I", *header, *[0] * 6) + colours + pixels)
    with pytest.raises(NotReadable):
        read_frame_buffer(path)


def test_a_sound_is_found_and_another_is_not(tmp_path: Path) -> None:
    said, other = melody(1), melody(2)
    path = tmp_path / "said.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", ""))
        sound.writeframes(said.tobytes())
    quarter = array("h", (sample // 4 for sample in said))
    silence = array("h", bytes(RATE))
    recording = loudness(silence + other + silence[:311] + quarter + silence, RATE)
    without = loudness(silence + other + other + silence, RATE)
    assert presence(path, recording) > 0.98
    assert presence(path, without) < 0.9
    assert presence(path, loudness(silence, RATE)) == 0.0
    assert likeness(loudness(said, RATE), loudness(said[:1000], RATE)) == 0.0


def melody(seed: int) -> "array[int]":
    """One second of syllables, each as loud as chance has it."""
    chance = random.Random(seed)
    syllables = [chance.randrange(500, 12000) for _ in range(12)]
    samples = (
        int(syllables[12 * i // RATE] * math.sin(12 * math.pi * i / RATE) * math.sin(i / 20))
        for i in range(RATE)
    )
    return array("h", samples)

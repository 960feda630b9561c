"""The bytes of a picture, read back by a reader of our own; and the reader itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.devices.printer import commands
from tests.printer.slips import same
from tests.support.escpos_reader import UnknownCommand, read_commands, read_slips

WIDTH = 80


@st.composite
def pictures(draw):
    height = draw(st.integers(min_value=1, max_value=150))
    picture = Image.new("1", (WIDTH, height), 1)
    places = st.tuples(st.integers(0, WIDTH - 1), st.integers(0, height - 1))
    for place in draw(st.lists(places, min_size=1, max_size=20)):
        picture.putpixel(place, 0)
    return picture


@settings(deadline=None)
@given(pictures())
def test_every_dot_comes_back(picture):
    stream = b"".join(commands.raster(picture)) + commands.FEED_AND_CUT
    (read,) = read_slips(stream, WIDTH)
    assert same(read, picture)


def test_blank_paper_costs_a_byte_a_row():
    stream = b"".join(commands.raster(Image.new("1", (576, 128), 1)))
    assert len(stream) == 6 * 8 + 128


def test_a_broken_band_is_ended_and_cut():
    picture = Image.new("1", (WIDTH, 24), 0)
    (band,) = commands.raster(picture)
    for length in (8, 9, len(band) // 2, len(band)):
        stream = band[:length] + commands.finish_broken_band(WIDTH)
        assert [command.name for command in read_commands(stream)][-1] == "GS V"
        assert len(read_slips(stream, WIDTH)) == (1 if length > 8 else 0)


@pytest.mark.parametrize(
    "stream",
    [b"hello", b"\x1bR\x00", b"\x1dv0\x03\x01\x00\x01\x00\xff", b"\x1dv0\x00\x01\x00\x02\x00\xff"],
)
def test_reader_refuses_what_it_does_not_know(stream):
    with pytest.raises(UnknownCommand):
        read_slips(stream, WIDTH)


def test_reader_refuses_a_slip_that_is_not_cut_off():
    with pytest.raises(UnknownCommand, match="not cut"):
        read_slips(b"\x1dv0\x00\x01\x00\x01\x00\xff", WIDTH)


def test_reader_refuses_rows_wider_than_the_paper():
    with pytest.raises(UnknownCommand, match="fit"):
        read_slips(b"\x1dv0\x00\x0b\x00\x01\x00" + bytes(11) + b"\x1dV\x00", WIDTH)


def test_reader_feeds_and_splits_slips():
    stream = b"\x1b@\x10\x04\x01\x1dv0\x00\x01\x00\x01\x00\x80\x1bJ\x02\x1dV\x42\x00\x1dV\x00"
    (slip,) = read_slips(stream, 8)
    assert slip.size == (8, 3)
    assert list(slip.tobytes()) == [0x7F, 0xFF, 0xFF]

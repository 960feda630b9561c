"""Words that were looked for: where they are in a broken text, and how they look in it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import finding_samples as samples
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.gallery import view_of
from kiosk.typography import NO_END, NO_START, break_lines
from kiosk.view import TEXT_STEPS, Look
from kiosk.wording import Quoted
from screens.marks import LEFT_OUT, clip, line_starts, runs, tidy
from screens.theme import HIGH_CONTRAST, NORMAL, Theme, contrast_ratio

LETTERS = st.text(alphabet="工资劳动（）“”，。；、 a1b\n", max_size=80)
SPANS = st.lists(st.tuples(st.integers(-3, 90), st.integers(-3, 90)), max_size=6)


def broken(width: int) -> Any:
    return lambda text: break_lines(text, len, width)


@given(hits=SPANS, length=st.integers(0, 80))
def test_marked_characters_are_those_of_the_hits_and_no_span_touches_another(
    hits: list[tuple[int, int]], length: int
) -> None:
    tidied = tidy(hits, length)
    wanted = {at for start, stop in hits for at in range(start, stop) if 0 <= at < length}
    assert {at for start, stop in tidied for at in range(start, stop)} == wanted
    assert all(a[1] < b[0] for a, b in pairwise(tidied))


@given(text=LETTERS, hits=SPANS, width=st.integers(2, 20))
def test_runs_show_every_character_once_and_mark_what_was_hit(
    text: str, hits: list[tuple[int, int]], width: int
) -> None:
    lines = break_lines(text, len, width)
    starts = line_starts(text, lines)
    marked = {at for span in tidy(hits, len(text)) for at in range(*span)}
    for line, start in zip(lines, starts, strict=True):
        assert text[start : start + len(line)] == line
        at = start
        for run in runs(line, start, tidy(hits, len(text))):
            for place in range(at, at + len(run.text)):
                assert (place in marked) is run.marked
            at += len(run.text)
        assert at == start + len(line)


@given(text=LETTERS, hits=SPANS, width=st.integers(3, 20), most=st.integers(1, 4))
def test_an_excerpt_keeps_to_its_lines_and_marks_the_same_characters(
    text: str, hits: list[tuple[int, int]], width: int, most: int
) -> None:
    break_ = broken(width)
    hits = list(tidy(hits, len(text)))
    clipped, inside = clip(text, hits, break_, most)
    if len(break_(text)) <= most:
        assert (clipped, inside) == (text, tuple(hits))
        return
    assert clipped.strip(LEFT_OUT) in text
    hit_text = "".join(text[slice(*span)] for span in hits)
    for start, stop in inside:
        assert all(char in hit_text or char.isspace() for char in clipped[start:stop])


def test_an_excerpt_of_a_long_text_shows_the_first_hit_with_a_line_before_it() -> None:
    text = "".join(f"第{at:02}句话。" for at in range(60))
    hit = (text.index("第30"), text.index("第30") + 5)
    clipped, (span,) = clip(text, [hit], broken(18), 3)
    assert clipped[slice(*span)] == text[slice(*hit)]
    lines = break_lines(clipped, len, 18)
    assert len(lines) == 3
    assert clipped[0] == clipped[-1] == LEFT_OUT
    assert any("第30" in line for line in lines[1:])


def test_an_excerpt_without_a_hit_begins_at_the_beginning() -> None:
    clipped, inside = clip("样例" * 60, [], broken(10), 2)
    assert clipped.startswith("样例")
    assert clipped.endswith(LEFT_OUT)
    assert inside == ()


# --- drawn --------------------------------------------------------------------------------------


def words_showing(hall: Any, part: str) -> list[Any]:
    from screens.widgets.words import Words

    found = [w for w in hall.shell.screen.walk(restrict=True) if isinstance(w, Words)]
    return [w for w in found if w.height and part in w.text]


def rectangles(shapes: Any) -> Iterator[Any]:
    from kivy.graphics import Rectangle

    return (shape for shape in shapes._group.children if isinstance(shape, Rectangle))


@pytest.mark.parametrize("step", range(len(TEXT_STEPS)))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_part_of_a_hit_has_a_band_below_it_also_across_lines(
    hall: Any, lang: Any, step: int
) -> None:
    hall.shell.screen_for(type(samples.LONG_ARTICLE)).begin()
    hall.show(view_of(samples.LONG_ARTICLE, Look(lang=lang, text_step=step)))
    text, seen = samples.TWENTY.text, ""
    parted = 0
    while True:
        for words in words_showing(hall, samples.SENTENCE):
            bands = list(rectangles(words._bands))
            marked = list(rectangles(words._marked))
            assert len(bands) == len(marked)
            for band, word in zip(bands, marked, strict=True):
                assert band.pos[0] == word.pos[0]
                assert abs(band.size[0] - word.size[0]) <= 2
                middle = band.pos[1] + band.size[1] / 2
                assert word.pos[1] < middle < word.pos[1] + word.size[1]
                assert band.pos[0] + band.size[0] <= words.right + 2
            starts = line_starts(text, words.lines)[words._first :]
            expected = 0
            for line, start in zip(words.shown, starts, strict=False):
                found = [run for run in runs(line, start, samples.TWENTY.hits) if run.marked]
                seen += "".join(run.text for run in found)
                parted += sum(run.text != "劳动报酬" for run in found)
                assert line[0] not in NO_START
                assert line[-1] not in NO_END
                expected += len(found)
            assert len(marked) == expected
        if not hall.shell.screen.turn(1):
            break
    assert seen == "劳动报酬" * 20
    assert parted


def test_a_marked_word_is_bold_on_its_band_in_the_picture(hall: Any) -> None:
    from screens.pictures import photograph

    hall.shell.screen_for(type(samples.LONG_ARTICLE)).begin()
    hall.shell._type.forget()
    hall.show(view_of(samples.LONG_ARTICLE, Look(text_step=1)))
    (words, *_) = words_showing(hall, samples.SENTENCE)
    picture = photograph()
    band = next(rectangles(words._bands))
    left, lower = (int(v) for v in band.pos)
    width, height = (int(v) for v in band.size)
    box = (left, picture.height - lower - height, left + width, picture.height - lower)
    colours = picture.crop(box).getcolors(1 << 20)
    ground = tuple(int(NORMAL.hit.ground[at : at + 2], 16) for at in (1, 3, 5))
    shares = {colour: count / (width * height) for count, colour in colours}
    assert shares[ground] > 0.4
    drawn = {type_.face for text, type_ in hall.shell._type._textures if text == "劳动报酬"}
    assert drawn == {"bold"}


@pytest.mark.parametrize(("theme", "least"), [(NORMAL, 10.0), (HIGH_CONTRAST, 18.0)])
def test_marked_words_are_read_on_their_band_and_the_band_is_seen(
    theme: Theme, least: float
) -> None:
    assert contrast_ratio(theme.hit.ground, theme.hit.ink) >= least
    for ground in (theme.paper.ground, theme.card.ground):
        assert contrast_ratio(ground, theme.hit.ground) > 1.15


def test_another_text_in_the_same_part_has_nothing_marked(hall: Any) -> None:
    from screens.widgets.words import Words

    words = Words()
    hall.show(view_of(samples.LONG_ARTICLE, Look()))
    skin = hall.shell.screen._skin
    words.quote(skin, Quoted("工资", ((0, 2),)))
    words.fit(skin, 400)
    words.place(0, 100)
    assert len(list(rectangles(words._bands))) == 1
    words.text = "别的"
    words.fit(skin, 400)
    words.place(0, 100)
    assert list(rectangles(words._bands)) == []
    words.quote(skin, Quoted("工资", ((0, 2),)))
    words.forget()
    assert words._hits == ()


def test_bold_words_fit_the_line_they_were_broken_for(hall: Any) -> None:
    from screens.widgets.words import Words

    hall.show(view_of(samples.LONG_ARTICLE, Look()))
    skin, words = hall.shell.screen._skin, Words()
    text = "maximum wages must commensurate " * 6
    for width in range(500, 900, 7):
        words.quote(skin, Quoted(text, ((0, len(text)),)))
        words.fit(skin, width)
        words.place(0, 1000)
        assert max(band.pos[0] + band.size[0] for band in rectangles(words._bands)) <= width + 1

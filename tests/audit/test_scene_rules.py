"""Rules on places, sizes and words, on scenes made by hand: both sides of every limit."""

from dataclasses import replace

import pytest

from kiosk.pages import Choice, Idle, Option
from kiosk.wording import Given, Quoted, say
from screens.audit import data, drawn
from screens.audit.rules import ABOUT, Reading, Rule, counted, worst
from screens.audit.scene import Ink, Place, Scene, Spot, Told, distance

MM = 4.0
INK = Ink("样例", (100, 100, 180, 140), em=40, capital=29.4, missing="", owner=1)
SCENE = Scene(1080, 1920, MM, 1.0, lowered=False, contrast=False)
CARD = Spot("one", (50, 50, 450, 250), "Card")


def failed(scene: Scene) -> set[Rule]:
    return {reading.rule for reading in drawn.judge(scene) if not reading.holds}


def with_ink(*inks: Ink, **changes: object) -> Scene:
    return replace(SCENE, inks=inks, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scale", "lowered", "ink", "least"),
    [
        (1.0, False, INK, 40),
        (2.0, False, INK, 80),
        (2.0, True, INK, 80),
        (2.0, True, replace(INK, target="one"), 50),
        (2.0, False, replace(INK, target="one"), 80),
        (2.0, False, replace(INK, place=Place.HEADER), 50),
        (2.0, False, replace(INK, place=Place.TIGHT), 40),
        (2.0, True, replace(INK, place=Place.KEY), 30),
    ],
)
def test_size_of_text(scale: float, lowered: bool, ink: Ink, least: float) -> None:
    for em, expected in ((least, set()), (least - 1, {Rule.TEXT_SIZE})):
        tall = replace(ink, em=em, capital=40)
        assert failed(with_ink(tall, scale=scale, lowered=lowered)) == expected


def test_low_capitals() -> None:
    assert failed(with_ink(replace(INK, capital=22, place=Place.KEY))) == set()
    assert failed(with_ink(replace(INK, capital=21, place=Place.KEY))) == {Rule.CAPITAL}
    assert failed(with_ink(replace(INK, capital=28))) == {Rule.CAPITAL}


def test_icons_are_no_text() -> None:
    assert failed(with_ink(replace(INK, em=10, capital=5, icon=True))) == set()


@pytest.mark.parametrize(("blank", "expected"), [(12, set()), (10, {Rule.TARGET_APART})])
@pytest.mark.parametrize("axis", [0, 1])
def test_blank_between_targets(blank: float, axis: int, expected: set[Rule]) -> None:
    shift = (400 + blank, 0) if axis == 0 else (0, 200 + blank)
    left, bottom, right, top = CARD.box
    box = (left + shift[0], bottom + shift[1], right + shift[0], top + shift[1])
    scene = replace(SCENE, spots=(CARD, Spot("two", box, "Card")))
    assert failed(scene) == expected


def test_targets_that_lie_diagonally_are_as_far_as_either_way() -> None:
    assert distance((0, 0, 10, 10), (20, 14, 30, 30)) == 10
    assert distance((0, 0, 10, 10), (5, 5, 30, 30)) < 0


@pytest.mark.parametrize(("top", "expected"), [(864, set()), (870, {Rule.REACH})])
def test_reach_when_lowered(top: float, expected: set[Rule]) -> None:
    high = Spot("one", (50, 700, 450, top), "Card")
    assert failed(replace(SCENE, spots=(high,), lowered=True)) == expected
    assert failed(replace(SCENE, spots=(high,))) == set()


def test_text_beyond_its_card_or_the_window() -> None:
    on_card = replace(INK, target="one")
    assert failed(with_ink(on_card, spots=(CARD,))) == set()
    over = replace(on_card, box=(400, 100, 480, 140))
    assert Rule.CUT_OFF in failed(with_ink(over, spots=(CARD,)))
    assert failed(with_ink(replace(INK, box=(1040, 100, 1090, 140)))) == {Rule.CUT_OFF}


def test_text_on_text_and_under_a_target() -> None:
    beside = replace(INK, owner=2, box=(150, 120, 230, 160))
    assert failed(with_ink(INK, beside)) == {Rule.OVERLAP}
    assert failed(with_ink(INK, spots=(CARD,))) == {Rule.OVERLAP}
    # Marked words are drawn in runs, whose letters may touch.
    run = replace(INK, box=(178, 100, 240, 140))
    assert failed(with_ink(INK, run)) == set()


@pytest.mark.parametrize(
    ("lines", "bad"),
    [
        (("请带身份", "证，合同"), []),
        (("请带身份证", "，合同"), ["，合同"]),
        (("请到（", "综合）窗口"), ["请到（"]),
        (("，这样开头", "原文如此（"), []),
    ],
)
def test_line_ends(lines: tuple[str, ...], bad: list[str]) -> None:
    assert drawn.broken_badly(lines) == bad
    told = Told("".join(lines), lines, lines, 1.36, 0, 1, INK.box)
    assert (Rule.LINE_ENDS in failed(replace(SCENE, told=(told,)))) is bool(bad)


def test_lines_of_a_widget_that_is_no_words() -> None:
    upper = replace(INK, text="请带身份证")
    lower = replace(INK, text="，合同", box=(100, 40, 180, 80))
    assert failed(with_ink(lower, upper)) == {Rule.LINE_ENDS}


@pytest.mark.parametrize(
    ("title", "longest"),
    [
        (Given("一" * 25, ""), 25),
        (Given("一" * 26, ""), 26),
        (Given("一" * 20 + "，" + "二" * 20 + "？", ""), 20),
        (Quoted("一" * 60), 0),
    ],
)
def test_length_of_a_sentence(title: Given | Quoted, longest: int) -> None:
    page = Choice(id="sample", title=title)
    assert max((r.measured for r in data.sentences(page)), default=0) == longest
    broken = any(not reading.holds for reading in data.sentences(page))
    assert broken is (longest > data.SENTENCE)


def test_what_is_quoted_in_a_sentence_is_not_counted() -> None:
    asked = say("voice.pair", first=Quoted("一" * 40), second=Quoted("二"))
    page = Choice(id="sample", title=asked)
    assert all(reading.holds for reading in data.sentences(page))


@pytest.mark.parametrize(
    ("limit", "expected"), [(60.0, 10), (21.0, 10), (20.0, 0), (5.0, 0), (None, 0)]
)
def test_time_can_be_extended(limit: float | None, expected: int) -> None:
    option = Option(id="one", title=Given("一", "One"))
    page = Choice(id="sample", title=Given("样例", "Sample"), limit=limit, options=(option,))
    assert data.extensions(page).measured == expected


def test_a_page_nobody_has_begun_needs_no_limit() -> None:
    assert data.extensions(Idle(id="idle", title=Given("样例", "Sample"))).holds


def test_every_combination_is_looked_at() -> None:
    looks = dict(data.looks())
    assert len(looks) == 2 * (4 * 2 * 2 + 1), "and elder mode in each language"
    assert len(set(looks.values())) == len(looks)


def test_the_worst_reading_is_kept() -> None:
    readings = [Reading(Rule.CONTRAST, value, 10) for value in (14, 10.5, 21)]
    assert worst(readings)[Rule.CONTRAST].measured == 10.5
    assert worst(counted(Rule.OVERLAP, []))[Rule.OVERLAP].holds
    assert not worst(counted(Rule.OVERLAP, [("样例", None)]))[Rule.OVERLAP].holds


def test_every_rule_has_its_source() -> None:
    assert set(ABOUT) == set(Rule)
    assert all(about.source for about in ABOUT.values())

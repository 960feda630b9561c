"""Five faces: large, side by side where their words allow it, each with its number and word."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import finding_samples as samples
import pytest
from finding_pages import rating_page

from kiosk.fonts import icon
from kiosk.gallery import view_of
from kiosk.view import TEXT_STEPS, Look
from kiosk.wording import LANGUAGES

PX_PER_MM = 4.03
FACES = (
    "sentiment_very_dissatisfied",
    "sentiment_dissatisfied",
    "sentiment_neutral",
    "sentiment_satisfied",
    "sentiment_very_satisfied",
)


def show(hall: Any, page: Any, look: Look) -> dict[str, Any]:
    hall.shell.screen_for(type(page)).begin()
    hall.show(view_of(page, look))
    return {target.name: target for target in hall.shell.screen.targets()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_five_faces_in_a_row_each_thirty_millimetres_with_number_and_word(
    hall: Any, lang: Any
) -> None:
    page = rating_page()
    targets = show(hall, page, Look(lang=lang))
    faces = [targets[option.id] for option in page.options]
    assert len({face.top for face in faces}) == len({face.width for face in faces}) == 1
    assert [face.x for face in faces] == sorted(face.x for face in faces)
    for place, (face, option) in enumerate(zip(faces, page.options, strict=True), start=1):
        assert min(face.width, face.height) >= 30 * PX_PER_MM
        assert face.ids.icon.height >= 30 * PX_PER_MM
        assert face.ids.icon.icon == FACES[place - 1]
        assert face.ids.chip.number == str(place)
        assert face.ids.title.text == option.title.shown(lang)
    assert len({face.ids.icon.y for face in faces}) == 1


def test_faces_are_five_different_icons_of_the_font() -> None:
    assert len({icon(name) for name in FACES}) == 5


@pytest.mark.parametrize("step", range(len(TEXT_STEPS)))
@pytest.mark.parametrize("page", [rating_page(), samples.LONG_RATING], ids=["short", "long"])
def test_every_face_is_offered_at_every_size_the_worst_first(
    hall: Any, page: Any, step: int
) -> None:
    seen: list[str] = []
    show(hall, page, Look(text_step=step))
    while True:
        targets = sorted(hall.shell.screen.targets(), key=lambda t: (-t.top, t.x))
        seen += [t.name for t in targets if not t.name.startswith("screen:")]
        if not hall.shell.screen.turn(1):
            break
    assert seen == [option.id for option in page.choices]


def test_in_a_column_a_face_keeps_its_icon_and_number(hall: Any) -> None:
    page = rating_page()
    targets = show(hall, page, Look(text_step=3))
    for place, option in enumerate(page.options[:4]):
        ids = targets[option.id].ids
        assert (ids.icon.icon, ids.chip.number) == (FACES[place], str(place + 1))


def test_a_press_on_a_face_is_its_score(hall: Any) -> None:
    hall.show(replace(view_of(rating_page(), Look()), serial=9))
    hall.tap("4")
    assert hall.controls.answers == [("press", 9, "4")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_faces_stand_in_the_middle_of_what_is_left_a_finger_apart(hall: Any, lang: Any) -> None:
    page = rating_page()
    targets = show(hall, page, Look(lang=lang))
    faces = [targets[option.id] for option in page.options]
    for left, right in pairwise(faces):
        assert right.x - left.right >= 3 * PX_PER_MM
    screen = hall.shell.screen
    below = min(target.y for target in targets.values()) - screen._area.bottom
    above = min(part.y for part in screen.told if part.height) - faces[0].top
    assert faces[0].height >= 140 * PX_PER_MM
    assert abs(above - below) <= 12 * PX_PER_MM

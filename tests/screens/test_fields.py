"""Fields of colour and crosses: what is drawn, and what a touch beside the buttons answers."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.gallery import pages, view_of
from kiosk.journeys.staff.trial_pages import COLOURS, CROSSES
from kiosk.pages import off_by
from kiosk.view import Look, View

WIDTH, HEIGHT = 1080, 1920
MM = 4.03


def view(name: str, serial: int = 7, **changes: Any) -> View:
    return replace(view_of(dict(pages())[name], Look(**changes)), serial=serial)


def drawn(hall: Any) -> Any:
    """Return what the window shows, as a picture."""
    from kivy.graphics.opengl import GL_RGBA, GL_UNSIGNED_BYTE, glReadPixels
    from PIL import Image

    hall.frame()
    dots = glReadPixels(0, 0, WIDTH, HEIGHT, GL_RGBA, GL_UNSIGNED_BYTE)
    return Image.frombytes("RGBA", (WIDTH, HEIGHT), bytes(dots)).transpose(
        Image.Transpose.FLIP_TOP_BOTTOM
    )


@pytest.mark.parametrize("place", range(len(COLOURS)))
def test_all_but_the_band_has_the_colour(hall: Any, place: int) -> None:
    hall.show(view(f"staff-screen-{place + 1}"))
    colour, raised = COLOURS[place]
    wanted = tuple(bytes.fromhex(colour.value[1:]))
    picture = drawn(hall).convert("RGB")
    free = (0, 0, WIDTH, int(0.13 * HEIGHT)) if raised else (0, 0, WIDTH, int(0.63 * HEIGHT))
    assert picture.crop(free).getcolors() == [(WIDTH * (free[3] - free[1]), wanted)]
    if raised:
        low = picture.crop((0, int(0.51 * HEIGHT), WIDTH, HEIGHT))
        assert low.getcolors() == [(low.width * low.height, wanted)]


@pytest.mark.parametrize("place", [1, 5, 9])
@pytest.mark.parametrize("off_mm", [(0.0, 0.0), (3.0, -2.0), (60.0, 30.0)])
def test_a_touch_tells_how_far_off_the_cross_it_was(
    hall: Any, place: int, off_mm: tuple[float, float]
) -> None:
    hall.show(view("home", serial=6))
    hall.show(view(f"staff-touch-{place}"))
    across, up = CROSSES[place - 1]
    towards_the_middle = [-1 if share > 0.5 else 1 for share in (across, up)]
    right, above = (off * sign for off, sign in zip(off_mm, towards_the_middle, strict=True))
    x, y = across * WIDTH + right * MM, up * HEIGHT + above * MM
    hall.controls.heard.clear()
    hall.down(x, y)
    hall.up(x, y)
    ((kind, serial, answer),) = hall.controls.answers
    assert (kind, serial) == ("press", 7)
    assert off_by(answer) == pytest.approx((right, above), abs=0.4)


def test_a_cross_is_touched_also_while_touches_only_want_to_know(hall: Any) -> None:
    hall.show(view("home", serial=6))
    hall.show(view("staff-touch-5", explore=True))
    hall.controls.heard.clear()
    hall.down(WIDTH / 2, HEIGHT / 2)
    hall.up(WIDTH / 2, HEIGHT / 2)
    assert [item[0] for item in hall.controls.answers] == ["press"]


def test_a_button_is_a_button(hall: Any) -> None:
    hall.show(view("home", serial=6))
    hall.show(view("staff-touch-1"))
    hall.controls.heard.clear()
    hall.tap("nothing")
    assert hall.controls.answers == [("press", 7, "nothing")]


def test_a_touch_beside_the_buttons_of_another_page_is_nothing(hall: Any) -> None:
    for name in ("staff-screen-1", "staff-key", "home"):
        hall.show(view("idle", serial=6))
        hall.show(view(name))
        hall.controls.heard.clear()
        hall.down(2, 1200)
        hall.up(2, 1200)
        assert hall.controls.answers == []


def test_the_page_after_a_field_has_its_header_again(hall: Any) -> None:
    hall.show(view("staff-screen-2"))
    dark = drawn(hall).getpixel((WIDTH // 2, 5))
    hall.show(view("staff-trials", serial=8))
    assert dark[:3] == (0, 0, 0)
    assert drawn(hall).getpixel((WIDTH // 2, 5))[:3] != (0, 0, 0)

"""A ground on the glass: its colour, its edge, its round corners; read pixel by pixel."""

from collections.abc import Iterator
from typing import Any

import pytest

PAPER, GROUND, EDGE = (255, 255, 255), (204, 0, 0), (0, 0, 204)
CORNER, BORDER = 16, 3


@pytest.fixture
def widget(hall: Any) -> Iterator[Any]:
    from kivy.core.window import Window
    from kivy.uix.widget import Widget

    before, shown = Window.clearcolor, Widget()
    Window.clearcolor = (1, 1, 1, 1)
    Window.remove_widget(hall.shell)
    Window.add_widget(shown)
    yield shown
    Window.remove_widget(shown)
    Window.add_widget(hall.shell)
    Window.clearcolor = before


def slab(widget: Any, box: tuple[float, float, float, float], border: float) -> Any:
    from screens.widgets.slab import Slab

    made = Slab(widget.canvas)
    made.edge((0, 0, 0.8, 1))
    made.tint((0.8, 0, 0, 1))
    made.place(box, CORNER, border)
    return made


def pixels() -> Any:
    """What is on the glass, to be asked by x and y from the lower left corner."""
    from screens.pictures import photograph

    picture = photograph()
    return lambda x, y: picture.getpixel((x, picture.height - 1 - y))


def test_ground_edge_and_corners(widget: Any) -> None:
    slab(widget, (100, 200, 300, 120), BORDER)
    at = pixels()
    assert at(250, 260) == at(104, 260) == at(250, 204) == at(120, 204) == GROUND
    for x, y in ((100, 260), (102, 260), (399, 260), (250, 200), (250, 319)):
        assert at(x, y) == EDGE
    for x, y in ((99, 260), (400, 260), (250, 199), (250, 320), (100, 200), (399, 319)):
        assert at(x, y) == PAPER
    diagonal = [at(100 + step, 200 + step) for step in range(CORNER)]
    assert diagonal[0] == PAPER
    assert EDGE in diagonal
    assert diagonal[-1] == GROUND


def test_the_four_corners_are_one_another_s_mirror_images(widget: Any) -> None:
    slab(widget, (100, 200, 300, 120), BORDER)
    at = pixels()
    for across in range(CORNER):
        for up in range(CORNER):
            lower = at(100 + across, 200 + up), at(399 - across, 200 + up)
            upper = at(100 + across, 319 - up), at(399 - across, 319 - up)
            assert len({*lower, *upper}) == 1, (across, up)


def test_without_an_edge_the_ground_reaches_its_own(widget: Any) -> None:
    slab(widget, (100, 200, 300, 120), 0)
    at = pixels()
    assert at(100, 260) == at(399, 260) == at(250, 200) == at(250, 319) == GROUND
    assert at(100, 200) == at(399, 319) == PAPER


def test_between_pixels_nothing_is_left_open(widget: Any) -> None:
    slab(widget, (100.4, 200.6, 299.7, 120.2), BORDER)
    at = pixels()
    row = [at(x, 260) for x in range(99, 402)]
    assert row.count(EDGE) == 2 * BORDER
    assert row.count(PAPER) == 303 - 300
    assert {at(x, y) for x in range(116, 384) for y in (204, 216, 217, 260, 304, 305)} == {GROUND}


def test_another_ground_is_drawn_and_nothing_before_a_place(widget: Any) -> None:
    from screens.widgets.slab import Slab

    idle = Slab(widget.canvas)
    idle.tint((0.8, 0, 0, 1))
    at = pixels()
    assert at(0, 0) == at(540, 960) == PAPER
    idle.place((10, 10, 80, 80), CORNER, 0)
    idle.tint((0, 0, 0.8, 1))
    at = pixels()
    assert at(50, 50) == EDGE

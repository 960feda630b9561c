from math import ceil
from pathlib import Path
from typing import Any

from kiosk.fonts import Fonts


def test_a_short_last_line_never_costs_a_word_its_wholeness(opened: Any, fonts: Fonts) -> None:
    from screens.typeset import Face, Type, Typesetter

    setter, bold = Typesetter(fonts), Type(Face.BOLD, 80)
    width = 80 + 1 + ceil(max(setter.measure(part, bold) for part in ("Large", "r text")))
    assert setter.lines("Larger text", bold, width) == ("Larger", "text")


def test_a_short_last_line_takes_from_the_one_before_it(opened: Any, fonts: Fonts) -> None:
    from screens.typeset import Face, Type, Typesetter

    setter, bold = Typesetter(fonts), Type(Face.BOLD, 80)
    assert setter.lines("您可以请工作人员帮忙", bold, 9 * 80) == ("您可以请工作人", "员帮忙")


def test_only_so_many_sizes_of_text_stay_open(opened: Any, fonts: Fonts) -> None:
    from screens.typeset import FACES, Face, Type, Typesetter

    setter = Typesetter(fonts)
    before = mapped(fonts)
    for size in range(20, 20 + 3 * FACES):
        setter.measure("您好", Type(Face.BOLD, size))
    assert 0 < mapped(fonts) - before <= FACES


def mapped(fonts: Fonts) -> int:
    """How often the file of the bold face is mapped into memory."""
    return Path("/proc/self/maps").read_text("utf-8").count(str(fonts.bold))

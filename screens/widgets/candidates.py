"""What strokes or letters may mean, or what may come next: cells in rows, the likeliest first."""

from collections.abc import Callable, Sequence
from math import ceil

from kiosk.text_input.written import MORE, NEXT, PICK, WRITE, Written
from kiosk.wording import say
from screens.metrics import BORDER, EM_MM, Role
from screens.skin import Skin
from screens.widgets.block import Block, show_only
from screens.widgets.cell import APART_MM, Cell, Label, set_column
from screens.widgets.words import Words

COLUMNS = 5
MORE_MM = 30.0
SHRINKS = (1.0, 0.85, 0.7, 0.55, 0.4)
TEXT_SHARE = 0.68
DEFAULT_BORDER = 1.8
LEAST_MM = 15.4
"""Of a cell: a finger's width."""


def spans(widths: Sequence[float], column: float, apart: float, rows: int) -> list[int]:
    """Return over how many of :data:`COLUMNS` columns each cell reaches, to stand in ``rows``.

    ``widths`` are the cells' natural ones. Where they do not fit, all shrink alike, down to one
    column each.
    """
    for shrink in SHRINKS:
        tried = [
            max(1, min(COLUMNS, ceil((width * shrink + apart) / (column + apart))))
            for width in widths
        ]
        if len(in_rows(tried)) <= rows:
            return tried
    return [1] * len(widths)


def in_rows(chosen: Sequence[int]) -> list[list[int]]:
    """Return the places of the cells of each row, filled in order."""
    rows: list[list[int]] = []
    used = COLUMNS
    for place, span in enumerate(chosen):
        if used + span > COLUMNS:
            rows.append([])
            used = 0
        rows[-1].append(place)
        used += span
    return rows


def shared(wanted: Sequence[float], given: Sequence[float], least: float) -> list[float]:
    """Return widths that sum up to those ``given``, which stay where everything fits them.

    Else a word that is wanted wider takes from its neighbours what they do not need; none gets
    narrower than ``least``.
    """
    if all(wish <= width for wish, width in zip(wanted, given, strict=True)):
        return list(given)
    wishes = [max(least, wish) for wish in wanted]
    room, asked, floor = sum(given), sum(wishes), least * len(wishes)
    if asked <= room:
        return [wish + (room - asked) / len(wishes) for wish in wishes]
    return [least + (wish - least) * (room - floor) / (asked - floor) for wish in wishes]


class Candidates(Block):
    """Rows of cells with "more" at their right; with none, a word on how to get some."""

    def __init__(self, press: Callable[[str], None]) -> None:
        super().__init__()
        self._press = press
        self._cells: list[Cell] = []
        self._more = Cell(press)
        self._guide = Words(ink="soft", halign="center")
        self._used: list[Cell] = []

    @property
    def stock(self) -> list[Block]:
        """Every part there is, shown or not."""
        return [*self._cells, self._more, self._guide]

    def tell(self, skin: Skin, written: Written) -> None:
        """Take candidates, or suggestions, or say how to get candidates."""
        named = [(f"{PICK}{place}", text) for place, text in enumerate(written.candidates)]
        if not named:
            named = [(f"{NEXT}{place}", text) for place, text in enumerate(written.suggestions)]
        while len(self._cells) < len(named):
            self._cells.append(Cell(self._press))
        self._used = self._cells[: len(named)]
        for cell, (name, text) in zip(self._used, named, strict=True):
            cell.tell(_label(name, text))
        shown: list[Block] = list(self._used)
        if written.more:
            self._more.tell(Label(skin.shown(say("write.more")), WRITE + MORE, role="body"))
            shown.append(self._more)
        self._guide.text = "" if named else skin.shown(written.guide())
        show_only(self, [*shown, *([] if named else [self._guide])])

    def set(
        self, skin: Skin, left: float, top: float, size: tuple[float, float], rows: int
    ) -> None:
        """Stand in a place of ``size`` (width, height) with room for ``rows``."""
        width, height = size
        self.size, self.pos = size, (left, top - height)
        apart, more = skin.metrics.mm(APART_MM), skin.metrics.mm(MORE_MM)
        column = (width - more - COLUMNS * apart) / COLUMNS
        row_height = (height - (rows - 1) * apart) / rows
        wanted = [cell.wanted(skin, row_height) for cell in self._used]
        chosen = spans(wanted, column, apart, rows)
        for row, places in enumerate(in_rows(chosen)):
            x = left
            given = [chosen[place] * (column + apart) - apart for place in places]
            given = shared([wanted[place] for place in places], given, skin.metrics.mm(LEAST_MM))
            for place, wide in zip(places, given, strict=True):
                self._used[place].set(skin, x, top - row * (row_height + apart), wide, row_height)
                x += wide + apart
        if self._more.parent is self:
            set_column(skin, [self._more], left + width - more, top, (more, height))
        if self._guide.parent is self:
            body = EM_MM[Role.BODY] * skin.metrics.px_per_mm
            self._guide.smallest = min(1.0, body / self._guide.em(skin))
            needed = self._guide.fit(skin, width)
            self._guide.place(left, top - (height - needed) / 2)


def _label(name: str, text: str) -> Label:
    first = name == f"{PICK}0"
    return Label(
        text,
        WRITE + name,
        role="large",
        share=TEXT_SHARE,
        bold=False,
        ground="calm" if first else "card",
        border=DEFAULT_BORDER if first else BORDER,
    )

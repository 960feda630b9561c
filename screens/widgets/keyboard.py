"""The keys of a keyboard, row by row, and the tools beside or above them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kiosk.text_input.written import CLEAR, DELETE, KEY, MODE, UNDO, WRITE, Written
from screens.skin import Skin
from screens.widgets.block import Block, show_only
from screens.widgets.candidates import LEAST_MM, shared
from screens.widgets.cell import APART_MM, Cell, Label, set_column, set_row

KEY_SHARE, TOOL_SHARE = 0.66, 0.66
TOOL_LEAST_MM = 17.0
_EDITS = (UNDO, CLEAR, DELETE)


class Keyboard(Block):
    """Rows of equally wide keys, the shorter rows in the middle."""

    def __init__(self, press: Callable[[str], None]) -> None:
        super().__init__()
        self._press = press
        self._cells: list[Cell] = []
        self._rows: list[list[Cell]] = []

    @property
    def stock(self) -> list[Block]:
        """Every key there is, shown or not."""
        return list(self._cells)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def tell(self, written: Written) -> None:
        """Take the keys of the mode."""
        rows = _few_rows(written.keys)
        while len(self._cells) < sum(map(len, rows)):
            self._cells.append(Cell(self._press))
        fresh = iter(self._cells)
        self._rows = [[next(fresh) for _ in row] for row in rows]
        for cells, keys in zip(self._rows, rows, strict=True):
            for cell, key in zip(cells, keys, strict=True):
                live = not written.full or key.isalpha()
                cell.tell(
                    Label(
                        key,
                        WRITE + KEY + key,
                        role="large",
                        share=KEY_SHARE,
                        ground="card" if live else "dimmed",
                    )
                )
        show_only(self, [cell for row in self._rows for cell in row])

    def set(self, skin: Skin, left: float, top: float, size: tuple[float, float]) -> None:
        """Stand in a place of ``size`` (width, height)."""
        width, height = size
        self.size, self.pos = size, (left, top - height)
        if not self._rows:
            return
        apart, longest = skin.metrics.mm(APART_MM), max(map(len, self._rows))
        key = (width - (longest - 1) * apart) / longest
        high = (height - (len(self._rows) - 1) * apart) / len(self._rows)
        for row, cells in enumerate(self._rows):
            wide = len(cells) * (key + apart) - apart
            x, y = left + (width - wide) / 2, top - row * (high + apart)
            set_row(skin, cells, x, y, (wide, high))


class Tools(Block):
    """What mends (undo, clear, delete) and what changes the mode; all of it always in place."""

    def __init__(self, press: Callable[[str], None]) -> None:
        super().__init__()
        self._press = press
        self._edits = [Cell(press) for _ in _EDITS]
        self._modes: list[Cell] = []

    @property
    def stock(self) -> list[Block]:
        """Every tool there is, shown or not."""
        return [*self._edits, *self._modes]

    def tell(self, skin: Skin, written: Written) -> None:
        """Take what can be done now; the rest stays, dimmed."""
        stops = written.stops()
        for cell, name in zip(self._edits, _EDITS, strict=True):
            live = name in stops
            words = skin.shown(written.says(name))
            ground = "card" if live else "dimmed"
            cell.tell(Label(words, WRITE + name, share=TOOL_SHARE, ground=ground, live=live))
        while len(self._modes) < len(written.modes):
            self._modes.append(Cell(self._press))
        for cell, mode in zip(self._modes, written.modes, strict=False):
            now = mode is written.mode
            words = skin.shown(written.says(MODE + mode))
            ground = "chip" if now else "card"
            cell.tell(
                Label(words, WRITE + MODE + mode, share=TOOL_SHARE, ground=ground, live=not now)
            )
        self._shown_modes = self._modes[: len(written.modes)]
        show_only(self, [*self._edits, *self._shown_modes])

    def beside(self, skin: Skin, left: float, top: float, size: tuple[float, float]) -> None:
        """Stand in columns of ``size`` (width, height) in all: one, or one of each kind."""
        width, height = size
        self.size, self.pos = size, (left, top - height)
        groups = self._groups(skin, height)
        apart = skin.metrics.mm(APART_MM)
        wide = (width - (len(groups) - 1) * apart) / len(groups)
        longest = max(map(len, groups))
        for place, group in enumerate(groups):
            _cap(group, TOOL_SHARE * len(group) / longest)
            set_column(skin, group, left + place * (wide + apart), top, (wide, height))

    def above(
        self, skin: Skin, left: float, top: float, size: tuple[float, float], rows: int
    ) -> None:
        """Stand in one row, or in a row of each kind, ``size`` in all."""
        width, height = size
        self.size, self.pos = size, (left, top - height)
        if rows == 1:
            self._in_one_row(skin, left, top, size)
            return
        groups = [self._edits, self._shown_modes]
        apart = skin.metrics.mm(APART_MM)
        high = (height - (len(groups) - 1) * apart) / len(groups)
        for place, group in enumerate(groups):
            set_row(skin, group, left, top - place * (high + apart), (width, high))

    def _in_one_row(self, skin: Skin, left: float, top: float, size: tuple[float, float]) -> None:
        """Stand side by side, longer words in wider cells: all text is of one size."""
        width, height = size
        cells = [*self._edits, *self._shown_modes]
        apart = skin.metrics.mm(APART_MM)
        even = (width - (len(cells) - 1) * apart) / len(cells)
        wanted = [cell.wanted(skin, height) for cell in cells]
        least = min(even, skin.metrics.mm(LEAST_MM))
        for cell, wide in zip(cells, shared(wanted, [even] * len(cells), least), strict=True):
            cell.set(skin, left, top, wide, height)
            left += wide + apart

    def _groups(self, skin: Skin, height: float) -> Sequence[list[Cell]]:
        """One column if its tools get high enough; else one for each kind, or two for the modes."""
        every = [*self._edits, *self._shown_modes]
        most = self._most(skin, height)
        if len(every) <= most:
            return [every]
        if max(len(self._edits), len(self._shown_modes)) <= most:
            return [self._edits, self._shown_modes]
        half = (len(self._shown_modes) + 1) // 2
        return [self._edits, self._shown_modes[:half], self._shown_modes[half:]]

    def _most(self, skin: Skin, height: float) -> int:
        """How many tools stand one below the other in ``height``."""
        apart = skin.metrics.mm(APART_MM)
        return max(1, int((height + apart) / (skin.metrics.mm(TOOL_LEAST_MM) + apart)))


def _cap(cells: Sequence[Cell], share: float) -> None:
    """Let text take no more than ``share``: beside a fuller column it is no larger than there."""
    for cell in cells:
        if cell.label is not None:
            cell.tell(replace(cell.label, share=share))


def _few_rows(keys: Sequence[str]) -> Sequence[str]:
    """Letters stand as on every keyboard; other keys in two rows, as high as they can be."""
    every = "".join(keys)
    if len(keys) <= 2 or every.isalpha():
        return keys
    half = (len(every) + 1) // 2
    return every[:half], every[half:]

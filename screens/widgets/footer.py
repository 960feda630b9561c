"""The six places at the foot of every page, always in the same order."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty

from kiosk.spoken_places import footer_word
from kiosk.view import Command, Look
from screens.metrics import TARGET
from screens.skin import Skin
from screens.widgets.block import Block, Ring, show_only
from screens.widgets.target import Target

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

ICONS = {
    Command.BACK: "arrow_back",
    Command.VOICE: "volume_up",
    Command.TEXT_SIZE: "format_size",
    Command.LOWER: "vertical_align_bottom",
    Command.HELP: "support_agent",
    Command.END: "logout",
    Command.LEAVE_NOW: "directions_run",
    Command.ELDER: "accessibility_new",
    Command.LANGUAGE: "translate",
}
PAD_MM = 1.5
SIDE_MM = {False: 1.0, True: 3.0}
"""Blank beside a word; the one place that is urgent is wider."""
APART_MM = 3.0
SPACE_MM = 3.0
LAYOUTS = ((1, False), (2, True), (2, False), (3, True), (3, False), (6, True))
"""Rows and whether the icon stands beside the words, from the best."""


class FooterCell(Target):
    """An icon and one word; ``beside`` puts the word right of the icon."""

    ground = StringProperty("footer")
    urgent = BooleanProperty(False)

    def tell(self, icon: str, word: str) -> None:
        """Take icon and word."""
        self.ids.icon.icon = icon
        self.ids.word.text = word

    def needs(self, skin: Skin, *, beside: bool) -> float:
        """Return the width at which the word stays on one line."""
        ids = self.ids
        ids.icon.fit(skin)
        word = ids.word.natural_width(skin) + 2 * skin.metrics.mm(SIDE_MM[self.urgent])
        return float(word + ids.icon.width + skin.metrics.mm(SPACE_MM) if beside else word)

    def lay(self, skin: Skin, width: float, *, beside: bool) -> float:
        """Fit to ``width`` with the icon above or beside; return the least height."""
        self._beside = beside
        return self.fit(skin, width)

    def fit(self, skin: Skin, width: float) -> float:
        """Return the least height at ``width``."""
        ids, mm = self.ids, skin.metrics.mm
        self._space = mm(SPACE_MM)
        ids.icon.fit(skin)
        ids.word.fit(skin, min(ids.word.natural_width(skin) + 1, width))
        if self._beside:
            height = max(ids.icon.height, ids.word.height)
        else:
            height = ids.icon.height + ids.word.height
        self.size = (width, max(mm(TARGET), height + 2 * mm(PAD_MM)))
        pair = skin.pair(self.ground)
        # The usual ring would not be seen on the ground of urgency.
        ring = pair.ink if self.urgent else skin.theme.ring
        self.paint(skin, replace(pair, edge=pair.ground), ring=ring)
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Centre icon and word."""
        super().place(x, top)
        self.on_focused(self, self.focused)
        icon, word = self.ids.icon, self.ids.word
        if self._beside:
            left = x + (self.width - icon.width - self._space - word.width) / 2
            middle = top - self.height / 2
            icon.place(left, middle + icon.height / 2)
            word.place(left + icon.width + self._space, middle + word.height / 2)
            return
        upper = top - (self.height - icon.height - word.height) / 2
        icon.place(x + (self.width - icon.width) / 2, upper)
        word.place(x + (self.width - word.width) / 2, upper - icon.height)

    def on_focused(self, _: Block, focused: bool) -> None:
        """Draw the ring inside: there is no room around a cell."""
        self._panel.ring(focused, Ring.FRAMED if self.urgent else Ring.WITHIN)


_Row = list[tuple[FooterCell, float]]


class Footer(Block):
    """Cells in one row, or in more where the words are large."""

    ground = StringProperty("#FFFFFF")
    rule = StringProperty("#FFFFFF")

    def __init__(self, press: Callable[[str], None], **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._cells = {command: self._cell(command, press) for command in Command}
        self._shown: list[FooterCell] = []
        self._rows: list[_Row] = []

    def tell(self, skin: Skin, commands: Sequence[Command], look: Look) -> None:
        """Show ``commands`` in their order."""
        self._shown = [self._cells[command] for command in commands]
        for command in commands:
            self._cells[command].tell(_icon(command, look), skin.shown(footer_word(command, look)))
        show_only(self, self._shown)

    def fit(self, skin: Skin, width: float) -> float:
        """Choose rows so that every word stays on one line; return the height."""
        pair = skin.theme.footer
        self.ground, self.rule = pair.ground, pair.edge
        if not self._shown:
            self._rows = []
            self.size = (width, 0.0)
            return 0.0
        self._apart = skin.metrics.mm(APART_MM)
        self._rows, beside = self._layout(skin, width)
        self._row_height = max(
            cell.lay(skin, cell_width, beside=beside)
            for row in self._rows
            for cell, cell_width in row
        )
        self.size = (width, len(self._rows) * (self._row_height + self._apart) + self._apart)
        return float(self.height)

    def place(self, x: float, top: float) -> None:
        """Place the cells."""
        super().place(x, top)
        for row in self._rows:
            left = x + self._apart
            for cell, cell_width in row:
                cell.stretch(self._row_height)
                cell.place(left, top - self._apart)
                left += cell_width + self._apart
            top -= self._row_height + self._apart

    def forget(self) -> None:
        """Keep no word of a place that is not shown."""
        for cell in set(self._cells.values()) - set(self._shown):
            cell.ids.word.forget()

    def targets(self) -> list[Target]:
        """Return the cells shown."""
        return list(self._shown)

    def focus(self, name: str | None) -> None:
        """Ring the cell called ``name``."""
        for cell in self._shown:
            cell.focused = cell.name == name

    def _layout(self, skin: Skin, width: float) -> tuple[list[_Row], bool]:
        for rows, beside in LAYOUTS:
            columns = -(-len(self._shown) // rows)
            room = width - self._apart * (columns + 1)
            cut = [self._shown[at : at + columns] for at in range(0, len(self._shown), columns)]
            needs = [[cell.needs(skin, beside=beside) for cell in row] for row in cut]
            if all(sum(row) <= room for row in needs):
                break
        return [
            list(zip(row, _widths(need, room), strict=True))
            for row, need in zip(cut, needs, strict=True)
        ], beside

    @staticmethod
    def _cell(command: Command, press: Callable[[str], None]) -> FooterCell:
        urgent = command is Command.LEAVE_NOW
        ground = "leave" if urgent else "footer"
        cell = FooterCell(name=f"footer:{command}", once=False, urgent=urgent, ground=ground)
        cell.fire = lambda: press(command)
        return cell


def _widths(needs: list[float], room: float) -> list[float]:
    """Equal widths where every word fits, else what each needs and a share of the rest."""
    equal = room / len(needs)
    if max(needs) <= equal:
        return [equal] * len(needs)
    spare = (room - sum(needs)) / len(needs)
    return [need + spare for need in needs]


def _icon(command: Command, look: Look) -> str:
    if command is Command.VOICE and look.muted:
        return "volume_off"
    if command is Command.LOWER and look.lowered:
        return "vertical_align_top"
    return ICONS[command]

"""What the screens of all kinds of page have in common: sheets of what is told and asked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kivy.uix.widget import Widget

from kiosk.view import View
from screens.answers import Answers as Answers
from screens.answers import Area as Area
from screens.pager import Pager
from screens.paging import Room, Sheet, lay_out, share, told_after, told_before, told_height
from screens.pieces import Piece, cut, whole
from screens.skin import Skin
from screens.widgets.block import Block, show_only
from screens.widgets.boxes import Column
from screens.widgets.deck import Row, fit_row, most_height, place_row
from screens.widgets.ink import InkSquare
from screens.widgets.target import Target
from screens.widgets.words import Words

ABOVE_ROWS_MM = 6.0
MOST_GROWTH_MM = 70.0
HEAD_SHARE = 0.5
"""Share of a page that what stands on each of its sheets may take."""
FOOT_SHARE = 0.15
"""Share of the height in reach that the rows at the foot of every sheet may take."""


class KindScreen(Widget):
    """Draws one kind of page. Subclasses fill ``told`` and ``rows`` in :meth:`dress`.

    ``told`` are parts one below the other; those in ``kept`` stand on every sheet, as far as they
    leave room for an answer; those in ``tied`` are not parted from what follows them. With
    ``at_foot`` the rows stand at the bottom, else right below what is told. Rows in ``foot`` stand
    at the bottom of every sheet; ``most_rows`` is how many others one may have.
    """

    at_foot = True
    centred = False
    most_rows: int | None = None

    def __init__(self, answers: Answers, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.answers = answers
        # Kivy's ids are weak: a part that a sheet leaves out would be collected.
        self._parts = list(self.children)
        self.told: list[Block] = []
        self.kept: list[Block] = []
        self.tied: list[Block] = []
        self.elastic: Column | None = None
        self.rows: list[Row] = []
        self.foot: list[Row] = []
        self._pieces: list[Piece] = []
        self._sheets: list[Sheet] = []
        self._sheet = 0
        self._pager = Pager(self._turn)

    def dress(self, view: View, skin: Skin) -> None:
        """Fill ``told``, ``kept``, ``rows`` and ``foot`` for ``view``."""
        raise NotImplementedError

    def show(self, view: View, skin: Skin, area: Area) -> None:
        """Draw ``view`` in ``area``."""
        self._skin, self._full, self._focus = skin, area, view.focus
        self.dress(view, skin)
        self.told = [block.__self__ for block in self.told]
        self.kept = [block.__self__ for block in self.kept]
        self.tied = [block.__self__ for block in self.tied]
        self._count_sheets()
        self._follow_focus()
        self._draw()

    @property
    def square(self) -> InkSquare | None:
        """The square one writes in, where there is one."""
        return None

    def tapped(self, x: float, y: float) -> str | None:
        """Return what a touch beside all targets answers; on most pages nothing."""
        return None

    def rewrite(self, view: View) -> None:
        """Draw a view that differs from the last in what was written only."""

    def focus(self, name: str | None) -> None:
        """Move the focus ring to ``name``, turning to the sheet it is on."""
        self._focus = name
        before = self._sheet
        self._follow_focus()
        if self._sheet != before:
            self._draw()
        else:
            self._ring()

    def begin(self) -> None:
        """Forget where the last reader was: the next page begins with its first sheet."""
        self._sheet = 0

    def stock(self) -> Iterable[Block]:
        """Return the parts kept for later pages, whether they are shown or not."""
        return ()

    def forget(self) -> None:
        """Keep no word of the pages drawn so far; the next page begins with its first sheet."""
        self.begin()
        self.told, self.kept, self.tied = [], [], []
        self.rows, self.foot = [], []
        self._pieces, self._sheets = [], []
        show_only(self, [])
        for part in (*self._parts, *self.stock(), *self._pager.parts):
            for each in part.walk(restrict=True):
                if isinstance(each, Block):
                    each.forget()

    def turn(self, step: int) -> bool:
        """Go ``step`` sheets on if there are as many; tell whether."""
        if not 0 <= self._sheet + step < len(self._sheets):
            return False
        self._turn(step)
        return True

    @property
    def unread(self) -> bool:
        """Whether later sheets still tell something, rather than only offer more options."""
        return told_after(self._sheets, self._sheet)

    @property
    def begun(self) -> bool:
        """Whether an earlier sheet told something."""
        return told_before(self._sheets, self._sheet)

    def targets(self) -> list[Target]:
        """Return what can be pressed now."""
        return [part for part in self.walk(restrict=True) if isinstance(part, Target)]

    def _turn(self, step: int) -> None:
        self._sheet += step
        self._draw()
        self.answers.turned(self._sheet + 1, len(self._sheets))

    def _count_sheets(self) -> None:
        skin, width = self._skin, self._skin.metrics.content_width
        for block in self.told:
            block.fit(skin, width)
        self._pager_height = self._pager.fit(skin)
        area = self._area = self._above_foot()
        room = Room(
            whole=area.top - area.bottom,
            controls=min(area.top, area.reach) - area.bottom,
            pager=self._pager_height,
            gap=skin.metrics.gap,
            rows=self.most_rows,
        )
        self._least = self._fit_rows(room)
        self._keep_what_fits(room)
        self._pieces = [
            piece
            for block in self.told
            for piece in cut(skin, block, kept=block in self.kept, tied=block in self.tied)
        ]
        parts = [piece.part for piece in self._pieces]
        self._sheets = lay_out(parts, self._least, room)
        if self._note_alone():
            self.told = [*self.told, *self.rows.pop()]
            self._count_sheets()
            return
        self._sheet = min(self._sheet, len(self._sheets) - 1)

    def _above_foot(self) -> Area:
        """The area without its foot, whose rows are rows like others where it would be too high."""
        area, gap = self._full, self._skin.metrics.gap
        self._foot_heights = [fit_row(self._skin, row) for row in self.foot]
        taken = sum(height + gap for height in self._foot_heights)
        if taken > (min(area.top, area.reach) - area.bottom) * FOOT_SHARE:
            self.rows, self.foot, self._foot_heights = [*self.rows, *self.foot], [], []
            return area
        return replace(area, bottom=area.bottom + taken)

    def _note_alone(self) -> bool:
        """Whether the last sheet has only a row that asks nothing: better told beforehand."""
        last = self._sheets[-1].rows
        if len(self._sheets) == 1 or last.stop - last.start != 1:
            return False
        parts = (part for block in self.rows[last.start] for part in block.walk(restrict=True))
        return not any(isinstance(part, Target) for part in parts)

    def _fit_rows(self, room: Room) -> list[float]:
        """Fit the rows; where one is too high (large text, lowered), its kind has smaller text."""
        most = room.controls - room.pager - room.gap
        skins = {type(row[0]): self._skin for row in self.rows}
        while True:
            kinds = [type(row[0]) for row in self.rows]
            least = [fit_row(skins[kind], row) for kind, row in zip(kinds, self.rows, strict=True)]
            high = {kind for kind, height in zip(kinds, least, strict=True) if height > most}
            high = {kind for kind in high if skins[kind].metrics.text_step}
            if not high:
                return least
            skins |= {kind: skins[kind].smaller() for kind in high}

    def _keep_what_fits(self, room: Room) -> None:
        """Where the head of a page leaves little room for answers, its last parts are told once."""
        least = max(self._least, default=0.0) + 2 * room.gap + room.pager
        most = min(room.whole - least, room.whole * HEAD_SHARE)
        while self.kept and told_height([whole(self._skin, b) for b in self.kept]) > most:
            self.kept = self.kept[:-1]

    def _follow_focus(self) -> None:
        if self._focus is None:
            return
        row = next(
            (i for i, row in enumerate(self.rows) if any(c.holds(self._focus) for c in row)), None
        )
        if row is None or self._shows(self._sheets[self._sheet], row):
            return
        self._sheet = next(i for i, sheet in enumerate(self._sheets) if self._shows(sheet, row))

    @staticmethod
    def _shows(sheet: Sheet, row: int) -> bool:
        return sheet.rows.start <= row < sheet.rows.stop

    def _draw(self) -> None:
        sheet = self._sheets[self._sheet]
        skin, area = self._skin, self._area
        blocks = self._visible_blocks(sheet)
        rows = self.rows[sheet.rows.start : sheet.rows.stop]
        pager = self._pager.row(skin, self._sheet, len(self._sheets))
        cards = [card for row in rows for card in row]
        feet = [card for row in self.foot for card in row]
        show_only(self, [*(block for block, _ in blocks), *cards, *pager, *feet])
        told_height = sum(block.height + above for block, above in blocks)
        rows_height = self._heights(sheet, told_height, bool(pager))
        stack = [*rows_height, *([self._pager_height] if pager else [])]
        controls = sum(stack) + skin.metrics.gap * max(0, len(stack) - 1)
        told_height += self._grow(blocks, told_height, controls)
        told_top, rows_top = self._tops(told_height, controls)
        self._place_told(blocks, told_top)
        for row, height in zip(rows, rows_height, strict=True):
            place_row(skin, row, rows_top, height)
            rows_top -= height + skin.metrics.gap
        self._pager.place(skin, area.bottom + self._pager_height)
        self._place_foot()
        self._ring()

    def _place_foot(self) -> None:
        gap = self._skin.metrics.gap
        top = self._area.bottom - gap
        for row, height in zip(self.foot, self._foot_heights, strict=True):
            place_row(self._skin, row, top, height)
            top -= height + gap

    def _grow(
        self, blocks: Sequence[tuple[Block, float]], told_height: float, controls: float
    ) -> float:
        """Let the elastic part take what room is left, so that nothing else floats in it."""
        if self.elastic is None or self._skin.metrics.lowered:
            return 0.0
        part = self.elastic.__self__
        if part not in [block for block, _ in blocks]:
            return 0.0
        spare = self._area.top - self._area.bottom - told_height - self._blank() - controls
        spare = max(0.0, min(spare, self._skin.metrics.mm(MOST_GROWTH_MM)))
        part.stretch(part.height + spare)
        return spare

    def _visible_blocks(self, sheet: Sheet) -> list[tuple[Block, float]]:
        """The blocks of ``sheet`` and the blank above each, texts cut to their lines."""
        chosen: dict[Block, list[Piece]] = {}
        for index, piece in enumerate(self._pieces):
            if piece.part.kept or sheet.told.start <= index < sheet.told.stop:
                chosen.setdefault(piece.block, []).append(piece)
        visible: list[tuple[Block, float]] = []
        for block, pieces in chosen.items():
            if isinstance(block, Words) and pieces[0].last:
                block.window(pieces[0].first, pieces[-1].last)
            visible.append((block, pieces[0].part.above if visible else 0.0))
        return visible

    def _heights(self, sheet: Sheet, told_height: float, pager: bool) -> list[float]:
        skin, area = self._skin, self._area
        chosen = slice(sheet.rows.start, sheet.rows.stop)
        least = self._least[chosen]
        most = [most_height(row) for row in self.rows[chosen]]
        room = area.top - area.bottom - told_height - (self._blank() if told_height else 0)
        room = min(room, area.reach - area.bottom)
        room -= skin.metrics.gap * max(0, len(least) - 1)
        if pager:
            room -= self._pager_height + skin.metrics.gap
        return share(least, most, room)

    def _blank(self) -> float:
        return self._skin.metrics.mm(ABOVE_ROWS_MM)

    def _tops(self, told_height: float, controls: float) -> tuple[float, float]:
        area, metrics = self._area, self._skin.metrics
        blank = self._blank() if told_height and controls else 0.0
        if self.at_foot or metrics.lowered:
            rows_top = area.bottom + controls
            told_top = rows_top + blank + told_height if metrics.lowered else area.top
            if self.centred:
                told_top = area.top - (area.top - rows_top - blank - told_height) / 2
            return told_top, rows_top
        return area.top, area.top - told_height - blank

    def _place_told(self, blocks: Sequence[tuple[Block, float]], top: float) -> None:
        for block, above in blocks:
            top -= above
            block.place(self._skin.metrics.margin, top)
            top -= block.height

    def _ring(self) -> None:
        for target in self.targets():
            target.focused = target.name == self._focus

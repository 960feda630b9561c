"""Waits for the next citizen: what the hall wants to know, and one large invitation."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kivy.lang import Builder

from kiosk.pages import Idle
from kiosk.view import View
from kiosk.wording import LANGUAGES, Wording, say
from screens.kind import Answers, Area, KindScreen
from screens.skin import Skin
from screens.supply import Supply
from screens.widgets.block import Block, show_only
from screens.widgets.board import QueueRow
from screens.widgets.boxes import Column
from screens.widgets.invitation import Invitation

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

SHIFTS_MM = (0.0, 1.5, 3.0, 4.5, 6.0, 4.5, 3.0, 1.5)
"""How far below its place the page stands, turn by turn. What stood in one place for weeks would
stay as a shadow in the picture of the panel; half a line is enough to move every stroke."""

TODAY_ICONS = ("today", "schedule", "badge")


class Line(Column):
    """One line of the centre's, with a sign before it."""

    def tell(self, icon: str, words: str, ground: str) -> None:
        """Take sign and words."""
        self.ids.icon.icon, self.ids.words.text = icon, words
        for part in (self.ids.icon, self.ids.words):
            part.ground = ground

    def forget(self) -> None:
        """Keep no sign."""
        self.ids.icon.icon = ""


class Board(Column):
    """Today, and one row for each service. ``parts`` are what it is made of."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._lines = Supply(Line)
        self._rows = Supply(QueueRow)
        self.parts: list[Block] = []

    def tell(self, skin: Skin, page: Idle) -> None:
        """Take what ``page`` tells of today and of the queues."""
        self._lines.take_back()
        self._rows.take_back()
        self.parts = parts = []
        for place, wording in enumerate(page.lines):
            line = self._lines.give()
            line.tell(TODAY_ICONS[place] if page.queues else "info", skin.shown(wording), "card")
            line.ids.words.bold = place == 0
            line.above = 1
            parts.append(line)
        for place, queue in enumerate(page.queues):
            row = self._rows.give()
            row.tell(skin, queue)
            row.above = 0 if place else 4
            parts.append(row)
        for part in parts:
            if part.parent not in (None, self):
                part.parent.remove_widget(part)
        show_only(self, parts)

    def forget(self) -> None:
        """Keep no part."""
        self.parts = []
        show_only(self, [])
        for part in (*self._lines.stock, *self._rows.stock):
            for each in part.walk(restrict=True):
                if isinstance(each, Block):
                    each.forget()

    def open_up(self) -> list[Block]:
        """Give the parts away, to stand on the page by themselves."""
        show_only(self, [])
        return self.parts


class TipCard(Column):
    """A short legal tip with its source."""

    def tell(self, skin: Skin, page: Idle) -> None:
        """Take the tip of ``page``, or nothing."""
        told = page.tip
        self.ids.heading.text = skin.shown(say("idle.tip")) if told else ""
        self.ids.words.text = skin.shown(told.text) if told else ""
        self.ids.source.text = skin.shown(told.source) if told else ""


class IdleScreen(KindScreen):
    """How busy the centre is, what it has to tell, a tip, and the invitation below them."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._invitation = Invitation(once=True)
        self._invitation.fire = lambda: answers.press(self._invitation.name)
        self._board = Board()
        self._tip = TipCard(above=5)
        self._notices = Supply(lambda: Line(lifted="care", pad=5, above=5))

    def stock(self) -> Iterable[Block]:
        """Return invitation, board, tip and notices."""
        return (self._invitation, self._board, self._tip, *self._notices.stock)

    def show(self, view: View, skin: Skin, area: Area) -> None:
        """Draw ``view``, a little lower or higher than the last time."""
        page = view.page
        assert isinstance(page, Idle)
        shift_mm = SHIFTS_MM[page.turn % len(SHIFTS_MM)]
        shift = skin.metrics.mm(shift_mm) if shift_mm else 0.0
        super().show(view, skin, replace(area, bottom=area.bottom - shift, top=area.top - shift))

    def dress(self, view: View, skin: Skin) -> None:
        """Take the invitation in both languages and all that is told."""
        page = view.page
        assert isinstance(page, Idle)
        other = next(lang for lang in LANGUAGES if lang != skin.lang)
        self._invitation.tell(
            name=page.options[0].id,
            title=skin.shown(page.title),
            other=page.title.shown(other),
            hint=skin.shown(page.hint),
        )
        self._board.tell(skin, page)
        self._tip.tell(skin, page)
        self.told = [self._board, *self._tell_notices(skin, page.notices), self._tip]
        self.rows = [[self._invitation]]

    def _count_sheets(self) -> None:
        """Nobody turns the sheets of a page that nobody has begun: rather a smaller drawing, or no
        tip, than a second sheet. Very large text needs one all the same."""
        for less in (self._nothing_less, self._draw_smaller, self._leave_tip, self._open_board):
            less()
            super()._count_sheets()
            if len(self._sheets) == 1:
                break

    def _nothing_less(self) -> None:
        self._invitation.small, self._tip.ids.words.role = False, "card"

    def _draw_smaller(self) -> None:
        self._invitation.small, self._tip.ids.words.role = True, "prompt"

    def _leave_tip(self) -> None:
        self._invitation.small = False
        if self._tip in self.told:
            self.told.remove(self._tip)

    def _open_board(self) -> None:
        if self._board in self.told:
            self.told[:1] = self._board.open_up()

    def _tell_notices(self, skin: Skin, notices: Sequence[Wording]) -> list[Block]:
        self._notices.take_back()
        told: list[Block] = []
        for notice in notices:
            line = self._notices.give()
            line.tell("campaign", skin.shown(notice), "care")
            told.append(line)
        return told

"""The staff page: what is wrong and what to do, how every part is, what can be done about it."""

from collections.abc import Iterable
from pathlib import Path

from kivy.lang import Builder

from kiosk.pages import Staff, Tone, Trouble
from kiosk.view import View
from screens.kind import Answers, KindScreen
from screens.skin import Skin
from screens.supply import Supply
from screens.widgets.block import Block
from screens.widgets.boxes import Column
from screens.widgets.card import Style
from screens.widgets.deck import Deck, paired
from screens.widgets.fact import FactLine

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

SIGNS = {
    Tone.CALM: "info",
    Tone.GOOD: "check_circle",
    Tone.CARE: "warning",
    Tone.URGENT: "error",
}
ABOVE_MM, BETWEEN_MM = 6.0, 4.0


class TroubleRow(Column):
    """What is wrong, large, and below it what to do now."""

    def tell(self, skin: Skin, trouble: Trouble) -> None:
        """Take the words of ``trouble``."""
        ids, tone = self.ids, str(trouble.tone)
        self.lifted, self.pad = tone, 4
        ids.icon.icon, ids.icon.ground = SIGNS[trouble.tone], tone
        ids.name.text, ids.remedy.text = skin.shown(trouble.name), skin.shown(trouble.remedy)
        for part in (ids.name, ids.remedy):
            part.ground = tone


class StaffScreen(KindScreen):
    """Status and troubles, then facts a line each, actions as buttons at the foot."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._deck = Deck(answers.press)
        self._troubles = Supply(TroubleRow)
        self._facts = Supply(FactLine)

    def stock(self) -> Iterable[Block]:
        """Return every card and part there is."""
        return (*self._deck.stock, *self._troubles.stock, *self._facts.stock)

    def dress(self, view: View, skin: Skin) -> None:
        """Take status, troubles, facts and actions."""
        page = view.page
        assert isinstance(page, Staff)
        ids = self.ids
        ids.title.text, ids.hint.text = skin.shown(page.title), skin.shown(page.hint)
        tone = str(page.tone)
        ids.sign.icon, ids.state.text = SIGNS[page.tone], skin.shown(page.status)
        ids.status.lifted = ids.sign.ground = ids.state.ground = tone
        self.kept = [ids.title]
        self.told = [ids.title, ids.hint, ids.status, *self._rows(page, skin)]
        self.rows = paired(skin, self._deck.deal(skin, page.options, lambda _: Style.BUTTON))

    def _rows(self, page: Staff, skin: Skin) -> list[Block]:
        self._troubles.take_back()
        self._facts.take_back()
        rows: list[Block] = []
        for trouble in page.troubles:
            row = self._troubles.give()
            row.tell(skin, trouble)
            row.above = BETWEEN_MM
            rows.append(row)
        for place, fact in enumerate(page.facts):
            line = self._facts.give()
            line.tell(skin, fact)
            line.above = 0 if place else ABOVE_MM
            rows.append(line)
        return rows

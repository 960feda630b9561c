"""The staff page: how the terminal is, and what can be done about it."""

from collections.abc import Iterable
from pathlib import Path

from kivy.lang import Builder

from kiosk.pages import Fact, Staff, Tone
from kiosk.view import View
from screens.kind import Answers, KindScreen
from screens.skin import Skin
from screens.widgets.block import Block
from screens.widgets.boxes import Column
from screens.widgets.card import Style
from screens.widgets.deck import Deck, paired

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

SIGNS = {
    Tone.CALM: "info",
    Tone.GOOD: "check_circle",
    Tone.CARE: "warning",
    Tone.URGENT: "error",
}


class FactRow(Column):
    """What was looked at, what was found, and a sign of how it is."""

    def tell(self, skin: Skin, fact: Fact) -> None:
        """Take the words of ``fact``."""
        ids, tone = self.ids, str(fact.tone)
        self.lifted = "card" if fact.tone in (Tone.GOOD, Tone.CALM) else tone
        ids.icon.icon = SIGNS[fact.tone]
        ids.icon.ground = tone
        ids.label.text, ids.value.text = skin.shown(fact.label), skin.shown(fact.value)
        for part in (ids.label, ids.value):
            part.ground = self.lifted


class StaffScreen(KindScreen):
    """Facts as rows, actions as buttons at the foot."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._deck = Deck(answers.press)
        self._facts: list[FactRow] = []

    def stock(self) -> Iterable[Block]:
        """Return every card and part there is."""
        return (*self._deck.stock, *self._facts)

    def dress(self, view: View, skin: Skin) -> None:
        """Take facts and actions."""
        page = view.page
        assert isinstance(page, Staff)
        ids = self.ids
        ids.title.text, ids.hint.text = skin.shown(page.title), skin.shown(page.hint)
        while len(self._facts) < len(page.facts):
            self._facts.append(FactRow(above=3, pad=4))
        facts = self._facts[: len(page.facts)]
        for row, fact in zip(facts, page.facts, strict=True):
            row.tell(skin, fact)
        self.kept = [ids.title]
        self.told = [ids.title, ids.hint, *facts]
        self.rows = paired(skin, self._deck.deal(skin, page.options, lambda _: Style.BUTTON))

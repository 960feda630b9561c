"""One question with its answers as cards; also the home page."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from kivy.factory import Factory
from kivy.lang import Builder

from kiosk.pages import Choice, Option, Weight
from kiosk.view import View
from screens.kind import Answers, KindScreen
from screens.skin import Skin
from screens.supply import Supply
from screens.widgets.block import Blank, Block
from screens.widgets.card import Card, Style
from screens.widgets.deck import Deck, Row, grid, home_rows, in_columns, one_a_row
from screens.widgets.note import Note
from screens.widgets.progress import Progress

Factory.register("Progress", cls=Progress)
Builder.load_file(str(Path(__file__).with_suffix(".kv")))


FEW = 3
"""Up to so many cards are as large as those of the home page."""

ELDER_ROWS, ELDER_HOME_ROWS = 5, 4
"""So many cards at most stand on a sheet in elder mode: fewer to choose from at a time."""

TINY_COLUMNS = 4
"""Cards of which so many stand side by side are letters: those are found by their order."""


class ChoiceScreen(KindScreen):
    """Cards share the height below the question."""

    at_foot = False

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._deck = Deck(answers.press)
        self._note = Note(above=4)
        self._blanks = Supply(Blank)

    def stock(self) -> Iterable[Block]:
        """Return every card there is, and the note."""
        return (*self._deck.stock, self._note, *self._blanks.stock)

    def dress(self, view: View, skin: Skin) -> None:
        """Take question, hint and options."""
        page = view.page
        assert isinstance(page, Choice)
        ids = self.ids
        ids.progress.share = -1 if page.progress is None else page.progress
        ids.caption.text = skin.shown(page.caption)
        ids.title.text = skin.shown(page.title)
        ids.hint.text = skin.shown(page.hint)
        self.told = self.kept = [ids.progress, ids.caption, ids.title, ids.hint]
        few = len(page.options) <= FEW
        elder = view.look.elder
        cards = self._deck.deal(skin, page.options, partial(_style, page.home, few, elder))
        self.most_rows = None
        if page.home:
            self.rows = one_a_row(cards) if elder else home_rows(skin, cards, page.options)
        else:
            if page.numbered:
                _number(cards)
            short = bool(cards) and all(each.weight is Weight.SMALL for each in page.options)
            side_by_side = short and (not elder or in_columns(skin, cards) >= TINY_COLUMNS)
            self.rows = self._in_columns(skin, cards) if side_by_side else one_a_row(cards)
        if elder:
            self.most_rows = ELDER_HOME_ROWS if page.home else ELDER_ROWS
        if page.note is not None:
            self._note.tell(skin.shown(page.note))
            self.rows.append([self._note])

    def _in_columns(self, skin: Skin, cards: list[Card]) -> list[Row]:
        """Many short answers stand side by side, so that they are seen at once."""
        self._blanks.take_back()
        return grid(cards, in_columns(skin, cards), self._blanks.give)


def _style(home: bool, few: bool, elder: bool, option: Option) -> Style:
    if option.weight is Weight.SMALL and not (home and elder):
        return Style.SMALL
    return Style.LARGE if home or few else Style.CARD


def _number(cards: list[Card]) -> None:
    for index, card in enumerate(cards, start=1):
        card.ids.chip.number = str(index)

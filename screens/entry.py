"""Digits typed on a pad. What was typed lives here only until it is confirmed or the page ends."""

from collections.abc import Iterable
from pathlib import Path

from kivy.lang import Builder

from kiosk.pages import Entry
from kiosk.view import View
from screens.kind import Answers, KindScreen
from screens.skin import Skin
from screens.widgets.block import Block
from screens.widgets.card import Style
from screens.widgets.deck import Deck, paired
from screens.widgets.pad import DELETE, DONE, Pad

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

DOT = "●"


class EntryScreen(KindScreen):
    """Question, what was typed, pad, and other ways on."""

    at_foot = False

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._deck = Deck(answers.press)
        self._pad = Pad(self.key)
        self._typed = ""
        self._entry: Entry | None = None

    def dress(self, view: View, skin: Skin) -> None:
        """Take the question; another page begins with nothing typed."""
        page = view.page
        assert isinstance(page, Entry)
        if page != self._entry:
            self._entry, self._typed = page, ""
        ids = self.ids
        ids.title.text, ids.hint.text = skin.shown(page.title), skin.shown(page.hint)
        self._show_typed()
        self.told = self.kept = [ids.title, ids.hint, ids.box]
        cards = self._deck.deal(skin, page.options, lambda _: Style.BUTTON)
        self.rows = [[self._pad], *paired(skin, cards)]

    def drop(self) -> None:
        """Drop what was typed: the page is over."""
        self._entry, self._typed = None, ""
        self.ids.typed.forget()

    def stock(self) -> Iterable[Block]:
        """Pad and cards."""
        return (self._pad, *self._deck.stock)

    def forget(self) -> None:
        """Drop also what was typed."""
        super().forget()
        self.drop()

    @property
    def begun(self) -> bool:
        """Whether anything is typed."""
        return bool(self._typed)

    def key(self, symbol: str) -> None:
        """A digit, ``delete`` or ``done``."""
        if self._entry is None:
            return
        if symbol == DONE:
            self._confirm()
            return
        if symbol == DELETE:
            self._typed = self._typed[:-1]
        elif len(self._typed) < self._entry.longest:
            self._typed += symbol
        self._show_typed()
        self._draw()

    def _confirm(self) -> None:
        if self._typed:
            digits, self._typed = self._typed, ""
            self._show_typed()
            self._draw()
            self.answers.typed(digits)

    def _show_typed(self) -> None:
        assert self._entry is not None
        shown = DOT * len(self._typed) if self._entry.masked else self._typed
        self.ids.typed.text = shown or " "

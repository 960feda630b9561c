"""Digits typed on a pad. The view holds them; here they are only drawn, as far as they may be."""

from collections.abc import Iterable
from pathlib import Path

from kivy.factory import Factory
from kivy.lang import Builder

from kiosk.pages import Entry
from kiosk.view import Cancel, View
from kiosk.wording import say_count
from screens.kind import Answers, KindScreen
from screens.skin import Skin
from screens.widgets.block import Block
from screens.widgets.card import Style
from screens.widgets.deck import Deck, paired
from screens.widgets.pad import Pad
from screens.widgets.picture import Picture
from screens.widgets.tag import Tag

Factory.register("Picture", cls=Picture)
Factory.register("Tag", cls=Tag)
Builder.load_file(str(Path(__file__).with_suffix(".kv")))

DOT, MISSING, MISSING_DOT = "●", "_", "○"
APART = "\u2002"
"""Between groups of digits: half an em that no line is broken or trimmed at."""
ROOMY_SCALE = 1.5
"""From this text size on the hint stands below what is typed, and a mistake in its place."""
PEEK_SECONDS = 1.0
"""How long the digit typed last can be read where digits are masked."""


class EntryScreen(KindScreen):
    """Question, what was typed, pad, and other ways on."""

    at_foot = False

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._deck = Deck(answers.press)
        self._pad = Pad(answers.keyed)
        self._typed = ""
        self._peek = False
        self._hiding: Cancel | None = None
        self._entry: Entry | None = None

    def dress(self, view: View, skin: Skin) -> None:
        """Take the question and what is typed."""
        page = view.page
        assert isinstance(page, Entry)
        self._take(page, view.typed)
        ids = self.ids
        ids.title.text, ids.hint.text = skin.shown(page.title), skin.shown(page.hint)
        ids.mistake.text = skin.shown(page.mistake)
        ids.mistake.icon, ids.mistake.lifted = "error", "care"
        ids.sign.shows = "scan" if page.scan and page.hint is not None else ""
        self._show_typed(skin)
        self._stand(skin)
        cards = self._deck.deal(skin, page.options, lambda _: Style.BUTTON)
        self.rows = [[self._pad], *paired(skin, cards)]

    def _stand(self, skin: Skin) -> None:
        """What is typed stands on one sheet with the pad, however large the text is."""
        ids = self.ids
        if skin.metrics.text_scale < ROOMY_SCALE:
            self.told = self.kept = [ids.title, ids.mistake, ids.hint_line, ids.box]
            return
        self.kept = [ids.title, ids.mistake, ids.box]
        self.told = self.kept if ids.mistake.text else [*self.kept, ids.hint_line]

    def drop(self) -> None:
        """Keep nothing of what was typed: the page is over."""
        self._cover()
        self._entry, self._typed = None, ""
        self.ids.typed.forget()

    def stock(self) -> Iterable[Block]:
        """Pad and cards."""
        return (self._pad, *self._deck.stock)

    def forget(self) -> None:
        """Drop also what was typed."""
        super().forget()
        self.drop()

    def rewrite(self, view: View) -> None:
        """Draw what was typed since: the page and its look are the same."""
        assert isinstance(view.page, Entry)
        self._take(view.page, view.typed)
        self._redraw()

    def _take(self, page: Entry, typed: str) -> None:
        """Take what is typed; a digit that has just come to it may be seen for a moment."""
        same, before = page == self._entry, self._typed
        self._entry, self._typed = page, typed
        if not same or typed != before:
            self._cover()
        if same and len(typed) > len(before):
            self._uncover()

    def _uncover(self) -> None:
        """Let the digit typed last be read for a moment."""
        assert self._entry is not None
        if self._entry.masked and self._entry.peek:
            self._peek = True
            self._hiding = self.answers.later(PEEK_SECONDS, self._hide)

    def _hide(self) -> None:
        self._cover()
        self._redraw()

    def _cover(self) -> None:
        self._peek = False
        if self._hiding is not None:
            self._hiding.cancel()
            self._hiding = None

    def _redraw(self) -> None:
        self._show_typed(self._skin)
        self._count_sheets()
        self._draw()

    def _show_typed(self, skin: Skin) -> None:
        entry = self._entry
        assert entry is not None
        self.ids.typed.text = _grouped(entry, self._typed, peek=self._peek) or " "
        lacking = entry.shortest - len(self._typed)
        if entry.shortest > 1:
            said = say_count("entry.missing", lacking)
            self.ids.missing.text = skin.shown(said) if lacking > 0 else " "
        else:
            self.ids.missing.text = ""
        self._pad.ready = lacking <= 0


def _grouped(entry: Entry, typed: str, *, peek: bool) -> str:
    """Return the digits as they are shown: masked, in groups, with places for those missing."""
    shown = typed
    if entry.masked:
        shown = DOT * (len(typed) - 1) + (typed[-1:] if peek else DOT * bool(typed))
    if entry.shortest > 1:
        shown += (MISSING_DOT if entry.masked else MISSING) * (entry.shortest - len(typed))
    if not entry.group:
        return shown
    groups = (shown[at : at + entry.group] for at in range(0, len(shown), entry.group))
    return APART.join(groups)

"""A queue ticket on the screen."""

from collections.abc import Iterable
from pathlib import Path

from kivy.factory import Factory
from kivy.lang import Builder

from kiosk.pages import Slip, Tone
from kiosk.view import View
from kiosk.wording import say
from screens.kind import Answers, KindScreen
from screens.skin import Skin
from screens.widgets.block import Block
from screens.widgets.card import Style
from screens.widgets.deck import Deck, paired
from screens.widgets.picture import Picture
from screens.widgets.qr import QrCode
from screens.widgets.ticket import Figures

Factory.register("Figures", cls=Figures)
Factory.register("Picture", cls=Picture)
Factory.register("QrCode", cls=QrCode)
Builder.load_file(str(Path(__file__).with_suffix(".kv")))

NUMBER_GROWTH = 1.7
"""How much larger than on a ticket the number may be where it has the page to itself."""


class SlipScreen(KindScreen):
    """Number, where to go, how long; what to bring; the code for a phone; how the paper fares."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._deck = Deck(answers.press)

    def stock(self) -> Iterable[Block]:
        """Return every card and part there is."""
        return self._deck.stock

    def dress(self, view: View, skin: Skin) -> None:
        """Take the words of the ticket."""
        page = view.page
        assert isinstance(page, Slip)
        self._tell_ticket(page, skin)
        self._tell_rest(page, skin)
        ids = self.ids
        if page.large:
            self.told = [ids.ticket, ids.printing, ids.scan]
        else:
            self.told = [ids.ticket, ids.figures, ids.bring, ids.scan, ids.printing]
        self.elastic = ids.ticket
        cards = self._deck.deal(skin, page.options, lambda _: Style.BUTTON)
        self.rows = paired(skin, cards, uneven=True)

    def _tell_ticket(self, page: Slip, skin: Skin) -> None:
        ids, figures = self.ids, self.ids.figures.ids
        ids.service.text = skin.shown(page.title)
        ids.number.text = skin.shown(page.number)
        ids.number.largest = NUMBER_GROWTH if page.large else 1.0
        ids.go_to.text = skin.shown(page.go_to)
        ids.hint.text = skin.shown(page.hint)
        for name in ("ahead", "ahead_label", "wait", "wait_label"):
            figures[name].text = skin.shown(getattr(page, name))

    def _tell_rest(self, page: Slip, skin: Skin) -> None:
        ids = self.ids
        separator = " · " if skin.lang == "zh" else ", "
        ids.bring_items.text = separator.join(skin.shown(item) for item in page.bring)
        ids.bring_title.text = skin.shown(say("screen.bring")) if page.bring else ""
        ids.code.text = page.qr or ""
        ids.scan_title.text = skin.shown(say("screen.scan")) if page.qr else ""
        ids.scan_hint.text = skin.shown(say("screen.scan_hint")) if page.qr else ""
        ids.printing.lifted = tone = str(page.tone)
        ids.printing_words.text = skin.shown(page.printing)
        ids.drawing.shows = _drawing(page)
        ids.printing_icon.icon = "" if ids.drawing.shows else "print_disabled"
        for part in (ids.drawing, ids.printing_icon, ids.printing_words):
            part.ground = tone


def _drawing(page: Slip) -> str:
    """Return what to draw of the paper: it comes out, or it is there to take, or there is none."""
    if page.tone is Tone.CARE:
        return ""
    return "tear" if page.options else "paper"

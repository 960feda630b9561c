"""What was found, the best first; and with nothing found, large ways on."""

from collections.abc import Iterable
from pathlib import Path

from kivy.lang import Builder

from kiosk.pages import Listing
from kiosk.view import View
from screens.kind import Answers, KindScreen
from screens.skin import Skin
from screens.supply import Supply
from screens.widgets.block import Block
from screens.widgets.card import Style
from screens.widgets.deck import Deck, one_a_row, paired
from screens.widgets.finding import Finding
from screens.widgets.words import Words

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

DIGITS = 9
"""So many findings can be chosen by a digit key; the others have no number."""
SIGN_MM, SMALL_SIGN_MM = 56.0, 32.0
ROOMY_SCALE = 1.5
PARAGRAPH_MM = 4.0
SIGN_GAP_MM = 3.0


class ListingScreen(KindScreen):
    """Findings as cards, one a row, under what was looked for; the ways on at the foot."""

    at_foot = False

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._deck = Deck(answers.press)
        self._findings = Supply(lambda: Finding(answers.press))
        self._body = Supply(lambda: Words(role="prompt", above=PARAGRAPH_MM, halign="center"))

    def stock(self) -> Iterable[Block]:
        """Return every card and part there is."""
        return (*self._deck.stock, *self._findings.stock, *self._body.stock)

    def dress(self, view: View, skin: Skin) -> None:
        """Take caption, title, findings and ways on."""
        page = view.page
        assert isinstance(page, Listing)
        ids = self.ids
        ids.caption.quote(skin, page.caption)
        ids.caption.smallest = 1 / skin.metrics.text_scale
        ids.title.quote(skin, page.title)
        ids.hint.quote(skin, page.hint)
        roomy = skin.metrics.text_scale < ROOMY_SCALE and not skin.metrics.lowered
        ids.sign.side = 0 if page.items else SIGN_MM if roomy else SMALL_SIGN_MM
        ids.sign.above = SIGN_GAP_MM if page.caption and not page.items else 0
        ids.title.halign = ids.hint.halign = "left" if page.items else "center"
        self.kept = [ids.caption, ids.sign, ids.title, ids.hint]
        self.told = [*self.kept, *self._told_body(page, skin)]
        style = Style.BUTTON if page.items else Style.CARD
        cards = self._deck.deal(skin, (*page.behind, *page.options), lambda _: style)
        self.foot = []
        if page.items:
            behind, foot = cards[: len(page.behind)], cards[len(page.behind) :]
            self.rows = [*self._cards(page, skin), *paired(skin, behind, uneven=True)]
            self.foot = paired(skin, foot, uneven=True)
        else:
            self.rows = one_a_row(cards)
            for place, card in enumerate(cards[:DIGITS], start=1):
                card.ids.chip.number = str(place)

    def _told_body(self, page: Listing, skin: Skin) -> list[Block]:
        self._body.take_back()
        parts: list[Block] = []
        for wording in page.body:
            words = self._body.give()
            words.quote(skin, wording)
            words.halign = "left" if page.items else "center"
            parts.append(words)
        return parts

    def _cards(self, page: Listing, skin: Skin) -> list[list[Finding]]:
        self._findings.take_back()
        rows = []
        for place, item in enumerate(page.items, start=1):
            finding = self._findings.give()
            finding.tell(skin, item, str(place) if place <= DIGITS else "")
            rows.append([finding])
        return rows

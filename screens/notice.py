"""One thing told, what to do now, and the ways on."""

from collections.abc import Iterable
from pathlib import Path

from kivy.lang import Builder

from kiosk.pages import Notice
from kiosk.view import View
from screens.kind import Answers, KindScreen
from screens.skin import Skin
from screens.widgets.block import Block
from screens.widgets.card import Style
from screens.widgets.deck import Deck, paired
from screens.widgets.words import Words

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

PARAGRAPH_MM = 8.0
SIGN_MM, SMALL_SIGN_MM = 72.0, 40.0
ROOMY_SCALE = 1.5
"""From this text size on the sign makes room for words."""


class NoticeScreen(KindScreen):
    """A sign in the colour of its tone, words below it, and buttons at the foot."""

    centred = True

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._deck = Deck(answers.press)
        self._paragraphs: list[Words] = []

    def stock(self) -> Iterable[Block]:
        """Return every card and part there is."""
        return (*self._deck.stock, *self._paragraphs)

    def dress(self, view: View, skin: Skin) -> None:
        """Take the words of the notice."""
        page = view.page
        assert isinstance(page, Notice)
        ids, tone = self.ids, str(page.tone)
        ids.sign.icon, ids.sign.ground = page.icon, tone
        roomy = skin.metrics.text_scale < ROOMY_SCALE and not skin.metrics.lowered
        ids.sign.side = SIGN_MM if roomy else SMALL_SIGN_MM
        ids.title.text, ids.hint.text = skin.shown(page.title), skin.shown(page.hint)
        while len(self._paragraphs) < len(page.body):
            self._paragraphs.append(Words(role="prompt", above=PARAGRAPH_MM, halign="center"))
        paragraphs = self._paragraphs[: len(page.body)]
        for words, wording in zip(paragraphs, page.body, strict=True):
            words.text = skin.shown(wording)
        self.told = [ids.sign, ids.title, ids.hint, *paragraphs]
        cards = self._deck.deal(skin, page.options, lambda _: Style.BUTTON)
        self.rows = paired(skin, cards, uneven=True)

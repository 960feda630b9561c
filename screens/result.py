"""What came of a journey: the verdict in a banner, then reasons with the articles behind them."""

from collections.abc import Iterable
from pathlib import Path

from kivy.factory import Factory
from kivy.lang import Builder

from kiosk.pages import Result
from kiosk.view import View
from screens.kind import Answers, KindScreen
from screens.sections import Sections
from screens.skin import Skin
from screens.widgets.block import Block
from screens.widgets.card import Style
from screens.widgets.deck import Deck, paired
from screens.widgets.scan import Scan

Factory.register("Scan", cls=Scan)
Builder.load_file(str(Path(__file__).with_suffix(".kv")))

ICON_MM, SMALL_ICON_MM = 24.0, 14.0
ROOMY_SCALE = 1.5
"""From this text size on the banner holds the verdict alone, and its icon makes room."""


class ResultScreen(KindScreen):
    """Caption and banner, sections one below the other, a code, and buttons at the foot."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._deck = Deck(answers.press)
        self._sections = Sections()

    def stock(self) -> Iterable[Block]:
        """Return every card and part there is."""
        return (*self._deck.stock, *self._sections.stock)

    def forget(self) -> None:
        """Keep nothing of the verdict, its sign and colour included."""
        super().forget()
        self.ids.icon.icon, self.ids.banner.lifted = "", "calm"

    def dress(self, view: View, skin: Skin) -> None:
        """Take verdict, sections and buttons."""
        page = view.page
        assert isinstance(page, Result)
        self._tell_verdict(page, skin)
        ids = self.ids
        ids.hint.text = skin.shown(page.hint)
        ids.scan.text = page.qr or ""
        ids.scan.caption = skin.shown(page.qr_caption) if page.qr else ""
        sections = self._sections.tell(skin, page.sections)
        self.tied = [ids.caption, *self._sections.tied]
        self.kept = [ids.status]
        self.told = [
            ids.status,
            ids.caption,
            ids.banner,
            ids.summary_below,
            *sections,
            ids.scan,
        ]
        cards = self._deck.deal(skin, page.options, lambda _: Style.BUTTON)
        self.rows = paired(skin, cards, uneven=True)

    def _tell_verdict(self, page: Result, skin: Skin) -> None:
        ids, tone = self.ids, str(page.tone)
        roomy = skin.metrics.text_scale < ROOMY_SCALE
        ids.caption.text = skin.shown(page.caption)
        ids.caption.above = 4 if page.hint else 0
        ids.banner.lifted = tone
        ids.icon.icon = page.icon
        ids.icon.side = ICON_MM if roomy else SMALL_ICON_MM
        ids.title.text = skin.shown(page.title)
        summary = skin.shown(page.summary)
        ids.summary.text, ids.summary_below.text = (summary, "") if roomy else ("", summary)
        for part in (ids.icon, ids.title, ids.summary):
            part.ground = tone

"""What came of a journey: the verdict in a banner, then reasons with the articles behind them."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

from kivy.factory import Factory
from kivy.lang import Builder

from kiosk.pages import Paragraph, Result, Section
from kiosk.view import View
from screens.kind import Answers, KindScreen
from screens.metrics import EM_MM, PARAGRAPH, Role
from screens.skin import Skin
from screens.widgets.block import Block
from screens.widgets.card import Style
from screens.widgets.deck import Deck, paired
from screens.widgets.scan import Scan
from screens.widgets.tag import Tag
from screens.widgets.words import Words

Factory.register("Scan", cls=Scan)
Builder.load_file(str(Path(__file__).with_suffix(".kv")))

ICON_MM, SMALL_ICON_MM = 24.0, 14.0
ROOMY_SCALE = 1.5
"""From this text size on the banner holds the verdict alone, and its icon makes room."""

ABOVE_SECTION_MM = 9.0
BELOW_HEADING_MM, BELOW_TAG_MM = 3.0, 1.0

_Part = TypeVar("_Part", bound=Block)


class Supply(Generic[_Part]):
    """Parts of one kind, made when first needed and given out again for every page."""

    def __init__(self, make: Callable[[], _Part]) -> None:
        self._make = make
        self._given = 0
        self.stock: list[_Part] = []

    def take_back(self) -> None:
        """All parts may be given out again."""
        self._given = 0

    def give(self) -> _Part:
        """Return a part that is not in use."""
        if self._given == len(self.stock):
            self.stock.append(self._make())
        self._given += 1
        return self.stock[self._given - 1]


class ResultScreen(KindScreen):
    """Caption and banner, sections one below the other, a code, and buttons at the foot."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._deck = Deck(answers.press)
        self._headings = Supply(lambda: Words(role="card", bold=True, above=ABOVE_SECTION_MM))
        self._tags = Supply(Tag)
        self._texts = Supply(Words)

    def stock(self) -> Iterable[Block]:
        """Return every card and part there is."""
        supplies = (self._headings, self._tags, self._texts)
        return (*self._deck.stock, *(part for supply in supplies for part in supply.stock))

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
        self.tied = [ids.caption]
        sections = list(self._sections(page.sections, skin))
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

    def _sections(self, sections: Iterable[Section], skin: Skin) -> Iterator[Block]:
        for supply in (self._headings, self._tags, self._texts):
            supply.take_back()
        for section in sections:
            heading = self._headings.give()
            heading.text = skin.shown(section.title)
            self.tied.append(heading)
            yield heading
            above = BELOW_HEADING_MM
            for paragraph in section.paragraphs:
                yield from self._paragraph(paragraph, skin, above)
                above = PARAGRAPH * EM_MM[Role.BODY] * skin.metrics.text_scale

    def _paragraph(self, paragraph: Paragraph, skin: Skin, above: float) -> Iterator[Block]:
        if paragraph.source is not None:
            tag = self._tags.give()
            tag.text, tag.above = skin.shown(paragraph.source), above
            self.tied.append(tag)
            yield tag
            above = BELOW_TAG_MM
        words = self._texts.give()
        words.text, words.above = skin.shown(paragraph.text), above
        yield words

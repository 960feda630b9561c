"""One finding in full: a matter and how far it is, an article, an answer, an office."""

from collections.abc import Iterable
from pathlib import Path

from kivy.factory import Factory
from kivy.lang import Builder

from kiosk.pages import Detail
from kiosk.view import View
from screens.kind import Answers, KindScreen
from screens.sections import Sections
from screens.skin import Skin
from screens.supply import Supply
from screens.widgets.block import Block
from screens.widgets.card import Style
from screens.widgets.deck import Deck, paired
from screens.widgets.fact import FactLine
from screens.widgets.scan import Scan
from screens.widgets.tag import Tag
from screens.widgets.timeline import Milestone

Factory.register("Scan", cls=Scan)
Factory.register("Tag", cls=Tag)
Builder.load_file(str(Path(__file__).with_suffix(".kv")))

ABOVE_MM = 6.0
TITLE_GROWTH = 2.5
ROOMY_SCALE = 1.5
"""From this text size on the title is not repeated on every sheet."""


class DetailScreen(KindScreen):
    """Title and status, the way of a matter, facts, text, a code, and buttons at the foot."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._deck = Deck(answers.press)
        self._sections = Sections()
        self._steps = Supply(Milestone)
        self._facts = Supply(FactLine)

    def stock(self) -> Iterable[Block]:
        """Return every card and part there is."""
        parts = (*self._sections.stock, *self._steps.stock, *self._facts.stock)
        return (*self._deck.stock, *parts)

    def dress(self, view: View, skin: Skin) -> None:
        """Take title, status, steps, facts, text and buttons."""
        page = view.page
        assert isinstance(page, Detail)
        ids = self.ids
        self._tell_head(page, skin)
        ids.scan.text = page.qr or ""
        ids.scan.caption = skin.shown(page.qr_caption) if page.qr else ""
        head = [ids.note, ids.caption, ids.title]
        self.kept = head if skin.metrics.text_scale < ROOMY_SCALE else head[:2]
        sections = self._sections.tell(skin, page.sections)
        self.tied = [*head[1:], *self._sections.tied]
        self.told = [
            *head,
            ids.status,
            *self._timeline(page, skin),
            *self._lines(page, skin),
            *sections,
            ids.scan,
        ]
        cards = self._deck.deal(skin, page.options, lambda _: Style.BUTTON)
        self.rows = paired(skin, cards, uneven=True)

    def _tell_head(self, page: Detail, skin: Skin) -> None:
        ids = self.ids
        ids.caption.quote(skin, page.caption)
        ids.caption.smallest = 1 / skin.metrics.text_scale
        ids.title.quote(skin, page.title)
        ids.title.largest = TITLE_GROWTH if page.large else 1.0
        ids.hint.quote(skin, page.hint)
        ids.caption.above = 4 if page.hint else 0
        ids.status.text = skin.shown(page.status)
        ids.status.icon, ids.status.lifted = page.icon, str(page.tone)
        ids.status.ids.words.bold = True

    def _timeline(self, page: Detail, skin: Skin) -> list[Block]:
        self._steps.take_back()
        parts: list[Block] = []
        last = len(page.steps) - 1
        for place, step in enumerate(page.steps):
            part = self._steps.give()
            part.tell(skin, step, first=place == 0, last=place == last)
            part.above = 0 if place else ABOVE_MM
            parts.append(part)
            if step.detail is not None:
                self.tied.append(part)
                more = self._steps.give()
                more.tell_more(skin, step, last=place == last)
                parts.append(more)
        return parts

    def _lines(self, page: Detail, skin: Skin) -> list[Block]:
        self._facts.take_back()
        parts: list[Block] = []
        for place, fact in enumerate(page.facts):
            part = self._facts.give()
            part.tell(skin, fact)
            part.above = 0 if place else ABOVE_MM
            parts.append(part)
        return parts

"""Headings and what stands below them, one text a part, so that a page can be cut anywhere."""

from collections.abc import Iterable, Iterator

from kiosk.pages import Paragraph, Section
from screens.metrics import EM_MM, PARAGRAPH, Role
from screens.skin import Skin
from screens.supply import Supply
from screens.widgets.block import Block
from screens.widgets.tag import Tag
from screens.widgets.words import Words

ABOVE_SECTION_MM = 9.0
BELOW_HEADING_MM, BELOW_TAG_MM = 3.0, 1.0


class Sections:
    """The parts of sections; ``tied`` are those that are not parted from what follows them."""

    def __init__(self) -> None:
        self._headings = Supply(lambda: Words(role="card", bold=True, above=ABOVE_SECTION_MM))
        self._tags = Supply(Tag)
        self._texts = Supply(Words)
        self.tied: list[Block] = []

    @property
    def stock(self) -> tuple[Block, ...]:
        """Every part there is, given out or not."""
        supplies = (self._headings, self._tags, self._texts)
        return tuple(part for supply in supplies for part in supply.stock)

    def tell(self, skin: Skin, sections: Iterable[Section]) -> list[Block]:
        """Return the parts of ``sections``, from above."""
        self.tied = []
        for supply in (self._headings, self._tags, self._texts):
            supply.take_back()
        return [part for section in sections for part in self._section(skin, section)]

    def _section(self, skin: Skin, section: Section) -> Iterator[Block]:
        heading = self._headings.give()
        heading.quote(skin, section.title)
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
        words.quote(skin, paragraph.text)
        words.above = above
        yield words

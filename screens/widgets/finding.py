"""A finding as a card: where it is from, how it stands, its title, and the words found in it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from kivy.factory import Factory
from kivy.lang import Builder

from kiosk.pages import Item
from screens.marks import Span, clip
from screens.skin import Skin
from screens.widgets.block import Block
from screens.widgets.card import Chip
from screens.widgets.tag import Tag
from screens.widgets.target import Target

Factory.register("Chip", cls=Chip)
Factory.register("Tag", cls=Tag)
Builder.load_file(str(Path(__file__).with_suffix(".kv")))

PAD_MM, APART_MM, LINE_MM = 6.0, 5.0, 1.5
MOST_MM = 96.0
LINES = {"tag": 2, "title": 3, "excerpt": 3, "detail": 2}
LOWERED_LINES = {"tag": 1, "title": 2, "excerpt": 1, "detail": 1}
"""How many lines of each stand on the card: the whole is behind it."""
ROOMY_SCALE = 1.5
"""From this text size on words have the whole width."""


class Finding(Target):
    """Number, where it is from and how it stands; below them the title and the excerpt."""

    def __init__(self, press: Callable[[str], None], **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.fire = lambda: press(self.name)
        self._told: dict[str, tuple[str, tuple[Span, ...]]] = {}

    def tell(self, skin: Skin, item: Item, number: str) -> None:
        """Take the words of ``item``; ``number`` may be empty."""
        ids = self.ids
        self.name = item.id
        self._ground_name = "dimmed" if item.dimmed else "card"
        ids.chip.number = number
        ids.mark.text, ids.mark.lifted = skin.shown(item.mark), str(item.tone)
        for name in LINES:
            wording = getattr(item, name)
            self._told[name] = (skin.shown(wording), skin.hits(wording))
            ids[name].ground = self._ground_name
        ids.chevron.ground = self._ground_name

    def forget(self) -> None:
        """Keep neither which finding this was nor what was found."""
        self.name = self.ids.chip.number = ""
        self._told = {}

    def fit(self, skin: Skin, width: float) -> float:
        """Return the height of all lines at ``width``."""
        ids, mm = self.ids, skin.metrics.mm
        self._pad, self._apart, self._line = mm(PAD_MM), mm(APART_MM), mm(LINE_MM)
        ids.chevron.side = 15 if skin.metrics.text_scale < ROOMY_SCALE else 0.01
        ids.chevron.fit(skin)
        self._chevron = ids.chevron.width + self._pad / 2
        room = width - 2 * self._pad - self._chevron
        head = self._fit_head(skin, room)
        names = ("title", "excerpt", "detail")
        below = [ids[name] for name in names if self._fit_words(name, skin, room)]
        self._stack: list[Block] = below
        words = sum(part.height for part in below) + self._line * max(0, len(below) - 1)
        self._words = head + (self._line if head and below else 0) + words
        height = self._words + 2 * self._pad
        self.size = (width, height)
        self.most = max(height, mm(MOST_MM) * skin.metrics.text_scale**0.5)
        self.paint(skin, skin.pair(self._ground_name), border=0.8)
        return float(height)

    def _fit_words(self, name: str, skin: Skin, width: float) -> float:
        """Fit as many lines as there is room for on a card; return their height."""
        words, (text, hits) = self.ids[name], self._told[name]
        most = (LOWERED_LINES if skin.metrics.lowered else LINES)[name]
        if text:
            text, hits = clip(text, hits, partial(words.broken, skin, width), most)
        words.mark(text, hits)
        return float(words.fit(skin, width))

    def _fit_head(self, skin: Skin, room: float) -> float:
        """Number and tag on one line, the mark at its end where there is room, else below."""
        ids = self.ids
        ids.chip.fit(skin)
        before = ids.chip.width + self._apart if ids.chip.width else 0.0
        ids.mark.fit(skin, room)
        beside = room - before - (ids.mark.width + self._apart if ids.mark.width else 0.0)
        ids.tag.mark(*self._told["tag"])
        least = ids.tag.natural_width(skin)
        if skin.metrics.lowered:
            least = min(least, room / 3)
        self._mark_beside = bool(ids.mark.width) and beside >= least
        self._fit_words("tag", skin, beside if self._mark_beside else room - before)
        self._before = before
        line = max(ids.chip.height, ids.tag.height, ids.mark.height if self._mark_beside else 0)
        self._head_line = line
        if ids.mark.height and not self._mark_beside:
            return float(line + self._line + ids.mark.height)
        return float(line)

    def place(self, x: float, top: float) -> None:
        """Place the head above the words, all of it in the middle of the height."""
        super().place(x, top)
        ids = self.ids
        left, right = x + self._pad, x + self.width - self._pad
        y = top - (self.height - self._words) / 2
        ids.chevron.place(right - ids.chevron.width, top - (self.height - ids.chevron.height) / 2)
        middle = y - self._head_line / 2
        ids.chip.place(left, middle + ids.chip.height / 2)
        ids.tag.place(left + self._before, middle + ids.tag.height / 2)
        y -= self._head_line
        if self._mark_beside:
            edge = right - self._chevron
            ids.mark.place(edge - ids.mark.width, middle + ids.mark.height / 2)
        elif ids.mark.height:
            ids.mark.place(left, y - self._line)
            y -= self._line + ids.mark.height
        for part in self._stack:
            y -= self._line if y < top - (self.height - self._words) / 2 else 0
            part.place(left, y)
            y -= part.height

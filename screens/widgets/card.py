"""Cards and buttons: what an option looks like."""

from enum import StrEnum
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import NumericProperty, StringProperty

from kiosk.pages import Option, Weight
from screens.metrics import TARGET, Role
from screens.skin import Skin
from screens.widgets.block import Block
from screens.widgets.target import Target

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class Style(StrEnum):
    """How a card stands among others."""

    CARD = "card"
    LARGE = "large"
    SMALL = "small"
    BUTTON = "button"


PAD_MM = {Style.CARD: 7.0, Style.LARGE: 9.0, Style.SMALL: 5.0, Style.BUTTON: 5.0}
ICON_MM = {Style.CARD: 17.0, Style.LARGE: 25.0, Style.SMALL: 15.0, Style.BUTTON: 13.0}
ROLE = {
    Style.CARD: Role.CARD,
    Style.LARGE: Role.LARGE,
    Style.SMALL: Role.PROMPT,
    Style.BUTTON: Role.PROMPT,
}
MOST_MM = {Style.CARD: 70.0, Style.LARGE: 84.0, Style.SMALL: 46.0, Style.BUTTON: 30.0}
BUTTON_LEAST_MM = 24.0
STACK_SCALE, STACK_LOWERED = 1.5, 1.25
"""From this text size on number and icon stand one above the other; the second on large cards of
the lowered layout, which are high anyway and need the width."""


class Chip(Block):
    """A number in a round ground."""

    number = StringProperty("")
    radius = NumericProperty(0)
    ground = StringProperty("#FFFFFF")

    def fit(self, skin: Skin, width: float = 0) -> float:
        """Take a circle's room, or none without a number."""
        words = self.ids.words
        words.text = self.number
        side = round(skin.metrics.em(Role.LABEL) * 1.5) if self.number else 0
        words.fit(skin, side)
        self.ground = skin.pair("chip").ground
        self.size = (side, side)
        self.radius = side / 2
        return float(side)

    def place(self, x: float, top: float) -> None:
        """Centre the number in its circle."""
        super().place(x, top)
        words = self.ids.words
        words.place(x, top - (self.height - words.height) / 2)


class Card(Target):
    """An option as a card: number, icon, title and second line, or centred as a button."""

    ground = StringProperty("card")
    number = StringProperty("")

    def tell(self, skin: Skin, option: Option, style: Style, number: str = "") -> None:
        """Take the words and the look of ``option``."""
        self.name = option.id
        self.write(
            title=skin.shown(option.title),
            detail=skin.shown(option.detail),
            icon=option.icon or "",
            style=style,
            ground=_ground(option),
            number=number,
        )

    def write(
        self,
        *,
        title: str,
        style: Style,
        detail: str = "",
        icon: str = "",
        ground: str = "card",
        number: str = "",
    ) -> None:
        """Take words and look."""
        self.style = style
        self.ground = ground
        ids = self.ids
        ids.title.text, ids.detail.text = title, detail
        ids.title.role = str(ROLE[style])
        ids.icon.icon, ids.icon.side = icon, ICON_MM[style]
        ids.chip.number = number
        self._centred = style is Style.BUTTON or (style is Style.SMALL and not icon)
        for words in (ids.title, ids.detail):
            words.halign = "left"

    def forget(self) -> None:
        """Keep neither which option this was nor its icon."""
        if self.once:
            self.name = ""
        self.ids.icon.icon = self.ids.chip.number = ""

    def fit(self, skin: Skin, width: float) -> float:
        """Return the least height for the words at ``width``."""
        ids, mm = self.ids, skin.metrics.mm
        pair = skin.pair(self.ground)
        self._pad = mm(PAD_MM[self.style])
        self._space = mm(5 if self.style is not Style.BUTTON else 3)
        ids.chip.fit(skin)
        ids.icon.fit(skin)
        tall = skin.metrics.lowered and self.style is Style.LARGE
        large = skin.metrics.text_scale >= (STACK_LOWERED if tall else STACK_SCALE)
        self._stacked = large and bool(ids.detail.text) and len(self._signs()) > 1
        widths = [part.width + self._space for part in self._signs()]
        self._before = max(widths) if self._stacked else sum(widths)
        room = width - 2 * self._pad - self._before
        if self._centred:
            room = min(room, self._words_width(skin) + 1)
        height = ids.title.fit(skin, room) + ids.detail.fit(skin, room)
        least = mm(TARGET if self.style is not Style.BUTTON else BUTTON_LEAST_MM)
        height = max(least, height + self._pad, self._tallest_sign() + self._pad)
        self.size = (width, height)
        self.most = max(height, mm(MOST_MM[self.style]) * skin.metrics.text_scale**0.5)
        self.paint(skin, pair, border=0.8)
        return float(height)

    def natural_width(self, skin: Skin) -> float:
        """Return the width at which nothing breaks, in pixels."""
        return self._signs_width(skin) + self._words_width(skin)

    def least_width(self, skin: Skin) -> float:
        """Return the width at which no word breaks, in pixels."""
        ids = self.ids
        return self._signs_width(skin) + max(
            part.widest_word(skin) for part in (ids.title, ids.detail)
        )

    def _signs_width(self, skin: Skin) -> float:
        mm = skin.metrics.mm
        self.ids.chip.fit(skin)
        self.ids.icon.fit(skin)
        space = mm(5 if self.style is not Style.BUTTON else 3)
        signs = sum(part.width + space for part in self._signs())
        return float(signs + 2 * mm(PAD_MM[self.style]) + 2)

    def place(self, x: float, top: float) -> None:
        """Place signs and words in the middle of the height."""
        super().place(x, top)
        ids = self.ids
        middle = top - self.height / 2
        left = x + self._pad
        words_width = max(ids.title.width, ids.detail.width)
        if self._centred:
            left = x + (self.width - self._before - words_width) / 2
        self._place_signs(left, middle)
        left += self._before
        upper = middle + (ids.title.height + ids.detail.height) / 2
        ids.title.place(left, upper)
        ids.detail.place(left, upper - ids.title.height)

    def _place_signs(self, left: float, middle: float) -> None:
        """Side by side, or one above the other where large text needs the width."""
        if self._stacked:
            top = middle + self._tallest_sign() / 2
            for part in self._signs():
                part.place(left + (self._before - self._space - part.width) / 2, top)
                top -= part.height
            return
        for part in self._signs():
            part.place(left, middle + part.height / 2)
            left += part.width + self._space

    def _signs(self) -> list[Block]:
        return [part for part in (self.ids.chip, self.ids.icon) if part.width]

    def _tallest_sign(self) -> float:
        heights = [part.height for part in self._signs()]
        return float(sum(heights) if self._stacked else max(heights, default=0.0))

    def _words_width(self, skin: Skin) -> float:
        return float(max(part.natural_width(skin) for part in (self.ids.title, self.ids.detail)))


def _ground(option: Option) -> str:
    if option.dimmed:
        return "dimmed"
    return "primary" if option.weight is Weight.PRIMARY else "card"

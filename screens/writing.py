"""Text written with a finger or spelled. The view holds all of it; here it is only drawn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kivy.lang import Builder

from kiosk.pages import Writing
from kiosk.text_input.written import FINISH, WRITE, Mode, Written
from kiosk.view import View
from kiosk.wording import Given
from screens.kind import Answers, Area, KindScreen
from screens.skin import Skin
from screens.widgets.block import Block, show_only
from screens.widgets.candidates import Candidates
from screens.widgets.card import Card, Style
from screens.widgets.cell import Cell
from screens.widgets.deck import Deck, Row, paired, place_row
from screens.widgets.ink import InkSquare
from screens.widgets.keyboard import Keyboard, Tools
from screens.widgets.target import Target
from screens.widgets.textbox import TextBox
from screens.widgets.words import Words

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

BLANK_MM, BLANK_LOWERED_MM, BLANK_MORE_MM = 5.0, 3.6, 6.0
BLANKS = 4
"""Between question, text, candidates, what one writes with, and the foot."""
SQUARE_LEAST_MM, SIDE_LEAST_MM = 64.0, 54.0
ROW_LEAST_MM, ROW_LARGE_MM, ROW_MOST_MM = 15.2, 22.0, 28.0
KEY_LEAST_MM, KEY_MOST_MM = 15.2, 34.0
TOOL_LEAST_MM, TOOL_MOST_MM = 15.2, 24.0
BETWEEN_MM = 3.4
LINES_MOST = 5
ROOMY_SCALE = 1.5
"""From this text size on one line of the text is enough where there is no room for more."""
FOOT_SHARE = 0.2
"""Most of the height that the buttons at the foot take, before their text shrinks."""


_NO_PAGE = Writing(id="", title=Given("", ""), done=Given("", ""))


@dataclass
class Heights:
    """Heights of the parts from the upper to the lower, in pixels."""

    box: float
    candidates: float
    body: float

    @property
    def used(self) -> float:
        """All of them, without the blanks between."""
        return self.box + self.candidates + self.body


class WritingScreen(KindScreen):
    """Question, text, candidates, then a square to write in or a keyboard, and the tools."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._box = TextBox()
        self._candidates = Candidates(self._wrote)
        self._square = InkSquare()
        self._keyboard = Keyboard(self._wrote)
        self._tools = Tools(self._wrote)
        self._deck = Deck(answers.press)
        self._finish = Card(once=False)
        self._finish.fire = lambda: self._wrote(WRITE + FINISH)
        self._page, self._written = _NO_PAGE, Written()

    @property
    def square(self) -> InkSquare | None:
        """The square one writes in, while one does."""
        return self._square if self._square.parent is self else None

    def stock(self) -> Iterable[Block]:
        """Return every part there is, shown or not."""
        mine = (self._box, self._candidates, self._square, self._keyboard, self._tools)
        inner = (self._candidates, self._keyboard, self._tools)
        cells = (cell for part in inner for cell in part.stock)
        return (*mine, *cells, *self._deck.stock, self._finish)

    def forget(self) -> None:
        """Drop also the text, the strokes and what they may mean."""
        super().forget()
        self._page, self._written = _NO_PAGE, Written()

    def begin(self) -> None:
        """Another page: a stroke that was begun is no part of it."""
        super().begin()
        self._square.lift()

    def targets(self) -> list[Target]:
        """Return what can be pressed now; what is dimmed cannot."""
        return [part for part in super().targets() if self._can_be_pressed(part)]

    def show(self, view: View, skin: Skin, area: Area) -> None:
        """Draw ``view`` in ``area``."""
        self._skin, self._area, self._focus = skin, area, view.focus
        page = view.page
        assert isinstance(page, Writing)
        self._page, self._written = page, view.written or Written()
        self._tell()
        self._lay_out()
        self._ring()

    def rewrite(self, view: View) -> None:
        """Draw what was written since: the page and its look are the same."""
        before, self._written = self._written, view.written or Written()
        self._focus = view.focus
        written = self._written
        if (written.mode, written.keys, written.modes) != (before.mode, before.keys, before.modes):
            self._tell()
            self._lay_out()
        else:
            self._tell()
            self._box.draw(self._skin)
            self._set_candidates()
            self._set_below()
            if self._written.can_finish is not before.can_finish:
                self._fit_foot(self._foot_most)
                self._place_foot()
        self._ring()

    def focus(self, name: str | None) -> None:
        """Move the focus ring to ``name``."""
        self._focus = name
        self._ring()

    def _can_be_pressed(self, part: Target) -> bool:
        if part is self._finish:
            return self._written.can_finish
        return part.live if isinstance(part, Cell) else True

    def _wrote(self, name: str) -> None:
        self.answers.wrote(name.removeprefix(WRITE))

    def _tell(self) -> None:
        skin, written = self._skin, self._written
        self._box.tell(skin, written, one_line=self._page.one_line)
        self._candidates.tell(skin, written)
        self._keyboard.tell(written)
        self._tools.tell(skin, written)
        self._square.tell(written.strokes if written.mode is Mode.HAND else ())
        self._finish.name = WRITE + FINISH
        self._finish.write(
            title=skin.shown(self._page.done),
            icon="check",
            style=Style.BUTTON,
            ground="primary" if written.can_finish else "dimmed",
        )

    # --- layout ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Give every part its place: the text above, what is pressed below it.

        In the lowered layout all that is pressed lies within reach. Where very large text leaves no
        room to write in, question and buttons take smaller text.
        """
        skin, area = self._skin, self._area
        height = area.top - area.bottom
        blank = self._blank()
        reach = min(area.top, area.reach) - area.bottom
        least = self._least_heights(skin)
        foot = self._fit_foot(
            min(reach * FOOT_SHARE, reach - least.candidates - least.body - 2 * blank)
        )
        told = self._fit_told(height - least.used - foot - BLANKS * blank)
        room = height - told - foot - BLANKS * blank
        lowered = reach < height
        controls = reach - foot - 2 * blank if lowered else room
        sizes = self._sizes = self._share(least, room, controls)
        if not lowered:
            blank += min(skin.metrics.mm(BLANK_MORE_MM), max(0.0, room - sizes.used) / BLANKS)
        top = area.bottom + foot + sizes.used + BLANKS * blank + told if lowered else area.top
        self._place_told(self._blocks(), top)
        top -= told + blank
        left, width = skin.metrics.margin, skin.metrics.content_width
        self._box.set(skin, left, top, (width, sizes.box))
        self._candidates_top = top - sizes.box - blank
        self._below_top = self._candidates_top - sizes.candidates - blank
        shown = self._square if self._hand else self._keyboard
        parts = [self._box, self._candidates, shown, self._tools]
        buttons = [card for row in self._foot for card in row]
        show_only(self, [*(block for block, _ in self._blocks()), *parts, *buttons])
        self._set_candidates()
        self._set_below()
        self._place_foot()

    def _blank(self) -> float:
        metrics = self._skin.metrics
        return metrics.mm(BLANK_LOWERED_MM if metrics.lowered else BLANK_MM)

    @property
    def _hand(self) -> bool:
        return self._written.mode is Mode.HAND

    @property
    def _rows(self) -> int:
        """Rows of candidates; spelled ones are words, and need more where there is room."""
        return 3 if self._written.mode is Mode.PINYIN and not self._skin.metrics.lowered else 2

    @property
    def _tool_rows(self) -> int:
        """Rows of tools above a keyboard."""
        return 1 if self._skin.metrics.lowered else 2

    def _least_heights(self, skin: Skin) -> Heights:
        mm = skin.metrics.mm
        large = skin.metrics.text_scale >= ROOMY_SCALE and not skin.metrics.lowered
        row = ROW_LARGE_MM if large else ROW_LEAST_MM
        candidates = _stacked(self._rows, mm(row), mm(BETWEEN_MM))
        if self._hand:
            body = mm(SQUARE_LEAST_MM)
        else:
            rows = self._keyboard.rows
            keys = _stacked(rows, mm(KEY_LEAST_MM), mm(BETWEEN_MM))
            body = keys + self._tools_height(mm(TOOL_LEAST_MM)) + self._blank()
        few = self._page.one_line or skin.metrics.text_scale >= ROOMY_SCALE
        return Heights(self._box.height_of(skin, 1 if few else 2), candidates, body)

    def _share(self, least: Heights, room: float, controls: float) -> Heights:
        """Share ``room``: first rows of candidates a finger likes, then the square, then the text.

        No more than ``controls`` is for what is pressed.
        """
        skin, mm = self._skin, self._skin.metrics.mm
        controls = min(controls, room - least.box)
        spare = max(0.0, controls - least.candidates - least.body)
        most = _stacked(self._rows, mm(ROW_MOST_MM), mm(BETWEEN_MM))
        if self._hand:
            tallest = skin.metrics.content_width - mm(SIDE_LEAST_MM) - self._blank()
        else:
            keys = _stacked(self._keyboard.rows, mm(KEY_MOST_MM), mm(BETWEEN_MM))
            tallest = keys + self._tools_height(mm(TOOL_MOST_MM)) + self._blank()
        # A share of what is spare at first, lest the square take all of it where it is scarce.
        candidates = least.candidates + min(most - least.candidates, spare / 4)
        body = min(tallest, controls - candidates)
        candidates = min(most, controls - body)
        lines = 1 if self._page.one_line else LINES_MOST
        box = min(self._box.height_of(skin, lines), room - candidates - body)
        return Heights(box, candidates, body)

    def _tools_height(self, each: float) -> float:
        return _stacked(self._tool_rows, each, self._skin.metrics.mm(BETWEEN_MM))

    def _fit_told(self, most: float) -> float:
        """Fit title and hint; return their height."""
        ids, skin = self.ids, self._skin
        ids.title.text, ids.hint.text = skin.shown(self._page.title), skin.shown(self._page.hint)

        def fit(skin: Skin) -> float:
            for words in (ids.title, ids.hint):
                words.fit(skin, skin.metrics.content_width)
            return sum(block.height + above for block, above in self._blocks())

        return _fitted(skin, fit, most)

    def _blocks(self) -> list[tuple[Block, float]]:
        title, hint = self.ids.title.__self__, self.ids.hint.__self__
        above = self._skin.metrics.mm(hint.above)
        return [(title, 0.0), (hint, above)] if hint.text else [(title, 0.0)]

    def _fit_foot(self, most: float) -> float:
        """Fit the buttons at the foot; return their height."""
        self._foot_most = most

        def fit(skin: Skin) -> float:
            options = self._deck.deal(skin, self._page.options, lambda _: Style.BUTTON)
            # From the end, so that what is pressed last is beside another and at the right.
            rows = paired(skin, [self._finish, *options[::-1]], uneven=True)
            self._foot = [row[::-1] for row in rows[::-1]]
            self._foot_heights = [_fit_row(skin, row) for row in self._foot]
            return total()

        def total() -> float:
            return sum(self._foot_heights) + skin.metrics.gap * (len(self._foot) - 1)

        skin = self._skin
        if _fitted(skin, fit, most) > most:
            self._foot_heights = [_squeezed(skin, row) for row in self._foot]
        return total()

    # --- parts ----------------------------------------------------------------------------

    def _set_candidates(self) -> None:
        skin = self._skin
        size = (skin.metrics.content_width, self._sizes.candidates)
        left = skin.metrics.margin
        self._candidates.set(skin, left, self._candidates_top, size, self._rows)

    def _set_below(self) -> None:
        skin, mm = self._skin, self._skin.metrics.mm
        left, width = skin.metrics.margin, skin.metrics.content_width
        top, height = self._below_top, self._sizes.body
        if self._hand:
            beside = height + self._blank()
            self._square.set(skin, left, top, height)
            self._tools.beside(skin, left + beside, top, (width - beside, height))
            return
        rows = self._keyboard.rows
        least = self._tools_height(mm(TOOL_LEAST_MM))
        spare = height - least - self._blank() - _stacked(rows, mm(KEY_LEAST_MM), mm(BETWEEN_MM))
        tools = least + min(self._tools_height(mm(TOOL_MOST_MM)) - least, max(0.0, spare / 3))
        keys = height - tools - self._blank()
        self._keyboard.set(skin, left, top, (width, keys))
        low = top - keys - self._blank()
        self._tools.above(skin, left, low, (width, tools), self._tool_rows)

    def _place_foot(self) -> None:
        skin = self._skin
        top = self._area.bottom + sum(self._foot_heights) + skin.metrics.gap * (len(self._foot) - 1)
        for row, height in zip(self._foot, self._foot_heights, strict=True):
            place_row(skin, row, top, height)
            top -= height + skin.metrics.gap


def _fit_row(skin: Skin, row: Row) -> float:
    """Fit cards side by side, each on one line: they share the width by their words."""
    room = skin.metrics.content_width - skin.metrics.gap * (len(row) - 1)
    natural = [card.natural_width(skin) for card in row]
    even = max(natural) <= room / len(row)
    widths = [room / len(row) if even else room * own / sum(natural) for own in natural]
    return max(card.fit(skin, width) for card, width in zip(row, widths, strict=True))


def _squeezed(skin: Skin, row: Row) -> float:
    """Return the least height of a row of buttons: that of their words, and of a finger."""
    words = [
        sum(part.height for part in card.walk(restrict=True) if isinstance(part, Words))
        for card in row
    ]
    return max(*words, skin.metrics.mm(TOOL_LEAST_MM)) + skin.metrics.mm(1)


def _fitted(skin: Skin, fit: Callable[[Skin], float], most: float) -> float:
    """Return the height of what ``fit`` fits, in smaller text where it passes ``most``."""
    while True:
        height = fit(skin)
        if height <= most or skin.metrics.text_step == 0:
            return height
        metrics = replace(skin.metrics, text_step=skin.metrics.text_step - 1)
        skin = replace(skin, metrics=metrics)


def _stacked(count: int, each: float, apart: float) -> float:
    return count * each + max(0, count - 1) * apart

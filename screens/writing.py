"""Text written with a finger or spelled. The view holds all of it; here it is only drawn."""

from collections.abc import Iterable
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
from screens.widgets.cell import Cell
from screens.widgets.foot import Foot, fitted
from screens.widgets.ink import InkSquare
from screens.widgets.keyboard import Keyboard, Tools
from screens.widgets.target import Target
from screens.widgets.textbox import TextBox
from screens.writing_plan import BLANKS, WritingPlan

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

_NO_PAGE = Writing(id="", title=Given("", ""), done=Given("", ""))


class WritingScreen(KindScreen):
    """Question, text, candidates, then a square to write in or a keyboard, and the tools."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self._box = TextBox()
        self._candidates = Candidates(self._wrote)
        self._square = InkSquare()
        self._keyboard = Keyboard(self._wrote)
        self._tools = Tools(self._wrote)
        self._foot = Foot(answers.press, lambda: self._wrote(WRITE + FINISH))
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
        return (*mine, *cells, *self._foot.stock)

    def forget(self) -> None:
        """Drop also the text, the strokes and what they may mean."""
        super().forget()
        self._foot.forget()
        self._page, self._written = _NO_PAGE, Written()

    def begin(self) -> None:
        """Another page: a stroke that was begun is no part of it."""
        super().begin()
        self._square.lift()

    def targets(self) -> list[Target]:
        """Return what can be pressed now; what is dimmed cannot.

        Asked several times for every letter: no part within a key is looked at.
        """
        return [part for part in self._shown_targets() if self._can_be_pressed(part)]

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
                self._fit_foot()
                self._foot.place(self._skin, self._area.bottom)
        self._ring()

    def focus(self, name: str | None) -> None:
        """Move the focus ring to ``name``."""
        self._focus = name
        self._ring()

    def _shown_targets(self) -> list[Target]:
        parts = [each for part in self.children for each in (part, *part.children)]
        return [part for part in parts[::-1] if isinstance(part, Target)]

    def _ring(self) -> None:
        # Also on what is dimmed: a key that dims itself would keep its ring for good.
        for target in self._shown_targets():
            target.focused = target.name == self._focus

    def _can_be_pressed(self, part: Target) -> bool:
        if part is self._foot.finish:
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
        self._foot.tell(skin.shown(self._page.done), can_finish=written.can_finish)

    # --- layout ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Give every part its place: the text above, what is pressed below it.

        In the lowered layout all that is pressed lies within reach. Where very large text leaves no
        room to write in, question and buttons take smaller text.
        """
        skin, area = self._skin, self._area
        plan = self._plan = self._planned()
        height = area.top - area.bottom
        reach = min(area.top, area.reach) - area.bottom
        self._foot_most = plan.foot_most(reach)
        foot, blank = self._fit_foot(), plan.blank
        told = self._fit_told(height - plan.least().used - foot - BLANKS * blank)
        room = height - told - foot - BLANKS * blank
        lowered = reach < height
        sizes = self._sizes = plan.share(room, reach - foot - 2 * blank if lowered else room)
        if not lowered:
            blank = plan.wider_blank(room, sizes.used)
        top = area.bottom + foot + sizes.used + BLANKS * blank + told if lowered else area.top
        self._place_told(self._blocks(), top)
        top -= told + blank
        left, width = skin.metrics.margin, skin.metrics.content_width
        self._box.set(skin, left, top, (width, sizes.box))
        self._candidates_top = top - sizes.box - blank
        self._below_top = self._candidates_top - sizes.candidates - blank
        shown = self._square if self._hand else self._keyboard
        parts = [self._box, self._candidates, shown, self._tools]
        show_only(self, [*(block for block, _ in self._blocks()), *parts, *self._foot.shown])
        self._set_candidates()
        self._set_below()
        self._foot.place(skin, area.bottom)

    @property
    def _hand(self) -> bool:
        return self._written.mode is Mode.HAND

    def _planned(self) -> WritingPlan:
        skin = self._skin
        return WritingPlan(
            metrics=skin.metrics,
            key_rows=self._keyboard.rows,
            spells=self._written.mode is Mode.PINYIN,
            one_line=self._page.one_line,
            lines_high=lambda lines: self._box.height_of(skin, lines),
        )

    def _fit_told(self, most: float) -> float:
        """Fit title and hint; return their height."""
        ids, skin = self.ids, self._skin
        ids.title.text, ids.hint.text = skin.shown(self._page.title), skin.shown(self._page.hint)

        def fit(skin: Skin) -> float:
            for words in (ids.title, ids.hint):
                words.fit(skin, skin.metrics.content_width)
            return sum(block.height + above for block, above in self._blocks())

        return fitted(skin, fit, most)

    def _blocks(self) -> list[tuple[Block, float]]:
        title, hint = self.ids.title.__self__, self.ids.hint.__self__
        above = self._skin.metrics.mm(hint.above)
        return [(title, 0.0), (hint, above)] if hint.text else [(title, 0.0)]

    def _fit_foot(self) -> float:
        return self._foot.fit(self._skin, self._page.options, self._foot_most)

    # --- parts ----------------------------------------------------------------------------

    def _set_candidates(self) -> None:
        skin = self._skin
        size = (skin.metrics.content_width, self._sizes.candidates)
        left = skin.metrics.margin
        self._candidates.set(skin, left, self._candidates_top, size, self._plan.rows)

    def _set_below(self) -> None:
        skin, plan = self._skin, self._plan
        left, width = skin.metrics.margin, skin.metrics.content_width
        top, height = self._below_top, self._sizes.body
        if self._hand:
            beside = height + plan.blank
            self._square.set(skin, left, top, height)
            self._tools.beside(skin, left + beside, top, (width - beside, height))
            return
        tools = plan.tools(height)
        keys = height - tools - plan.blank
        self._keyboard.set(skin, left, top, (width, keys))
        low = top - keys - plan.blank
        self._tools.above(skin, left, low, (width, tools), plan.tool_rows)

"""The frame around every page: header, banner, the page's screen, footer; and all touches."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from kivy.core.window import Window
from kivy.input import MotionEvent
from kivy.uix.widget import Widget

from kiosk.pages import Busy, Entry, Field, Page
from kiosk.qr import qr_matrix
from kiosk.text_input.port import Stroke
from kiosk.text_input.written import SQUARE
from kiosk.view import FOOTER_FOCUS, Box, Command, Controls, Key, View
from screens.entry import EntryScreen
from screens.finger import Finger, HoldCorner, Trail
from screens.kind import Answers, Area, KindScreen
from screens.kinds import KINDS
from screens.metrics import Metrics
from screens.relay import Relay
from screens.skin import Skin
from screens.theme import choose, rgba
from screens.typeset import Typesetter
from screens.widgets.block import show_only
from screens.widgets.footer import Footer
from screens.widgets.header import Banner, Header
from screens.widgets.ink import InkSquare
from screens.widgets.target import Target

BREATH_MM = 9.0
"""Blank between header and page, and page and footer."""


class Shell(Widget):
    """Draws views and tells the controls what was touched. Screens are made once and kept."""

    def __init__(
        self,
        *,
        metrics: Metrics,
        type_: Typesetter,
        controls: Controls,
        now: Callable[[], datetime],
        corner: HoldCorner,
        **kwargs: object,
    ) -> None:
        super().__init__(**kwargs)
        self._metrics, self._type, self._now = metrics, type_, now
        self._view: View | None = None
        self._relay = relay = Relay(controls, self._serial)
        self._screens: dict[type[Page], KindScreen] = {}
        self._header, self._banner = Header(), Banner()
        self._footer = Footer(relay.footer)
        self._answers = Answers(
            press=relay.press,
            keyed=relay.keyed,
            wrote=relay.wrote,
            turned=self._turned,
            later=corner.call_later,
        )
        self._finger = Finger(self._target_at, corner.call_later)
        self._corner = corner
        self._pen: InkSquare | None = None
        self._told = ""
        self.trail = Trail()
        self.stale = True

    @property
    def view(self) -> View | None:
        """What is drawn."""
        return self._view

    @property
    def screen(self) -> KindScreen:
        """The screen of the page that is drawn."""
        assert self._view is not None
        return self.screen_for(type(self._view.page))

    def screen_for(self, kind: type[Page]) -> KindScreen:
        """Return the one screen that draws pages of ``kind``, made on first use."""
        if kind not in self._screens:
            self._screens[kind] = KINDS[kind](self._answers)
        return self._screens[kind]

    def show(self, view: View) -> None:
        """Draw ``view``, as little of it as differs from the one before."""
        before, self._view = self._view, view
        self.stale = True
        # Also a view that looks like the one before gets a frame, and is reported as drawn.
        self.canvas.ask_update()
        if before is None or before.still() != view.still():
            held = self._finger.let_go()
            if before is not None:
                self._leave(before, view)
            self._draw()
            # News of the centre draws a page anew under fingers; their press is meant all the same.
            if before is not None and before.page.id == view.page.id:
                self._finger.stay_on(self._namesake(held))
            return
        if (before.written, before.typed) != (view.written, view.typed):
            self._rewrite(view)
        if before.seconds_left != view.seconds_left and self._head_grows():
            self._draw()
        else:
            self._focus()

    def resize(self, metrics: Metrics) -> None:
        """Fill a window of another size."""
        self._metrics = metrics
        self.size = (metrics.width, metrics.height)
        if self._view is not None:
            self.stale = True
            self._draw()

    def tick(self) -> None:
        """Draw the clock anew."""
        if self._view is not None and self._head_grows():
            self._draw()

    def prepare_one(self) -> bool:
        """Make one screen that will be needed; tell whether there was one to make."""
        kind = next((kind for kind in KINDS if kind not in self._screens), None)
        if kind is None:
            return False
        self.screen_for(kind)
        return True

    def read_on(self, key: Key) -> bool:
        """Turn the sheets of a page before the key moves the focus; tell whether.

        Down reads on; up reads back while the focus is on nothing, or on the first there is.
        """
        if self._view is None:
            return False
        first = [None, *(option.id for option in self._view.page.choices[:1])]
        on = key is Key.DOWN and self.screen.unread
        back = key is Key.UP and self.screen.begun and self._view.focus in first
        if on or back:
            self._relay.touched()
        return (on or back) and self.screen.turn(1 if on else -1)

    def targets(self) -> list[Target]:
        """Return what can be pressed now."""
        if self._view is None:
            return []
        return [*self.screen.targets(), *self._footer.targets()]

    def boxes(self) -> dict[str, Box]:
        """Return where each target is, in pixels from the lower left corner."""
        boxes = {target.name: target.box for target in self.targets()}
        if self._view is not None and self.screen.square is not None:
            boxes[SQUARE] = self.screen.square.box
        return boxes

    def on_touch_down(self, touch: MotionEvent) -> bool:
        """One finger counts; what it is on darkens."""
        # The first finger is SDL's mouse and leaves a trail; those beside it have no button.
        if touch.button not in ("left", None):
            return True
        if self._finger.busy:
            self.trail.skip(touch.button)
            return True
        self._corner.up()
        self._lift_pen()
        x, y = self.trail.begin(touch.x, touch.y) if touch.button else touch.pos
        self._finger.down(touch.uid, x, y)
        self._relay.touched()
        self._corner.down(x, y)
        self._pen = self._pen_at(x, y)
        if self._pen is not None:
            self._pen.down(x, y)
        return True

    def on_touch_move(self, touch: MotionEvent) -> bool:
        """A finger that leaves its target, or the corner, takes the press back."""
        if self._finger.move(touch.uid, touch.x, touch.y):
            self._corner.move(touch.x, touch.y)
            self._follow(touch)
        return True

    def on_touch_up(self, touch: MotionEvent) -> bool:
        """A press counts if it ends on the target it began on."""
        if not self._finger.owns(touch.uid):
            return True
        held = self._corner.up()
        target = self._finger.up(touch.uid, touch.x, touch.y)
        self._follow(touch)
        stroke = self._lift_pen()
        if held or self._view is None:
            return True
        if stroke:
            self._relay.drew(stroke)
        elif target is None and (answer := self.screen.tapped(touch.x, touch.y)) is not None:
            self._relay.press(answer)
        elif self._view.look.explore and not self._explored(target):
            self._explore(target)
        elif target is not None:
            target.fire()
        return True

    def _explored(self, target: Target | None) -> bool:
        """Whether the next touch on ``target`` presses it: it was told, or leaves at once."""
        return target is not None and target.name in (self._told, FOOTER_FOCUS + Command.LEAVE_NOW)

    def _explore(self, target: Target | None) -> None:
        self._told = target.name if target is not None else ""
        self._relay.explored(self._told)

    def _draw(self) -> None:
        view = self._view
        assert view is not None
        skin = self._skin_of(view)
        self._skin = skin
        Window.clearcolor = rgba(skin.theme.paper.ground)
        screen = self.screen
        head = [] if isinstance(view.page, Field) else [self._header, self._banner]
        show_only(self, [*head, screen, self._footer])
        width, height = self._metrics.width, self._metrics.height
        self._tell_header()
        self._banner.tell(skin.shown(view.banner))
        self._footer.tell(skin, view.footer, view.look)
        header = self._header.fit(skin, width)
        banner = self._banner.fit(skin, width)
        footer = self._footer.fit(skin, width)
        breath = skin.metrics.mm(BREATH_MM)
        area = Area(
            bottom=footer + breath,
            top=height - header - banner - breath,
            reach=skin.metrics.control_top,
        )
        screen.show(view, skin, area)
        self._header.place(0, height)
        self._banner.place(0, height - header)
        self._footer.place(0, footer)
        self._footer.focus(view.focus)
        if not view.page.sensitive:
            self._footer.forget()

    def _rewrite(self, view: View) -> None:
        """Draw what was written; a finger on what now means something else presses nothing."""
        held = self._finger.let_go()
        meaning = held.meaning if held is not None else None
        self.screen.rewrite(view)
        if held is not None and held.meaning == meaning and held in self.targets():
            self._finger.stay_on(held)

    def _focus(self) -> None:
        assert self._view is not None
        self.screen.focus(self._view.focus)
        self._footer.focus(self._view.focus)

    def _head_grows(self) -> bool:
        """Draw the header alone; tell whether it needs another height than it has."""
        before = self._header.height
        self._tell_header()
        grows = bool(self._header.fit(self._skin, self._metrics.width) != before)
        if not grows:
            self._header.place(0, self._metrics.height)
            self._focus()
        return grows

    def _tell_header(self) -> None:
        view = self._view
        assert view is not None
        clock = self._now().strftime("%H:%M")
        self._header.tell(self._skin, self._skin.shown(view.centre), clock, view.seconds_left)

    def _skin_of(self, view: View) -> Skin:
        look = view.look
        metrics = replace(self._metrics, text_step=look.text_step, lowered=look.lowered)
        return Skin(metrics, choose(high_contrast=look.contrast), look.lang, self._type)

    def _leave(self, before: View, view: View) -> None:
        """Another page: drop what was typed on the last, and begin with the first sheet.

        Before a page that nobody has begun, the words of the visit that ended go.
        """
        if before.page.id == view.page.id:
            return
        self._lift_pen()
        self._told = ""
        self.screen.begin()
        entry = self._screens.get(Entry)
        if isinstance(entry, EntryScreen):
            entry.drop()
        if view.page.limit is None and not isinstance(view.page, Busy):
            self._forget()

    def _forget(self) -> None:
        """Nothing that was shown so far stays in any part, picture or measure of text."""
        for screen in self._screens.values():
            screen.forget()
        self._type.forget()
        qr_matrix.cache_clear()

    def _serial(self) -> int:
        return self._view.serial if self._view is not None else 0

    def _turned(self, sheet: int, sheets: int) -> None:
        self.stale = True
        self._told = ""
        self._relay.turned(sheet, sheets)

    def _target_at(self, x: float, y: float) -> Target | None:
        for target in self.targets():
            if target.hit(x, y) and not (target.once and self._relay.answered):
                return target
        return None

    def _pen_at(self, x: float, y: float) -> InkSquare | None:
        square = self.screen.square if self._view is not None else None
        return square if square is not None and square.collide_point(x, y) else None

    def _follow(self, touch: MotionEvent) -> None:
        """Let the pen draw to wherever the finger has been."""
        for x, y in (*self.trail.take(), (touch.x, touch.y)):
            if self._pen is not None:
                self._pen.move(x, y)

    def _lift_pen(self) -> Stroke:
        """End the stroke that is being drawn and return it; empty if there is none."""
        pen, self._pen = self._pen, None
        return pen.lift() if pen is not None else ()

    def _namesake(self, held: Target | None) -> Target | None:
        """Return the target of the page drawn that means what ``held`` did."""
        if held is None:
            return None
        return next((target for target in self.targets() if target.name == held.name), None)

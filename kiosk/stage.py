"""What stands on the screen now: one page, how it looks, where the focus is, how long it waits."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.focus import Ring
from kiosk.host import Host
from kiosk.journeys.access import explored, exploring, louder, loudness
from kiosk.journeys.words import given
from kiosk.pad import Pad
from kiosk.pages import Entry, Idle, Page
from kiosk.parts import Parts
from kiosk.patience import Patience
from kiosk.spoken_places import narrate_change, narrate_place, narrate_sheet, narrate_so_far
from kiosk.text_input.written import Written
from kiosk.view import Command, Look, View
from kiosk.wording import Wording, say
from kiosk.writing_desk import WritingDesk

_MIDDLE = (Command.VOICE, Command.TEXT_SIZE, Command.LOWER, Command.HELP)
_AT_HOME = (Command.ELDER, *_MIDDLE, Command.LANGUAGE)
_ELSEWHERE = (Command.BACK, *_MIDDLE, Command.END)
_SENSITIVE = (Command.BACK, *_MIDDLE, Command.LEAVE_NOW)


class Stage:
    """Shows pages. ``serial`` names the page that may be answered; ``page`` is the one shown."""

    def __init__(
        self,
        parts: Parts,
        ask: Callable[[int], None],
        expire: Callable[[], None],
        turned: Callable[[], None],
    ) -> None:
        self._parts = parts
        self.host = Host(parts.display, parts.host, parts.centre, turned, self._invite)
        self._patience = Patience(parts.display, parts.ask_before_seconds, ask, expire)
        self._seconds_left: int | None = None
        self.serial = 0
        self.page: Page | None = None
        self.look = parts.first_look
        self.ring = Ring()
        self.desk = WritingDesk(parts.compose, parts.rest_writing)
        self.pad = Pad()
        self._left: tuple[Page, str | None] | None = None

    def show(self, page: Page) -> None:
        """Put ``page`` on the screen and say it.

        Silent while nobody stands there. A page brought up to date says only what was wrong, or
        a changed hint. The focus stays, also behind a page of the terminal's own.
        """
        left, self._left = self._left, None
        self.pad.turn_to(page)
        self._put(page, left[1] if left is not None and left[0] == page else None)

    def _put(self, page: Page, focus: str | None = None) -> None:
        before = self.page if self.page is not None and self.page.id == page.id else None
        self._number()
        self.page = page
        self._seconds_left = None
        self.desk.turn_to(page)
        if before is not None and not isinstance(page, Entry):
            focus = self.ring.at
        self.ring.enter(page, self._footer(page), self.desk.written)
        if focus is not None:
            self.ring.go_to(focus)
        self.draw()
        self._watch()
        self.host.attend(page)
        if isinstance(page, Idle) or page.quiet:
            return
        if before is None:
            self.speak()
        elif isinstance(page, Entry) and page.mistake is not None:
            self._parts.speaker.words(page, (page.mistake,), self.look)
        elif page.hint != before.hint:
            self._parts.speaker.hint(page, self.look)

    def show_over(self, page: Page) -> None:
        """Put a page of the terminal's own before the one shown; it is as sensitive as that one."""
        if self._left is None and self.page is not None:
            self._left = (self.page, self.ring.at)
        self._put(self._as_sensitive(page))

    def renew(self, page: Page, look: Look, told: str) -> None:
        """The page shown has become ``page``, in ``look``; say of it only the place ``told``."""
        self.invalidate()
        self.page, self.look = self._as_sensitive(page), look
        self.ring.go_round(self.page, self._footer(self.page), None)
        self.draw()
        self._watch()
        self._say_place(told)

    def _as_sensitive(self, page: Page) -> Page:
        below = self.page
        if below is None:
            return page
        return replace(
            page, sensitive=below.sensitive, quiet=below.quiet, ephemeral=below.ephemeral
        )

    def invalidate(self) -> None:
        """Take no more answers for the page shown."""
        self._number()
        self.host.leave()

    def count_down(self, seconds: int) -> None:
        """Show that only ``seconds`` are left, on the page as it is."""
        self._seconds_left = seconds
        self.draw()

    def clear(self) -> None:
        """A visit ended: silence, and the look a visit begins with."""
        self._parts.speaker.stop()
        self._patience.stop()
        self.host.leave()
        self.page = None
        self.desk.drop()
        self.pad.drop()
        self._left = None
        self.look = self._parts.first_look

    def draw(self) -> None:
        """Draw the page as it stands."""
        if self.page is None:
            return
        self._parts.trace.begun()
        self._parts.display.show(
            View(
                page=self.page,
                serial=self.serial,
                look=self.look,
                centre=self._centre_name(),
                footer=self._footer(self.page),
                focus=self.ring.at,
                banner=self._parts.banner(),
                seconds_left=self._seconds_left,
                written=self.desk.written,
                typed=self.pad.typed if isinstance(self.page, Entry) else "",
            )
        )

    def write_on(self) -> None:
        """The text on the desk has changed: draw it, and let the focus go round what there is."""
        if self.page is not None:
            self.ring.go_round(self.page, self._footer(self.page), self.desk.written)
            self.draw()

    def echo(self) -> None:
        """Digits were typed: draw them, and say the last or how many there are."""
        if isinstance(self.page, Entry):
            self.draw()
            self._parts.speaker.typed(self.page, self.pad.typed, self.look)

    def speak(self) -> None:
        """Say the page, from its beginning, what is entered on it, and where the ring is."""
        if self.page is not None:
            self._speak(narrate_so_far(self.page, self.pad.typed, None))

    def repeat(self) -> None:
        """Say all again, one's own words too; who asks for that wants the voice."""
        self.look = replace(self.look, muted=False)
        self.draw()
        if self.page is not None:
            self._speak(narrate_so_far(self.page, self.pad.typed, self.desk.written))

    def _speak(self, so_far: tuple[Wording, ...]) -> None:
        if self.page is not None:
            self._parts.speaker.page(self.page, self.look, (*so_far, *self._place(self.ring.at)))

    def hush(self) -> None:
        """Stop the voice."""
        self._parts.speaker.stop()

    def be_patient(self) -> None:
        """Give the page its whole time again."""
        self._patience.restart()
        self.host.noticed()

    def move_focus(self, step: int) -> None:
        """Move the ring one place on or back, and say where it is."""
        if self.page is None:
            return
        by_ear = self.ring.pad_key() is not None
        self.ring.move(step)
        self.draw()
        if self.ring.at is not None:
            self._say_place(self.ring.at, warn=not by_ear)

    def say_focus(self) -> None:
        """Say where the ring is."""
        if self.ring.at is not None:
            self._say_place(self.ring.at)

    def explore(self, name: str) -> None:
        """Say what a finger is on, and take the ring there; where nothing is, say the page."""
        if self.ring.go_to(name):
            self.draw()
        if self._place(name):
            self._say_place(name)
        else:
            self.speak()

    def say_written(self, before: Written | None) -> None:
        """Say what came of a key pressed on a writing page, and where the ring is now."""
        now = self.desk.written
        if self.page is not None and before is not None and now is not None:
            words = (*narrate_change(before, now), *self._place(self.ring.at))
            self._parts.speaker.words(self.page, words, self.look)

    def tell(self, words: Wording) -> None:
        """Say something that no page does."""
        if self.page is not None:
            self._parts.speaker.words(self.page, (words,), self.look)

    def say_sheet(self, sheet: int, sheets: int) -> None:
        """Say which sheet of the page is shown."""
        self.tell(narrate_sheet(sheet, sheets))

    def louder(self, steps: int) -> None:
        """Change the loudness by ``steps`` of 12 dB, and say how loud it is now."""
        self._try(louder(self.look, steps), loudness)

    def switch_exploring(self) -> None:
        """Begin or end exploring by touch, and say which."""
        self._try(exploring(self.look), explored)

    def _try(self, look: Look, tell: Callable[[Look], Wording]) -> None:
        self.look = look
        self.draw()
        self.tell(tell(look))

    def _place(self, name: str | None) -> tuple[Wording, ...]:
        if self.page is None or name is None:
            return ()
        words = narrate_place(self.page, name, self.desk.written, self.look)
        return () if words is None else (words,)

    def _say_place(self, name: str, *, warn: bool = False) -> None:
        """Say a place; ``warn`` where it is the first of digits that the hall shall not hear."""
        page = self.page
        if page is None:
            return
        secret = isinstance(page, Entry) and (page.masked or page.unsaid)
        first = warn and secret and self.ring.pad_key() is not None
        warning = (say("voice.pad_aloud"),) if first else ()
        self._parts.speaker.words(page, (*self._place(name), *warning), self.look)

    def change_look(self, command: Command) -> bool:
        """Do what a footer place says about the look; false where it is about something else."""
        look = _changed(self.look, command)
        if look is None:
            return False
        self.look = look
        self.draw()
        self._watch()
        self.speak()
        return True

    def _number(self) -> None:
        self.serial += 1
        self._patience.stop()

    def _invite(self, page: Idle) -> None:
        self._parts.speaker.invite(page, self.look)

    def _watch(self) -> None:
        limit = self.page.limit if self.page is not None else None
        if limit is not None:
            limit *= self._parts.pace
        self._patience.watch(limit, elder=self.look.elder)

    def _centre_name(self) -> Wording:
        centre = self._parts.centre()
        return say("centre.name") if centre is None else given(centre.name)

    def _footer(self, page: Page) -> tuple[Command, ...]:
        if not page.footer:
            return ()
        if page.sensitive:
            return _SENSITIVE
        return _AT_HOME if page.id in ("idle", "home") else _ELSEWHERE


def _changed(look: Look, command: Command) -> Look | None:
    match command:
        case Command.VOICE:
            return replace(look, muted=not look.muted)
        case Command.TEXT_SIZE:
            return look.larger_text()
        case Command.LOWER:
            return replace(look, lowered=not look.lowered)
        case Command.LANGUAGE:
            return replace(look, lang="en" if look.lang == "zh" else "zh")
        case Command.ELDER:
            if not look.elder:
                return look.for_elders()
            return replace(look, elder=False, text_step=0, rate=0)
        case _:
            return None

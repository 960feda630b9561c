"""What stands on the screen now: one page, how it looks, where the focus is, how long it waits."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.focus import Ring
from kiosk.journeys.words import given
from kiosk.pages import Entry, Idle, Page
from kiosk.parts import Parts
from kiosk.patience import Patience
from kiosk.view import Command, Look, View
from kiosk.wording import Wording, say
from kiosk.writing_desk import WritingDesk

GAIN_STEP_DB = 12.0
GAIN_LIMITS_DB = (-12.0, 12.0)
ELDER_TEXT_STEP = 1

_MIDDLE = (Command.VOICE, Command.TEXT_SIZE, Command.LOWER, Command.HELP)
_AT_HOME = (Command.ELDER, *_MIDDLE, Command.LANGUAGE)
_ELSEWHERE = (Command.BACK, *_MIDDLE, Command.END)
_SENSITIVE = (Command.BACK, *_MIDDLE, Command.LEAVE_NOW)


class Stage:
    """Shows pages. ``serial`` names the page that may be answered; ``page`` is the one shown."""

    def __init__(
        self, parts: Parts, ask: Callable[[int], None], expire: Callable[[], None]
    ) -> None:
        self._parts = parts
        self._patience = Patience(parts.display, parts.ask_before_seconds, ask, expire)
        self._seconds_left: int | None = None
        self.serial = 0
        self.page: Page | None = None
        self.look = parts.first_look
        self.ring = Ring()
        self.desk = WritingDesk(parts.compose)

    def show(self, page: Page) -> None:
        """Put ``page`` on the screen and say it.

        Silent while nobody stands there. A page brought up to date says only a changed hint.
        """
        before = self.page if self.page is not None and self.page.id == page.id else None
        self.invalidate()
        self.page = page
        self._seconds_left = None
        self.desk.turn_to(page)
        self.ring.enter(page, self._footer(page), self.desk.written)
        self.draw()
        self._watch()
        if isinstance(page, Idle) or page.quiet:
            return
        if before is None:
            self.speak()
        elif page.hint != before.hint:
            self._parts.speaker.hint(page, self.look)

    def show_over(self, page: Page) -> None:
        """Put a page of the terminal's own before the one shown; it is as sensitive as that one."""
        below = self.page
        if below is not None:
            page = replace(
                page, sensitive=below.sensitive, quiet=below.quiet, ephemeral=below.ephemeral
            )
        self.show(page)

    def invalidate(self) -> None:
        """Take no more answers for the page shown."""
        self.serial += 1
        self._patience.stop()

    def count_down(self, seconds: int) -> None:
        """Show that only ``seconds`` are left, on the page as it is."""
        self._seconds_left = seconds
        self.draw()

    def clear(self) -> None:
        """A visit ended: silence, and the look a visit begins with."""
        self._parts.speaker.stop()
        self._patience.stop()
        self.page = None
        self.desk.drop()
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
            )
        )

    def write_on(self) -> None:
        """The text on the desk has changed: draw it, and let the focus go round what there is."""
        if self.page is not None:
            self.ring.go_round(self.page, self._footer(self.page), self.desk.written)
            self.draw()

    def echo(self, serial: int, digits: str) -> None:
        """Say what was typed on the page shown; the echo on an older one is dropped."""
        if serial == self.serial and isinstance(self.page, Entry):
            self._parts.speaker.typed(self.page, digits, self.look)

    def speak(self) -> None:
        """Say the page, from its beginning."""
        if self.page is not None:
            self._parts.speaker.page(self.page, self.look)

    def hush(self) -> None:
        """Stop the voice."""
        self._parts.speaker.stop()

    def be_patient(self) -> None:
        """Give the page its whole time again."""
        self._patience.restart()

    def move_focus(self, step: int) -> None:
        """Move the ring one place on or back, and say where it is."""
        if self.page is None:
            return
        self.ring.move(step)
        self.draw()
        if self.ring.at is not None:
            self.say_focus()

    def say_focus(self) -> None:
        """Say where the ring is."""
        name, written = self.ring.name(), self.desk.written
        if self.page is None or self.ring.at is None:
            return
        if name is not None and written is not None:
            self._parts.speaker.writing(self.page, written, name, self.look)
        else:
            self._parts.speaker.focus(self.page, self.ring.at, self.look)

    def louder(self, steps: int) -> None:
        """Change the loudness by ``steps`` of 12 dB, within what the loudspeaker bears."""
        low, high = GAIN_LIMITS_DB
        gain = min(high, max(low, self.look.gain_db + steps * GAIN_STEP_DB))
        self.look = replace(self.look, gain_db=gain)
        self.speak()

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
            elder = not look.elder
            return replace(
                look,
                elder=elder,
                text_step=ELDER_TEXT_STEP if elder else 0,
                rate=-1 if elder else 0,
            )
        case _:
            return None

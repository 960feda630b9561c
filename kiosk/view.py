"""The boundary between the terminal and its screen: what is drawn, and what comes back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from kiosk.pages import Page
from kiosk.text_input.port import Stroke
from kiosk.text_input.written import Written
from kiosk.wording import Lang, Wording

TEXT_STEPS: tuple[float, ...] = (1.0, 1.25, 1.5, 2.0)
"""Factors of the text sizes a citizen can choose."""

ELDER_TEXT_STEP = 1
"""Which of them elder mode begins with."""

FOOTER_FOCUS = "footer:"
"""What the focus on a footer command begins with: ``footer:back``."""


class Command(StrEnum):
    """The places of the footer: they do something to the visit, they answer no page."""

    BACK = "back"
    ELDER = "elder"
    VOICE = "voice"
    TEXT_SIZE = "text_size"
    LOWER = "lower"
    HELP = "help"
    END = "end"
    LEAVE_NOW = "leave_now"
    LANGUAGE = "language"


class Key(StrEnum):
    """The keys of the keypad; ``EXPLORE`` is the help key, held."""

    UP = "up"
    DOWN = "down"
    BACK = "back"
    CONFIRM = "confirm"
    REPEAT = "repeat"
    HELP = "help"
    LOUDER = "louder"
    SOFTER = "softer"
    EXPLORE = "explore"


@dataclass(frozen=True)
class Look:
    """How this visit's pages look and sound; dropped with the visit.

    With ``explore``, a touch says what is there, and a second one on the same place presses it.
    """

    lang: Lang = "zh"
    text_step: int = 0
    contrast: bool = False
    lowered: bool = False
    elder: bool = False
    muted: bool = False
    explore: bool = False
    rate: int = 0
    gain_db: float = 0.0

    def for_elders(self) -> "Look":
        """Return elder mode: larger text and a slower voice; fewer choices and longer limits
        follow from ``elder``."""
        return replace(self, elder=True, text_step=ELDER_TEXT_STEP, rate=-1)

    def larger_text(self) -> "Look":
        """Return the next text size, after the largest the smallest."""
        return replace(self, text_step=(self.text_step + 1) % len(TEXT_STEPS))


@dataclass(frozen=True)
class View:
    """One picture of the terminal.

    ``serial`` grows with every page shown; an answer that carries an older one is dropped.
    ``focus`` is an option id, ``footer:<command>``, ``pad:<key>`` or ``write:<name>``; ``None``
    draws no ring. ``typed`` are the digits of an :class:`~kiosk.pages.Entry` so far.
    ``seconds_left`` is set only while the time limit is counted down in sight. ``written`` is how
    far the text of a :class:`~kiosk.pages.Writing` is; ``None`` on every other page.
    """

    page: Page
    serial: int
    look: Look
    centre: Wording
    footer: tuple[Command, ...]
    focus: str | None = None
    banner: Wording | None = None
    seconds_left: int | None = None
    written: Written | None = None
    typed: str = ""

    def still(self) -> "View":
        """Return it without what changes while its page stands still."""
        return replace(self, focus=None, seconds_left=None, serial=0, written=None, typed="")


class Cancel(Protocol):
    """A call that is due later and can be called off."""

    def cancel(self) -> None:
        """Do not call; harmless when it is too late."""


class Display(Protocol):
    """What the terminal asks of the screen. ``call_soon`` may be called from any thread."""

    def show(self, view: View) -> None:
        """Draw this view; the one before is forgotten."""

    def call_soon(self, function: Callable[[], None]) -> None:
        """Run ``function`` on the thread that draws."""

    def call_later(self, seconds: float, function: Callable[[], None]) -> Cancel:
        """Run ``function`` on the thread that draws, after ``seconds``."""

    def quit(self) -> None:
        """Close the window and end the main loop."""


Box = tuple[float, float, float, float]
"""x, y of the lower left corner, width, height, in pixels of the window."""


class Controls(Protocol):
    """What the screen tells the terminal, always on the thread that draws."""

    def press(self, serial: int, option: str) -> None:
        """An option was pressed: began and ended inside it."""

    def keyed(self, serial: int, name: str) -> None:
        """A key of the pad of an :class:`~kiosk.pages.Entry`: a digit, ``delete`` or ``done``."""

    def drew(self, serial: int, stroke: Stroke) -> None:
        """A stroke was drawn on the pad of a :class:`~kiosk.pages.Writing`."""

    def wrote(self, serial: int, name: str) -> None:
        """Something on a :class:`~kiosk.pages.Writing` was pressed: a name of ``Written.stops``.

        Letter keys of a keyboard come as ``key:<letter>`` too, whatever the mode.
        """

    def footer(self, serial: int, command: Command) -> None:
        """A place of the footer was pressed."""

    def explored(self, serial: int, name: str) -> None:
        """Something was touched to hear what it is; no ``name`` where nothing can be pressed."""

    def turned(self, serial: int, sheet: int, sheets: int) -> None:
        """The page shows another of its sheets, counted from 1."""

    def key(self, key: Key) -> None:
        """A key of the keypad."""

    def digit(self, digit: str) -> None:
        """A digit key: chooses the option with that number."""

    def scanned(self, text: str) -> None:
        """A scanner read this."""

    def touched(self) -> None:
        """Any touch began: stops the voice and restarts the time limit."""

    def staff_corner(self) -> None:
        """The hidden corner was held long enough."""

    def frame_done(self, serial: int, targets: Mapping[str, Box]) -> None:
        """The finished frame of that view is on the screen, with these touch targets."""

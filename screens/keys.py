"""What the keys of a keypad and of a keyboard mean, by the codes of SDL. No Kivy here."""

from collections.abc import Callable

from kiosk.pad import DELETE as PAD_DELETE
from kiosk.pad import DONE
from kiosk.pages import Entry, Writing
from kiosk.text_input.written import DELETE, FINISH, KEY, PICK, UNDO, Written
from kiosk.view import Cancel, Key, View

SPACE, BACKSPACE = 32, 8
DIGITS = {ord(str(n)): str(n) for n in range(10)} | {256 + n: str(n) for n in range(10)}
MARKS = {ord(","): "，", ord("."): "。", ord("/"): "？", ord(";"): "；"}
SILENT = (ord("+"), ord("="), ord("-"))
"""Commands elsewhere; on a writing page they are neither that nor text."""
HELD_SECONDS = 2.0
"""So long the help key is held to explore by touch."""
SILENT_SECONDS = 3.0
"""A key that is held repeats itself within half a second [X server, by default]."""


class HeldKeys:
    """Which keys are down: a key that repeats itself while held counts once (EN 301 549, 5.7).

    The help key means help when it is let go, and exploring once it was held. A key that is held
    repeats itself: one that is silent and comes again was let go, and nobody was told.
    """

    def __init__(
        self, tell: Callable[[Key], None], later: Callable[[float, Callable[[], None]], Cancel]
    ) -> None:
        self._tell = tell
        self._later = later
        self._down: dict[int, Cancel] = {}
        self._help: int | None = None
        self._waiting: Cancel | None = None

    def pressed(self, code: int) -> bool:
        """A key went down, or repeats itself; tell whether it counts."""
        known = self._down.get(code)
        if known is not None:
            known.cancel()
        self._down[code] = self._later(SILENT_SECONDS, lambda: self._forget(code))
        return known is None

    def down(self, code: int, key: Key) -> None:
        """A key that counts means ``key``."""
        if key is Key.HELP:
            self._help = code
            self._waiting = self._later(HELD_SECONDS, self._held)
        else:
            self._tell(key)

    def up(self, code: int) -> None:
        """A key was let go."""
        known = self._down.pop(code, None)
        if known is not None:
            known.cancel()
        if code == self._help and self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
            self._tell(Key.HELP)

    def _forget(self, code: int) -> None:
        del self._down[code]

    def _held(self) -> None:
        self._waiting = None
        self._tell(Key.EXPLORE)


def typed_by(code: int, view: View, key: Key | None) -> str | None:
    """Return the key of the pad that a key presses on the page of ``view``, if it is one.

    ``key`` is what it means elsewhere. Without a focus, confirm sends what was typed.
    """
    if not isinstance(view.page, Entry):
        return None
    if code in DIGITS:
        return DIGITS[code]
    if code == BACKSPACE:
        return PAD_DELETE
    return DONE if key is Key.CONFIRM and view.typed and view.focus is None else None


def written_by(code: int, view: View, key: Key | None) -> str | None:
    """Return the name that a key writes on the page of ``view``; ``key`` is its meaning elsewhere.

    Empty where it writes nothing and does nothing else; ``None`` where it is no key of writing.
    Who walks the focus with a keypad means its keys, also those that are letters.
    """
    written = view.written
    if not isinstance(view.page, Writing) or written is None:
        return None
    if view.focus is not None and key is not None:
        return None
    if ord("a") <= code <= ord("z") or code == ord("'"):
        return KEY + chr(code)
    if code in SILENT:
        return ""
    if code == BACKSPACE:
        return UNDO if written.strokes or written.spelling else DELETE
    if code in MARKS:
        return "" if written.spelling else KEY + MARKS[code]
    if code in DIGITS:
        return _by_digit(DIGITS[code], written)
    if key is Key.CONFIRM:
        return _by_confirming(code, written)
    return None


def _by_digit(digit: str, written: Written) -> str:
    """While a spelling waits, the candidate with this number; the tenth is 0."""
    if not written.spelling:
        return KEY + digit
    place = (int(digit) - 1) % 10
    return f"{PICK}{place}" if place < len(written.candidates) else ""


def _by_confirming(code: int, written: Written) -> str | None:
    if written.candidates and (written.spelling or written.strokes):
        return f"{PICK}0"
    return FINISH if code != SPACE and written.can_finish else None

"""What the keys of a keypad and of a keyboard mean, by the codes of SDL. No Kivy here."""

from kiosk.pages import Writing
from kiosk.text_input.written import DELETE, FINISH, KEY, PICK, UNDO, Written
from kiosk.view import Key, View

ENTER, NUMPAD_ENTER, SPACE, ESCAPE, BACKSPACE = 13, 271, 32, 27, 8
KEYS = {
    273: Key.UP,
    276: Key.UP,
    274: Key.DOWN,
    275: Key.DOWN,
    ESCAPE: Key.BACK,
    ENTER: Key.CONFIRM,
    NUMPAD_ENTER: Key.CONFIRM,
    SPACE: Key.CONFIRM,
    ord("r"): Key.REPEAT,
    282: Key.HELP,
    ord("+"): Key.LOUDER,
    ord("="): Key.LOUDER,
    270: Key.LOUDER,
    ord("-"): Key.SOFTER,
    269: Key.SOFTER,
}
DIGITS = {ord(str(n)): str(n) for n in range(10)} | {256 + n: str(n) for n in range(10)}
MARKS = {ord(","): "，", ord("."): "。", ord("/"): "？", ord(";"): "；"}
SILENT = (ord("+"), ord("="), ord("-"))
"""Commands elsewhere; on a writing page they are neither that nor text."""


def written_by(code: int, view: View) -> str | None:
    """Return the name that a key writes on the page of ``view``.

    Empty where it writes nothing and does nothing else; ``None`` where it is no key of writing.
    """
    written = view.written
    if not isinstance(view.page, Writing) or written is None:
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
    if view.focus is None and KEYS.get(code) is Key.CONFIRM:
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

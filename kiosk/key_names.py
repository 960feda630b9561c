"""Keys of keypads and keyboards by name, with the codes of SDL, and what they mean here."""

from collections.abc import Mapping

from kiosk.view import Key

_NAMED = {
    "up": 273,
    "down": 274,
    "right": 275,
    "left": 276,
    "insert": 277,
    "home": 278,
    "end": 279,
    "pageup": 280,
    "pagedown": 281,
    "enter": 13,
    "escape": 27,
    "space": 32,
    "tab": 9,
    "delete": 127,
    "pad-enter": 271,
    "pad+": 270,
    "pad-": 269,
    "pad*": 268,
    "pad/": 267,
}
_FUNCTION = {f"f{n}": 281 + n for n in range(1, 13)}
_PLAIN = {sign: ord(sign) for sign in "abcdefghijklmnopqrstuvwxyz+-=*/[]\\`"}
CODES: Mapping[str, int] = {**_NAMED, **_FUNCTION, **_PLAIN}
"""SDL's code of each key that may be given a meaning; digits, backspace and stops have theirs."""


def key_codes(names: str) -> list[int]:
    """Return the codes of ``names``, which stand apart by blanks.

    Raises ``ValueError`` where there is none, or one that is not known.
    """
    parts = names.split()
    unknown = [name for name in parts if name not in CODES]
    if unknown or not parts:
        raise ValueError(f"no such key: {' '.join(unknown)}")
    return [CODES[name] for name in parts]


def keymap(names: Mapping[Key, str]) -> dict[int, Key]:
    """Return what each code means, where ``names`` are the keys of each meaning."""
    return {code: key for key, each in names.items() for code in key_codes(each)}


PLAIN: Mapping[Key, str] = {
    Key.UP: "up left",
    Key.DOWN: "down right",
    Key.BACK: "escape",
    Key.CONFIRM: "enter pad-enter space",
    Key.REPEAT: "r f5",
    Key.HELP: "f1",
    Key.LOUDER: "+ = pad+",
    Key.SOFTER: "- pad-",
}
"""The keys of a keypad as it comes."""

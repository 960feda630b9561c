"""What a page of writing looks like now, as data: the screen draws it, the keypad goes through it.

Everything on such a page that can be pressed has a name; :meth:`Written.stops` lists them. A press
is told by its name: ``pick:3``, ``next:0``, ``key:a``, ``mode:pinyin``, ``undo`` …
"""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.text_input.port import Stroke
from kiosk.wording import Text, say

WRITE = "write:"
"""What the focus on a name of a writing page begins with: ``write:pick:3``."""

SQUARE = "write:square"
"""What the square one writes in is called among the targets of a page; it takes strokes only."""

PICK, NEXT, KEY, MODE = "pick:", "next:", "key:", "mode:"
UNDO, CLEAR, DELETE, MORE, FINISH = "undo", "clear", "delete", "more", "finish"
"""Take back a stroke (or letter) · all strokes (or letters) · the last character written · show
the next candidates · the text is done."""

LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
DIGITS = "1234567890"
MARKS = "，。？！、：；“”（）《》·—%"


class Mode(StrEnum):
    """How one writes now."""

    HAND = "hand"
    PINYIN = "pinyin"
    DIGITS = "digits"
    MARKS = "marks"


@dataclass(frozen=True)
class Written:
    """The state of a writing page.

    ``strokes`` or ``spelling`` are not turned into text yet; ``candidates`` say what they may
    mean and ``suggestions`` what may come next after ``text``. The first candidate is the one that
    is taken where none is picked and the citizen goes on: the page sets it off. ``modes`` leave out
    what has no working engine; with neither of the two that write, the page points to the window.
    ``keys`` are what stands on the keyboard of this mode, row by row. ``can_finish`` is false while
    there is nothing to send; ``full`` when no more fits.
    """

    text: str = ""
    mode: Mode = Mode.HAND
    modes: tuple[Mode, ...] = (Mode.HAND, Mode.PINYIN, Mode.DIGITS, Mode.MARKS)
    strokes: tuple[Stroke, ...] = ()
    spelling: str = ""
    candidates: tuple[str, ...] = ()
    more: bool = False
    suggestions: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    can_finish: bool = False
    full: bool = False

    def stops(self) -> tuple[str, ...]:
        """Return the names of all that can be pressed now, in the order the keypad takes them."""
        picks = [f"{PICK}{place}" for place in range(len(self.candidates))]
        after = [f"{NEXT}{place}" for place in range(len(self.suggestions))]
        more = [MORE] if self.more else []
        keys = [KEY + key for row in self.keys for key in row]
        pending = [UNDO, CLEAR] if self.strokes or self.spelling else []
        delete = [DELETE] if self.text else []
        modes = [MODE + mode for mode in self.modes if mode is not self.mode]
        finish = [FINISH] if self.can_finish else []
        return (*picks, *more, *after, *keys, *pending, *delete, *modes, *finish)

    def says(self, name: str) -> Text:
        """Return the words for what ``name`` does; keys and candidates have none.

        Undo takes back a stroke or, in spelling, a letter.
        """
        if name == UNDO and self.mode is Mode.PINYIN:
            return say("write.undo_letter")
        if name.startswith(MODE):
            return say(f"write.mode.{name.removeprefix(MODE)}")
        return say(f"write.{name}")

    def guide(self) -> Text:
        """Return the words on what to do now, for where there are neither candidates nor more."""
        if self.strokes or self.spelling:
            return say("write.guide.unknown")
        if self.full:
            return say("write.guide.full")
        if not {Mode.HAND, Mode.PINYIN} & set(self.modes):
            return say("write.guide.no_engine")
        return say(f"write.guide.{self.mode}")

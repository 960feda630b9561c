"""What hands, a broom and a bad keyboard might do to the terminal, drawn at random."""

from collections.abc import Callable, Iterator, Sequence
from random import Random

from real_terminal import HEIGHT, WIDTH
from trace_lines import Line
from x_client import XClient

MODIFIERS = ("Control_L", "Alt_L", "Super_L", "Shift_L", "Control_R", "ISO_Level3_Shift")
WAYS_OUT = (
    *(f"F{n}" for n in range(1, 13)),
    *("Escape", "Tab", "Delete", "BackSpace", "Print", "Sys_Req", "Pause", "Menu", "Insert"),
    *("Home", "End", "Prior", "Next", "space", "Return", "Super_L", "Super_R", "Caps_Lock"),
    *"acdefhlnopqrstuvwxz0123456789",
    *("minus", "equal", "grave", "slash", "period", "Num_Lock", "Scroll_Lock"),
    *("Henkan_Mode", "Muhenkan", "Hiragana_Katakana", "Hangul", "Hangul_Hanja", "Zenkaku_Hankaku"),
    *("XF86AudioMute", "XF86AudioPlay", "XF86WWW", "XF86Mail", "XF86Calculator", "XF86Search"),
    *("XF86PowerOff", "XF86Sleep", "XF86WakeUp", "XF86Eject", "XF86HomePage", "XF86Explorer"),
    *("XF86Back", "XF86Forward", "XF86Reload", "XF86Close", "XF86LogOff", "XF86Terminal"),
)
OF_THE_KEYPAD = ("Up", "Down", "Left", "Right", "Return", "KP_Enter", "space", "Escape", "F1", "r")
WRITTEN = (*"0123456789abcdefghijklmnopqrstuvwxyz", "BackSpace", "comma", "period", "apostrophe")
WHEELS = (4, 5, 6, 7)
OTHER_BUTTONS = (2, 3, 8, 9)


class Hands:
    """Does one random thing at a time with ``client`` and counts the events it sent.

    ``page`` is the page drawn last, with the places one can touch; whoever calls keeps it new.
    """

    def __init__(self, client: XClient, random: Random) -> None:
        self._client, self._random = client, random
        self._codes = {
            name: code
            for name in {*MODIFIERS, *WAYS_OUT, *OF_THE_KEYPAD, *WRITTEN}
            if (code := client.code_of(name))
        }
        self._held: list[int] = []
        self.page: Line = {"targets": {}}
        self.events = 0
        self._asks: tuple[Callable[[], None], ...] = (
            client.ask_to_close,
            client.ask_to_minimise,
            self._ask_to_resize,
            self._lose_focus,
        )
        self._acts: list[tuple[int, Callable[[], None]]] = [
            (40, self._touch_something),
            (14, self._touch_anywhere),
            (5, self._drag),
            (3, self._turn_wheel),
            (3, self._press_other_button),
            (12, lambda: self._stroke(self._one_of(OF_THE_KEYPAD))),
            (10, lambda: self._stroke(self._one_of(WRITTEN))),
            (12, self._chord),
            (5, lambda: self._stroke(self._random.randrange(8, 256))),
            (1, self._hold_modifier),
            (1, self._ask_window),
        ]

    def do_something(self) -> None:
        """Do one thing, of one to some twenty events."""
        weights = [weight for weight, _ in self._acts]
        ((_, act),) = self._random.choices(self._acts, weights)
        act()

    def let_go(self) -> None:
        """Let go of every key that is still held."""
        for code in self._held:
            self._key(code, False)
        self._held.clear()

    def hold(self, x: int, y: int) -> None:
        """Put a finger down and leave it there."""
        self._move(x, y)
        self._button(1, True)

    def lift(self) -> None:
        """Lift it."""
        self._button(1, False)

    def type(self, names: Iterator[str] | tuple[str, ...]) -> None:
        """Press keys one after the other."""
        for name in names:
            self._stroke(self._codes[name])

    def touch(self, box: Sequence[float]) -> None:
        """Touch the middle of ``box``, which is as the trace has it."""
        left, bottom, width, height = box
        self._touch(round(left + width / 2), HEIGHT - round(bottom + height / 2))

    def _touch_something(self) -> None:
        """Touch what is drawn, so that deep pages are reached."""
        boxes = list(self.page["targets"].values())
        if not boxes:
            self._touch_anywhere()
            return
        self.touch(self._random.choice(boxes))

    def _touch_anywhere(self) -> None:
        self._touch(*self._anywhere())

    def _drag(self) -> None:
        self._move(*self._anywhere())
        self._button(1, True)
        for _ in range(self._random.randrange(1, 16)):
            self._move(*self._anywhere())
        self._button(1, False)

    def _turn_wheel(self) -> None:
        self._move(*self._anywhere())
        for _ in range(self._random.randrange(1, 6)):
            self._click(self._random.choice(WHEELS))

    def _press_other_button(self) -> None:
        """Alone, or while a finger is down."""
        self._move(*self._anywhere())
        together = self._random.random() < 0.3
        if together:
            self._button(1, True)
        self._click(self._random.choice(OTHER_BUTTONS))
        if together:
            self._button(1, False)

    def _chord(self) -> None:
        """One to three modifiers with a key that means a way out somewhere."""
        names = self._random.sample(MODIFIERS, self._random.randrange(1, 4))
        codes = [self._codes[name] for name in names if name in self._codes]
        for code in codes:
            self._key(code, True)
        self._stroke(self._one_of(WAYS_OUT))
        for code in reversed(codes):
            self._key(code, False)

    def _hold_modifier(self) -> None:
        """A modifier that gets stuck; a second one frees the first."""
        self.let_go()
        code = self._one_of(MODIFIERS)
        self._held.append(code)
        self._key(code, True)

    def ask_everything(self) -> None:
        """Ask of the window, one after the other, whatever a desktop can ask."""
        for ask in self._asks:
            ask()
            self.events += 1

    def _ask_window(self) -> None:
        self._random.choice(self._asks)()
        self.events += 1

    def _ask_to_resize(self) -> None:
        width, height = self._anywhere()
        self._client.ask_to_resize(200 + width, 200 + height)

    def _lose_focus(self) -> None:
        self._client.take_focus_away()
        self._client.give_focus()

    def _one_of(self, names: tuple[str, ...]) -> int:
        while (name := self._random.choice(names)) not in self._codes:
            pass
        return self._codes[name]

    def _anywhere(self) -> tuple[int, int]:
        return self._random.randrange(WIDTH), self._random.randrange(HEIGHT)

    def _touch(self, x: int, y: int) -> None:
        self._move(x, y)
        for _ in range(2 if self._random.random() < 0.1 else 1):
            self._click(1)

    def _click(self, number: int) -> None:
        self._button(number, True)
        self._button(number, False)

    def _stroke(self, code: int) -> None:
        self._key(code, True)
        self._key(code, False)

    def _key(self, code: int, down: bool) -> None:
        self._client.key(code, down)
        self.events += 1

    def _button(self, number: int, down: bool) -> None:
        self._client.button(number, down)
        self.events += 1

    def _move(self, x: int, y: int) -> None:
        self._client.move(x, y)
        self.events += 1

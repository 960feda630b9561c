"""Somebody at the terminal: answers pages with a finger, with keys, or straight away."""

import random
from enum import StrEnum

from strokes import strokes_of

from kiosk.pages import Entry
from kiosk.text_input.port import CANDIDATES
from kiosk.text_input.written import FINISH, KEY, MODE, PICK, SQUARE, WRITE, Mode
from kiosk.view import Command
from tests.soak.hall import Hall, Stuck

MORE, PREVIOUS = "screen:more", "screen:previous"
MOST_SHEETS = 40
MOST_STEPS = 150


class Manner(StrEnum):
    """How somebody answers."""

    DIRECT = "direct"
    FINGER = "finger"
    KEYS = "keys"


class Visitor:
    """Acts at ``hall`` in one manner."""

    def __init__(self, hall: Hall, manner: Manner, rng: random.Random) -> None:
        self._hall = hall
        self._manner = manner
        self._rng = rng

    def choose(self, option: str) -> None:
        """Choose an option of the page shown, and wait for what follows."""
        serial = self._hall.stage.serial
        match self._manner:
            case Manner.DIRECT:
                self._hall.terminal.touched()
                self._hall.terminal.press(serial, option)
            case Manner.FINGER:
                self._tap(option)
            case Manner.KEYS:
                self._confirm(option)
        self._hall.settle(after=serial)

    def command(self, command: Command) -> None:
        """Do what a place of the footer says, and wait until the page stands again."""
        if self._manner is Manner.FINGER and f"footer:{command}" in self._hall.boxes:
            self._tap(f"footer:{command}")
        else:
            self._hall.terminal.footer(self._hall.stage.serial, command)
        self._hall.frame(2)
        self._hall.settle()

    def type(self, digits: str) -> None:
        """Type ``digits`` on the pad of the page shown and confirm them."""
        serial = self._hall.stage.serial
        for symbol in (*digits, "done"):
            if self._manner is Manner.FINGER:
                self._tap(f"pad:{symbol}")
            elif self._manner is Manner.KEYS:
                self._key("enter" if symbol == "done" else symbol)
            else:
                self._hall.terminal.keyed(serial, symbol)
        self._hall.settle(after=serial)

    def write(self, text: str, spelled: str = "") -> None:
        """Write ``text`` with strokes, or pick it by its pinyin, and finish."""
        if spelled:
            self.spell(text, spelled)
        else:
            self.scribble(text)
        serial = self._hall.stage.serial
        self._press(FINISH)
        self._hall.settle(after=serial)

    def scribble(self, text: str) -> None:
        """Write ``text`` with strokes."""
        for character in text:
            self._draw(character)

    def spell(self, text: str, spelled: str) -> None:
        """Pick ``text`` by its pinyin."""
        if self._manner is not Manner.KEYS:
            self._press(MODE + Mode.PINYIN)
        for letter in spelled:
            if self._manner is Manner.KEYS:
                self._key(letter)
            else:
                self._press(KEY + letter)
        self._pick(text)

    def _draw(self, character: str) -> None:
        stage = self._hall.stage
        for stroke in strokes_of(character, self._rng):
            if self._manner is Manner.FINGER:
                self._hall.hand.draw(self._hall.boxes[SQUARE], stroke)
                self._hall.frame(3)
            else:
                self._hall.terminal.drew(stage.serial, stroke)
                self._hall.frame()
        self._pick(character)

    def _pick(self, text: str) -> None:
        """Pick ``text`` where it is offered, else the first that is."""
        written = self._hall.stage.desk.written
        offered = written.candidates[:CANDIDATES] if written is not None else ()
        if offered:
            self._press(PICK + str(offered.index(text) if text in offered else 0))

    def _press(self, name: str) -> None:
        """Press something on a writing page."""
        if self._manner is Manner.FINGER and WRITE + name in self._hall.boxes:
            self._touch(WRITE + name)
        else:
            self._hall.terminal.wrote(self._hall.stage.serial, name)
            self._hall.frame()

    def _tap(self, target: str) -> None:
        """Touch ``target``, on whichever sheet it stands: on to the last, then from the first."""
        hall = self._hall
        turns = [MORE] * MOST_SHEETS + [PREVIOUS] * MOST_SHEETS
        while target not in hall.boxes:
            while turns and turns[0] not in hall.boxes:
                turns = turns[turns.count(turns[0]) :]
            if not turns:
                raise Stuck(f"{target} cannot be touched on {hall.page.id}: {sorted(hall.boxes)}")
            self._touch(turns.pop(0))
        self._touch(target)

    def _touch(self, target: str) -> None:
        """Touch what is shown; exploring, the first touch says it and the second presses it."""
        exploring = self._hall.stage.look.explore and self._hall.app.root._told != target
        for _ in range(2 if exploring else 1):
            if target in self._hall.boxes:
                self._hall.hand.tap(self._hall.boxes[target])
                self._hall.frame(3)

    def _confirm(self, option: str) -> None:
        """Move the focus to ``option`` and confirm it."""
        ring = self._hall.stage.ring
        for _ in range(MOST_STEPS):
            if ring.at == option:
                self._key("enter")
                return
            self._key("down")
        raise Stuck(f"the focus is on {ring.at}, not {option}, on {self._hall.page.id}")

    def _key(self, name: str) -> None:
        self._hall.hand.key(name)
        self._hall.frame(2)


def digits_for(page: Entry, rng: random.Random) -> str:
    """Digits that ``page`` takes, and that mean nothing."""
    count = rng.randint(page.shortest, page.longest)
    return "".join(str(rng.randrange(10)) for _ in range(count))

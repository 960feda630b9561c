"""Composes one text from strokes, letters and what is picked of the candidates."""

from collections.abc import Callable, Mapping

from kiosk.text_input.port import CANDIDATES, Candidate, Ink, Spelling, Stroke, TextEngine
from kiosk.text_input.written import (
    CLEAR,
    DELETE,
    DIGITS,
    LETTERS,
    MARKS,
    MORE,
    UNDO,
    Mode,
    Written,
)

LONGEST_SPELLING = 40
MOST_STROKES = 64
MARKS_A_ROW = 5
_KEYS: dict[Mode, tuple[str, ...]] = {
    Mode.HAND: (),
    Mode.PINYIN: LETTERS,
    Mode.DIGITS: (DIGITS[:5], DIGITS[5:]),
    Mode.MARKS: tuple(MARKS[i : i + MARKS_A_ROW] for i in range(0, len(MARKS), MARKS_A_ROW)),
}

Suggest = Callable[[str], tuple[str, ...]]
"""What may come next after a text, the likeliest first."""


class Composer:
    """One text on its way. ``engines`` are those that work, by the mode they serve.

    Nothing is kept outside; a text of ``longest`` characters takes no more.
    """

    def __init__(
        self,
        engines: Mapping[Mode, TextEngine],
        suggest: Suggest,
        *,
        longest: int,
        optional: bool = False,
    ) -> None:
        self._engines = engines
        self._suggest = suggest
        self._longest = longest
        self._optional = optional
        writing = [mode for mode in (Mode.HAND, Mode.PINYIN) if mode in engines]
        self._modes = (*writing, Mode.DIGITS, Mode.MARKS)
        self._mode = self._modes[0]
        self._text = ""
        self._strokes: tuple[Stroke, ...] = ()
        self._letters = ""
        self._offered: tuple[Candidate, ...] = ()
        self._skip = 0

    @property
    def written(self) -> Written:
        """How far the text is."""
        pending = bool(self._strokes or self._letters)
        return Written(
            text=self._text,
            mode=self._mode,
            modes=self._modes,
            strokes=self._strokes,
            spelling=self._letters,
            candidates=tuple(candidate.text for candidate in self._offered[:CANDIDATES]),
            more=len(self._offered) > CANDIDATES or self._skip > 0,
            suggestions=() if pending or self._full else self._suggest(self._text),
            keys=_KEYS[self._mode],
            can_finish=not pending and (self._optional or bool(self._text.strip())),
            full=self._full,
        )

    @property
    def _full(self) -> bool:
        return len(self._text) >= self._longest

    def drew(self, stroke: Stroke) -> None:
        """Take a stroke; one more than any character has is dropped."""
        if self._mode is Mode.HAND and stroke and len(self._strokes) < MOST_STROKES:
            self._strokes = (*self._strokes, stroke)
            self._look_up()

    def press(self, name: str) -> None:
        """Do what a name of :meth:`Written.stops` says; any other is dropped."""
        kind, _, value = name.partition(":")
        match kind + ":" if value else kind:
            case "pick:" if _within(value, self._offered[:CANDIDATES]):
                self._pick(self._offered[int(value)])
            case "next:" if _within(value, self.written.suggestions):
                self._write(self.written.suggestions[int(value)])
            case "key:":
                self._type(value)
            case "mode:" if value in self._modes:
                self._turn_to(Mode(value))
            case _:
                self._mend(name)

    def _mend(self, name: str) -> None:
        if name == UNDO:
            self._strokes, self._letters = self._strokes[:-1], self._letters[:-1]
            self._look_up()
        elif name == CLEAR:
            self._clear()
        elif name == DELETE:
            self._text = self._text[:-1]
        elif name == MORE:
            self._turn_over()

    def _pick(self, candidate: Candidate) -> None:
        self._write(candidate.text)
        self._letters = candidate.rest if self._letters else ""
        self._strokes = ()
        self._look_up()

    def _type(self, key: str) -> None:
        letter = len(key) == 1 and key.isascii() and (key.isalpha() or key == "'")
        if letter and Mode.PINYIN in self._engines:
            self._spell(key.lower())
        elif len(key) == 1 and key in DIGITS + MARKS:
            self._write(key)

    def _spell(self, letter: str) -> None:
        if self._mode is not Mode.PINYIN:
            self._turn_to(Mode.PINYIN)
        if len(self._letters) < LONGEST_SPELLING:
            self._letters += letter
            self._look_up()

    def _write(self, text: str) -> None:
        self._text = (self._text + text)[: self._longest]

    def _turn_to(self, mode: Mode) -> None:
        self._mode = mode
        self._clear()

    def _clear(self) -> None:
        self._strokes, self._letters = (), ""
        self._look_up()

    def _look_up(self) -> None:
        self._skip = 0
        self._offered = self._candidates()

    def _turn_over(self) -> None:
        self._skip = self._skip + CANDIDATES if len(self._offered) > CANDIDATES else 0
        self._offered = self._candidates()

    def _candidates(self) -> tuple[Candidate, ...]:
        given = Ink(self._strokes) if self._strokes else Spelling(self._letters)
        if not self._strokes and not self._letters:
            return ()
        # One more than is shown tells whether there are more.
        return self._engines[self._mode].candidates(given, CANDIDATES + 1, self._skip)


def _within(place: str, offered: tuple[object, ...]) -> bool:
    return place.isascii() and place.isdigit() and int(place) < len(offered)

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
MOST_STROKES = 48
"""The most that any character offered has is well below; what is more is scribble."""

MARKS_A_ROW = 5
_KEYS: dict[Mode, tuple[str, ...]] = {
    Mode.HAND: (),
    Mode.PINYIN: LETTERS,
    Mode.DIGITS: (DIGITS[:5], DIGITS[5:]),
    Mode.MARKS: tuple(MARKS[i : i + MARKS_A_ROW] for i in range(0, len(MARKS), MARKS_A_ROW)),
}
_BRUSH = 0.04
"""A single mark smaller than this part of the square is a finger that touched it, no writing."""

Suggest = Callable[[str], tuple[str, ...]]
"""What may come next after a text, the likeliest first."""


class Composer:
    """One text on its way. ``engines`` are those of this machine, by the mode they serve.

    Nothing is kept outside; a text of ``longest`` characters takes no more. An engine that turns
    out to be broken takes its mode with it.
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
        self._chosen = Mode.HAND
        self._text = ""
        self._strokes: tuple[Stroke, ...] = ()
        self._letters = ""
        self._offered: tuple[Candidate, ...] = ()
        self._skip = 0
        self._shown = 0
        self._more = False

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
            candidates=tuple(candidate.text for candidate in self._offered),
            more=self._more or self._skip > 0,
            suggestions=() if pending or self._full else self._suggest(self._text),
            keys=_KEYS[self._mode],
            can_finish=self._can_finish,
            full=self._full,
        )

    @property
    def _modes(self) -> tuple[Mode, ...]:
        writing = (
            mode
            for mode in (Mode.HAND, Mode.PINYIN)
            if mode in self._engines and self._engines[mode].fault() is None
        )
        return (*writing, Mode.DIGITS, Mode.MARKS)

    @property
    def _mode(self) -> Mode:
        modes = self._modes
        return self._chosen if self._chosen in modes else modes[0]

    @property
    def _full(self) -> bool:
        return len(self._text) >= self._longest

    @property
    def _touched(self) -> bool:
        """Whether the only mark on the pad is that of a finger that came too near."""
        if len(self._strokes) != 1:
            return False
        axes = zip(*self._strokes[0], strict=True)
        return all(max(axis) - min(axis) < _BRUSH for axis in axes)

    @property
    def _can_finish(self) -> bool:
        unread = bool(self._strokes or self._letters) and not self._offered
        if unread and not self._touched:
            return False
        coming = bool(self._offered) and not self._touched
        return self._optional or coming or bool(self._text.strip())

    def drew(self, stroke: Stroke) -> None:
        """Take a stroke; dropped where none is awaited, or more than any character has."""
        self._chosen = self._mode
        if self._mode is not Mode.HAND or self._full or not stroke:
            return
        if len(self._strokes) < MOST_STROKES:
            self._strokes = (*self._strokes, stroke)
            self._look_up()

    def press(self, name: str) -> None:
        """Do what a name of :meth:`Written.stops` says; any other is dropped."""
        self._chosen = self._mode
        kind, _, value = name.partition(":")
        match kind + ":" if value else kind:
            case "pick:" if _within(value, self._offered):
                self._pick(self._offered[int(value)])
            case "next:" if _within(value, suggestions := self.written.suggestions):
                self._write(suggestions[int(value)])
            case "key:":
                self._type(value)
            case "mode:" if value in self._modes:
                if value in (Mode.DIGITS, Mode.MARKS):
                    self._settle()
                self._turn_to(Mode(value))
            case _:
                self._mend(name)

    def finish(self) -> str | None:
        """Return the text; ``None`` while it cannot be finished.

        Who wrote the last character and goes on means it: the first candidate, which the page
        shows first, is taken for what is not picked yet, and so on to the end of a spelling.
        """
        if not self._can_finish:
            return None
        if self._touched:
            self._clear()
        while self._offered:
            self._pick(self._offered[0])
        return self._text

    def _mend(self, name: str) -> None:
        if name == UNDO:
            self._strokes, self._letters = self._strokes[:-1], self._letters[:-1]
            self._look_up()
        elif name == CLEAR:
            self._clear()
        elif name == DELETE:
            self._text = self._text[:-1]
        elif name == MORE and self._offered:
            self._turn_over()

    def _pick(self, candidate: Candidate) -> None:
        self._write(candidate.text)
        rest = candidate.rest
        self._letters = rest if len(rest) < len(self._letters) and not self._full else ""
        self._strokes = ()
        self._look_up()

    def _type(self, key: str) -> None:
        letter = len(key) == 1 and key.isascii() and (key.isalpha() or key == "'")
        if letter and Mode.PINYIN in self._modes:
            self._spell(key.lower())
        elif len(key) == 1 and key in DIGITS + MARKS:
            self._settle()
            self._write(key)

    def _spell(self, letter: str) -> None:
        if self._mode is not Mode.PINYIN:
            self._settle()
            self._turn_to(Mode.PINYIN)
        if len(self._letters) < LONGEST_SPELLING and not self._full:
            if letter == "'" and not self._letters:
                return
            self._letters += letter
            self._look_up()

    def _settle(self) -> None:
        """Take the first candidate of what is pending: something of another kind comes after it."""
        if self._offered and not self._touched:
            self.finish()
        else:
            self._clear()

    def _write(self, text: str) -> None:
        self._text = (self._text + text)[: self._longest]

    def _turn_to(self, mode: Mode) -> None:
        self._chosen = mode
        self._clear()

    def _clear(self) -> None:
        self._strokes, self._letters = (), ""
        self._look_up()

    def _look_up(self) -> None:
        self._skip = 0
        self._offered = self._candidates()
        if self._mode is not self._chosen:
            # The engine broke over this question: nothing will ever come of what is pending.
            self._chosen = self._mode
            self._strokes, self._letters, self._offered = (), "", ()

    def _turn_over(self) -> None:
        self._skip = self._skip + self._shown if self._more else 0
        self._offered = self._candidates()

    def _candidates(self) -> tuple[Candidate, ...]:
        """Ask the engine; the letters of a spelling themselves stand last on its first page.

        Initials are looked up by, and names may be foreign.
        """
        self._shown, self._more = 0, False
        if not self._strokes and not self._letters:
            return ()
        given = Ink(self._strokes) if self._strokes else Spelling(self._letters)
        letters = (Candidate(self._letters),) if self._letters and self._skip == 0 else ()
        room = CANDIDATES - len(letters)
        # One more than is shown tells whether there are more.
        found = self._engines[self._chosen].candidates(given, room + 1, self._skip)
        self._shown, self._more = len(found[:room]), len(found) > room
        return (*found[:room], *letters)


def _within(place: str, offered: tuple[object, ...]) -> bool:
    return len(place) <= 2 and place.isascii() and place.isdigit() and int(place) < len(offered)

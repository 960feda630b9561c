"""An engine for tests and rehearsals: made-up, but always the same, answers."""

from itertools import islice

from kiosk.text_input.port import CANDIDATES, Candidate, Ink, Spelling

CHARACTERS = "一人工大天中不我有法日月水火土上下小口手心女子王田力男学国家律师"
SYLLABLES = {"fa": "法发罚伐阀乏", "lv": "律绿旅率驴", "gong": "工公共供宫", "zi": "资子字自紫"}


class SimulatedEngine:
    """Knows :data:`CHARACTERS` by their number of strokes, and :data:`SYLLABLES`."""

    def __init__(self, fault: str | None = None) -> None:
        self._fault = fault
        self._closed = False

    def prepare(self) -> None:
        """Do nothing: nothing takes time."""

    def candidates(
        self, given: Ink | Spelling, limit: int = CANDIDATES, skip: int = 0
    ) -> tuple[Candidate, ...]:
        """Return characters for any stroke, and for spellings that begin with a known syllable."""
        if self._closed or self._fault or limit <= 0 or skip < 0:
            return ()
        found = _seen(given) if isinstance(given, Ink) else _spelled(given.letters)
        return tuple(islice(found, skip, skip + limit))

    def fault(self) -> str | None:
        """Return the fault it was made with."""
        return self._fault

    def rest(self) -> None:
        """Do nothing: nothing takes memory."""

    def close(self) -> None:
        """Answer nothing from now on."""
        self._closed = True


def _seen(ink: Ink) -> list[Candidate]:
    count = len([stroke for stroke in ink.strokes if stroke]) % len(CHARACTERS)
    return [Candidate(each) for each in CHARACTERS[count:] + CHARACTERS[:count]] if count else []


def _spelled(letters: str) -> list[Candidate]:
    letters = letters.lstrip("'")
    for syllable, characters in SYLLABLES.items():
        if letters.startswith(syllable):
            rest = letters.removeprefix(syllable).lstrip("'")
            return [Candidate(character, rest) for character in characters]
    return []

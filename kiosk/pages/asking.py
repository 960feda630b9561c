"""Pages that ask: a choice, digits, text, a score."""

from dataclasses import dataclass

from kiosk.pages.base import Option, Page
from kiosk.wording import Wording


@dataclass(frozen=True, kw_only=True)
class Choice(Page):
    """One question with its answers as cards. ``numbered`` cards are read as "press one, …".

    ``caption`` says above the question where in a longer conversation it stands, ``progress``
    (0 … 1) how much of that is behind; ``note`` is a quiet word about privacy below the answers.
    """

    numbered: bool = True
    home: bool = False
    caption: Wording | None = None
    progress: float | None = None
    note: Wording | None = None


@dataclass(frozen=True, kw_only=True)
class Entry(Page):
    """Digits typed on a pad, shown as dots when ``masked``. The answer is the digits.

    ``shortest`` and ``longest`` bound how many there are; ``group`` sets them apart in fours or
    whatever the paper shows, 0 not at all. Where ``masked`` digits may ``peek``, the one typed last
    can be read for a second. ``unsaid`` digits can be read, and the hall hears no more than how
    many there are. ``mistake`` says what was wrong with the digits before these: shown with a sign
    of care, and said before all else.
    """

    mistake: Wording | None = None
    masked: bool = True
    shortest: int = 1
    longest: int = 8
    group: int = 0
    peek: bool = True
    unsaid: bool = False

    def offers(self, answer: object) -> bool:
        """Digits, ``shortest`` to ``longest`` of them, or the id of an option."""
        if super().offers(answer):
            return True
        if not (isinstance(answer, str) and answer.isascii() and answer.isdigit()):
            return False
        return self.shortest <= len(answer) <= self.longest


WRITTEN = "written:"
"""What the answer to a :class:`Writing` begins with: no option's id does, whatever is written."""


@dataclass(frozen=True, kw_only=True)
class Writing(Page):
    """Text written with a finger or spelled. The answer is :data:`WRITTEN` and the text.

    ``done`` names the button that ends it; ``longest`` is in characters; ``optional`` text may be
    left empty. ``one_line`` is for a name or a few words: less is shown of what was written. The
    voice names what is written, so none of it is kept as a sound.
    """

    done: Wording
    longest: int = 300
    optional: bool = False
    one_line: bool = False
    limit: float | None = 180.0
    ephemeral: bool = True

    def offers(self, answer: object) -> bool:
        """Text of no more than ``longest`` characters, or the id of an option."""
        if super().offers(answer):
            return True
        if not (isinstance(answer, str) and answer.startswith(WRITTEN)):
            return False
        text = written(answer)
        return len(text) <= self.longest and (self.optional or bool(text.strip()))


def written(answer: str) -> str:
    """Return the text of an answer to a :class:`Writing`; an option's id has none."""
    return answer.removeprefix(WRITTEN) if answer.startswith(WRITTEN) else ""


@dataclass(frozen=True, kw_only=True)
class Rating(Page):
    """One score on five large faces: the options are the faces, the worst first.

    ``caption`` and ``progress`` (0 … 1) say which of several scores this is; ``other`` options
    stand below the faces.
    """

    caption: Wording | None = None
    progress: float | None = None
    other: tuple[Option, ...] = ()

    @property
    def choices(self) -> tuple[Option, ...]:
        """Return the faces, then the other ways on."""
        return (*self.options, *self.other)

"""The kinds of page. A page is data: all that the screen draws and all that the voice says.

Each kind is drawn by one screen of ``screens/``. The answer to a page is the id of one of its
options, except for :class:`Entry`, whose answer is the digits that were typed.
"""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.wording import Wording

LEAVE = "leave"
"""Answer to every page that asks nothing: the citizen is done with it."""


class Weight(StrEnum):
    """How much room and colour an option takes."""

    PRIMARY = "primary"
    NORMAL = "normal"
    SMALL = "small"


class Tone(StrEnum):
    """What a page means before a word of it is read; never the only cue."""

    CALM = "calm"
    GOOD = "good"
    CARE = "care"
    URGENT = "urgent"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing a citizen can choose: a whole card, or a button.

    ``icon`` is a name of Google's Material icons. ``dimmed`` options look unavailable but can be
    chosen: what follows explains why and offers another way. ``asks_again`` names an earlier page
    of the visit that choosing this option asks again.
    """

    id: str
    title: Wording
    detail: Wording | None = None
    icon: str | None = None
    weight: Weight = Weight.NORMAL
    dimmed: bool = False
    asks_again: str | None = None


def action(answer: str, title: Wording, icon: str) -> Option:
    """Return the one clear thing to do on a page: a filled button."""
    return Option(id=answer, title=title, icon=icon, weight=Weight.PRIMARY)


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every page has.

    ``limit`` is in seconds; ``None`` waits for ever and belongs to pages nobody has begun.
    ``sensitive`` pages may be dangerous to be seen with: one touch leaves them at once. ``quiet``
    ones are spoken only when asked to: somebody else is listening. The sound of ``ephemeral`` ones
    is cached nowhere: which page was spoken would tell what the citizen said.
    """

    id: str
    title: Wording
    hint: Wording | None = None
    options: tuple[Option, ...] = ()
    limit: float | None = 60.0
    back: bool = True
    footer: bool = True
    sensitive: bool = False
    quiet: bool = False
    ephemeral: bool = False

    def offers(self, answer: object) -> bool:
        """Tell whether ``answer`` is one this page can be given."""
        return any(option.id == answer for option in self.options)


@dataclass(frozen=True, kw_only=True)
class Idle(Page):
    """Waits for the next citizen: any touch begins a visit.

    ``lines`` tell how busy the centre is; ``notices`` are the centre's own words.
    """

    lines: tuple[Wording, ...] = ()
    notices: tuple[Wording, ...] = ()
    limit: float | None = None
    back: bool = False


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
    """Digits typed on a pad, shown as dots when ``masked``. The answer is the digits."""

    masked: bool = True
    longest: int = 8

    def offers(self, answer: object) -> bool:
        """Digits, no more than ``longest``, or the id of an option."""
        if super().offers(answer):
            return True
        return isinstance(answer, str) and answer.isdigit() and 0 < len(answer) <= self.longest


@dataclass(frozen=True, kw_only=True)
class Busy(Page):
    """Says what is being done while an effect runs. It asks nothing."""

    limit: float | None = None
    back: bool = False


@dataclass(frozen=True, kw_only=True)
class Notice(Page):
    """Tells one thing, what to do now, and offers the ways on."""

    tone: Tone = Tone.CALM
    icon: str = "info"
    body: tuple[Wording, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Slip(Page):
    """A queue ticket on the screen.

    ``title`` is the service; ``bring`` lists what to have ready; ``qr`` is the text of the code,
    or ``None`` where no phone page can be reached. ``printing`` says how the paper fares.
    ``large`` leaves only number, window and code, so that the number fills the page (no paper).
    """

    number: Wording
    go_to: Wording
    ahead: Wording
    ahead_label: Wording
    wait: Wording
    wait_label: Wording
    bring: tuple[Wording, ...] = ()
    qr: str | None = None
    printing: Wording
    tone: Tone = Tone.CALM
    large: bool = False
    back: bool = False


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph of a result; ``source`` names the article that it rests on."""

    text: Wording
    source: Wording | None = None


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading and what stands below it."""

    title: Wording
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, kw_only=True)
class Result(Page):
    """What came of a journey: ``title`` and ``summary`` in a banner of ``tone``, then sections.

    ``caption`` stands above all; ``qr`` is the text of a code for the phone, or ``None``.
    """

    caption: Wording
    summary: Wording
    sections: tuple[Section, ...]
    tone: Tone = Tone.CALM
    icon: str = "info"
    qr: str | None = None
    qr_caption: Wording | None = None


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One line of the staff page: what was looked at, what was found, whether it is well."""

    label: Wording
    value: Wording
    tone: Tone = Tone.GOOD


@dataclass(frozen=True, kw_only=True)
class Staff(Page):
    """The staff page: how the terminal is, and what can be done about it."""

    facts: tuple[Fact, ...] = ()
    back: bool = False
    footer: bool = False

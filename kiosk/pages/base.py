"""What every page has, and what can be chosen on one."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.county.query_code import is_query_code
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
    is cached nowhere: which page was spoken would tell what the citizen said. ``scan`` pages may
    also be answered with a query code that a scanner read.
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
    scan: bool = False

    @property
    def choices(self) -> tuple[Option, ...]:
        """All that can be chosen, in the order the voice and the keypad go through it."""
        return self.options

    def offers(self, answer: object) -> bool:
        """Tell whether ``answer`` is one this page can be given."""
        if any(option.id == answer for option in self.choices):
            return True
        return self.scan and isinstance(answer, str) and is_query_code(answer)

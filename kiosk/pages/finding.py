"""Pages of what was looked up: a list of findings, and one finding in full."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.pages.base import Option, Page, Tone
from kiosk.pages.telling import Fact, Section
from kiosk.wording import Wording


@dataclass(frozen=True, kw_only=True)
class Item(Option):
    """A finding: ``tag`` says above it where it is from, ``excerpt`` shows the words found.

    ``mark`` is a short word on how it stands ("superseded"), with ``tone``; the title is what one
    opens.
    """

    tag: Wording | None = None
    excerpt: Wording | None = None
    mark: Wording | None = None
    tone: Tone = Tone.CALM


@dataclass(frozen=True, kw_only=True)
class Listing(Page):
    """Findings, the best first, and other ways on below them.

    ``options`` are offered beside every finding, those ``behind`` after the last one. ``caption``
    says what was looked for, ``body`` what is missing; with no findings, what to do now.
    """

    items: tuple[Item, ...] = ()
    caption: Wording | None = None
    body: tuple[Wording, ...] = ()
    behind: tuple[Option, ...] = ()

    @property
    def choices(self) -> tuple[Option, ...]:
        """Return the findings, then the other ways on."""
        return (*self.items, *self.behind, *self.options)


class Stage(StrEnum):
    """How far a step of a matter is."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a matter: what happened, when, with whom."""

    title: Wording
    when: Wording | None = None
    detail: Wording | None = None
    stage: Stage = Stage.DONE


@dataclass(frozen=True, kw_only=True)
class Detail(Page):
    """One finding in full: a matter, an article, an answer, an office.

    ``caption`` says where it belongs; ``status``, with ``tone``, how it stands; ``steps`` are a
    timeline, ``facts`` lines of a label and a value, ``sections`` the text. ``qr`` is the text of
    a code for the phone. ``large`` lets the title grow to the width of the page: a number to keep.
    """

    caption: Wording | None = None
    status: Wording | None = None
    tone: Tone = Tone.CALM
    icon: str = "info"
    steps: tuple[Step, ...] = ()
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    qr: str | None = None
    qr_caption: Wording | None = None
    large: bool = False

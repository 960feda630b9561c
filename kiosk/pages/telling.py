"""Pages that tell: what stands in the hall, what came of something, what staff need to see."""

from dataclasses import dataclass

from kiosk.pages.base import Page, Tone
from kiosk.wording import Wording


@dataclass(frozen=True, kw_only=True)
class Queue:
    """One service on the board of the idle page, and how its queue stands.

    ``tone`` says so at a glance: GOOD nobody waits, CALM some do, CARE closed now.
    """

    title: Wording
    status: Wording
    icon: str
    tone: Tone = Tone.CALM


@dataclass(frozen=True, kw_only=True)
class Tip:
    """A short legal tip; ``source`` names the article it rests on."""

    text: Wording
    source: Wording


@dataclass(frozen=True, kw_only=True)
class Idle(Page):
    """Waits for the next citizen: any touch begins a visit.

    ``lines`` tell about today, ``queues`` how busy the centre is; ``notices`` are the centre's
    own words. ``turn`` grows with every tip: what stands on the page moves a little with it.
    """

    lines: tuple[Wording, ...] = ()
    queues: tuple[Queue, ...] = ()
    notices: tuple[Wording, ...] = ()
    tip: Tip | None = None
    turn: int = 0
    limit: float | None = None
    back: bool = False


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
class Trouble:
    """One thing that is wrong, and what staff do about it now."""

    name: Wording
    remedy: Wording
    tone: Tone


@dataclass(frozen=True, kw_only=True)
class Staff(Page):
    """The staff page: how the terminal is, and what can be done about it.

    ``status``, with ``tone``, says at a glance whether all is well; ``troubles`` what is not, the
    graver first.
    """

    status: Wording
    tone: Tone
    troubles: tuple[Trouble, ...] = ()
    facts: tuple[Fact, ...] = ()
    back: bool = False
    footer: bool = False

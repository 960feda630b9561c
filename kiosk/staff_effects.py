"""Effects that only staff ask for, beside those of :mod:`kiosk.effects`."""

from dataclasses import dataclass
from typing import ClassVar

from kiosk.effects import Effect
from kiosk.readiness import Outcome, Part
from kiosk.wording import Lang, Wording, say


@dataclass(frozen=True)
class SpeakTest(Effect):
    """Speak a test sentence in ``lang``. Result: ``bool``, whether the voice says it spoke."""

    lang: Lang

    commits: ClassVar[bool] = True
    busy: ClassVar[Wording] = say("busy.speaking")


@dataclass(frozen=True)
class RecordTrial(Effect):
    """Keep what came of trying a part out. Result: ``None``."""

    part: Part
    outcome: Outcome
    figure: float | None = None

    commits: ClassVar[bool] = True


@dataclass(frozen=True)
class LastTrials(Effect):
    """Ask what was tried out. Result: ``Mapping[Part, Trial]``."""

    commits: ClassVar[bool] = True


@dataclass(frozen=True)
class Examine(Effect):
    """Make the readiness report and keep it. Result: :class:`kiosk.readiness.Report`."""

    commits: ClassVar[bool] = True


@dataclass(frozen=True)
class NewRoll(Effect):
    """Staff put in a new roll of paper. Result: ``None``."""

    commits: ClassVar[bool] = True


@dataclass(frozen=True)
class ListAside(Effect):
    """List the records the backend refused. Result: ``tuple[SetAside, ...] | None`` on a fault.

    Their content is left out: ``body`` is empty.
    """

    commits: ClassVar[bool] = True


@dataclass(frozen=True)
class ReadAside(Effect):
    """Read one of them, which is written down. Result: ``SetAside | None``."""

    number: int

    commits: ClassVar[bool] = True


@dataclass(frozen=True)
class ResendAside(Effect):
    """Have one of them delivered again. Result: ``bool``, whether that was done."""

    number: int

    commits: ClassVar[bool] = True


@dataclass(frozen=True)
class ForgetAside(Effect):
    """Delete one of them for good. Result: ``bool``, whether that was done."""

    number: int

    commits: ClassVar[bool] = True

"""The pages on which staff try the terminal out."""

from collections.abc import Mapping

from kiosk.devices.printer.port import PrinterStatus
from kiosk.pages import (
    LEAVE,
    Choice,
    Colour,
    Entry,
    Field,
    KeyProbe,
    Notice,
    Option,
    Tone,
)
from kiosk.readiness import TRIED, Outcome, Part, Trial
from kiosk.view import Key
from kiosk.wording import Lang, Wording, say
from kiosk.zone import CENTRE_ZONE

YES, NO, AGAIN, NOTHING, MISSING = "yes", "no", "again", "nothing", "missing"

COLOURS: tuple[tuple[Colour, bool], ...] = (
    *((colour, False) for colour in Colour),
    (Colour.WHITE, True),
    (Colour.BLACK, True),
)
"""What is shown, and whether the band of words is raised: so every dot is seen lit and dark."""

_ACROSS, _UP = (0.1, 0.5, 0.9), (0.92, 0.5, 0.06)
CROSSES = tuple((across, up) for up in _UP for across in _ACROSS)
"""Where the crosses stand: shares of the width from the left, of the height from below."""

KEYS = tuple(
    key.value
    for key in (
        Key.UP,
        Key.DOWN,
        Key.BACK,
        Key.CONFIRM,
        Key.REPEAT,
        Key.HELP,
        Key.LOUDER,
        Key.SOFTER,
    )
)
"""The keys asked for, in this order; holding the help key is none of its own."""

_ICONS = {
    Part.SCREEN: "monitor",
    Part.TOUCH: "touch_app",
    Part.PRINT: "print",
    Part.VOICE: "record_voice_over",
    Part.KEYPAD: "dialpad",
    Part.SCANNER: "qr_code_scanner",
}
_CANCEL = Option(id=LEAVE, title=say("trial.cancel"), icon="close")
_NOTHING = Option(id=NOTHING, title=say("trial.nothing"), icon="error")
_AGAIN = Option(id=AGAIN, title=say("trial.again"), icon="replay")


def trials_page(latest: Mapping[Part, Trial]) -> Choice:
    """Offer each part, with what came of the last time."""
    return Choice(
        id="staff.trials",
        title=say("trial.which"),
        options=(
            *(
                Option(
                    id=part.value,
                    title=say(f"trial.{part.value}"),
                    detail=_last(latest.get(part)),
                    icon=_ICONS[part],
                )
                for part in TRIED
            ),
            Option(id=LEAVE, title=say("staff.back"), icon="arrow_back"),
        ),
        numbered=False,
        limit=180.0,
        back=False,
        footer=False,
    )


def colour_page(place: int) -> Field:
    """One colour on the whole screen: is it even?"""
    colour, raised = COLOURS[place]
    return Field(
        id=f"staff.screen.{place}",
        title=say("trial.even", place=place + 1, of=len(COLOURS)),
        colour=colour,
        raised=raised,
        options=(
            Option(id=YES, title=say("trial.yes_even"), icon="check"),
            Option(id=NO, title=say("trial.no_even"), icon="close"),
            _CANCEL,
        ),
        limit=120.0,
    )


def cross_page(place: int) -> Field:
    """One cross to be touched."""
    across, up = CROSSES[place]
    return Field(
        id=f"staff.touch.{place}",
        title=say("trial.cross", place=place + 1, of=len(CROSSES)),
        colour=Colour.WHITE,
        raised=up < min(_UP[:2]),
        cross=(across, up),
        options=(_NOTHING, _CANCEL),
        limit=120.0,
    )


def off_page(worst_mm: float, *, good: bool) -> Notice:
    """How far off the worst touch was."""
    return Notice(
        id="staff.touch",
        title=say("trial.off", mm=f"{worst_mm:.1f}"),
        hint=say("trial.off_good" if good else "trial.off_bad"),
        tone=Tone.GOOD if good else Tone.URGENT,
        icon="check_circle" if good else "error",
        options=(Option(id=LEAVE, title=say("staff.back"), icon="arrow_back"),),
        limit=120.0,
        back=False,
        footer=False,
    )


def readable_page() -> Choice:
    """Is the test slip readable?"""
    return _judge("staff.print", say("trial.readable"), say("trial.readable_hint"))


def heard_page(lang: Lang, *, spoke: bool) -> Choice:
    """Was the sentence heard? Quiet: the sentence itself is what is to be heard."""
    title = say("trial.heard_zh" if lang == "zh" else "trial.heard_en")
    return _judge(f"staff.voice.{lang}", title, None if spoke else say("trial.not_spoken"))


def no_print_page(status: PrinterStatus) -> Notice:
    """Say why no slip came."""
    return Notice(
        id="staff.print_failed",
        title=say("staff.print_bad"),
        hint=say(f"printer.{status.condition.value}"),
        tone=Tone.URGENT,
        icon="error",
        options=(
            _AGAIN,
            Option(id=NO, title=say("trial.give_up"), icon="close"),
        ),
        limit=180.0,
        back=False,
        footer=False,
    )


def key_page(place: int) -> KeyProbe:
    """Ask for one key."""
    return _key_page(place, None, Tone.CALM)


def wrong_key_page(place: int, came: str) -> KeyProbe:
    """Another key came than the one asked for."""
    return _key_page(place, say("trial.key_wrong", key=say(f"key.{came}")), Tone.CARE)


def scan_page(mistake: Wording | None) -> Entry:
    """Have the code of a test slip read; a scanner that types as a keyboard fills it in."""
    return Entry(
        id="staff.scan",
        title=say("trial.scan"),
        hint=say("trial.scan_hint"),
        mistake=mistake,
        unsaid=True,
        masked=False,
        shortest=12,
        longest=12,
        group=4,
        scan=True,
        options=(
            _NOTHING,
            Option(id=MISSING, title=say("trial.no_scanner"), icon="block"),
            _CANCEL,
        ),
        limit=120.0,
        back=False,
        footer=False,
    )


def _key_page(place: int, hint: Wording | None, tone: Tone) -> KeyProbe:
    return KeyProbe(
        id=f"staff.keypad.{place}",
        title=say("trial.key", key=say(f"key.{KEYS[place]}")),
        hint=hint or say("trial.key_place", place=place + 1, of=len(KEYS)),
        tone=tone,
        icon="dialpad",
        keys=KEYS,
        options=(
            _NOTHING,
            Option(id=MISSING, title=say("trial.no_keypad"), icon="block"),
            _CANCEL,
        ),
        limit=120.0,
    )


def _judge(page: str, title: Wording, hint: Wording | None) -> Choice:
    return Choice(
        id=page,
        title=title,
        hint=hint,
        options=(
            Option(id=YES, title=say("trial.yes"), icon="check"),
            Option(id=NO, title=say("trial.no"), icon="close"),
            _AGAIN,
            _CANCEL,
        ),
        numbered=False,
        limit=180.0,
        back=False,
        footer=False,
        quiet=True,
    )


def _last(trial: Trial | None) -> Wording:
    if trial is None:
        return say("outcome.untried")
    day = trial.at.astimezone(CENTRE_ZONE).date().isoformat()
    if trial.outcome is Outcome.PASSED and trial.figure is not None:
        return say("trial.passed_by", mm=f"{trial.figure:.1f}", day=day)
    return say("fact.on_day", what=say(f"outcome.{trial.outcome.value}"), day=day)

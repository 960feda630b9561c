"""The PIN: before the staff room, and again before a citizen's words are shown."""

from kiosk.effects import CheckPin
from kiosk.pages import LEAVE, Entry, Option
from kiosk.pin import PinVerdict
from kiosk.visit import Journey
from kiosk.wording import Wording, say, say_count


def let_in() -> Journey[bool]:
    """Ask for the PIN until it is right; false when whoever it was gives up."""
    mistake: Wording | None = None
    while True:
        pin = yield pin_page(mistake)
        if pin == LEAVE:
            return False
        verdict: PinVerdict = yield CheckPin(pin)
        if verdict.ok:
            return True
        mistake = _wrong_pin(verdict)


def pin_page(mistake: Wording | None = None) -> Entry:
    """Ask for the PIN; shown as dots. ``mistake`` says what became of the last try."""
    return Entry(
        id="staff.pin",
        title=say("pin.title"),
        hint=say("pin.hint"),
        mistake=mistake,
        peek=False,
        options=(Option(id=LEAVE, title=say("option.cancel"), icon="close"),),
        limit=30.0,
        back=False,
        footer=False,
    )


def _wrong_pin(verdict: PinVerdict) -> Wording:
    if verdict.locked_seconds > 0:
        return say_count("pin.locked", round(verdict.locked_seconds))
    return say_count("pin.wrong", verdict.tries_left)

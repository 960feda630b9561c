"""Pages of the terminal's own, which stand before whatever journey is on."""

from kiosk.pages import LEAVE, Busy, Notice, Tone, action
from kiosk.wording import Wording, say

STILL_THERE = "still_there"
FAILED = "failed"


def busy_page(words: Wording) -> Busy:
    """Say what is being done; asks nothing."""
    return Busy(id="busy", title=words)


def still_there_page(seconds: float) -> Notice:
    """Ask whether somebody is still there; ``seconds`` is how long it waits for a touch."""
    return Notice(
        id=STILL_THERE,
        title=say("still_there.title"),
        tone=Tone.CARE,
        icon="schedule",
        body=(say("still_there.body"),),
        options=(action(LEAVE, say("still_there.yes"), "touch_app"),),
        limit=seconds,
    )


def help_page(*, reached: bool) -> Notice:
    """Say that staff are coming, or where to find them when they could not be told."""
    return Notice(
        id="help",
        title=say("help.coming" if reached else "help.go"),
        icon="support_agent",
        tone=Tone.GOOD if reached else Tone.CARE,
        body=(say("help.coming_body" if reached else "help.go_body"),),
        options=(action(LEAVE, say("option.good"), "check"),),
    )


def failed_page() -> Notice:
    """Something broke: what was entered is gone, and one can begin again."""
    return Notice(
        id=FAILED,
        title=say("failed.title"),
        tone=Tone.CARE,
        icon="restart_alt",
        body=(say("failed.body"),),
        options=(action(LEAVE, say("failed.again"), "restart_alt"),),
        back=False,
        limit=40.0,
    )

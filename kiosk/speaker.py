"""Says pages: turns their narration into utterances in the language of the visit."""

from kiosk.devices.speech.port import Utterance, Voice
from kiosk.narration import narrate, narrate_focus
from kiosk.pages import Page
from kiosk.view import Look
from kiosk.wording import Text, Wording


class Speaker:
    """The voice as the terminal uses it; says nothing while the visit is muted."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def page(self, page: Page, look: Look) -> None:
        """Say the whole page, from its title on; what was being said stops."""
        self._say(narrate(page), look)

    def focus(self, page: Page, place: str, look: Look) -> None:
        """Say the option or footer command under the focus."""
        self._say((narrate_focus(page, place),), look)

    def stop(self) -> None:
        """Be silent."""
        self._voice.stop()

    def _say(self, wordings: tuple[Wording, ...], look: Look) -> None:
        if look.muted:
            self._voice.stop()
            return
        self._voice.speak(tuple(utterance(wording, look) for wording in wordings))


def utterance(wording: Wording, look: Look) -> Utterance:
    """One thing to say. Only a message without values can have a recording."""
    recorded = isinstance(wording, Text) and not wording.values
    return Utterance(
        text=wording.spoken(look.lang),
        lang=look.lang,
        message_id=wording.id if isinstance(wording, Text) and recorded else None,
        rate=look.rate,
        gain_db=look.gain_db,
    )

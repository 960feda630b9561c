"""Says pages: turns their narration into utterances in the language of the visit."""

from kiosk.devices.speech.port import Voice
from kiosk.narration import narrate, narrate_focus, narrate_stop, narrate_typed, utterances
from kiosk.pages import Entry, Page
from kiosk.text_input.written import Written
from kiosk.view import FOOTER_FOCUS, Look
from kiosk.wording import Wording, say


class Speaker:
    """The voice as the terminal uses it; says nothing while the visit is muted."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def page(self, page: Page, look: Look) -> None:
        """Say the whole page, from its title on; what was being said stops."""
        self._say(narrate(page), look, keep=not page.ephemeral)

    def focus(self, page: Page, place: str, look: Look) -> None:
        """Say the option or footer command under the focus."""
        if place.startswith(FOOTER_FOCUS):
            words: Wording = say(f"footer.{place.removeprefix(FOOTER_FOCUS)}")
        else:
            words = narrate_focus(page, place)
        self._say((words,), look, keep=not page.ephemeral)

    def writing(self, page: Page, written: Written, name: str, look: Look) -> None:
        """Say what a name of a writing page stands for."""
        self._say((narrate_stop(written, name),), look, keep=not page.ephemeral)

    def typed(self, page: Entry, digits: str, look: Look) -> None:
        """Say the last of ``digits``, or where they are masked how many there are."""
        self._say((narrate_typed(page, digits),), look, keep=not page.ephemeral)

    def hint(self, page: Page, look: Look) -> None:
        """Say the hint of a page alone: it is what changed."""
        if page.hint is not None:
            self._say((page.hint,), look, keep=not page.ephemeral)

    def stop(self) -> None:
        """Be silent."""
        self._voice.stop()

    def _say(self, wordings: tuple[Wording, ...], look: Look, *, keep: bool) -> None:
        if look.muted:
            self._voice.stop()
            return
        self._voice.speak(
            utterances(wordings, look.lang, rate=look.rate, gain_db=look.gain_db, keep=keep)
        )

"""Says pages: turns their narration into utterances in the language of the visit."""

from kiosk.devices.speech.port import Voice
from kiosk.narration import narrate, narrate_typed, utterances
from kiosk.pages import Entry, Page
from kiosk.view import Look
from kiosk.wording import LANGUAGES, Wording


class Speaker:
    """The voice as the terminal uses it; says nothing while the visit is muted."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def page(self, page: Page, look: Look, more: tuple[Wording, ...] = ()) -> None:
        """Say the whole page, from its title on, then ``more``; what was being said stops."""
        self._say((*narrate(page), *more), look, keep=not page.ephemeral)

    def words(self, page: Page, words: tuple[Wording, ...], look: Look) -> None:
        """Say ``words`` about a place of ``page``."""
        self._say(words, look, keep=not page.ephemeral)

    def typed(self, page: Entry, digits: str, look: Look) -> None:
        """Say the last of ``digits``, or where they are masked how many there are."""
        self._say((narrate_typed(page, digits),), look, keep=not page.ephemeral)

    def hint(self, page: Page, look: Look) -> None:
        """Say the hint of a page alone: it is what changed."""
        if page.hint is not None:
            self._say((page.hint,), look, keep=not page.ephemeral)

    def invite(self, page: Page, look: Look) -> None:
        """Say the title of a page in every language, that of the look first."""
        if look.muted:
            return
        langs = sorted(LANGUAGES, key=lambda lang: lang != look.lang)
        said = (utterances((page.title,), lang, gain_db=look.gain_db) for lang in langs)
        self._voice.speak(tuple(utterance for each in said for utterance in each))

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

"""What is being done at the moment. Nothing moves: a page that turns for ever tells nothing."""

from pathlib import Path

from kivy.lang import Builder

from kiosk.view import View
from screens.kind import KindScreen
from screens.skin import Skin

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class BusyScreen(KindScreen):
    """A quiet sign and words in the middle."""

    centred = True

    def dress(self, view: View, skin: Skin) -> None:
        """Take the words."""
        self.ids.title.text = skin.shown(view.page.title)
        self.ids.hint.text = skin.shown(view.page.hint)
        self.told = [self.ids.sign, self.ids.title, self.ids.hint]
        self.rows = []

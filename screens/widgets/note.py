"""A quiet word about privacy below the answers."""

from pathlib import Path

from kivy.lang import Builder

from screens.skin import Skin
from screens.widgets.block import Standing

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class Note(Standing):
    """A lock and a line, as a row of its own that does not grow."""

    def tell(self, text: str) -> None:
        """Take the words."""
        self.ids.words.text = text

    def fit(self, skin: Skin, width: float) -> float:
        """Return the height of the line."""
        height = self.ids.row.fit(skin, width)
        self.size = (width, height)
        self.most = height
        return float(height)

    def place(self, x: float, top: float) -> None:
        """Place lock and line."""
        super().place(x, top)
        self.ids.row.place(x, top)
